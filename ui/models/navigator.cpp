#include "ui/models/navigator.h"

#include "lib/filter/filterconditions.h"
#include "lib/log/messagelog.h"

#include <algorithm>
#include <utility>

namespace console {

namespace {

constexpr size_t longestHistory = 1000;

} // namespace

Navigator::Navigator(QObject *parent) : QObject(parent) { }

void Navigator::setFilter(const FilterExpression &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    emit filterChanged(m_filter);
}

void Navigator::clearFilter()
{
    setFilter({});
}

void Navigator::setHighlighting(bool highlighting)
{
    if (m_highlighting == highlighting)
        return;
    m_highlighting = highlighting;
    emit highlightingChanged(highlighting);
}

void Navigator::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    emit followingChanged(following);
}

void Navigator::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    emit pausedChanged(paused);
}

void Navigator::select(MessageId message)
{
    choose({message, {}});
}

void Navigator::selectPerson(const PersonRef &person)
{
    choose({{}, person});
}

void Navigator::showOnly(const PersonRef &person)
{
    const auto only = [](const QByteArray &id) {
        return id.isEmpty() ? QSet<QByteArray>() : QSet<QByteArray>{id};
    };
    selectPerson(person);
    const FilterExpression inRoom = withValues(m_filter, FilterKey::Room, only(person.room));
    setFilter(withValues(inRoom, FilterKey::Participant, only(person.participant)));
}

void Navigator::choose(const Selection &selection)
{
    if (!selection || (m_position >= 0 && m_history[size_t(m_position)] == selection))
        return show(selection);
    m_history.resize(size_t(m_position) + 1); // none: -1
    m_history.push_back(selection);
    if (m_history.size() > longestHistory)
        m_history.erase(m_history.begin());
    m_position = int(m_history.size()) - 1;
    show(selection);
    emit historyChanged();
}

void Navigator::setVisibleRange(const TimeRange &range)
{
    if (m_visible == range)
        return;
    m_visible = range;
    emit visibleRangeChanged(range);
}

void Navigator::setMeasuredRange(const TimeRange &range)
{
    TimeRange ordered{std::min(range.from, range.until), std::max(range.from, range.until)};
    if (ordered.length() == 0)
        ordered = {};
    if (m_measured == ordered)
        return;
    m_measured = ordered;
    emit measuredRangeChanged(m_measured);
}

void Navigator::goBack()
{
    if (!canGoBack())
        return;
    show(m_history[size_t(--m_position)]);
    emit historyChanged();
}

void Navigator::goForward()
{
    if (!canGoForward())
        return;
    show(m_history[size_t(++m_position)]);
    emit historyChanged();
}

/// Following ends before the selection of a message is told, so that no view scrolls away from it. Whoever is
/// told finds the whole selection already made.
void Navigator::show(const Selection &selection)
{
    if (selection.message)
        setFollowing(false);
    const Selection before = std::exchange(m_selection, selection);
    if (before.person != selection.person)
        emit personChanged(selection.person);
    if (before.message != selection.message)
        emit currentChanged(selection.message);
    else if (selection.message)
        emit currentChosenAgain(selection.message);
}

PersonRef linkedPerson(const Navigator &navigator, const MessageLog &log)
{
    const MessageId current = navigator.current();
    if (navigator.person() || !log.contains(current) || log.participant(current).isEmpty())
        return navigator.person();
    return {log.room(current), log.participant(current)};
}

} // namespace console
