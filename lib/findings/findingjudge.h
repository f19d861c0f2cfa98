#pragma once

#include "lib/findings/finding.h"
#include "lib/findings/findingbacklog.h"
#include "lib/findings/knownkeys.h"
#include "lib/findings/roomrules.h"
#include "lib/findings/serverdialect.h"
#include "lib/protocol/messagebatch.h"

#include <atomic>

namespace console {

/// What batches have told that was not known before.
struct FindingNews
{
    std::vector<Finding> findings; ///< to be added to those known: counts are of these batches alone
    quint64 unlisted = 0; ///< messages of further findings that there was no room for, in the session
    quint64 unread = 0; ///< messages whose text could not be read back: no rule has seen them, in the session
    ServerDialect dialect; ///< as it is now
    bool hasNewForm = false; ///< the dialect has one more
};

/// Holds every message of a session against all rules, in order, and remembers what rules need of earlier
/// ones. Reads each text once; a microsecond or two a message, so not for the GUI thread. Any one thread at a
/// time.
class FindingJudge
{
public:
    static constexpr qsizetype maximumFindings = 1000;
    static constexpr int maximumOfARule = 100; ///< so that a flood of harmless ones leaves room for errors
    static constexpr qsizetype maximumOpen = 100'000; ///< requests whose loss is noticed

    FindingJudge();

    /// What was seen of this server in earlier sessions.
    void setSavedDialect(const QJsonObject &saved) { m_dialect.setSaved(saved); }
    /// @param stop  set: gives up before the next message
    FindingNews judge(const FindingPortion &portion, const std::atomic<bool> &stop);

private:
    /// What a name says of an event.
    struct NameFacts
    {
        EventType type = EventType::Unknown;
        bool isNumeric = false;
        bool isKnown = false; ///< else the name was not looked at yet
    };

    /// A member that breaks a rule; without one its key is unknown.
    struct MemberCase
    {
        StringId name;
        MessageKind kind;
        const ValueRule *rule;
        QByteArray key;

        friend bool operator==(const MemberCase &, const MemberCase &) = default;
        friend size_t qHash(const MemberCase &member, size_t seed = 0)
        {
            return qHashMulti(seed, member.name, int(member.kind), quintptr(member.rule), member.key);
        }
    };

    /// A stretch of rows, wherever it is kept. The text of the first begins where the row before it ends.
    struct Rows
    {
        MessageId first; ///< number of all[0]
        const std::vector<MessageRecord> &all;
        QByteArrayView text; ///< of all
        size_t begin = 0;
        size_t end = 0;
    };

    void judgeLater(const FindingPortion &portion, const std::atomic<bool> &stop);
    void judge(const Rows &rows, const std::vector<Match> &matches, const std::atomic<bool> &stop);
    void judge(const MessageView &message);
    void skip(const MessageView &message);
    bool isBehindHole(MessageId message);
    void judgeMembers(const MessageView &message);
    template <typename Describe>
    void addCase(const MemberCase &member, const MessageView &message, Describe describe);
    void judgeDialect(const MessageView &message);
    void judgeLost(const MessageBatch &batch);
    void learnStrings(const MessageBatch &batch);
    MessageView viewOf(const Rows &rows, size_t row);
    MessageView viewOf(MessageId id, const MessageRecord &record);
    const NameFacts &factsOf(StringId name);
    QByteArrayView string(StringId id) const;
    bool hasRoomFor(FindingRule rule) const;
    void add(std::optional<Finding> finding);

    const KnownKeys m_known;
    MemberReader m_reader;
    RoomRules m_rooms;
    ServerDialect m_dialect;
    std::vector<QByteArray> m_strings{1}; ///< of the session, by number; 0 is none
    std::vector<NameFacts> m_names; ///< by the number of the name
    QHash<MessageId, MessageRecord> m_open; ///< requests without an answer
    std::vector<MessageId> m_holes; ///< rows to come, before which messages were dropped
    MessageId m_next; ///< the one after the last that was judged; none: the first is yet to come
    QSet<QByteArray> m_listed; ///< ids of the findings so far
    QHash<FindingRule, int> m_counts; ///< of those, by rule
    QHash<QByteArray, size_t> m_places; ///< of those in m_news
    QHash<MemberCase, QByteArray> m_memberCases; ///< ids of their findings: words are made once a call
    FindingNews m_news;
};

} // namespace console
