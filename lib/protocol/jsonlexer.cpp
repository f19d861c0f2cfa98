#include "lib/protocol/jsonlexer.h"

#include <QtEndian>

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr quint64 everyByte(quint64 byte)
{
    return 0x0101010101010101U * byte;
}

/// The top bit of each byte that ends a plain run: quote, backslash, control character, not ASCII.
/// Above the first such byte bits may be wrong (borrow), below it none is.
quint64 specialBytes(quint64 word)
{
    const quint64 quotes = word ^ everyByte('"');
    const quint64 slashes = word ^ everyByte('\\');
    const quint64 found = ((word - everyByte(0x20)) & ~word) | ((quotes - everyByte(1)) & ~quotes)
        | ((slashes - everyByte(1)) & ~slashes) | word;
    return found & everyByte(0x80);
}

bool isPlain(char c)
{
    return uchar(c) >= 0x20 && uchar(c) < 0x80 && c != '"' && c != '\\';
}

#ifdef __SSE2__
/// The bits of those of sixteen bytes that end a plain run.
int specialBits(const char *at)
{
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
    const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i slashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    // As signed numbers what is not ASCII is negative.
    const __m128i others = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
    return _mm_movemask_epi8(_mm_or_si128(others, _mm_or_si128(quotes, slashes)));
}
#endif

const char *skipPlain(const char *at, const char *end)
{
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        if (const int special = specialBits(at))
            return at + std::countr_zero(quint32(special));
    }
#endif
    for (; end - at >= 8; at += 8) {
        if (const quint64 special = specialBytes(qFromLittleEndian<quint64>(at)))
            return at + std::countr_zero(special) / 8;
    }
    while (at != end && isPlain(*at))
        ++at;
    return at;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// How far a part of a token is right: the byte behind it, or the wrong one.
struct Progress
{
    const char *at;
    JsonError error = JsonError::None;
};

struct Utf8Lead
{
    int following; ///< bytes after the first; 0: no lead byte
    uchar lowest, highest; ///< of the second byte, which excludes overlong forms, surrogates, beyond U+10FFFF
};

Utf8Lead utf8Lead(uchar c)
{
    if (c < 0xc2 || c > 0xf4)
        return {0, 0, 0};
    if (c < 0xe0)
        return {1, 0x80, 0xbf};
    if (c < 0xf0)
        return {2, uchar(c == 0xe0 ? 0xa0 : 0x80), uchar(c == 0xed ? 0x9f : 0xbf)};
    return {3, uchar(c == 0xf0 ? 0x90 : 0x80), uchar(c == 0xf4 ? 0x8f : 0xbf)};
}

Progress passUtf8(const char *at, const char *end)
{
    Utf8Lead lead = utf8Lead(uchar(*at));
    if (lead.following == 0)
        return {at, JsonError::InvalidUtf8};
    for (++at; lead.following > 0; ++at, --lead.following) {
        if (at == end)
            return {at, JsonError::UnexpectedEnd};
        if (uchar(*at) < lead.lowest || uchar(*at) > lead.highest)
            return {at, JsonError::InvalidUtf8};
        lead.lowest = 0x80;
        lead.highest = 0xbf;
    }
    return {at};
}

Progress passHexDigits(const char *at, const char *end)
{
    for (int count = 0; count < 4; ++count, ++at) {
        if (at == end)
            return {at, JsonError::UnexpectedEnd};
        if (hexValue(*at) < 0)
            return {at, JsonError::InvalidEscape};
    }
    return {at};
}

/// @param at  behind the backslash
Progress passEscape(const char *at, const char *end)
{
    if (at == end)
        return {at, JsonError::UnexpectedEnd};
    if (*at == 'u')
        return passHexDigits(at + 1, end);
    if (QByteArrayView("\"\\/bfnrt").contains(*at))
        return {at + 1};
    return {at, JsonError::InvalidEscape};
}

