#pragma once

#include <QKeySequence>
#include <QObject>
#include <QSet>

class QKeyEvent;
class QWidget;

namespace console {

class ActionRegistry;

/// While the user has single keys switched off, keeps those that an action has by itself from everything in
/// the window but fields that are written in: neither shortcuts nor views get them. GUI thread.
class SingleKeyGuard : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    SingleKeyGuard(const ActionRegistry *actions, QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void adopt();
    void keep(const QList<QKeySequence> &sequences);
    bool isKept(const QWidget *widget, const QKeyEvent &event) const;

    const ActionRegistry *m_actions;
    QWidget *m_window;
    QSet<int> m_keys; ///< Qt::Key of single keys that are off; empty: there is nothing to do
};

} // namespace console
