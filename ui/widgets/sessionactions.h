#pragma once

#include "lib/filter/valuesearch.h"
#include "ui/widgets/actionregistry.h"

#include <QObject>
#include <QPointer>

namespace console {

class CountsDialog;
class DialectDialog;
class NoticeBar;
class SessionModels;
class SessionPanes;

/// What the actions do that mark messages of a session and lead from one to another. Made for one session,
/// and gone before its models and panes are. GUI thread.
class SessionActions : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it. @param window  whose dialogs they are
    SessionActions(SessionModels *models, SessionPanes *panes, const ActionRegistry *actions,
        NoticeBar *notices, const Theme *theme, QWidget *window);

    /// The actions that it answers; they need a session.
    static QList<ActionId> ids();

    /// Selects the message at a typed time. @return why it goes nowhere, a sentence; empty: it went
    QString goToTime(const QString &text);

private:
    void connectBookmarks();
    void connectNeighbours();
    void connectValues();
    void findSameValue(int direction);
    void goToValue(MessageId message);
    void sayOfValue(const QString &text);
    void connectTimes();
    void connectMatches();
    void connectPin();
    void showTimes();
    void askTime();
    void editNote(MessageId message);
    void go(MessageId message); ///< none: stays
    void showCounts();
    void showDialect();
    void showBookmarkProblem();
    template <typename Slot>
    void on(ActionId id, Slot slot);
    MessageId current() const;

    SessionModels *m_models;
    SessionPanes *m_panes;
    const ActionRegistry *m_actions;
    NoticeBar *m_notices;
    const Theme *m_theme;
    QWidget *m_window;
    QPointer<CountsDialog> m_counts;
    QPointer<DialectDialog> m_dialect;
    QString m_valuePath; ///< that is searched for
    ValueSearch m_values;
};

} // namespace console
