#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace console {

/// A stretch of bytes in some text.
struct ByteSpan
{
    qsizetype start = 0;
    qsizetype length = 0;

    qsizetype end() const { return start + length; }
    QByteArrayView in(QByteArrayView text) const { return text.sliced(start, length); }
    friend bool operator==(ByteSpan, ByteSpan) = default;
};

enum class JsonToken : quint8 {
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Key,
    String,
    Number,
    True,
    False,
    Null,
    End, ///< the one top-level value is complete and only white space follows
    Error, ///< see JsonLexer::error(); the lexer stays there
};

/// Why a text is no JSON by RFC 8259.
enum class JsonError : quint8 {
    None,
    Empty,
    UnexpectedCharacter,
    UnexpectedEnd,
    InvalidNumber,
    InvalidEscape,
    ControlCharacter,
    InvalidUtf8,
    TextAfterValue,
};

/// Which of the open containers are objects: one bit a level, the innermost 64 at hand, so that usual depths
/// allocate nothing.
class JsonNesting
{
public:
    qsizetype size() const { return m_size; }
    bool inObject() const { return m_word & 1; } ///< of the innermost container; there must be one

    void push(bool object)
    {
        if (m_size != 0 && m_size % 64 == 0)
            m_outer.push_back(m_word);
        m_word = m_word << 1 | quint64(object);
        ++m_size;
    }

    void pop()
    {
        --m_size;
        m_word >>= 1;
        if (m_size != 0 && m_size % 64 == 0) {
            m_word = m_outer.back();
            m_outer.pop_back();
        }
    }

private:
    quint64 m_word = 0;
    qsizetype m_size = 0;
    std::vector<quint64> m_outer;
};

/// Splits strict RFC 8259 text into tokens with byte spans, without changing, copying or recursing.
/// The only JSON reader of the console: classification, tree, highlighting and re-indenting stand on it.
/// The text must outlive the lexer.
class JsonLexer
{
public:
    explicit JsonLexer(QByteArrayView text);

    JsonToken next();
    ByteSpan span() const { return m_span; } ///< of the last token; strings and keys with their quotes
    bool hasEscapes() const { return m_hasEscapes; } ///< of the last string or key
    bool hasUnicodeEscapes() const { return m_hasUnicodeEscapes; } ///< of any string or key so far
    qsizetype depth() const { return m_nesting.size(); } ///< open objects and arrays

    /// Passes over the value that the last token begins (a scalar, or all up to the matching end).
    /// Answers the span of the whole value; JsonError::None in error() tells success.
    ByteSpan skipValue();

    JsonError error() const { return m_error; }
    /// Byte offset of the first wrong byte: up to there the text is the beginning of some JSON text. The
    /// length of the text where it ends too early; -1 without an error.
    qsizetype errorOffset() const { return m_errorOffset; }

private:
    enum class State : quint8 { Value, ValueOrEnd, Key, KeyOrEnd, Colon, CommaOrEnd, Done };

    void skipSpace();
    JsonToken atEnd();
    JsonToken afterColon();
    JsonToken afterValue();
    JsonToken keyToken();
    JsonToken valueToken();
    JsonToken open(JsonToken token);
    JsonToken close(JsonToken token);
    JsonToken stringToken(JsonToken token);
    JsonToken numberToken();
    JsonToken literal(QByteArrayView word, JsonToken token);
    JsonToken scalar(JsonToken token, const char *end);
    JsonToken fail(JsonError error, const char *at);

    const char *m_begin;
    const char *m_end;
    const char *m_at; ///< the next byte to read
    ByteSpan m_span;
    JsonNesting m_nesting;
    qsizetype m_errorOffset = -1;
    JsonError m_error = JsonError::None;
    JsonToken m_last = JsonToken::Error;
    State m_state = State::Value;
    bool m_hasEscapes = false;
    bool m_hasUnicodeEscapes = false;
};

/// The end of the number, or of the string of ASCII without escapes, that begins at `at`. Null where none
/// does.
const char *behindNumber(const char *at, const char *end);
const char *behindPlainString(const char *at, const char *end);

/// A sentence for people: "unexpected end of text".
QString toText(JsonError error);

/// The UTF-8 text that a string token (with its quotes) stands for. Lone surrogates become U+FFFD.
QByteArray decodedString(QByteArrayView token);

/// The same for comparing: lone surrogates stay apart from each other and from U+FFFD (three bytes each, no
/// UTF-8).
QByteArray comparableString(QByteArrayView token);

/// A quoted JSON string for UTF-8 text: escapes only what must be escaped.
QByteArray encodedString(QByteArrayView utf8);

} // namespace console
