#include "app/console/systemcolorscheme.h"

#include "settingsportal.h" // made from org.freedesktop.portal.Settings.xml

#include <QApplication>
#include <QDBusConnection>
#include <QPalette>
#include <QStyle>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace console {

using namespace Qt::StringLiterals;

constexpr uint portalDark = 1; // 2 is light, 0 is no wish

SystemColorScheme::SystemColorScheme(QObject *parent)
    : QObject(parent),
      m_dark(QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    m_dark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
        [this](Qt::ColorScheme scheme) { set(scheme == Qt::ColorScheme::Dark); });
#else
    askPortal();
#endif
}

SystemColorScheme::~SystemColorScheme() = default;

void SystemColorScheme::askPortal()
{
    m_portal = std::make_unique<OrgFreedesktopPortalSettingsInterface>(u"org.freedesktop.portal.Desktop"_s,
        u"/org/freedesktop/portal/desktop"_s, QDBusConnection::sessionBus());
    connect(m_portal.get(), &OrgFreedesktopPortalSettingsInterface::SettingChanged, this,
        [this](const QString &group, const QString &key, const QDBusVariant &value) {
            if (group == "org.freedesktop.appearance"_L1 && key == "color-scheme"_L1)
                take(value.variant());
        });
    auto *answer =
        new QDBusPendingCallWatcher(m_portal->Read(u"org.freedesktop.appearance"_s, u"color-scheme"_s), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *watcher) {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(reply.value().variant());
        watcher->deleteLater();
    });
}

/// Older portals wrap the value in a second variant.
void SystemColorScheme::take(const QVariant &value)
{
    const QVariant inner = value.metaType() == QMetaType::fromType<QDBusVariant>()
        ? value.value<QDBusVariant>().variant()
        : value;
    set(inner.toUInt() == portalDark);
}

void SystemColorScheme::set(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit changed();
}

} // namespace console
