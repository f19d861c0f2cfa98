#include "app/console/systemcolorscheme.h"

#include "settingsportal.h" // made from org.freedesktop.portal.Settings.xml

#include "ui/widgets/highcontrast.h"

#include <QApplication>
#include <QDBusConnection>
#include <QPalette>
#include <QStyle>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

#include <utility>

namespace console {

using namespace Qt::StringLiterals;

constexpr auto appearanceGroup = "org.freedesktop.appearance"_L1;
constexpr auto colourScheme = "color-scheme"_L1; ///< 1 is dark, 2 is light, 0 is no wish
constexpr auto contrast = "contrast"_L1; ///< 1 is more, 0 is no wish

SystemColorScheme::SystemColorScheme(QObject *parent)
    : QObject(parent), m_palette(QGuiApplication::palette()),
      m_dark(QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128),
      m_hasHighContrast(console::isHighContrast(m_palette))
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    m_dark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
        [this](Qt::ColorScheme scheme) { set(m_dark, scheme == Qt::ColorScheme::Dark); });
#endif
    askPortal();
}

SystemColorScheme::~SystemColorScheme() = default;

QPalette SystemColorScheme::highContrastPalette() const
{
    return m_hasHighContrast ? m_palette : console::highContrastPalette(m_dark);
}

void SystemColorScheme::askPortal()
{
    m_portal = std::make_unique<OrgFreedesktopPortalSettingsInterface>(u"org.freedesktop.portal.Desktop"_s,
        u"/org/freedesktop/portal/desktop"_s, QDBusConnection::sessionBus());
    connect(m_portal.get(), &OrgFreedesktopPortalSettingsInterface::SettingChanged, this,
        [this](const QString &group, const QString &key, const QDBusVariant &value) {
            if (group == appearanceGroup)
                take(key, value.variant());
        });
    ask(contrast);
    ask(colourScheme);
}

void SystemColorScheme::ask(const QString &key)
{
    auto *answer = new QDBusPendingCallWatcher(m_portal->Read(appearanceGroup, key), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher *watcher) {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(key, reply.value().variant());
        watcher->deleteLater();
    });
}

/// Older portals wrap the value in a second variant.
void SystemColorScheme::take(const QString &key, const QVariant &value)
{
    const QVariant inner = value.metaType() == QMetaType::fromType<QDBusVariant>()
        ? value.value<QDBusVariant>().variant()
        : value;
    if (key == contrast)
        set(m_wantsHighContrast, inner.toUInt() == 1);
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    if (key == colourScheme)
        set(m_dark, inner.toUInt() == 1);
#endif
}

void SystemColorScheme::set(bool &what, bool value)
{
    if (std::exchange(what, value) != value)
        emit changed();
}

} // namespace console
