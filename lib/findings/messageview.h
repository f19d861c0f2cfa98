#pragma once

#include "lib/protocol/eventtype.h"
#include "lib/protocol/jsonlexer.h"
#include "lib/protocol/messagerecord.h"

#include <span>

namespace console {

struct Parameter;

/// A key of a message and its value, both as sent.
struct MessageMember
{
    QByteArrayView key; ///< without quotes, escapes as sent
    QByteArrayView value; ///< strings with quotes; empty of objects, arrays whole
    JsonToken type = JsonToken::Null;
    int parent = -1; ///< place among the members of the one whose object it stands in; -1: at the top
};

/// One message as the rules look at it: the facts of its row and its members in the order sent, the echoed
/// request's left out. Points into memory of others; holds no longer than they do.
struct MessageView
{
    MessageId id;
    MessageRecord record;
    qint64 latency = -1; ///< of a response, microseconds; -1: it answers nothing that is known
    QByteArrayView name; ///< empty where it was too long for the pool, likewise the ids
    QByteArrayView room;
    QByteArrayView participant;
    QByteArrayView text;
    EventType type = EventType::Unknown; ///< of an event; of a numeric one "probably"
    bool isNumeric = false; ///< the event's name is a number
    std::span<const MessageMember> members;

    bool is(MessageKind kind) const { return record.kind == kind; }
    bool has(MessageFlag flag) const { return record.has(flag); }
    /// The last member of that name at the top level, or anywhere. Null: none.
    const MessageMember *top(QByteArrayView key) const;
    const MessageMember *anywhere(QByteArrayView key) const;
    /// The keys that lead to a member.
    QByteArrayList pathOf(const MessageMember &member) const;
};

/// Lists the members of messages in one pass each. Bounded whatever the message: 4 096 tokens, objects four
/// deep; what stands in arrays is passed over. Its memory stays for the next message.
class MemberReader
{
public:
    static constexpr int mostTokens = 4096;
    static constexpr qsizetype deepest = 4;

    /// Holds until the next call, and as long as the text. @pre the text is a JSON object
    std::span<const MessageMember> read(QByteArrayView json);

private:
    bool take(JsonToken token, JsonLexer &lexer);
    void takeValue(JsonToken token, JsonLexer &lexer);

    QByteArrayView m_json;
    std::vector<MessageMember> m_members;
    int m_open = -1; ///< the member whose object is open
};

} // namespace console