inline Progress passDigits(const char *at, const char *end)
{
    if (at == end)
        return {at, JsonError::UnexpectedEnd};
    if (!isDigit(*at))
        return {at, JsonError::InvalidNumber};
    while (at != end && isDigit(*at))
        ++at;
    return {at};
}

inline Progress passInteger(const char *at, const char *end)
{
    if (*at == '-')
        ++at;
    if (at == end || *at != '0')
        return passDigits(at, end);
    ++at;
    if (at != end && isDigit(*at))
        return {at, JsonError::InvalidNumber};
    return {at};
}

inline Progress passFraction(Progress progress, const char *end)
{
    if (progress.error != JsonError::None || progress.at == end || *progress.at != '.')
        return progress;
    return passDigits(progress.at + 1, end);
}

inline Progress passExponent(Progress progress, const char *end)
{
    if (progress.error != JsonError::None || progress.at == end || (*progress.at | 0x20) != 'e')
        return progress;
    const char *at = progress.at + 1;
    if (at != end && (*at == '+' || *at == '-'))
        ++at;
    return passDigits(at, end);
}

/// @pre at != end
inline Progress passNumber(const char *at, const char *end)
{
    return passExponent(passFraction(passInteger(at, end), end), end);
}

} // namespace

JsonLexer::JsonLexer(QByteArrayView text)
    : m_begin(text.data()), m_end(text.data() + text.size()), m_at(text.data())
{
}

JsonToken JsonLexer::next()
{
    if (m_error != JsonError::None)
        return JsonToken::Error;
    skipSpace();
    if (m_at == m_end)
        return atEnd();
    switch (m_state) {
    case State::Value:
        return valueToken();
    case State::ValueOrEnd:
        return *m_at == ']' ? close(JsonToken::EndArray) : valueToken();
    case State::Key:
        return keyToken();
    case State::KeyOrEnd:
        return *m_at == '}' ? close(JsonToken::EndObject) : keyToken();
    case State::Colon:
        return afterColon();
    case State::CommaOrEnd:
        return afterValue();
    case State::Done:
        break;
    }
    return fail(JsonError::TextAfterValue, m_at);
}

inline void JsonLexer::skipSpace()
{
    while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
        ++m_at;
}

JsonToken JsonLexer::atEnd()
{
    if (m_state == State::Done) {
        m_span = {m_end - m_begin, 0};
        return m_last = JsonToken::End;
    }
    const bool empty = m_state == State::Value && m_nesting.size() == 0;
    return fail(empty ? JsonError::Empty : JsonError::UnexpectedEnd, m_end);
}

JsonToken JsonLexer::afterColon()
{
    if (*m_at != ':')
        return fail(JsonError::UnexpectedCharacter, m_at);
    ++m_at;
    skipSpace();
    return m_at == m_end ? atEnd() : valueToken();
}

JsonToken JsonLexer::afterValue()
{
    const bool inObject = m_nesting.inObject();
    if (*m_at == ',') {
        ++m_at;
        m_state = inObject ? State::Key : State::Value;
        skipSpace();
        if (m_at == m_end)
            return atEnd();
        return inObject ? keyToken() : valueToken();
    }
    if (*m_at != (inObject ? '}' : ']'))
        return fail(JsonError::UnexpectedCharacter, m_at);
    return close(inObject ? JsonToken::EndObject : JsonToken::EndArray);
}

JsonToken JsonLexer::keyToken()
{
    return *m_at == '"' ? stringToken(JsonToken::Key) : fail(JsonError::UnexpectedCharacter, m_at);
}

JsonToken JsonLexer::valueToken()
{
    switch (*m_at) {
    case '"':
        return stringToken(JsonToken::String);
    case '{':
        return open(JsonToken::BeginObject);
    case '[':
        return open(JsonToken::BeginArray);
    case 't':
        return literal("true", JsonToken::True);
    case 'f':
        return literal("false", JsonToken::False);
    case 'n':
        return literal("null", JsonToken::Null);
    default:
        break;
    }
    return *m_at == '-' || isDigit(*m_at) ? numberToken() : fail(JsonError::UnexpectedCharacter, m_at);
}

