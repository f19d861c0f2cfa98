#include "lib/log/textneedle.h"

#include <QString>

#include <algorithm>

namespace console {

namespace {

bool isLetter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// How common a byte is in messages, roughly: the rarer the byte, the fewer places must be looked at twice.
int commonness(char byte)
{
    static constexpr QByteArrayView common = "\"_eiatnrodpsc:l,muv0123456789. {}hgfykbwxqjz";
    const qsizetype place = common.indexOf(byte);
    return place < 0 ? 0 : int(common.size() - place);
}

} // namespace

TextNeedle::TextNeedle(QByteArrayView needle) : m_bytes(needle.toByteArray())
{
    m_folds.resize(m_bytes.size(), '\0');
    for (qsizetype i = 0; i < m_bytes.size(); ++i) {
        m_folds[i] = isLetter(m_bytes[i]) ? '\x20' : '\0';
        m_bytes[i] = char(m_bytes[i] | m_folds[i]);
    }
    qsizetype rare = 0;
    for (qsizetype i = 1; i < m_bytes.size(); ++i)
        rare = commonness(m_bytes[i]) < commonness(m_bytes[rare]) ? i : rare;
    qsizetype second = rare == 0 ? m_bytes.size() - 1 : 0;
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        second = i != rare && commonness(m_bytes[i]) < commonness(m_bytes[second]) ? i : second;
    m_rare = probeAt(rare);
    m_second = probeAt(second);
}

TextNeedle::Probe TextNeedle::probeAt(qsizetype offset) const
{
    if (m_bytes.isEmpty())
        return {};
    return {offset, uchar(m_bytes[offset]), uchar(m_folds[offset])};
}

inline bool TextNeedle::mayStartIn(const uchar *block) const
{
    const uchar *rare = block + m_rare.offset;
    const uchar *second = block + m_second.offset;
    uchar any = 0;
    for (qsizetype i = 0; i < blockSize; ++i) {
        any |= uchar(uchar((rare[i] | m_rare.fold) == m_rare.byte)
            & uchar((second[i] | m_second.fold) == m_second.byte));
    }
    return any != 0;
}

inline bool TextNeedle::standsAt(const uchar *text) const
{
    for (qsizetype i = 0; i < m_bytes.size(); ++i) {
        if ((text[i] | uchar(m_folds[i])) != uchar(m_bytes[i]))
            return false;
    }
    return true;
}

qsizetype TextNeedle::indexInBlock(const uchar *text, qsizetype from, qsizetype to) const
{
    for (qsizetype i = from; i < to; ++i) {
        if ((text[i + m_rare.offset] | m_rare.fold) == m_rare.byte && standsAt(text + i))
            return i;
    }
    return -1;
}

qsizetype TextNeedle::indexIn(QByteArrayView text, qsizetype from) const
{
    const uchar *bytes = reinterpret_cast<const uchar *>(text.data());
    const qsizetype starts = text.size() - size() + 1; // places where the needle could begin
    qsizetype i = from;
    for (; i + blockSize <= starts; i += blockSize) {
        if (!mayStartIn(bytes + i))
            continue;
        const qsizetype index = indexInBlock(bytes, i, i + blockSize);
        if (index >= 0)
            return index;
    }
    return indexInBlock(bytes, i, starts);
}

namespace {

/// The four digits behind \u as a number; -1: there are not four.
int hexAt(QByteArrayView text, qsizetype position)
{
    if (position + 4 > text.size())
        return -1;
    bool ok = false;
    const int value = text.sliced(position, 4).toByteArray().toInt(&ok, 16);
    return ok ? value : -1;
}

bool hasEscapeU(QByteArrayView text, qsizetype position)
{
    return position + 1 < text.size() && text[position] == '\\' && text[position + 1] == 'u';
}

/// Appends what the escape at `position` stands for and answers its length; a broken one stays as it is.
qsizetype appendUnicode(QByteArray &result, QByteArrayView text, qsizetype position)
{
    const int first = hexAt(text, position + 2);
    if (first < 0) {
        result += '\\';
        return 1;
    }
    const int second = hasEscapeU(text, position + 6) ? hexAt(text, position + 8) : -1;
    if (QChar::isHighSurrogate(char32_t(first)) && second >= 0 && QChar::isLowSurrogate(char32_t(second))) {
        const char32_t character = QChar::surrogateToUcs4(char16_t(first), char16_t(second));
        result += QString::fromUcs4(&character, 1).toUtf8();
        return 12;
    }
    result += QString(QChar(char16_t(first))).toUtf8();
    return 6;
}

/// Plain escapes: the character for each letter behind the backslash; others stand for themselves.
char plainEscape(char letter)
{
    static constexpr QByteArrayView letters = "bfnrt";
    static constexpr QByteArrayView meanings = "\b\f\n\r\t";
    const qsizetype place = letters.indexOf(letter);
    return place < 0 ? letter : meanings[place];
}

} // namespace

QByteArray unescaped(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype position = 0; position < text.size();) {
        if (hasEscapeU(text, position)) {
            position += appendUnicode(result, text, position);
        } else if (text[position] == '\\' && position + 1 < text.size()) {
            result += plainEscape(text[position + 1]);
            position += 2;
        } else {
            result += text[position++];
        }
    }
    return result;
}

bool containsText(QByteArrayView text, bool hasUnicodeEscapes, QByteArrayView needle)
{
    if (needle.isEmpty())
        return true;
    const TextNeedle prepared(needle);
    return prepared.indexIn(text) >= 0 || (hasUnicodeEscapes && prepared.indexIn(unescaped(text)) >= 0);
}

} // namespace console
