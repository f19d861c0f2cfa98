#include "lib/export/messagestandins.h"

#include "lib/protocol/eventtype.h"
#include "lib/protocol/jsontext.h"

#include <utility>

namespace console {

QByteArray MessageStandIns::rewritten(QByteArrayView message, const Classification &facts)
{
    m_message = message;
    m_facts = &facts;
    m_open.clear();
    m_taken = 0;
    JsonLexer lexer(message);
    JsonToken token = lexer.next();
    for (; token != JsonToken::End && token != JsonToken::Error; token = lexer.next())
        take(token, lexer);
    m_result.append(message.sliced(m_taken));
    return std::exchange(m_result, {});
}

void MessageStandIns::take(JsonToken token, const JsonLexer &lexer)
{
    switch (token) {
    case JsonToken::Key:
        m_open.back().next = meaningOf(decodedString(lexer.span().in(m_message)), m_open.back().scope);
        return;
    case JsonToken::BeginObject:
    case JsonToken::BeginArray:
        return open(token);
    case JsonToken::EndObject:
    case JsonToken::EndArray:
        m_open.pop_back();
        return;
    case JsonToken::String:
    case JsonToken::Number:
        return takeScalar(token, lexer.span());
    default:
        return;
    }
}

void MessageStandIns::open(JsonToken token)
{
    Meaning meaning;
    meaning.object = Scope::Message;
    if (!m_open.empty())
        meaning = m_open.back().next;
    if (token == JsonToken::BeginObject)
        m_open.push_back({meaning.object, {}});
    else
        m_open.push_back({Scope::Other, {meaning.element, meaning.element, meaning.object}});
}

void MessageStandIns::takeScalar(JsonToken token, ByteSpan span)
{
    const Role role = m_open.empty() ? Role::None : m_open.back().next.scalar;
    if (role == Role::None)
        return;
    const QByteArrayView text = span.in(m_message);
    const std::optional<StandIns::Of> of = whose(role, token, text);
    if (!of)
        return;
    m_result.append(m_message.sliced(m_taken, span.start - m_taken));
    m_result.append(m_values.token(*of, text));
    m_taken = span.end();
}

std::optional<StandIns::Of> MessageStandIns::whose(Role role, JsonToken token, QByteArrayView text) const
{
    if (role == Role::Room)
        return StandIns::Of::Room;
    if (role == Role::Person || (role == Role::PersonIfText && token == JsonToken::String))
        return StandIns::Of::Person;
    if (role != Role::Mentioned)
        return std::nullopt;
    const QByteArray id = token == JsonToken::String ? decodedString(text) : canonicalNumber(text);
    if (id == m_facts->participant)
        return StandIns::Of::Person;
    return id == m_facts->room ? std::optional(StandIns::Of::Room) : std::nullopt;
}

MessageStandIns::Meaning MessageStandIns::meaningOf(QByteArrayView key, Scope scope) const
{
    constexpr Meaning person{Role::Person, Role::Person, Scope::Person};
    constexpr Meaning room{Role::Room, Role::Room, Scope::Room};
    // A number beside these counts them.
    constexpr Meaning people{Role::PersonIfText, Role::Person, Scope::Person};
    constexpr Meaning rooms{Role::None, Role::Room, Scope::Room};
    static constexpr KnownKey everywhere[]{
        {"room_id", room},
        {"participant_id", person},
        {"participant_name", person},
        {"listener_id", person},
        {"source_id", person},
        {"room_name", room},
        {"participant", person},
        {"participants", people},
        {"room", room},
        {"rooms", rooms},
    };
    for (const KnownKey &known : everywhere) {
        if (known.key == key)
            return known.meaning;
    }
    if (scope == Scope::Message)
        return meaningInMessage(key);
    if (scope == Scope::Other || (key != "id" && key != "name"))
        return {};
    return scope == Scope::Person ? person : room;
}

MessageStandIns::Meaning MessageStandIns::meaningInMessage(QByteArrayView key) const
{
    if (key == "name")
        return {Role::Person, Role::None, Scope::Other};
    if (key == "Request")
        return {Role::None, Role::None, Scope::Message};
    if (key == "value" || key == "Value")
        return {roleOfAnswer(), Role::None, Scope::Other};
    if (key == "values")
        return {roleOfEvent(), Role::None, Scope::Message};
    return {};
}

/// Of the value that a response carries.
MessageStandIns::Role MessageStandIns::roleOfAnswer() const
{
    if (m_facts->kind != MessageKind::Response)
        return Role::None;
    if (m_facts->name == "get_participant_name")
        return Role::Person;
    // Nobody knows what was asked; names are the only values that are text.
    return m_facts->echoedRequest.length == 0 ? Role::PersonIfText : Role::None;
}

/// Of the one scalar of an event's promised form, where it is more likely an id or a name than anything else.
MessageStandIns::Role MessageStandIns::roleOfEvent() const
{
    if (m_facts->kind != MessageKind::Event)
        return Role::None;
    switch (eventType(m_facts->name)) {
    case EventType::AddParticipant:
    case EventType::RemoveParticipant:
    case EventType::SetParticipantPosition:
    case EventType::SetName:
        return Role::Person;
    case EventType::CreateRoom:
    case EventType::DestroyRoom:
        return Role::Room;
    case EventType::Custom:
        return Role::Mentioned;
    default:
        return Role::None;
    }
}

} // namespace console
