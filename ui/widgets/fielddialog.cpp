#include "ui/widgets/fielddialog.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/formpage.h"
#include "ui/widgets/panel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace console {

namespace {

constexpr int dialogWidth = 480;

} // namespace

FieldDialog::FieldDialog(const Content &content, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_theme(theme)
{
    setWindowTitle(content.title);
    setModal(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    auto *box = new QWidget(this);
    auto *rows = new QVBoxLayout(box);
    rows->setContentsMargins(20, 16, 20, 16);
    rows->setSpacing(6);
    auto *label = new ThemedLabel(theme, content.label, &Colours::text2, TextSize::Dense, box);
    rows->addWidget(label);
    rows->addWidget(m_edit = new QLineEdit(content.text, box));
    m_edit->setAccessibleName(withoutMnemonic(content.label));
    label->setBuddy(m_edit);
    rows->addWidget(m_problem = new FieldProblem(theme, m_edit, box));
    if (!content.hint.isEmpty())
        rows->addWidget(explanation(theme, content.hint, box));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(box);
    page->addStretch(1);
    page->addWidget(foot(content.confirm));
    connect(m_edit, &QLineEdit::textEdited, m_problem, [this] { m_problem->say({}); });
    m_edit->selectAll();
    m_edit->setFocus(Qt::OtherFocusReason);
    resize(minimumWidth(), 1);
    growToFit(this);
}

QWidget *FieldDialog::foot(const QString &confirm)
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    row->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), box);
    row->addWidget(cancel);
    auto *take = new QPushButton(confirm, box);
    row->addWidget(take);
    take->setAccessibleName(withoutMnemonic(confirm));
    take->setDefault(true);
    makePrimary(take);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(take, &QPushButton::clicked, this, [this] { emit entered(m_edit->text()); });
    return box;
}

void FieldDialog::showProblem(const QString &problem)
{
    m_problem->say(problem);
    growToFit(this);
    m_edit->selectAll();
    m_edit->setFocus(Qt::OtherFocusReason);
}

} // namespace console
