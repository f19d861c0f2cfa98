#include "ui/widgets/formpage.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/panel.h"

#include <QAbstractSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldColumn = 148; ///< from the left edge of a section
constexpr int gap = 10;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

} // namespace

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

ThemedLabel *explanation(const Theme *theme, const QString &text, QWidget *parent)
{
    auto *label = new ThemedLabel(theme, text, &Colours::text2, TextSize::Dense, parent);
    label->setWordWrap(true);
    return label;
}

void growToFit(QWidget *dialog)
{
    QLayout *layout = dialog->layout();
    layout->activate();
    const int needed = layout->hasHeightForWidth() ? layout->totalHeightForWidth(dialog->width())
                                                   : layout->totalSizeHint().height();
    if (dialog->height() < needed)
        dialog->resize(dialog->width(), needed);
}

FieldProblem::FieldProblem(const Theme *theme, QWidget *field, QWidget *parent)
    : ThemedLabel(theme, {}, &Colours::error, TextSize::Dense, parent), m_field(field)
{
    setWordWrap(true);
    hide();
}

void FieldProblem::say(const QString &problem)
{
    setText(problem);
    setVisible(!problem.isEmpty());
    setProblem(m_field, !problem.isEmpty());
    m_field->setAccessibleDescription(problem);
}

bool FieldProblem::focusField()
{
    if (text().isEmpty())
        return false;
    m_field->setFocus(Qt::TabFocusReason);
    return true;
}

FormGrid::FormGrid(const Theme *theme, QWidget *box, int indent)
    : m_theme(theme), m_box(box), m_grid(new QGridLayout(box))
{
    m_grid->setContentsMargins(scaled(indent), 0, 0, 0);
    m_grid->setHorizontalSpacing(gap);
    m_grid->setVerticalSpacing(9);
    m_grid->setColumnMinimumWidth(0, scaled(fieldColumn - indent) - gap);
    m_grid->setColumnStretch(1, 1);
}

void FormGrid::addHeading(const QString &text)
{
    auto *label = new ThemedLabel(m_theme, text, &Colours::text, TextSize::Body, m_box);
    label->setWeight(QFont::DemiBold);
    addWide(label);
}

void FormGrid::addLabel(const QString &label, QWidget *field)
{
    auto *caption = new ThemedLabel(m_theme, label, &Colours::text2, TextSize::Dense, m_box);
    caption->setBuddy(field);
    field->setAccessibleName(withoutMnemonic(label));
    if (auto *spin = qobject_cast<QAbstractSpinBox *>(field))
        spin->findChild<QLineEdit *>()->setAccessibleName(withoutMnemonic(label));
    m_grid->addWidget(caption, m_row, 0);
}

void FormGrid::addField(const QString &label, QWidget *field, QWidget *named)
{
    addLabel(label, named ? named : field);
    m_grid->addWidget(field, m_row++, 1);
}

QLineEdit *FormGrid::addEdit(const QString &label)
{
    auto *edit = new QLineEdit(m_box);
    addField(label, edit);
    return edit;
}

QSpinBox *FormGrid::addNumber(
    const QString &label, int from, int to, const QString &unit, const QString &hint)
{
    auto *number = new QSpinBox(m_box);
    number->setRange(from, to);
    number->setSuffix(unit.isEmpty() ? QString() : u' ' + unit);
    number->setFixedWidth(scaled(104));
    addShort(label, number, hint);
    return number;
}

void FormGrid::addShort(const QString &label, QWidget *field, const QString &hint)
{
    addLabel(label, field);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(field);
    row->addWidget(explanation(m_theme, hint, m_box), 1);
    m_grid->addLayout(row, m_row++, 1);
}

void FormGrid::addBelow(QWidget *widget)
{
    m_grid->addWidget(widget, m_row++, 1);
}

void FormGrid::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_row++, 0, 1, 2);
}

FieldProblem *FormGrid::addProblem(QWidget *field)
{
    auto *problem = new FieldProblem(m_theme, field, m_box);
    addBelow(problem);
    return problem;
}

ThemedLabel *FormGrid::addNote(const QString &text)
{
    ThemedLabel *note = explanation(m_theme, text, m_box);
    addBelow(note);
    return note;
}

FormPage::FormPage(const Theme *theme, QWidget *parent) : QScrollArea(parent), m_theme(theme)
{
    auto *content = new QWidget(this);
    content->setBackgroundRole(QPalette::Base);
    m_sections = new QVBoxLayout(content);
    m_sections->setContentsMargins(0, 0, 0, 0);
    m_sections->setSpacing(0);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setBackgroundRole(QPalette::Base);
}

/// A scroll area can be as small as it likes; this one still shows a field or two.
QSize FormPage::minimumSizeHint() const
{
    return {scaled(320), scaled(120)};
}

QWidget *FormPage::addSection()
{
    auto *content = new QWidget(widget());
    addSection(content);
    return content;
}

void FormPage::addSection(QWidget *content)
{
    const bool first = m_sections->isEmpty();
    auto *strip = new Strip(m_theme, &Colours::base, first ? Qt::Edge() : Qt::TopEdge, widget());
    auto *layout = new QVBoxLayout(strip);
    layout->setContentsMargins(20, 15, 20, 16);
    layout->addWidget(content);
    m_sections->addWidget(strip);
}

void FormPage::endSections()
{
    m_sections->addStretch(1);
    for (auto *box : findChildren<QComboBox *>())
        box->installEventFilter(this);
    for (auto *box : findChildren<QAbstractSpinBox *>())
        box->installEventFilter(this);
}

bool FormPage::eventFilter(QObject *watched, QEvent *event)
{
    const auto *field = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && field && field != viewport() && field != widget()) {
        event->ignore(); // so that it goes on to the page
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace console
