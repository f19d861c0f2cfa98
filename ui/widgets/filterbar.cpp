#include "ui/widgets/filterbar.h"

#include "ui/models/numbers.h"
#include "ui/widgets/choicepopup.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/panebutton.h"

#include <QHBoxLayout>
#include <QMenu>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const QSet<QByteArray> &tickedOf(const RecordFilter &filter, FilterSubject subject)
{
    if (subject == FilterSubject::Room)
        return filter.rooms;
    return subject == FilterSubject::Participant ? filter.participants : filter.hiddenGroups;
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
    m_field = new FilterField(theme, u"filter"_s, tr("Filter text"), this);
    m_field->setMinimumWidth(110);
    m_layout->addWidget(m_field, 1);
    connect(m_field, &FilterField::left, this, &FilterBar::left);
    connect(m_field, &FilterField::edited, this, [this](const QString &text) {
        RecordFilter filter = m_navigator->filter();
        filter.text = text;
        m_navigator->setFilter(filter);
    });
    connect(navigator, &Navigator::filterChanged, this, &FilterBar::showFilter);
    showFilter(navigator->filter());
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
    connect(m_time, &QAbstractButton::clicked, this, [this] {
        RecordFilter filter = m_navigator->filter();
        filter.from = filter.until = 0;
        m_navigator->setFilter(filter);
    });
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
    showFilter(m_navigator->filter());
}

int FilterBar::activeCount() const
{
    const RecordFilter &filter = m_navigator->filter();
    int count = filter.text.isEmpty() ? 0 : 1;
    count += filter.from != 0 || filter.until != 0 ? 1 : 0;
    for (const Chip &chip : m_chips)
        count += filterText(filter, m_directory, chip.subject).isEmpty() ? 0 : 1;
    return count;
}

void FilterBar::showFilter(const RecordFilter &filter)
{
    for (const Chip &chip : std::as_const(m_chips))
        showChip(chip, filter);
    const bool timed = filter.from != 0 || filter.until != 0;
    m_time->setVisible(timed && !m_narrow);
    if (timed) {
        const QString from = filter.from ? clockText(filter.from) : tr("start");
        m_time->setLabel(tr("Time: %1 to %2").arg(from, filter.until ? clockText(filter.until) : tr("now")));
    }
    m_field->setShownText(filter.text);
    const int count = activeCount() - (filter.text.isEmpty() ? 0 : 1);
    m_all->setVisible(m_narrow);
    m_all->setTone(count > 0 ? PaneButton::Tone::Active : PaneButton::Tone::Framed);
    m_all->setLabel(count == 0 ? tr("Filters") : count == 1 ? tr("1 filter") : tr("%1 filters").arg(count));
}

void FilterBar::showChip(const Chip &chip, const RecordFilter &filter)
{
    const QString text = filterText(filter, m_directory, chip.subject);
    chip.button->setVisible(!m_narrow);
    chip.button->setTone(text.isEmpty() ? PaneButton::Tone::Framed : PaneButton::Tone::Active);
    chip.button->setTrailingIcon(text.isEmpty() ? u"chevron-down"_s : u"close"_s);
    chip.button->setLabel(text.isEmpty() ? title(chip.subject) : title(chip.subject) + u": "_s + text);
}

/// Types are ticked to be shown, so what is hidden is what is not ticked; rooms and people are ticked to be
/// the only ones.
void FilterBar::openChoices(FilterSubject subject, const QWidget *button)
{
    const QList<FilterChoice> choices = filterChoices(*m_log, m_directory, subject);
    QSet<QByteArray> ticked = tickedOf(m_navigator->filter(), subject);
    if (subject == FilterSubject::Type) {
        const RecordFilter &filter = m_navigator->filter();
        ticked.clear();
        for (const FilterChoice &choice : choices) {
            const bool listed = filter.shownGroups.isEmpty() || filter.shownGroups.contains(choice.id);
            if (listed && !filter.hiddenGroups.contains(choice.id))
                ticked.insert(choice.id);
        }
    }
    auto *popup = new ChoicePopup(m_theme, choices, ticked, this);
    connect(popup, &ChoicePopup::ticked, this, [this, subject, choices](const QSet<QByteArray> &ids) {
        QSet<QByteArray> adopted = ids;
        if (subject == FilterSubject::Type) {
            adopted.clear();
            for (const FilterChoice &choice : choices) {
                if (!ids.contains(choice.id))
                    adopted.insert(choice.id);
            }
        }
        adopt(subject, adopted);
    });
    popup->popUpBelow(button);
}

void FilterBar::adopt(FilterSubject subject, const QSet<QByteArray> &ids)
{
    RecordFilter filter = m_navigator->filter();
    if (subject == FilterSubject::Room) {
        filter.rooms = ids;
    } else if (subject == FilterSubject::Participant) {
        filter.participants = ids;
    } else {
        filter.shownGroups.clear();
        filter.hiddenGroups = ids;
    }
    m_navigator->setFilter(filter);
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
    menu->addAction(tr("Clear filters"), m_navigator, &Navigator::clearFilter);
    menu->popup(m_all->mapToGlobal(QPoint(0, m_all->height() + 2)));
}

} // namespace console
