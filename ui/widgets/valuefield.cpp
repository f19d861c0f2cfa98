#include "ui/widgets/valuefield.h"

#include "ui/models/composermodel.h"
#include "ui/models/text.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/suggestiondelegate.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QStyle>
#include <QStyleOptionSpinBox>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

/// Pixels around a value, up to what stands behind it.
constexpr int valueMargin = 14;
constexpr int valueRole = Qt::UserRole;

/// Sets the text of a line edit unless it is there already, so that the cursor stays where the user types.
static void setLineText(QLineEdit *line, const QString &text)
{
    if (line->text() != text)
        line->setText(text);
}

NumberField::NumberField(const QString &unit, const Theme *theme, QWidget *parent)
    : QAbstractSpinBox(parent), m_unit(new QLabel(unit, this))
{
    m_unit->setTextFormat(Qt::PlainText);
    m_unit->setForegroundRole(QPalette::PlaceholderText);
    m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
    lineEdit()->setFont(Theme::font());
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberField::edited);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void NumberField::setText(const QString &text)
{
    setLineText(lineEdit(), text);
}

void NumberField::stepBy(int steps)
{
    bool isNumber = false;
    const double value = QString(lineEdit()->text()).replace(QChar(0x2212), u'-').toDouble(&isNumber);
    if (!isNumber && !lineEdit()->text().isEmpty())
        return;
    const QString text = QString::number(value + steps, 'g', 15);
    setText(text);
    emit edited(text);
}

QAbstractSpinBox::StepEnabled NumberField::stepEnabled() const
{
    return isEnabled() ? StepUpEnabled | StepDownEnabled : StepEnabled(StepNone);
}

void NumberField::resizeEvent(QResizeEvent *event)
{
    QAbstractSpinBox::resizeEvent(event);
    placeUnit();
}

/// The unit stands at the right end of the text, left of the step buttons, and the text keeps clear of it.
void NumberField::placeUnit()
{
    const QRect edit = lineEdit()->geometry();
    const int width = m_unit->sizeHint().width();
    m_unit->setGeometry(edit.right() - width - 4, edit.top(), width, edit.height());
    lineEdit()->setTextMargins(0, 0, width + 6, 0);
    m_unit->raise();
}

/// The id left, the name right, whatever a server put into them.
static QString labelOf(const ComposerSuggestion &suggestion)
{
    if (suggestion.isRemark)
        return suggestion.name;
    const QString value = isolated(visibleText(suggestion.value));
    return suggestion.name.isEmpty() ? value : value + u"  "_s + isolated(visibleText(suggestion.name));
}

ChoiceField::ChoiceField(Suggest suggest, const Theme *theme, QWidget *parent)
    : QComboBox(parent), m_suggest(std::move(suggest)), m_offered(new QStandardItemModel(this)),
      m_completer(new QCompleter(m_offered, this))
{
    setEditable(true);
    m_meaning = new ThemedLabel(theme, TextSize::Dense, &Colours::text2, lineEdit());
    m_meaning->setElided(Qt::ElideRight);
    m_meaning->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(lineEdit(), &QLineEdit::textChanged, this, &ChoiceField::placeMeaning);
    setInsertPolicy(NoInsert);
    setCompleter(nullptr);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    connect(lineEdit(), &QLineEdit::textEdited, this, &ChoiceField::edited);
    connect(this, &QComboBox::activated, this, [this](int index) { take(itemData(index).toString()); });
    makeOffers(theme);
}

void ChoiceField::makeOffers(const Theme *theme)
{
    m_completer->setWidget(
        this); // not setCompleter(): what is offered reads differently from what is written
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    offers()->setItemDelegate(new SuggestionDelegate(theme, offers()));
    connect(lineEdit(), &QLineEdit::textEdited, this, &ChoiceField::offer);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
        [this](const QModelIndex &chosen) { take(chosen.data(valueRole).toString()); });
}

QAbstractItemView *ChoiceField::offers() const
{
    return m_completer->popup();
}

void ChoiceField::take(const QString &value)
{
    setEditText(value);
    emit edited(value);
}

static QStandardItem *itemOf(const ComposerSuggestion &suggestion)
{
    auto *item = new QStandardItem(isolated(visibleText(suggestion.value)));
    item->setData(isolated(visibleText(suggestion.name)), SuggestionDelegate::DetailRole);
    item->setData(suggestion.value, valueRole);
    item->setEnabled(!suggestion.isRemark);
    return item;
}

void ChoiceField::offer(const QString &typed)
{
    m_offered->clear();
    if (typed.isEmpty())
        return offers()->hide();
    for (const ComposerSuggestion &each : m_suggest(typed))
        if (each.value != typed)
            m_offered->appendRow(itemOf(each));
    if (m_offered->rowCount() == 0)
        return offers()->hide();
    m_completer->complete();
}

/// Enter belongs to the list while the user has marked something in it; else what was typed stands.
void ChoiceField::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || !offers()->isVisible())
        return QComboBox::keyPressEvent(event);
    if (offers()->selectionModel()->hasSelection())
        return event->ignore();
    offers()->hide();
}

void ChoiceField::setText(const QString &text)
{
    setLineText(lineEdit(), text);
}

void ChoiceField::setMeaning(const QString &meaning)
{
    m_meaning->setText(isolated(visibleText(meaning)));
    setToolTip(plainToolTip(meaning));
    placeMeaning();
}

QString ChoiceField::meaning() const
{
    return m_meaning->text();
}

void ChoiceField::resizeEvent(QResizeEvent *event)
{
    QComboBox::resizeEvent(event);
    placeMeaning();
}

/// Behind the value, as far as there is room.
void ChoiceField::placeMeaning()
{
    const QRect edit = lineEdit()->rect();
    const int left = lineEdit()->fontMetrics().horizontalAdvance(lineEdit()->text()) + valueMargin;
    m_meaning->setGeometry(left, edit.top(), std::max(0, edit.width() - left), edit.height());
}

void ChoiceField::showPopup()
{
    const QString current = currentText();
    clear();
    for (const ComposerSuggestion &suggestion : m_suggest({})) {
        addItem(labelOf(suggestion), suggestion.isRemark ? QVariant() : suggestion.value);
        if (suggestion.isRemark)
            qobject_cast<QStandardItemModel *>(model())->item(count() - 1)->setEnabled(false);
    }
    setCurrentIndex(findData(current));
    setEditText(current);
    QComboBox::showPopup();
}

} // namespace console
