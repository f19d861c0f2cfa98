#pragma once

#include <QObject>
#include <QPalette>

#include <memory>

class OrgFreedesktopPortalSettingsInterface;

namespace console {

/// Does the system want dark windows, or high contrast? The desktop portal is asked, and where there is none
/// the system's palette tells; of dark Qt knows itself from 6.5 on. Never waits for the answer. GUI thread.
class SystemColorScheme : public QObject
{
    Q_OBJECT
public:
    /// To be made while the application still has the palette of the system.
    explicit SystemColorScheme(QObject *parent = nullptr);
    ~SystemColorScheme() override;

    bool isDark() const { return m_dark; }
    bool isHighContrast() const { return m_wantsHighContrast || m_hasHighContrast; }
    /// The system's own where that has high contrast, else black and white.
    QPalette highContrastPalette() const;

signals:
    void changed();

private:
    void askPortal();
    void ask(const QString &key);
    void take(const QString &key, const QVariant &value);
    void set(bool &what, bool value);

    std::unique_ptr<OrgFreedesktopPortalSettingsInterface> m_portal;
    QPalette m_palette; ///< of the system
    bool m_dark = false;
    bool m_wantsHighContrast = false; ///< says the portal
    bool m_hasHighContrast; ///< m_palette has
};

} // namespace console
