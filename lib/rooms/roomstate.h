#pragma once

#include "lib/rooms/roomdirectory.h"

#include <functional>

namespace console {

/// A value and where it comes from. False where it was not seen: that is never a default.
struct ToldValue
{
    double value = 0;
    MessageId by; ///< the message that made it so, as far as seen; none: not seen
    qint64 since = 0; ///< time of that message, microseconds UTC
    MessageId saidBy; ///< the latest message that said so
    qint64 saidAt = 0; ///< microseconds UTC
    bool isProbable = false; ///< told by an event whose type is a number, or by a rule of the protocol
    bool isConfirmed = false; ///< see RoomState::isConfirmed(), since it was said

    explicit operator bool() const { return bool(by); }
};

struct ToldPlace
{
    StatedPlace place;
    MessageId by; ///< none: not seen
    qint64 at = 0; ///< microseconds UTC; 0: the message has left the log
    bool isProbable = false;
    bool isConfirmed = false;
    bool isReadable = true; ///< false: told by a message whose text is not at hand (yet); `place` is empty

    explicit operator bool() const { return by && isReadable; }
};

struct ToldName
{
    QString name;
    MessageId by; ///< none: not seen
    qint64 since = 0; ///< microseconds UTC
};

/// For how long something held of somebody.
struct Band
{
    enum class Kind : quint8 { Talking, Muted, Whisper, Sidebar };

    Kind kind = Kind::Talking;
    int number = 0; ///< of the whisper or sidebar room; else 1
    qint64 from = 0; ///< microseconds UTC
    qint64 until = 0; ///< microseconds UTC; 0: still going on
    MessageId begin; ///< the message that said so
    MessageId end; ///< the message that ended it, or the note of a gap; none: still going on
    bool isProbable = false;
};

/// Answers what is known of rooms and people, now and before any message, each value with where it comes
/// from. Reads the text of single messages where it has to. An empty participant means the room itself; an
/// empty room the only one that has such a participant. GUI thread; cheap to make, holds nothing.
class RoomState
{
public:
    using BandVisitor = std::function<void(const Band &)>;
    static constexpr quint64 maximumRowsSearched = 500'000; ///< backwards, for a place

    /// Both must outlive the state.
    RoomState(const MessageLog *log, const RoomDirectory *rooms) : m_log(log), m_rooms(rooms) { }

    ToldValue value(const QByteArray &room, const QByteArray &participant, Aspect aspect) const;
    /// As it was known just before a message came.
    ToldValue valueBefore(
        const QByteArray &room, const QByteArray &participant, Aspect aspect, MessageId message) const;
    ToldPlace place(const QByteArray &room, const QByteArray &participant) const;
    /// Where the participant that a message names was before it, in the same stay; among maximumRowsSearched
    /// rows.
    ToldPlace placeBefore(MessageId message) const;
    ToldName nameBefore(const QByteArray &room, const QByteArray &participant, MessageId message) const;

    /// What held within [from, until), microseconds UTC, each band whole: it may begin before and end after.
    /// In no order between kinds.
    void forEachBand(const QByteArray &room, const QByteArray &participant, qint64 from, qint64 until,
        const BandVisitor &visitor) const;

    /// Whether the connection stood from a message until now, or until just before another one, and no event
    /// came that may have changed anything of anybody. Where such events came before and after `until`, it
    /// counts as doubtful: only the first and the last are remembered.
    bool isConfirmed(MessageId message, MessageId until = {}) const;
    bool isTruncated() const { return m_rooms->facts().isTruncated(); } ///< older changes were given up

private:
    const FactHistory *factsOf(const QByteArray &room, const QByteArray &participant) const;
    const SeenParticipant *personOf(const QByteArray &room, const QByteArray &participant) const;
    ToldValue told(const Track &track, const Change &change, MessageId until) const;
    ToldValue seatAfterMove(const ToldValue &seat, const SeenParticipant &person) const;
    ToldPlace placeTold(MessageId by) const;
    MessageId stayBefore(MessageId message) const;
    MessageId lastPlaced(const MessageRecord &like, MessageId from, MessageId to) const;
    void visitBands(
        const Track &track, Band::Kind kind, qint64 from, qint64 until, const BandVisitor &visitor) const;
    Band bandOf(const Track &track, qsizetype change, Band::Kind kind) const;

    const MessageLog *m_log;
    const RoomDirectory *m_rooms;
};

} // namespace console