JsonToken JsonLexer::open(JsonToken token)
{
    const bool object = token == JsonToken::BeginObject;
    m_nesting.push(object);
    m_state = object ? State::KeyOrEnd : State::ValueOrEnd;
    m_span = {m_at - m_begin, 1};
    ++m_at;
    return m_last = token;
}

JsonToken JsonLexer::close(JsonToken token)
{
    m_nesting.pop();
    return scalar(token, m_at + 1);
}

JsonToken JsonLexer::stringToken(JsonToken token)
{
    m_hasEscapes = false;
    for (const char *at = m_at + 1;;) {
        at = skipPlain(at, m_end);
        if (at == m_end)
            return fail(JsonError::UnexpectedEnd, at);
        if (*at == '"')
            return scalar(token, at + 1);
        if (uchar(*at) < 0x20)
            return fail(JsonError::ControlCharacter, at);
        const bool escape = *at == '\\';
        const Progress progress = escape ? passEscape(at + 1, m_end) : passUtf8(at, m_end);
        if (progress.error != JsonError::None)
            return fail(progress.error, progress.at);
        m_hasEscapes |= escape;
        m_hasUnicodeEscapes |= escape && at[1] == 'u';
        at = progress.at;
    }
}

JsonToken JsonLexer::numberToken()
{
    const Progress progress = passNumber(m_at, m_end);
    if (progress.error != JsonError::None)
        return fail(progress.error, progress.at);
    return scalar(JsonToken::Number, progress.at);
}

JsonToken JsonLexer::literal(QByteArrayView word, JsonToken token)
{
    const char *at = m_at;
    for (const char c : word) {
        if (at == m_end)
            return fail(JsonError::UnexpectedEnd, at);
        if (*at != c)
            return fail(JsonError::UnexpectedCharacter, at);
        ++at;
    }
    return scalar(token, at);
}

inline JsonToken JsonLexer::scalar(JsonToken token, const char *end)
{
    m_span = {m_at - m_begin, end - m_at};
    m_at = end;
    if (token == JsonToken::Key)
        m_state = State::Colon;
    else
        m_state = m_nesting.size() == 0 ? State::Done : State::CommaOrEnd;
    return m_last = token;
}

JsonToken JsonLexer::fail(JsonError error, const char *at)
{
    m_error = error;
    m_errorOffset = at - m_begin;
    m_span = {m_errorOffset, 0};
    return m_last = JsonToken::Error;
}

ByteSpan JsonLexer::skipValue()
{
    const qsizetype start = m_span.start;
    if (m_last == JsonToken::BeginObject || m_last == JsonToken::BeginArray) {
        const qsizetype outside = depth() - 1;
        while (next() != JsonToken::Error && depth() > outside) { }
    }
    return {start, m_span.end() - start};
}

const char *behindNumber(const char *at, const char *end)
{
    if (at == end)
        return nullptr;
    const Progress progress = passNumber(at, end);
    return progress.error == JsonError::None ? progress.at : nullptr;
}

const char *behindPlainString(const char *at, const char *end)
{
    if (at == end || *at != '"')
        return nullptr;
    at = skipPlain(at + 1, end);
    return at != end && *at == '"' ? at + 1 : nullptr;
}

QString toText(JsonError error)
{
    switch (error) {
    case JsonError::None:
        return u"no error"_s;
    case JsonError::Empty:
        return u"no text"_s;
    case JsonError::UnexpectedCharacter:
        return u"unexpected character"_s;
    case JsonError::UnexpectedEnd:
        return u"unexpected end of text"_s;
    case JsonError::InvalidNumber:
        return u"invalid number"_s;
    case JsonError::InvalidEscape:
        return u"invalid escape sequence"_s;
    case JsonError::ControlCharacter:
        return u"control character in a string"_s;
    case JsonError::InvalidUtf8:
        return u"invalid UTF-8"_s;
    case JsonError::TextAfterValue:
        break;
    }
    return u"text after the end of the value"_s;
}

} // namespace console
