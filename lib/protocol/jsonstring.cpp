#include "lib/protocol/jsonlexer.h"

#include <QChar>

namespace console {

namespace {

enum class LoneSurrogates { Replace, Keep };

void appendUtf8(QByteArray &out, char32_t c)
{
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += char(0xc0 | c >> 6);
        out += char(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        out += char(0xe0 | c >> 12);
        out += char(0x80 | (c >> 6 & 0x3f));
        out += char(0x80 | (c & 0x3f));
    } else {
        out += char(0xf0 | c >> 18);
        out += char(0x80 | (c >> 12 & 0x3f));
        out += char(0x80 | (c >> 6 & 0x3f));
        out += char(0x80 | (c & 0x3f));
    }
}

/// The unit of a \uXXXX at the start of the text; 0xffffffff: there is none.
char32_t escapedUnit(QByteArrayView text)
{
    if (text.size() < 6 || text[0] != '\\' || text[1] != 'u')
        return 0xffffffff;
    return char32_t(text.sliced(2, 4).toUInt(nullptr, 16));
}

/// Answers how many bytes the one or two \uXXXX at the start take.
qsizetype appendUnicodeEscape(QByteArray &out, QByteArrayView text, LoneSurrogates lone)
{
    const char32_t unit = escapedUnit(text);
    if (!QChar::isSurrogate(unit)) {
        appendUtf8(out, unit);
        return 6;
    }
    const char32_t second = escapedUnit(text.sliced(6));
    if (QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(second)) {
        appendUtf8(out, QChar::surrogateToUcs4(char16_t(unit), char16_t(second)));
        return 12;
    }
    appendUtf8(out, lone == LoneSurrogates::Keep ? unit : char32_t(QChar::ReplacementCharacter));
    return 6;
}

char unescaped(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return letter;
    }
}

/// Answers how many bytes the escape at the start takes.
qsizetype appendEscape(QByteArray &out, QByteArrayView text, LoneSurrogates lone)
{
    if (text[1] == 'u')
        return appendUnicodeEscape(out, text, lone);
    out += unescaped(text[1]);
    return 2;
}

QByteArray decoded(QByteArrayView token, LoneSurrogates lone)
{
    QByteArrayView rest = token.sliced(1, token.size() - 2);
    QByteArray out;
    out.reserve(rest.size());
    for (;;) {
        const qsizetype plain = rest.indexOf('\\');
        if (plain < 0)
            return out.append(rest);
        out.append(rest.first(plain));
        rest = rest.sliced(plain);
        rest = rest.sliced(appendEscape(out, rest, lone));
    }
}

char shortEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

void appendEncoded(QByteArray &out, char c)
{
    static constexpr char hexDigits[] = "0123456789abcdef";
    if (const char letter = shortEscape(c)) {
        out += '\\';
        out += letter;
    } else if (uchar(c) < 0x20) {
        out += "\\u00";
        out += hexDigits[c >> 4];
        out += hexDigits[c & 0xf];
    } else {
        out += c;
    }
}

} // namespace

QByteArray decodedString(QByteArrayView token)
{
    return decoded(token, LoneSurrogates::Replace);
}

QByteArray comparableString(QByteArrayView token)
{
    return decoded(token, LoneSurrogates::Keep);
}

QByteArray encodedString(QByteArrayView utf8)
{
    QByteArray out;
    out.reserve(utf8.size() + 2);
    out += '"';
    for (const char c : utf8)
        appendEncoded(out, c);
    out += '"';
    return out;
}

} // namespace console
