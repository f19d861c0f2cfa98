#pragma once

#include "lib/protocol/ids.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

#include <functional>
#include <utility>

namespace console {

/// A name as a message gave it to somebody.
struct GivenName
{
    MessageId by;
    qint64 at = 0; ///< time of that message, microseconds UTC
    QString name; ///< empty: somebody came whose name was not told
    bool isNewcomer = false; ///< whoever had the id before this message may be somebody else
};

/// The names of all who had one id, one after the other. A value: copies share until one is changed. Any
/// thread.
class NameHistory
{
public:
    /// What the person whom a message speaks of was called when it came; where nobody had said that yet, what
    /// the same person was called first. Null: not known.
    const GivenName *at(MessageId message) const;
    const GivenName *before(MessageId message) const; ///< the name just before it; null: not known
    const GivenName *last() const; ///< null: whoever has the id now was not named
    bool isStillTheirs(MessageId message) const; ///< whomever it speaks of has the id now
    QStringList holders() const; ///< the last name of each who had the id and was named, in order

    void begin(MessageId by, qint64 at); ///< somebody comes
    void give(MessageId by, qint64 at, const QString &name); ///< @pre not empty
    qsizetype size() const { return m_names.size(); }
    void thin(); ///< gives up the older half: what came before is not known then

private:
    QList<GivenName> m_names; ///< by rising messages
};

/// Who was called what, and when; a value for any thread. Costs nothing to copy. Bounded: the older names go
/// first.
class PersonNames
{
public:
    static constexpr qsizetype maximumNames = 100'000; ///< or two for each person, where that is more
    static constexpr qsizetype maximumIds = 100'000; ///< of people whatever their room
    static constexpr qsizetype maximumIdLength = 1024; ///< bytes; of longer ones nothing is known

    // An empty room looks in all rooms.
    const NameHistory *history(const QByteArray &room, const QByteArray &participant) const; ///< null: none
    /// The last name. Empty: whoever has the id now was not named.
    QString nameOf(const QByteArray &room, const QByteArray &participant) const;
    /// See NameHistory::at(). Empty: not known.
    QString nameOf(const QByteArray &room, const QByteArray &participant, MessageId message) const;

    void begin(const QByteArray &room, const QByteArray &participant, MessageId by, qint64 at);
    /// An empty room: it was not told.
    void give(
        const QByteArray &room, const QByteArray &participant, MessageId by, qint64 at, const QString &name);
    /// Forgets who is not in that room any more; their names remain where no room is told.
    void keep(const std::function<bool(const QByteArray &room, const QByteArray &participant)> &isKept);

private:
    NameHistory *anywhere(const QByteArray &participant);
    template <typename Change>
    void change(NameHistory &history, Change change);
    void thin();

    QHash<std::pair<QByteArray, QByteArray>, NameHistory> m_inRooms; ///< by room and participant
    QHash<QByteArray, NameHistory> m_anywhere; ///< by participant id alone, the last name wins
    qsizetype m_size = 0;
    qsizetype m_limit = maximumNames;
};

} // namespace console
