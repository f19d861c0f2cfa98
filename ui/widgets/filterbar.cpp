#include "ui/widgets/filterbar.h"

#include "lib/filter/filterconditions.h"
#include "ui/models/filterlibrary.h"
#include "ui/models/numbers.h"
#include "ui/widgets/choicepopup.h"
#include "ui/widgets/filterinput.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/savedfiltersmenu.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Counting all values of a long session takes a moment; while one types they change little.
constexpr qint64 valuesStayFor = 5000; // milliseconds
constexpr int remarkStaysFor = 1000; // milliseconds, while messages come

std::optional<FilterSubject> subjectOf(FilterKey field)
{
    for (const FilterSubject subject :
        {FilterSubject::Type, FilterSubject::Room, FilterSubject::Participant}) {
        if (fieldOf(subject) == field)
            return subject;
    }
    return std::nullopt;
}

} // namespace

FilterBar::FilterBar(const MessageLog *log, const RoomDirectory *directory, Navigator *navigator,
    const Theme *theme, QWidget *parent)
    : QWidget(parent), m_log(log), m_directory(directory), m_navigator(navigator), m_theme(theme),
      m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(6);
    addNarrowButton();
    addChip(FilterSubject::Type);
    addChip(FilterSubject::Room);
    addChip(FilterSubject::Participant);
    addTimeChip();
    addField();
    addSavedButton();
    addHighlightButton();
    connect(navigator, &Navigator::filterChanged, this, &FilterBar::showFilter);
    showFilter(navigator->filter());
}

void FilterBar::addField()
{
    m_field = new FilterInput(m_theme, tr("Filter"), this);
    m_field->setMinimumWidth(110);
    m_field->setValuesOf([this](FilterKey field) { return valuesOf(field); });
    m_field->setRemark([this](const FilterExpression &filter) { return remarkOn(filter); });
    m_renewal.setSingleShot(true);
    m_renewal.setInterval(remarkStaysFor);
    connect(&m_renewal, &QTimer::timeout, m_field, &FilterInput::renewRemark);
    m_layout->addWidget(m_field, 1);
    connect(m_field, &FilterField::left, this, &FilterBar::left);
    connect(m_field, &FilterInput::expressionEdited, m_navigator, &Navigator::setFilter);
}

void FilterBar::addHighlightButton()
{
    m_highlight = new PaneButton(m_theme, PaneButton::Tone::Framed, this);
    m_highlight->setLabel(tr("Highlight"));
    m_highlight->setToolTip(tr("Mark what the filter lets through instead of hiding the rest"));
    m_layout->addWidget(m_highlight);
    const auto show = [this](bool highlighting) {
        m_highlight->setTone(highlighting ? PaneButton::Tone::Active : PaneButton::Tone::Framed);
    };
    connect(m_highlight, &QAbstractButton::clicked, this,
        [this] { m_navigator->setHighlighting(!m_navigator->isHighlighting()); });
    connect(m_navigator, &Navigator::highlightingChanged, this, show);
    show(m_navigator->isHighlighting());
}

void FilterBar::addSavedButton()
{
    m_saved = iconButton(m_theme, u"bookmark"_s, tr("Saved filters and colours"), this);
    m_saved->hide();
    m_layout->addWidget(m_saved);
    connect(m_saved, &QAbstractButton::clicked, this, [this] { openSaved(m_saved); });
}

