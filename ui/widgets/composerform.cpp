#include "ui/widgets/composerform.h"

#include "ui/models/composermodel.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/themedlabel.h"
#include "ui/widgets/valuefield.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

ComposerForm::ComposerForm(ComposerModel *model, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    rebuild();
}

void ComposerForm::rebuild()
{
    delete m_body;
    m_rows.clear();
    m_body = new QWidget;
    m_grid = new QGridLayout(m_body);
    m_grid->setContentsMargins(14, 12, 14, 12);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(4); // and an empty line of as much between two fields: 9 in all
    m_grid->setColumnMinimumWidth(0, qRound(138 * Theme::scale()));
    m_grid->setColumnStretch(1, 1);
    layout()->addWidget(m_body);
    for (int i = 0; i < int(m_model->fields().size()); ++i)
        m_rows.append(makeRow(i, m_model->fields()[i]));
    if (m_rows.isEmpty())
        m_grid->addWidget(new ThemedLabel(m_theme, tr("This command takes no parameters."), &Colours::text2,
                              TextSize::Dense),
            0, 0, 1, 2);
    const int last = m_grid->rowCount();
    m_grid->addWidget(makeAdder(), last, m_rows.isEmpty() ? 0 : 1, 1, m_rows.isEmpty() ? 2 : 1);
    m_grid->setRowStretch(last + 1, 1);
    refresh();
}

/// What the catalogue says beside the field: "to the right", "−90 to 90".
static QString rangeHint(const ValueRange &range)
{
    const auto number = [](double value) { return QString::number(value).replace(u'-', QChar(0x2212)); };
    if (range.minimum && range.maximum)
        return QObject::tr("%1 to %2").arg(number(*range.minimum), number(*range.maximum));
    if (range.minimum)
        return QObject::tr("%1 or more").arg(number(*range.minimum));
    return QString();
}

ComposerForm::Row ComposerForm::makeRow(int index, const ComposerField &field)
{
    const int line = m_grid->rowCount();
    auto *name = new ThemedLabel(m_theme, field.parameter.name, &Colours::text);
    name->setFixedWidthFont();
    name->setToolTip(plainToolTip(field.parameter.rule.help));
    Row row{};
    row.editor = makeEditor(index, field);
    row.editor->setAccessibleName(field.parameter.name);
    row.editor->setAccessibleDescription(field.parameter.rule.help);
    name->setBuddy(row.editor);
    row.hint = new ThemedLabel(m_theme, QString(), &Colours::text2, TextSize::Dense);
    row.hint->setElided(Qt::ElideRight);
    if (qobject_cast<ChoiceField *>(row.editor))
        row.hint->hide(); // the field says itself what its value means

    row.problem = new QWidget;
    auto *problem = new QHBoxLayout(row.problem);
    problem->setContentsMargins(0, 0, 0, 4);
    problem->setSpacing(6);
    auto *icon = new IconLabel(m_theme, u"error"_s, &Colours::error, 14);
    row.problemText = new ThemedLabel(m_theme, QString(), &Colours::error, TextSize::Dense);
    row.problemText->setWordWrap(true);
    row.replace = new PaneButton(m_theme, PaneButton::Tone::Link);
    connect(row.replace, &PaneButton::clicked, this,
        [this, index] { emit replacementChosen(index, m_model->fields()[index].replacement); });
    problem->addWidget(icon, 0, Qt::AlignTop);
    problem->addWidget(row.problemText, 1);
    problem->addWidget(row.replace, 0, Qt::AlignTop);

    m_grid->addWidget(name, line, 0, Qt::AlignVCenter);
    auto *cell = new QHBoxLayout;
    cell->setSpacing(10);
    cell->addWidget(row.editor);
    cell->addWidget(row.hint, 1);
    m_grid->addLayout(cell, line, 1);
    m_grid->addWidget(row.problem, line + 1, 1);
    return row;
}

