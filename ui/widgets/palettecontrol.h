#pragma once

#include "ui/models/paletteentry.h"
#include "ui/widgets/connectionfield.h"

#include <QObject>

#include <memory>

namespace console {

class ActionRegistry;
class CommandPalette;
class PaletteEvents;
class PaletteField;
class PaletteSession;
class SessionActions;
class SessionModels;
class SessionPanes;
class Theme;

/// Opens the palette of a window with all that it can find there, and does what was chosen. Remembers what
/// was used lately. GUI thread.
class PaletteControl : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it.
    PaletteControl(const ActionRegistry *actions, const Theme *theme, QWidget *window);
    ~PaletteControl() override;

    /// The session on screen; null: there is none. All must outlive the next call.
    void setSession(SessionModels *models, SessionPanes *panes, SessionActions *actions);
    void dismiss(); ///< if it is open; the focus goes back to where it was
    void setSessionShown(bool shown) { m_isShown = shown; }
    void setSaved(const QList<SavedConnection> &saved) { m_saved = saved; }
    /// Keys of entries, latest first; none of them names anybody or anything of a server.
    QStringList recent() const { return m_recent; }
    void setRecent(const QStringList &recent) { m_recent = recent; }
    PaletteField *makeField() const; ///< that opens the palette
    CommandPalette *palette(); ///< made when it is first asked for: a start does not need it

public slots:
    void open();

signals:
    void savedChosen(const QUuid &id);
    void placeChosen(); ///< something of the session is to be looked at

private:
    static constexpr qsizetype remembered = 12;

    QList<PaletteEntry> entries(const QString &query) const;
    std::shared_ptr<PaletteEvents> pastEvents();
    QList<PaletteEntry> actionEntries() const;
    QList<PaletteEntry> connectionEntries() const;
    void take(const PaletteEntry &entry, bool composes);
    void remember(const QString &key);
    void run(const ActionTarget &target);
    void run(const PersonRef &person);
    void run(MessageId message);
    void run(const NewestTarget &target);
    void run(const TimeTarget &target);
    void run(const CommandTarget &target);
    void run(const RequestTarget &target);
    void run(const ConnectionTarget &target);
    void run(const FilterExpression &filter);

    const ActionRegistry *m_actions;
    const Theme *m_theme;
    QWidget *m_window;
    CommandPalette *m_palette = nullptr; ///< child of the window; null: not made yet
    SessionModels *m_models = nullptr;
    SessionPanes *m_panes = nullptr;
    SessionActions *m_sessionActions = nullptr;
    std::unique_ptr<PaletteSession> m_session; ///< null: no session is on screen
    QList<SavedConnection> m_saved;
    QStringList m_recent;
    bool m_isShown = false;
    bool m_composes = false; ///< of what runs now
};

} // namespace console
