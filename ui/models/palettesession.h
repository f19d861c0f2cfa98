#pragma once

#include "ui/models/paletteentry.h"

namespace console {

class SessionModels;
struct PaletteFinding;

/// What the palette can find in a session: rooms and people and what can be asked of them, the newest event
/// of each type, a message by its number, a moment, the commands of the catalogue, saved filters. Looks
/// nothing up before it is asked, and never at single messages. GUI thread.
class PaletteSession
{
public:
    /// @param models  must outlive it
    explicit PaletteSession(SessionModels *models) : m_models(models) { }

    QList<PaletteEntry> entries(const QString &query) const;
    /// The message that a target of "Go to" means; none: there is none.
    MessageId newestOf(const NewestTarget &target) const;

private:
    QList<PaletteEntry> newest() const;
    QList<PaletteEntry> filters() const;
    void addMoment(QList<PaletteEntry> &entries, const QString &query) const;
    void addNumber(QList<PaletteEntry> &entries, const QString &query) const;
    void addFilter(QList<PaletteEntry> &entries, const QString &query) const;
    void addRequests(QList<PaletteEntry> &entries, PaletteFinding &people, const QString &query) const;
    PaletteEntry compose(const PaletteEntry &person) const;
    PaletteEntry mute(const PaletteEntry &person, bool on) const;

    SessionModels *m_models;
};

/// The commands of the catalogue, to be composed.
QList<PaletteEntry> paletteCommands();

} // namespace console
