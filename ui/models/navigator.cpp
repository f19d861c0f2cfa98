#include "ui/models/navigator.h"

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

void Navigator::select(MessageId message)
{
    if (!message || (m_position >= 0 && m_history[size_t(m_position)] == message))
        return show(message);
    m_history.resize(size_t(m_position) + 1); // none: -1
    m_history.push_back(message);
    if (m_history.size() > longestHistory)
        m_history.erase(m_history.begin());
    m_position = int(m_history.size()) - 1;
    show(message);
    emit historyChanged();
}

void Navigator::selectPerson(const PersonRef &person)
{
    if (m_person == person)
        return;
    m_person = person;
    emit personChanged(person);
}

void Navigator::setVisibleRange(const TimeRange &range)
{
    if (m_visible == range)
        return;
    m_visible = range;
    emit visibleRangeChanged(range);
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

/// Following ends before the selection is told, so that no view scrolls away from it.
void Navigator::show(MessageId message)
{
    if (message)
        setFollowing(false);
    if (m_current == message)
        return;
    m_current = message;
    emit currentChanged(message);
}

} // namespace console
