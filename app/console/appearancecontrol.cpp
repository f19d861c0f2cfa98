#include "app/console/appearancecontrol.h"

#include "app/console/systemcolorscheme.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/theme.h"

#include <QSettings>

namespace console {

using namespace Qt::StringLiterals;

static ActionId actionOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return ActionId::AppearanceLight;
    case Appearance::Dark:
        return ActionId::AppearanceDark;
    case Appearance::HighContrast:
        return ActionId::AppearanceHighContrast;
    case Appearance::System:
        break;
    }
    return ActionId::AppearanceSystem;
}

AppearanceControl::AppearanceControl(const SystemColorScheme *system, Theme *theme, QSettings *settings)
    : m_system(system), m_theme(theme), m_settings(settings)
{
    connect(system, &SystemColorScheme::changed, this, &AppearanceControl::apply);
    choose(Appearance(settings->value("appearance"_L1).toInt()));
}

void AppearanceControl::add(const ActionRegistry *actions)
{
    m_actions.append(actions);
    actions->action(actionOf(m_appearance))->setChecked(true);
    for (const Appearance appearance :
        {Appearance::System, Appearance::Light, Appearance::Dark, Appearance::HighContrast}) {
        connect(actions->action(actionOf(appearance)), &QAction::triggered, this, [this, appearance] {
            m_settings->setValue("appearance"_L1, int(appearance));
            choose(appearance);
        });
    }
}

void AppearanceControl::choose(Appearance appearance)
{
    m_appearance = appearance;
    m_actions.removeIf([](const auto &actions) { return actions.isNull(); });
    for (const auto &actions : std::as_const(m_actions))
        actions->action(actionOf(appearance))->setChecked(true);
    apply();
}

void AppearanceControl::apply()
{
    const bool asSystem = m_appearance == Appearance::System;
    if (m_appearance == Appearance::HighContrast || (asSystem && m_system->isHighContrast())) {
        m_theme->setHighContrast(m_system->highContrastPalette());
        return;
    }
    const bool dark = m_appearance == Appearance::Dark || (asSystem && m_system->isDark());
    m_theme->setScheme(dark ? Scheme::Dark : Scheme::Light);
}

} // namespace console
