#pragma once

#include "lib/log/recorderstatus.h"
#include "ui/widgets/connectionfield.h"

#include <QToolBar>

class QPushButton;

namespace console {

class ActionRegistry;

/// The bar that every workspace shares: connection, workspaces, new request. Decides what its one button does
/// in which state; does none of it itself.
class ConnectionBar : public QToolBar
{
    Q_OBJECT
public:
    ConnectionBar(const Theme *theme, const ActionRegistry *actions, QWidget *parent = nullptr);

    void setStatus(const ConnectionStatus &status);
    void refresh(); ///< the countdown to the next try, and how long the recording is
    /// The server that Connect and Try again mean; empty texts: none yet.
    void setTarget(const QString &name, const QString &address);
    void setSaved(const QList<SavedConnection> &saved);
    QString targetName() const { return m_field->name(); }
    void setRecording(const RecorderStatus &status);
    void setMonitorOnly(bool monitorOnly) { m_field->setMonitorOnly(monitorOnly); }

public slots:
    /// Does what the button beside the field does now: connect, cancel, disconnect, stop or try again.
    void toggleConnection();
    void editAddress();

signals:
    void addressEntered(const QString &address); ///< connect there; not validated
    void reconnectRequested(); ///< to the target
    void disconnectRequested(); ///< or cancelled, or not to be tried again
    void tryNowRequested();
    void savedChosen(const QUuid &id);
    void connectionsRequested();
    void newConnectionRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *workspaceButton(QAction *action, const QString &text);
    void updateButton();
    void updateRecord();
    void applyWidth();

    const Theme *m_theme;
    const ActionRegistry *m_actions;
    ConnectionStatus m_status;
    RecorderStatus m_recording;
    bool m_hasTarget = false;
    ConnectionField *m_field;
    QPushButton *m_button;
    QPushButton *m_tryNow; ///< only while the next try is waited for
    QPushButton *m_record;
    QPushButton *m_request;
    QList<QToolButton *> m_workspaces;
};

} // namespace console
