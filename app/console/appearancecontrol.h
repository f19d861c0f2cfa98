#pragma once

#include "app/console/consoleoptions.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QSettings;

namespace console {

class ActionRegistry;
class SystemColorScheme;
class Theme;

/// Light, dark or high contrast: as the system is, unless the user chose; the choice is remembered. GUI
/// thread.
class AppearanceControl : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it. Begins with what the settings remember.
    AppearanceControl(const SystemColorScheme *system, Theme *theme, QSettings *settings);
    /// The choice of another window; it may end before we do.
    void add(const ActionRegistry *actions);

    /// For this run only.
    void choose(Appearance appearance);

private:
    void apply();

    const SystemColorScheme *m_system;
    Theme *m_theme;
    QSettings *m_settings;
    QList<QPointer<const ActionRegistry>> m_actions; ///< of each window
    Appearance m_appearance = Appearance::System;
};

} // namespace console
