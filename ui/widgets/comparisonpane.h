#pragma once

#include "lib/log/messagelog.h"
#include "ui/models/messagedifference.h"
#include "ui/models/poolquestion.h"

#include <QWidget>

namespace console {

class DifferenceView;
class PaneButton;
class Theme;
class ThemedLabel;

/// Two messages side by side: offers to compare the pinned one with what was selected since, and shows the
/// difference, which the pool finds. GUI thread.
class ComparisonPane : public QWidget
{
    Q_OBJECT
public:
    /// The log must outlive it.
    ComparisonPane(const MessageLog *log, const Theme *theme, QWidget *parent = nullptr);

    MessageId pinned() const { return m_pinned; }
    MessageId other() const { return m_other; }
    /// None: nothing is pinned, and nothing is compared any more.
    void setPinned(MessageId message);
    /// Another message that could be compared; none: there is none.
    void offer(MessageId other);
    bool isComparing() const { return m_isComparing; }
    DifferenceView *view() const { return m_view; }
    QString summary() const;

public slots:
    void compare(); ///< the pinned message with the other one
    void close(); ///< shows no difference any more

signals:
    void comparingChanged(bool comparing);

private:
    void ask();
    void show(const MessageDifference &difference);
    void showState();
    void setComparing(bool comparing);

    const MessageLog *m_log;
    MessageId m_pinned;
    MessageId m_other;
    bool m_isComparing = false;
    bool m_waitsForText = false;
    PaneButton *m_offer;
    PaneButton *m_close;
    ThemedLabel *m_title;
    ThemedLabel *m_summary;
    DifferenceView *m_view;
    PoolQuestion<MessageDifference> m_question;
};

} // namespace console
