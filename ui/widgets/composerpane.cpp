#include "ui/widgets/composerpane.h"

#include "ui/models/composermodel.h"
#include "ui/widgets/composerform.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QTextBlock>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

/// The foot of the text side, 26 high.
static QWidget *makeFoot(std::initializer_list<QWidget *> left, QWidget *right)
{
    auto *foot = new QWidget;
    foot->setFixedHeight(qRound(26 * Theme::scale()));
    foot->setAutoFillBackground(true);
    foot->setBackgroundRole(QPalette::Light);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(12, 0, 12, 0);
    line->setSpacing(6);
    for (QWidget *widget : left)
        line->addWidget(widget);
    line->addStretch(1);
    line->addWidget(right);
    return foot;
}

static QFrame *hairline()
{
    auto *line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    return line;
}

ComposerPane::ComposerPane(ComposerModel *model, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_theme(theme)
{
    auto *sides = new Splitter(Qt::Horizontal);
    sides->addWidget(makeFormSide());
    sides->addWidget(makeTextSide());
    sides->setChildrenCollapsible(false);
    sides->setSizes({430, 430});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(hairline());
    column->addWidget(sides, 1);

    for (QTimer *timer : {&m_formTimer, &m_textTimer}) {
        timer->setSingleShot(true);
        timer->setInterval(followAfter);
    }
    connect(&m_formTimer, &QTimer::timeout, this, &ComposerPane::takeFieldEdits);
    connect(&m_textTimer, &QTimer::timeout, this, &ComposerPane::takeTextEdits);
    connect(m_model, &ComposerModel::jsonChanged, this, [this] { m_editor->setJson(m_model->json()); });
    connect(m_model, &ComposerModel::shapeChanged, m_form, &ComposerForm::rebuild);
    connect(m_model, &ComposerModel::fieldsChanged, this, &ComposerPane::showModel);
    connect(m_theme, &Theme::changed, this, [this] {
        m_form->rebuild();
        showModel();
    });
    m_editor->setJson(m_model->json());
    showModel();
}

QWidget *ComposerPane::makeHeader()
{
    m_title = new ThemedLabel(m_theme, QString(), &Colours::text);
    m_title->setFixedWidthFont(TextSize::Heading);
    m_title->setElided(Qt::ElideRight);
    m_help = new ThemedLabel(m_theme, QString(), &Colours::text2, TextSize::Dense);
    m_help->setWordWrap(true);
    m_send = new QPushButton(m_theme->icon(u"send"_s, &Colours::onPrimary), tr("Send"));
    makePrimary(m_send);
    m_send->setToolTip(tr("Send this request (Ctrl+Enter)"));
    connect(m_send, &QPushButton::clicked, this, &ComposerPane::send);

    auto *header = new QWidget;
    header->setAutoFillBackground(true);
    header->setBackgroundRole(QPalette::Light);
    auto *grid = new QGridLayout(header);
    grid->setContentsMargins(14, 10, 14, 10);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_send, 0, 1);
    grid->addWidget(m_help, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    return header;
}

QWidget *ComposerPane::makeFormSide()
{
    m_form = new ComposerForm(m_model, m_theme);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setBackgroundRole(QPalette::Base);
    m_form->setBackgroundRole(QPalette::Base);

    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PaneHeader(m_theme, tr("Form")));
    column->addWidget(hairline());
    column->addWidget(scroll, 1);

    connect(m_form, &ComposerForm::edited, this, [this](int field, const QString &text) {
        takeTextEdits();
        m_fieldEdits.insert(field, text);
        m_formTimer.start();
    });
    connect(m_form, &ComposerForm::replacementChosen, this, [this](int field, const QString &text) {
        m_fieldEdits.clear();
        m_model->setFieldText(field, text);
    });
    connect(m_form, &ComposerForm::fieldAddRequested, this, [this](const QString &name, const QString &text) {
        settle();
        m_model->addField(name, text);
    });
    return side;
}