void FilterBar::setLibrary(FilterLibrary *library)
{
    m_library = library;
    m_saved->setVisible(!m_narrow);
    connect(library, &FilterLibrary::failed, this, [this](const QString &problem) {
        auto *box =
            new QMessageBox(QMessageBox::Warning, tr("Saved filters"), problem, QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->open();
    });
}

void FilterBar::openSaved(const QWidget *below)
{
    auto *menu = new SavedFiltersMenu(m_library, m_navigator, m_theme, this);
    menu->popup(below->mapToGlobal(QPoint(0, below->height() + 2)));
}

/// What the session has shown of a field, most frequent first.
QList<FilterSuggestion> FilterBar::valuesOf(FilterKey field)
{
    const std::optional<FilterSubject> subject = subjectOf(field);
    if (!subject)
        return {};
    if (!m_valuesAge.isValid() || m_valuesAge.hasExpired(valuesStayFor)) {
        m_values.clear();
        m_valuesAge.start();
    }
    if (const auto known = m_values.constFind(field); known != m_values.constEnd())
        return *known;
    QList<FilterSuggestion> values;
    for (const FilterChoice &choice : filterChoices(*m_log, m_directory, *subject)) {
        const FilterValue value = isOneOf(field, {choice.id}).values.first();
        values.append({value.text, tr("%1 of them").arg(groupedNumber(qint64(choice.count)))});
    }
    return m_values[field] = values;
}

QString FilterBar::remarkOn(const FilterExpression &filter) const
{
    const QStringList unseen = unseenTypes(*m_log, filter);
    if (unseen.isEmpty())
        return {};
    return tr("No event of this type was seen: %1; a name with a space stands in quotes.")
        .arg(unseen.join(u", "_s));
}

void FilterBar::renewRemark()
{
    if (m_field->hasRemark() && !m_renewal.isActive())
        m_renewal.start();
}

QString FilterBar::title(FilterSubject subject) const
{
    if (subject == FilterSubject::Type)
        return tr("Type");
    return subject == FilterSubject::Room ? tr("Room") : tr("Participant");
}

void FilterBar::addChip(FilterSubject subject)
{
    auto *button = new PaneButton(m_theme, PaneButton::Tone::Framed, this);
    button->setMaximumLabelWidth(210);
    button->setRemovable(true);
    m_chips.append({subject, button});
    m_layout->addWidget(button);
    connect(
        button, &QAbstractButton::clicked, this, [this, subject, button] { openChoices(subject, button); });
    connect(button, &PaneButton::removed, this, [this, subject] { clear(subject); });
}

void FilterBar::addTimeChip()
{
    m_time = new PaneButton(m_theme, PaneButton::Tone::Active, this);
    m_time->setTrailingIcon(u"close"_s);
    m_layout->addWidget(m_time);
    connect(m_time, &QAbstractButton::clicked, this,
        [this] { m_navigator->setFilter(withTimes(m_navigator->filter(), {})); });
}

void FilterBar::addNarrowButton()
{
    m_all = new PaneButton(m_theme, PaneButton::Tone::Framed, this);
    m_all->setLeadingIcon(u"filter"_s);
    m_all->setTrailingIcon(u"chevron-down"_s);
    m_layout->addWidget(m_all);
    connect(m_all, &QAbstractButton::clicked, this, &FilterBar::openNarrowMenu);
}

void FilterBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    showChips(m_navigator->filter());
}

int FilterBar::activeCount() const
{
    return int(m_navigator->filter().conditions().size());
}

void FilterBar::showFilter(const FilterExpression &filter)
{
    m_field->setExpression(filter);
    showChips(filter);
}

void FilterBar::showChips(const FilterExpression &filter)
{
    for (const Chip &chip : std::as_const(m_chips))
        showChip(chip, filter);
    const FilterTimes times = allowedTimes(filter);
    m_time->setVisible(times && !m_narrow);
    const TimeRange measured = m_navigator->measuredRange();
    if (times.from == measured.from && times.until == measured.until) {
        m_time->setLabel(tr("Time: measured"));
    } else if (times) {
        const QString from = times.from ? clockText(times.from) : tr("start");
        m_time->setLabel(tr("Time: %1 to %2").arg(from, times.until ? clockText(times.until) : tr("now")));
    }
    const int count = activeCount();
    m_all->setVisible(m_narrow);
    m_highlight->setVisible(!m_narrow);
    m_saved->setVisible(m_library && !m_narrow);
    m_all->setTone(count > 0 ? PaneButton::Tone::Active : PaneButton::Tone::Framed);
    m_all->setLabel(count == 0 ? tr("Filters") : count == 1 ? tr("1 filter") : tr("%1 filters").arg(count));
}

