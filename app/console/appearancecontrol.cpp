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
    case Appearance::System:
        break;
    }
    return ActionId::AppearanceSystem;
}

AppearanceControl::AppearanceControl(
    const SystemColorScheme *system, const ActionRegistry *actions, Theme *theme, QSettings *settings)
    : m_system(system), m_actions(actions), m_theme(theme)
{
    connect(system, &SystemColorScheme::changed, this, &AppearanceControl::apply);
    for (const Appearance appearance : {Appearance::System, Appearance::Light, Appearance::Dark}) {
        connect(
            actions->action(actionOf(appearance)), &QAction::triggered, this, [this, appearance, settings] {
                settings->setValue("appearance"_L1, int(appearance));
                choose(appearance);
            });
    }
    choose(Appearance(settings->value("appearance"_L1).toInt()));
}

void AppearanceControl::choose(Appearance appearance)
{
    m_appearance = appearance;
    m_actions->action(actionOf(appearance))->setChecked(true);
    apply();
}

void AppearanceControl::apply()
{
    const bool dark =
        m_appearance == Appearance::Dark || (m_appearance == Appearance::System && m_system->isDark());
    m_theme->setScheme(dark ? Scheme::Dark : Scheme::Light);
}

} // namespace console
