#include "lib/protocol/messagescan.h"

namespace console {

namespace {

using Field = MessageScan::Field;

Field when(bool same, Field field)
{
    return same ? field : Field::None;
}

Field sixLetters(QByteArrayView key)
{
    if (key == "Status")
        return Field::Status;
    if (key == "values")
        return Field::Values;
    return when(key == "action", Field::Action);
}

Field sevenLetters(QByteArrayView key)
{
    if (key == "room_id")
        return Field::Room;
    if (key == "Request")
        return Field::Request;
    return when(key == "Command", Field::Command);
}

Field fieldOf(QByteArrayView key)
{
    switch (key.size()) {
    case 5:
        return when(key == "Event", Field::Event);
    case 6:
        return sixLetters(key);
    case 7:
        return sevenLetters(key);
    case 10:
        return when(key == "Error Code", Field::ErrorCode);
    case 14:
        return when(key == "participant_id", Field::Participant);
    default:
        return Field::None;
    }
}

} // namespace

void MessageScan::run(QByteArrayView text)
{
    reset(text);
    JsonLexer lexer(text);
    JsonToken token = lexer.next();
    m_isObject = token == JsonToken::BeginObject;
    for (; token != JsonToken::End && token != JsonToken::Error; token = lexer.next())
        take(token, lexer);
    m_error = lexer.error();
    m_errorOffset = lexer.errorOffset();
    m_hasUnicodeEscapes = lexer.hasUnicodeEscapes();
}

void MessageScan::reset(QByteArrayView text)
{
    m_text = text;
    m_top = {};
    m_values = {};
    m_request = {};
    m_section = nullptr;
    m_place = nullptr;
    m_field = Field::None;
    m_topField = Field::None;
    m_duplicates.reset(text);
}

inline void MessageScan::take(JsonToken token, const JsonLexer &lexer)
{
    switch (token) {
    case JsonToken::Key:
        return takeKey(lexer);
    case JsonToken::BeginObject:
        m_duplicates.beginObject();
        return takeValue(token, lexer);
    case JsonToken::EndObject:
        m_duplicates.endObject();
        return leave(lexer);
    case JsonToken::EndArray:
        return leave(lexer);
    default:
        return takeValue(token, lexer);
    }
}

inline void MessageScan::takeKey(const JsonLexer &lexer)
{
    const ByteSpan span = lexer.span();
    m_duplicates.addKey(span, lexer.hasEscapes());
    m_place = lexer.depth() == 1 ? &m_top : lexer.depth() == 2 ? m_section : nullptr;
    if (!m_place)
        return;
    if (lexer.hasEscapes())
        m_field = fieldOf(comparableString(span.in(m_text)));
    else
        m_field = fieldOf(m_text.sliced(span.start + 1, span.length - 2));
    if (m_place == &m_top)
        m_topField = m_field;
}

inline void MessageScan::takeValue(JsonToken token, const JsonLexer &lexer)
{
    if (m_field == Field::None)
        return;
    (*m_place)[m_field] = {lexer.span(), token, token == JsonToken::String && lexer.hasEscapes()};
    if (m_place == &m_top) {
        if (Facts *section = sectionOf(m_field)) {
            *section = {};
            m_section = token == JsonToken::BeginObject ? section : nullptr;
        }
    }
    m_field = Field::None;
}

/// An object or array ended.
inline void MessageScan::leave(const JsonLexer &lexer)
{
    if (lexer.depth() != 1)
        return;
    m_section = nullptr;
    if (m_topField != Field::None) {
        ByteSpan &span = m_top[m_topField].span;
        span.length = lexer.span().end() - span.start;
    }
}

MessageScan::Facts *MessageScan::sectionOf(Field field)
{
    if (field == Field::Values)
        return &m_values;
    return field == Field::Request ? &m_request : nullptr;
}

} // namespace console
