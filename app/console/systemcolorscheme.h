#pragma once

#include <QObject>

#include <memory>

class OrgFreedesktopPortalSettingsInterface;

namespace console {

/// Does the system want dark windows? From Qt 6.5 Qt knows; before, the desktop portal is asked, and where
/// there is none the lightness of the system's palette tells. Never waits for the answer. GUI thread.
class SystemColorScheme : public QObject
{
    Q_OBJECT
public:
    explicit SystemColorScheme(QObject *parent = nullptr);
    ~SystemColorScheme() override;

    bool isDark() const { return m_dark; }

signals:
    void changed();

private:
    void askPortal();
    void take(const QVariant &value);
    void set(bool dark);

    std::unique_ptr<OrgFreedesktopPortalSettingsInterface> m_portal;
    bool m_dark = false;
};

} // namespace console
