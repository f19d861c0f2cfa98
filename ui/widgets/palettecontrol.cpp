#include "ui/widgets/palettecontrol.h"

#include "ui/models/paletteevents.h"
#include "ui/models/palettesession.h"
#include "ui/models/sessionmodels.h"
#include "ui/models/text.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/palettefield.h"
#include "ui/widgets/sessionactions.h"
#include "ui/widgets/sessionpanes.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// The icon of an action's entry where the action has none of its own.
constexpr auto plainIcon = "command"_L1;

} // namespace

PaletteControl::PaletteControl(const ActionRegistry *actions, const Theme *theme, QWidget *window)
    : QObject(window), m_actions(actions), m_theme(theme), m_window(window)
{
    connect(actions->action(ActionId::Palette), &QAction::triggered, this, &PaletteControl::open);
}

PaletteControl::~PaletteControl() = default;

void PaletteControl::setSession(SessionModels *models, SessionPanes *panes, SessionActions *actions)
{
    dismiss();
    m_models = models;
    m_panes = panes;
    m_sessionActions = actions;
    m_session = models ? std::make_unique<PaletteSession>(models) : nullptr;
}

void PaletteControl::dismiss()
{
    if (m_palette)
        m_palette->dismiss();
}

CommandPalette *PaletteControl::palette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(m_theme, m_window);
        connect(m_palette, &CommandPalette::chosen, this, &PaletteControl::take);
    }
    return m_palette;
}

PaletteField *PaletteControl::makeField() const
{
    auto *field = new PaletteField(m_theme);
    const QAction *action = m_actions->action(ActionId::Palette);
    const auto showKeys = [field, action] { field->setKeys(ActionRegistry::keysText(action)); };
    connect(field, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(m_actions, &ActionRegistry::keysChanged, field, showKeys);
    showKeys();
    return field;
}

void PaletteControl::open()
{
    if (m_models)
        m_models->filters.refresh();
    const QList<PaletteEntry> fixed = actionEntries() + connectionEntries()
        + (m_session && m_isShown ? paletteCommands() : QList<PaletteEntry>());
    palette()->popUp(
        [this, fixed, past = pastEvents()](const QString &query) {
            if (past)
                past->search(query);
            return entries(query) + (past ? past->entries() : QList<PaletteEntry>()) + fixed;
        },
        m_recent);
}

/// For as long as the palette is open; null: there is no session to look at.
std::shared_ptr<PaletteEvents> PaletteControl::pastEvents()
{
    if (!m_session || !m_isShown)
        return nullptr;
    auto events = std::make_shared<PaletteEvents>(m_models->session());
    connect(events.get(), &PaletteEvents::found, palette(), &CommandPalette::refresh);
    return events;
}

QList<PaletteEntry> PaletteControl::entries(const QString &query) const
{
    return m_session && m_isShown ? m_session->entries(query) : QList<PaletteEntry>();
}

/// What cannot be done now is left out: most of it waits for a session, and says so nowhere.
QList<PaletteEntry> PaletteControl::actionEntries() const
{
    QList<PaletteEntry> entries;
    for (const MenuId menu : ActionRegistry::menus())
        for (const ActionId id : ActionRegistry::ids(menu)) {
            const QAction *action = m_actions->action(id);
            if (!action->isEnabled() || id == ActionId::Palette)
                continue;
            PaletteEntry entry{.key = u"action:"_s + ActionRegistry::name(id)};
            entry.title = ActionRegistry::plainText(action);
            entry.detail = ActionRegistry::title(menu).remove(u'&');
            if (action->isCheckable() && action->isChecked())
                entry.detail += tr(", on");
            entry.keys = ActionRegistry::keysText(action);
            const QString icon = ActionRegistry::icon(id);
            entry.icon = icon.isEmpty() ? QString(plainIcon) : icon;
            entry.target = ActionTarget{int(id)};
            entries += entry;
        }
    return entries;
}

QList<PaletteEntry> PaletteControl::connectionEntries() const
{
    QList<PaletteEntry> entries;
    for (const SavedConnection &saved : m_saved) {
        PaletteEntry entry{.key = u"connection:"_s + saved.id.toString(QUuid::WithoutBraces)};
        entry.title = tr("Connect to %1").arg(visibleText(saved.name));
        entry.detail = visibleText(saved.address);
        entry.icon = u"plug"_s;
        entry.target = ConnectionTarget{saved.id};
        entries += entry;
    }
    return entries;
}

void PaletteControl::take(const PaletteEntry &entry, bool composes)
{
    remember(entry.key);
    m_composes = composes;
    std::visit([this](const auto &target) { run(target); }, entry.target);
}

void PaletteControl::remember(const QString &key)
{
    if (key.isEmpty())
        return;
    m_recent.removeAll(key);
    m_recent.prepend(key);
    m_recent.resize(std::min(m_recent.size(), remembered));
}

void PaletteControl::run(const ActionTarget &target)
{
    m_actions->action(ActionId(target.id))->trigger();
}

void PaletteControl::run(const PersonRef &person)
{
    m_models->navigator.showOnly(person);
    emit placeChosen();
}

void PaletteControl::run(MessageId message)
{
    if (!message)
        return;
    m_models->navigator.select(message);
    emit placeChosen();
}

void PaletteControl::run(const NewestTarget &target)
{
    run(m_session->newestOf(target));
}

void PaletteControl::run(const TimeTarget &target)
{
    if (m_sessionActions->goToTime(target.text).isEmpty())
        emit placeChosen();
}

void PaletteControl::run(const CommandTarget &target)
{
    m_panes->composeCommand(target.name, target.person ? target.person : m_models->navigator.person());
}

void PaletteControl::run(const RequestTarget &target)
{
    if (m_composes)
        m_panes->compose(target.json);
    else
        m_models->session()->send(target.json);
}

void PaletteControl::run(const ConnectionTarget &target)
{
    emit savedChosen(target.id);
}

void PaletteControl::run(const FilterExpression &filter)
{
    m_models->navigator.setFilter(filter);
    emit placeChosen();
}

} // namespace console
