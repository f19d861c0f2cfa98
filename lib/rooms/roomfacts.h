#pragma once

#include "lib/log/messagelog.h"
#include "lib/rooms/seenroom.h"

namespace console {

/// What kind of message speaks, so far as its name tells.
struct Subject
{
    EventType type = EventType::Unknown;
    StatementForm form = StatementForm::Event;
    bool isProbable = false; ///< the name is a number
    std::optional<bool> talking; ///< the name itself says that somebody begins or stops to talk

    bool isEnd() const { return type == EventType::DestroyRoom || type == EventType::RemoveParticipant; }
    bool isJoin() const { return type == EventType::AddParticipant && form == StatementForm::Event; }
};

/// Whether an action says that somebody begins (true) or stops to talk; nothing: neither.
std::optional<bool> talkingOf(QByteArrayView action);

/// A stretch without a connection.
struct ConnectionGap
{
    MessageId note; ///< written when it ended
    qint64 from = 0; ///< microseconds UTC
};

/// Applies what messages say to the facts of rooms and people, and knows when nobody listened. Positions are
/// too many to be read: of these only the last message is remembered. GUI thread.
class RoomFacts
{
public:
    static constexpr qsizetype maximumChanges = 100'000; ///< 32 bytes each; or more, for more values
    static constexpr size_t maximumGaps = 100'000;
    static constexpr qsizetype maximumAtOnce = 5'000; ///< people of a room that one message is applied to

    struct Message
    {
        Subject subject;
        MessageId id;
        qint64 time = 0;
        QByteArrayView text;
        bool hasEscapes = false;
    };

    /// @param person  null: the message names none
    /// True: something changed but a place.
    bool apply(const Message &message, SeenRoom &room, SeenParticipant *person);

    void addGap(const ConnectionGap &gap);
    MessageId lastGap() const { return m_gaps.empty() ? MessageId() : m_gaps.back().note; }
    qint64 lastGapFrom() const { return m_gaps.empty() ? 0 : m_gaps.back().from; } ///< microseconds UTC
    /// The first gap that ended after a message; null: the connection stood since.
    const ConnectionGap *gapAfter(MessageId message) const;

    /// An event that does not tell whom it changed: everything said before may be otherwise.
    void addDoubt(MessageId message);
    MessageId firstDoubt() const { return m_firstDoubt; } ///< none: never
    MessageId lastDoubt() const { return m_lastDoubt; }
    /// Somebody's position was read, because its message leaves. True: the seat is another.
    bool keepPlace(SeenParticipant &person, const StatedPlace &place, qint64 time);
    /// It could not be read: nobody knows any more where the person is. True: the seat is not known now.
    bool losePlace(SeenParticipant &person, qint64 time);

    bool isFull() const { return m_changes >= m_limit; } ///< then let all histories thin() and say
    void setChanges(qsizetype count);
    bool isTruncated() const { return m_truncated; } ///< older changes were given up

private:
    bool tell(FactHistory &facts, Aspect aspect, const Message &message, std::optional<double> value);
    bool appear(const Message &message, SeenRoom &room, SeenParticipant *person);
    bool leave(const Message &message, SeenParticipant &person);
    bool close(const Message &message, SeenRoom &room);
    bool join(const Message &message, SeenParticipant &person);
    bool sit(const Message &message, SeenParticipant &person);
    bool move(const Message &message, SeenParticipant &person);
    bool setState(const Message &message, SeenParticipant &person);
    bool setAllStates(const Message &message, SeenRoom &room);
    bool furnish(const Message &message, SeenRoom &room);
    bool talk(const Message &message, SeenParticipant &person);
    bool endStay(const Message &message, SeenParticipant &person);
    bool unseat(SeenParticipant &person, qint64 time, std::optional<double> seat);

    std::vector<ConnectionGap> m_gaps;
    MessageId m_firstDoubt;
    MessageId m_lastDoubt;
    qsizetype m_changes = 0;
    qsizetype m_limit = maximumChanges;
    bool m_truncated = false;
};

/// Where a message puts somebody; nothing where it does not say or its text is not at hand. @pre the row is
/// in the log, or just leaves it
std::optional<StatedPlace> placeIn(const MessageLog &log, MessageId message);

} // namespace console
