#pragma once

#include "lib/connection/connectionstatus.h"

#include <QFrame>
#include <QUuid>

class QLineEdit;
class QMenu;
class QToolButton;

namespace console {

class IconLabel;
class Theme;
class ThemedLabel;

/// A saved connection as menus and lists name it.
struct SavedConnection
{
    QUuid id;
    QString name;
    QString address; ///< "wss://host:9002"
};

/// State, server and trust in one frame, and the way to another server. Knows what the user is connected to,
/// or has typed.
class ConnectionField : public QFrame
{
    Q_OBJECT
public:
    explicit ConnectionField(const Theme *theme, QWidget *parent = nullptr);

    void setStatus(const ConnectionStatus &status);
    QString name() const { return m_name; }
    void setMonitorOnly(bool monitorOnly); ///< marked with a lock: nothing is changed through it
    void refresh(); ///< the countdown to the next try
    /// The server in question; empty texts: none yet.
    void setTarget(const QString &name, const QString &address);
    void setSaved(const QList<SavedConnection> &saved);
    void setCompact(bool compact); ///< without the address, the trust as an icon

    /// What stands in the address field, trimmed.
    QString typedAddress() const;
    /// Has the user typed an address other than that of the target?
    bool isAnotherAddress() const;
    void editAddress();

signals:
    void addressEdited();
    void addressEntered(); ///< Enter in the address field
    void savedChosen(const QUuid &id);
    void connectionsRequested(); ///< the dialog
    void newConnectionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildLabels();
    void buildMenu();
    void arrange();
    void showMenu();

    const Theme *m_theme;
    ConnectionStatus m_status;
    QString m_name;
    QString m_address;
    QList<SavedConnection> m_saved;
    bool m_compact = false;
    IconLabel *m_stateIcon = nullptr;
    ThemedLabel *m_stateText = nullptr;
    ThemedLabel *m_nameLabel = nullptr;
    ThemedLabel *m_addressLabel = nullptr;
    QLineEdit *m_edit = nullptr;
    QWidget *m_trust = nullptr;
    IconLabel *m_trustIcon = nullptr;
    ThemedLabel *m_trustText = nullptr;
    QWidget *m_lock = nullptr;
    IconLabel *m_lockIcon = nullptr;
    ThemedLabel *m_lockText = nullptr;
    QToolButton *m_menuButton = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace console
