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
    BeginObject, EndObject, BeginArray, EndArray,
    Key, String, Number, True, False, Null,
    End, ///< the one top-level value is complete and only white space follows
    Error, ///< see JsonLexer::error(); the lexer stays there
};

/// Why a text is no JSON by RFC 8259.
enum class JsonError : quint8 {
    None, Empty, UnexpectedCharacter, UnexpectedEnd, InvalidNumber, InvalidString, InvalidEscape,
    ControlCharacter, InvalidUtf8, TextAfterValue,
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
    qsizetype depth() const { return qsizetype(m_nesting.size()); } ///< open objects and arrays

    /// Passes over the value that the last token begins (a scalar, or all up to the matching end).
    /// Answers the span of the whole value; JsonError::None in error() tells success.
    ByteSpan skipValue();

    JsonError error() const { return m_error; }
    qsizetype errorOffset() const { return m_errorOffset; } ///< byte offset of the first wrong byte

private:
    JsonToken fail(JsonError error, qsizetype offset);

    QByteArrayView m_text;
    qsizetype m_position = 0;
    ByteSpan m_span;
    std::vector<bool> m_nesting; ///< true: object
    bool m_hasEscapes = false;
    JsonError m_error = JsonError::None;
    qsizetype m_errorOffset = -1;
    JsonToken m_last = JsonToken::End;
    quint8 m_state = 0;
};

/// A sentence for people: "unexpected end of text".
QString toText(JsonError error);

/// The UTF-8 text that a string token (with its quotes) stands for. Lone surrogates become U+FFFD.
QByteArray decodedString(QByteArrayView token);

/// A quoted JSON string for UTF-8 text: escapes only what must be escaped.
QByteArray encodedString(QByteArrayView utf8);

} // namespace console