/// What a filter by participants leaves out, although it happened to them; empty: nothing.
static QString leftOutHint(const FilterExpression &filter)
{
    const QSet<QByteArray> people = allowedValues(filter, FilterKey::Participant);
    if (people.isEmpty() || people.contains(QByteArray()))
        return {};
    return QObject::tr("What changed everybody in their room names nobody, so it is hidden. "
                       "With \"\" in the list of participants it is shown as well.");
}

void FilterBar::showChip(const Chip &chip, const FilterExpression &filter)
{
    const QString text = filterText(filter, m_directory, chip.subject);
    chip.button->setVisible(!m_narrow);
    chip.button->setTone(text.isEmpty() ? PaneButton::Tone::Framed : PaneButton::Tone::Active);
    chip.button->setTrailingIcon(text.isEmpty() ? u"chevron-down"_s : u"close"_s);
    chip.button->setLabel(text.isEmpty() ? title(chip.subject) : title(chip.subject) + u": "_s + text);
    const QString hint = chip.subject == FilterSubject::Participant ? leftOutHint(filter) : QString();
    if (!hint.isEmpty())
        chip.button->setToolTip(plainToolTip(chip.button->text() + u"\n\n"_s + hint));
}

/// Types are ticked to be shown, so what is hidden is what is not ticked; rooms and people are ticked to be
/// the only ones.
void FilterBar::openChoices(FilterSubject subject, const QWidget *button)
{
    const QList<FilterChoice> choices = filterChoices(*m_log, m_directory, subject);
    const QSet<QByteArray> allowed = allowedValues(m_navigator->filter(), fieldOf(subject));
    QSet<QByteArray> ticked = allowed;
    if (subject == FilterSubject::Type) {
        const QSet<QByteArray> hidden = forbiddenValues(m_navigator->filter(), FilterKey::Event);
        ticked.clear();
        for (const FilterChoice &choice : choices) {
            if ((allowed.isEmpty() || allowed.contains(choice.id)) && !hidden.contains(choice.id))
                ticked.insert(choice.id);
        }
    }
    auto *popup = new ChoicePopup(m_theme, choices, ticked, this);
    connect(popup, &ChoicePopup::ticked, this, [this, subject, choices](const QSet<QByteArray> &ids) {
        if (subject != FilterSubject::Type)
            return adopt(subject, ids);
        QSet<QByteArray> hidden;
        for (const FilterChoice &choice : choices) {
            if (!ids.contains(choice.id))
                hidden.insert(choice.id);
        }
        adopt(subject, hidden);
    });
    popup->popUpBelow(button);
}

void FilterBar::adopt(FilterSubject subject, const QSet<QByteArray> &ids)
{
    const FilterExpression &filter = m_navigator->filter();
    if (subject == FilterSubject::Type)
        m_navigator->setFilter(withValues(filter, FilterKey::Event, {}, ids));
    else
        m_navigator->setFilter(withValues(filter, fieldOf(subject), ids));
}

void FilterBar::clear(FilterSubject subject)
{
    adopt(subject, {});
}

void FilterBar::openNarrowMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Chip &chip : std::as_const(m_chips)) {
        const QString text = filterText(m_navigator->filter(), m_directory, chip.subject);
        // An ampersand of a name is no mnemonic.
        QString label = title(chip.subject) + (text.isEmpty() ? u"…"_s : u": "_s + text);
        menu->addAction(label.replace(u'&', u"&&"_s), this,
            [this, subject = chip.subject] { openChoices(subject, m_all); });
    }
    menu->addSeparator();
    QAction *highlight = menu->addAction(tr("Highlight"), m_navigator, &Navigator::setHighlighting);
    highlight->setCheckable(true);
    highlight->setChecked(m_navigator->isHighlighting());
    if (m_library)
        menu->addAction(tr("Saved filters and colours…"), this, [this] { openSaved(m_all); });
    menu->addAction(tr("Clear filters"), m_navigator, &Navigator::clearFilter);
    menu->popup(m_all->mapToGlobal(QPoint(0, m_all->height() + 2)));
}

} // namespace console
