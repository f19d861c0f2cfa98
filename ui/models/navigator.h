#pragma once

#include "lib/filter/filterexpression.h"
#include "lib/protocol/ids.h"

#include <QMetaType>
#include <QObject>

namespace console {

class MessageLog;

/// Someone a view can point at.
struct PersonRef
{
    QByteArray room; ///< id as text; empty: not known
    QByteArray participant; ///< empty: the room itself
    explicit operator bool() const { return !room.isEmpty() || !participant.isEmpty(); }
    friend bool operator==(const PersonRef &, const PersonRef &) = default;
};

struct TimeRange
{
    qint64 from = 0; ///< microseconds UTC
    qint64 until = 0; ///< exclusive
    qint64 length() const { return until - from; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

/// What is selected: a message, or a room or participant, or nothing; never both.
struct Selection
{
    MessageId message;
    PersonRef person;
    explicit operator bool() const { return message || person; }
    friend bool operator==(const Selection &, const Selection &) = default;
};

/// Where the user is looking: filter, visible time, follow, pause, the one selection, the measured range, and
/// the way back. Views talk to it and never to each other. GUI thread.
class Navigator : public QObject
{
    Q_OBJECT
public:
    explicit Navigator(QObject *parent = nullptr);

    const FilterExpression &filter() const { return m_filter; }
    /// What the filter does not let through stays, and the rest is marked.
    bool isHighlighting() const { return m_highlighting; }
    bool isFollowing() const { return m_following; }
    bool isPaused() const { return m_paused; } ///< nothing on screen moves; receiving goes on
    MessageId current() const { return m_selection.message; } ///< none: no message is selected
    PersonRef person() const { return m_selection.person; } ///< nobody: no room or participant is selected
    TimeRange visibleRange() const { return m_visible; }
    TimeRange measuredRange() const { return m_measured; } ///< of length 0: nothing is measured
    bool canGoBack() const { return m_position > 0; }
    bool canGoForward() const { return m_position + 1 < int(m_history.size()); }

public slots:
    void setFilter(const console::FilterExpression &filter);
    void setHighlighting(bool highlighting);
    void clearFilter();
    /// Following moves the visible range to now and tables to their end.
    void setFollowing(bool following);
    void setPaused(bool paused);
    /// Selects a message everywhere instead of what was selected, and ends following. None clears. One that
    /// is selected already is brought into view again.
    void select(console::MessageId message);
    /// A room or participant instead of what was selected; following goes on. Nobody clears.
    void selectPerson(const console::PersonRef &person);
    /// Selects a room or participant and filters for it; nobody takes both away.
    void showOnly(const console::PersonRef &person);
    void setVisibleRange(const console::TimeRange &range);
    /// From whichever end; of length 0: nothing is measured any more.
    void setMeasuredRange(const console::TimeRange &range);
    void goBack();
    void goForward();

signals:
    void filterChanged(const console::FilterExpression &filter);
    void highlightingChanged(bool highlighting);
    void followingChanged(bool following);
    void pausedChanged(bool paused);
    void currentChanged(console::MessageId message);
    void currentChosenAgain(console::MessageId message); ///< it may have been left: it belongs into view
    void personChanged(const console::PersonRef &person);
    void visibleRangeChanged(const console::TimeRange &range);
    void measuredRangeChanged(const console::TimeRange &range);
    void historyChanged(); ///< canGoBack() or canGoForward() may have changed

private:
    void choose(const Selection &selection);
    void show(const Selection &selection);

    FilterExpression m_filter;
    bool m_highlighting = false;
    TimeRange m_visible;
    TimeRange m_measured;
    bool m_following = true;
    bool m_paused = false;
    Selection m_selection;
    std::vector<Selection> m_history;
    int m_position = -1;
};

/// Whom views mark as related: who is selected, else whom the selected message is about.
PersonRef linkedPerson(const Navigator &navigator, const MessageLog &log);

} // namespace console

Q_DECLARE_METATYPE(console::PersonRef)