QWidget *ComposerForm::makeEditor(int index, const ComposerField &field)
{
    const Parameter &parameter = field.parameter;
    const int height = qRound(26 * Theme::scale());
    const auto report = [this, index](const QString &text) { emit edited(index, text); };
    const bool offers = parameter.role == ParameterRole::Room || parameter.role == ParameterRole::Participant;
    if (offers || !parameter.rule.choices.isEmpty()) {
        auto *choice = new ChoiceField(
            [this, index](const QString &typed) { return m_model->suggestions(index, typed); }, m_theme);
        choice->setFixedHeight(height);
        choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(choice, &ChoiceField::edited, this, report);
        return choice;
    }
    const bool isNumber =
        parameter.type == Parameter::Type::Integer || parameter.type == Parameter::Type::Number;
    if (isNumber) {
        auto *number = new NumberField(parameter.rule.unit, m_theme);
        number->setFixedSize(qRound(118 * Theme::scale()), height);
        connect(number, &NumberField::edited, this, report);
        return number;
    }
    auto *line = new QLineEdit;
    line->setFixedHeight(height);
    line->setFixedWidth(qRound(200 * Theme::scale()));
    connect(line, &QLineEdit::textEdited, this, report);
    return line;
}

static void setEditorText(QWidget *editor, const QString &text)
{
    if (auto *number = qobject_cast<NumberField *>(editor))
        number->setText(text);
    else if (auto *choice = qobject_cast<ChoiceField *>(editor))
        choice->setText(text);
    else if (auto *line = qobject_cast<QLineEdit *>(editor); line && line->text() != text)
        line->setText(text);
}

/// The name behind a chosen number, or what the catalogue says of the value.
static QString hintFor(const ComposerModel *model, int index)
{
    const ComposerField &field = model->fields()[index];
    if (!field.isListed)
        return QObject::tr("not in the catalogue");
    if (const std::optional<QString> meaning = model->meaningOf(index))
        return *meaning;
    if (const QString remark = model->remarkOn(index); !remark.isEmpty())
        return remark;
    const ValueRule &rule = model->ruleFor(index);
    const QString range = rangeHint(rule.range);
    const bool inCatalogueWords = !rule.help.isEmpty() && rule.help.size() <= 28;
    return range.isEmpty() && inCatalogueWords ? rule.help : range;
}

void ComposerForm::refresh()
{
    setEnabled(m_model->isObject());
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const ComposerField &field = m_model->fields()[i];
        // The document may spell a typed text differently ("+1" is no JSON number): the field being typed in
        // leads.
        if (!m_rows[i].editor->hasFocus())
            setEditorText(m_rows[i].editor, field.text);
        const QString hint = hintFor(m_model, i);
        if (auto *choice = qobject_cast<ChoiceField *>(m_rows[i].editor))
            choice->setMeaning(hint);
        else
            m_rows[i].hint->setText(hint);
        showProblem(m_rows[i], field);
    }
}

void ComposerForm::showProblem(const Row &row, const ComposerField &field)
{
    // A parameter that merely has not been filled in yet is no mistake worth red ink in every line.
    const bool isMissing = !field.isPresent || field.isBlank;
    row.problem->setVisible(!field.problem.isEmpty() && !isMissing);
    setProblem(row.editor, !row.problem->isHidden());
    row.problemText->setText(field.problem);
    row.replace->setVisible(!field.replacement.isEmpty());
    row.replace->setLabel(tr("Use %1").arg(QString(field.replacement).replace(u'-', QChar(0x2212))));
}

/// A line to add a key of one's own.
QWidget *ComposerForm::makeAdder()
{
    auto *adder = new QWidget;
    auto *open = new PaneButton(m_theme, PaneButton::Tone::Flat);
    open->setLabel(tr("Add a parameter"));
    open->setLeadingIcon(u"plus"_s);
    auto *name = new QLineEdit;
    name->setPlaceholderText(tr("Name"));
    name->setAccessibleName(tr("Name of the new parameter"));
    auto *value = new QLineEdit;
    value->setPlaceholderText(tr("Value"));
    value->setAccessibleName(tr("Value of the new parameter"));
    auto *add = new QPushButton(tr("Add"));
    name->hide();
    value->hide();
    add->hide();
    auto *line = new QHBoxLayout(adder);
    line->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{open, name, value, add})
        line->addWidget(widget);
    line->addStretch(1);

    connect(open, &PaneButton::clicked, adder, [=] {
        open->hide();
        name->show();
        value->show();
        add->show();
        name->setFocus();
    });
    const auto finish = [this, name, value] {
        if (!name->text().isEmpty() && !value->text().isEmpty())
            emit fieldAddRequested(name->text(), value->text());
    };
    connect(add, &QPushButton::clicked, adder, finish);
    connect(value, &QLineEdit::returnPressed, adder, finish);
    connect(name, &QLineEdit::returnPressed, value, qOverload<>(&QWidget::setFocus));
    return adder;
}

} // namespace console
