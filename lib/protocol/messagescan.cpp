#include "lib/protocol/messagescan.h"

#include "lib/protocol/textmark.h"

#include <algorithm>
#include <cstring>

namespace console {

namespace {

using Field = MessageScan::Field;

/// Tells usual messages apart: by a part of the event's name, and short ones by how they begin.
quint64 kindOf(QByteArrayView text)
{
    constexpr qsizetype nameEnd = 48;
    return markOf(text.first(text.size() < nameEnd ? std::min(text.size(), qsizetype(8)) : nameEnd));
}

/// Lengths are equal already; known at compile time they make this a few instructions.
template <size_t Size>
bool same(QByteArrayView key, const char (&name)[Size])
{
    return std::memcmp(key.data(), name, Size - 1) == 0;
}

Field sixLetters(QByteArrayView key)
{
    if (same(key, "Status"))
        return Field::Status;
    if (same(key, "values"))
        return Field::Values;
    return same(key, "action") ? Field::Action : Field::None;
}

Field sevenLetters(QByteArrayView key)
{
    if (same(key, "room_id"))
        return Field::Room;
    if (same(key, "Request"))
        return Field::Request;
    return same(key, "Command") ? Field::Command : Field::None;
}

Field fieldOf(QByteArrayView key)
{
    switch (key.size()) {
    case 5:
        return same(key, "Event") ? Field::Event : Field::None;
    case 6:
        return sixLetters(key);
    case 7:
        return sevenLetters(key);
    case 10:
        return same(key, "Error Code") ? Field::ErrorCode : Field::None;
    case 14:
        return same(key, "participant_id") ? Field::Participant : Field::None;
    default:
        return Field::None;
    }
}

} // namespace

inline void MessageScan::Facts::set(Field field, const Fact &fact)
{
    m_present |= 1U << int(field);
    m_facts[size_t(field)] = fact;
}

inline void MessageScan::Facts::finish(Field field, qsizetype end)
{
    ByteSpan &span = m_facts[size_t(field)].span;
    span.length = end - span.start;
}

void MessageScan::run(QByteArrayView text)
{
    reset(text);
    Known &known = m_known[folded(kindOf(text), knownBits)];
    if (known.shape.fits(text))
        return recall(known);
    read();
    learn(known);
}

/// The message is made like a known one, which had nothing wrong with it.
void MessageScan::recall(const Known &known)
{
    const std::vector<MessageShape::Scalar> &scalars = known.shape.scalars();
    for (const Known::Place &place : known.places) {
        const ByteSpan span = place.scalar < scalars.size() ? scalars[place.scalar].span : ByteSpan();
        (this->*place.object).set(place.field, {span, place.type});
    }
    m_isObject = true;
}

/// The usual messages are worth it. Of an echoed request more is needed than scalars.
void MessageScan::learn(Known &known) const
{
    const bool isUsual = m_error == JsonError::None && m_isObject && !hasDuplicateKeys()
        && !m_hasUnicodeEscapes && !m_top[Field::Request].isPresent();
    if (!isUsual || !MessageShape::canLearn(m_text, m_scalars))
        return;
    known.shape.learn(m_text, m_scalars);
    known.places.clear();
    notePlaces(known, &MessageScan::m_top);
    notePlaces(known, &MessageScan::m_values);
}

void MessageScan::notePlaces(Known &known, Facts MessageScan::*object) const
{
    for (int i = int(Field::None) + 1; i <= int(Field::Command); ++i) {
        const Fact fact = (this->*object)[Field(i)];
        if (!fact.isPresent())
            continue;
        const auto start = [](const MessageShape::Scalar &scalar) { return scalar.span.start; };
        const auto scalar = std::ranges::find(m_scalars, fact.span.start, start);
        known.places.push_back({object, Field(i), fact.type, size_t(scalar - m_scalars.begin())});
    }
}

void MessageScan::read()
{
    JsonLexer lexer(m_text);
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
    m_top.clear();
    m_values.clear();
    m_request.clear();
    m_section = nullptr;
    m_place = nullptr;
    m_field = Field::None;
    m_topField = Field::None;
    m_duplicates.reset(text);
    m_scalars.clear();
    m_error = JsonError::None;
    m_errorOffset = -1;
    m_hasUnicodeEscapes = false;
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
    case JsonToken::String:
    case JsonToken::Number:
        if (m_scalars.size() <= MessageShape::maximumScalars)
            m_scalars.push_back({lexer.span(), token});
        return takeValue(token, lexer);
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
    if (!m_place || m_field == Field::None)
        return;
    m_place->set(m_field, {lexer.span(), token, token == JsonToken::String && lexer.hasEscapes()});
    if (m_place == &m_top) {
        if (Facts *section = sectionOf(m_field)) {
            section->clear();
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
    if (m_topField != Field::None)
        m_top.finish(m_topField, lexer.span().end());
}

MessageScan::Facts *MessageScan::sectionOf(Field field)
{
    if (field == Field::Values)
        return &m_values;
    return field == Field::Request ? &m_request : nullptr;
}

} // namespace console
