#include "ui/widgets/secretprompt.h"

#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/formpage.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/storagechoice.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 580;

QString nowText()
{
    return u"Use it just now"_s;
}

} // namespace

SecretPrompt::SecretPrompt(const QString &connection, const QList<SecretQuestion> &questions,
    const Theme *theme, const QString &problem, QWidget *parent)
    : QDialog(parent), m_theme(theme)
{
    setWindowTitle(u"Connect"_s);
    setModal(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    for (const SecretQuestion &question : questions)
        m_rows.append({question, nullptr, nullptr});
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(head(connection, problem));
    page->addWidget(fields());
    page->addStretch(1);
    page->addWidget(foot());
    setKeychainProblem({});
    judge();
    if (!m_rows.isEmpty())
        m_rows.first().field->setFocus(Qt::OtherFocusReason);
}

QWidget *SecretPrompt::head(const QString &connection, const QString &problem)
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(24, 20, 24, 6);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new IconLabel(m_theme, u"key"_s, &Colours::text2, 24, box), 0, 0, Qt::AlignTop);
    const QString title =
        m_rows.size() == 1 ? u"One secret is needed"_s : u"%1 secrets are needed"_s.arg(m_rows.size());
    grid->addWidget(new ThemedLabel(m_theme, title, &Colours::text, TextSize::Heading, box), 0, 1);
    grid->addWidget(
        explanation(m_theme, u"To connect to %1."_s.arg(isolated(visibleText(connection))), box), 1, 1);
    if (problem.isEmpty())
        return box;
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(new IconLabel(m_theme, u"error"_s, &Colours::error, 16, box), 0, Qt::AlignTop);
    auto *words = new ThemedLabel(m_theme, visibleText(problem), &Colours::error, TextSize::Body, box);
    words->setWordWrap(true);
    line->addWidget(words, 1);
    grid->addLayout(line, 2, 1);
    return box;
}

QWidget *SecretPrompt::fields()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(24, 8, 24, 18);
    column->setSpacing(12);
    for (Row &row : m_rows) {
        auto *rows = new QVBoxLayout;
        rows->setSpacing(5);
        QString label = visibleText(row.question.label);
        label.replace(0, 1, label.left(1).toUpper());
        auto *caption = new ThemedLabel(m_theme, label, &Colours::text2, TextSize::Dense, box);
        rows->addWidget(caption);
        auto *line = new QHBoxLayout;
        line->setSpacing(6);
        line->addWidget(row.field = new SecretField(m_theme, label, box), 1);
        line->addWidget(row.storage = new StorageChoice(box));
        rows->addLayout(line);
        column->addLayout(rows);
        row.field->setHint(row.question.mayBeEmpty ? u"May be empty"_s : QString());
        row.field->edit()->setAccessibleName(label);
        row.storage->setAccessibleName(u"Where it is kept: %1"_s.arg(label));
        row.storage->setItemText(row.storage->findData(int(SecretStorage::AskEveryTime)), nowText());
        row.storage->setStorage(row.question.storage);
        connect(row.field, &SecretField::edited, this, &SecretPrompt::judge);
    }
    m_notice = explanation(m_theme, {}, box);
    m_notice->setRole(&Colours::warn);
    column->addWidget(m_notice);
    return box;
}

QWidget *SecretPrompt::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    row->addStretch(1);
    auto *cancel = new QPushButton(u"Cancel"_s, box);
    row->addWidget(cancel);
    row->addWidget(m_connect = new QPushButton(u"&Connect"_s, box));
    m_connect->setAccessibleName(u"Connect"_s);
    m_connect->setDefault(true);
    makePrimary(m_connect);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &SecretPrompt::give);
    return box;
}

void SecretPrompt::setKeychainProblem(const QString &problem)
{
    m_notice->setText(visibleText(problem));
    m_notice->setVisible(!problem.isEmpty());
}

void SecretPrompt::judge()
{
    const bool complete = std::all_of(m_rows.begin(), m_rows.end(),
        [](const Row &row) { return row.question.mayBeEmpty || !row.field->edit()->text().isEmpty(); });
    m_connect->setEnabled(complete);
}

void SecretPrompt::give()
{
    QHash<QString, GivenSecret> secrets;
    for (const Row &row : std::as_const(m_rows))
        secrets.insert(
            row.question.key.name, {row.field->secret().value.value_or(Secret()), row.storage->storage()});
    accept();
    emit given(secrets);
}

} // namespace console