QWidget *ComposerPane::makeTextSide()
{
    m_editor = new JsonEditor(m_theme);
    auto *header = new PaneHeader(m_theme, tr("JSON"));
    m_relation = new ThemedLabel(m_theme, QString(), &Colours::text2, TextSize::Dense);
    m_format = new PaneButton(m_theme, PaneButton::Tone::Flat);
    m_format->setLabel(tr("Format"));
    m_format->setToolTip(tr("Indent the text; no value is changed"));
    PaneButton *copy = iconButton(m_theme, u"copy"_s, tr("Copy the request"), header);
    header->content()->addWidget(m_relation);
    header->content()->addStretch(1);
    header->content()->addWidget(m_format);
    header->content()->addWidget(copy);
    m_stateIcon = new IconLabel(m_theme, u"error"_s, &Colours::error, 14);
    m_state = new ThemedLabel(m_theme, QString(), &Colours::text2, TextSize::Dense);
    m_state->setElided(Qt::ElideRight);
    m_cursor = new ThemedLabel(m_theme, QString(), &Colours::text2, TextSize::Dense);

    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(hairline());
    column->addWidget(m_editor, 1);
    column->addWidget(hairline());
    column->addWidget(makeFoot({m_stateIcon, m_state}, m_cursor));

    connect(m_editor, &JsonEditor::edited, this, [this] {
        m_fieldEdits.clear();
        m_formTimer.stop();
        m_textTimer.start();
        m_send->setEnabled(false); // until the text is known to be good
    });
    connect(m_editor, &JsonEditor::cursorPositionChanged, this, &ComposerPane::showCursor);
    connect(m_format, &PaneButton::clicked, this, [this] {
        settle();
        m_model->format();
    });
    connect(copy, &PaneButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_editor->json())); });
    return side;
}

void ComposerPane::startCommand(const QString &name, const QHash<ParameterRole, QString> &known)
{
    m_fieldEdits.clear();
    m_formTimer.stop();
    m_textTimer.stop();
    m_model->startCommand(name, known);
}

void ComposerPane::setJson(const QByteArray &json)
{
    m_editor->setJson(json);
    takeTextEdits();
}

void ComposerPane::setSendCheck(SendCheck check)
{
    m_sendCheck = std::move(check);
    showState();
}

void ComposerPane::settle()
{
    takeFieldEdits();
    takeTextEdits();
}

void ComposerPane::takeFieldEdits()
{
    m_formTimer.stop();
    const QHash<int, QString> edits = std::exchange(m_fieldEdits, {});
    for (auto edit = edits.begin(); edit != edits.end(); ++edit)
        m_model->setFieldText(edit.key(), edit.value());
}

void ComposerPane::takeTextEdits()
{
    m_textTimer.stop();
    m_model->setJson(m_editor->json());
    showState();
}

void ComposerPane::send()
{
    settle();
    if (m_send->isEnabled())
        emit sendRequested(m_model->json());
}

void ComposerPane::showModel()
{
    m_form->refresh();
    const QString name = m_model->commandName();
    m_title->setText(name.isEmpty() ? tr("Free request") : name);
    const Command *command = m_model->command();
    QString help =
        command ? command->help : tr("Any JSON object can be sent. This command is not in the catalogue.");
    if (command && command->mayBeRefused)
        help += tr(" May be refused by the server.");
    m_help->setText(help);
    QList<JsonMark> marks;
    for (const ComposerField &field : m_model->fields()) {
        if (!field.problem.isEmpty() && field.value.length > 0 && m_model->isObject())
            marks.append({field.value, field.problem});
    }
    if (!m_model->isObject() && m_model->jsonProblemOffset() >= 0)
        marks.append(
            {{std::min(m_model->jsonProblemOffset(), std::max<qsizetype>(0, m_model->json().size() - 1)), 1},
                m_model->jsonProblem()});
    m_editor->setMarks(marks);
    showState();
}

void ComposerPane::showState()
{
    const QString problems = m_model->problems();
    const QString jsonProblem = m_model->jsonProblem();
    m_relation->setText(
        m_model->isObject() ? tr("same as the form") : tr("the form shows the last good values"));
    m_format->setEnabled(m_model->isObject());

    const QString why = !jsonProblem.isEmpty() ? jsonProblem
        : m_sendCheck                          ? m_sendCheck(m_model->json())
                                               : QString();
    m_send->setEnabled(why.isEmpty());
    m_send->setText(!problems.isEmpty() ? tr("Send anyway") : tr("Send"));
    m_send->setToolTip(why.isEmpty() ? tr("Send this request (Ctrl+Enter)") : why);
    const bool marked = !problems.isEmpty() || !jsonProblem.isEmpty();
    m_stateIcon->setVisible(marked);
    m_state->setRole(marked ? &Colours::error : &Colours::text2);
    m_state->setText(!why.isEmpty() ? why
            : !problems.isEmpty()   ? problems
                                    : tr("%1 bytes").arg(m_model->json().size()));
}

void ComposerPane::showCursor()
{
    const QTextCursor cursor = m_editor->textCursor();
    m_cursor->setText(
        tr("Line %1, column %2").arg(cursor.blockNumber() + 1).arg(cursor.positionInBlock() + 1));
}

} // namespace console
