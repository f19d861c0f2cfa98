#pragma once

#include "app/console/consoleoptions.h"

#include <QObject>

class QSettings;

namespace console {

class ActionRegistry;
class SystemColorScheme;
class Theme;

/// Light or dark: as the system is, unless the user chose; the choice is remembered. GUI thread.
class AppearanceControl : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it. Begins with what the settings remember.
    AppearanceControl(
        const SystemColorScheme *system, const ActionRegistry *actions, Theme *theme, QSettings *settings);

    /// For this run only.
    void choose(Appearance appearance);

private:
    void apply();

    const SystemColorScheme *m_system;
    const ActionRegistry *m_actions;
    Theme *m_theme;
    Appearance m_appearance = Appearance::System;
};

} // namespace console
