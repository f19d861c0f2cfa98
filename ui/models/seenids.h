#pragma once

#include "ui/models/suggestionlist.h"

#include <optional>

namespace console {

class RoomDirectory;

/// Which ids of rooms and people the session has shown so far, to offer them and to say which were never
/// seen. Asks the directory anew each time. GUI thread.
class SeenIds
{
public:
    /// @param rooms  may be null: then nothing was seen and nothing is said
    explicit SeenIds(const RoomDirectory *rooms) : m_rooms(rooms) { }

    /// Those that fit what was typed; see SuggestionList.
    QList<ComposerSuggestion> rooms(const QString &typed) const;
    /// Of a room; of all rooms where it is none that was seen. Each id is there once.
    QList<ComposerSuggestion> people(const QByteArray &room, const QString &typed) const;

    /// What they are called; empty: never named. None: never seen there, see people().
    std::optional<QString> nameOfPerson(const QByteArray &room, const QByteArray &participant) const;

    /// "not seen in this session". Empty: it was, or nobody can know.
    QString remarkOnRoom(const QByteArray &room) const;
    /// @param room  empty or never seen: anywhere will do
    QString remarkOnPerson(const QByteArray &room, const QByteArray &participant) const;

private:
    bool isSeen(const QByteArray &room) const;
    bool isKnowable() const;
    bool isSomewhere(const QByteArray &participant) const;

    const RoomDirectory *m_rooms;
};

} // namespace console
