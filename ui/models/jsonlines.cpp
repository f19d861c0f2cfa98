#include "ui/models/jsonlines.h"

#include "ui/models/text.h"

#include <algorithm>

namespace console {

namespace {

using Inside = JsonLine::Inside;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isContinuation(char c)
{
    return (quint8(c) & 0xC0) == 0x80;
}

/// Is the string that begins at `quote` a key? Only short ones are looked at: a longer one is coloured as a
/// string.
bool beginsKey(QByteArrayView text, qsizetype quote)
{
    const qsizetype end = std::min(text.size(), quote + JsonLines::maximumLength);
    qsizetype at = quote + 1;
    while (at < end && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    ++at;
    while (at < end && isSpace(text[at]))
        ++at;
    return at < end && text[at] == ':';
}

Inside afterByte(Inside inside, QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    switch (inside) {
    case Inside::Nothing:
        return c != '"' ? inside : beginsKey(text, at) ? Inside::Key : Inside::String;
    case Inside::Key:
        return c == '\\' ? Inside::KeyEscape : c == '"' ? Inside::Nothing : inside;
    case Inside::String:
        return c == '\\' ? Inside::StringEscape : c == '"' ? Inside::Nothing : inside;
    case Inside::KeyEscape:
        return Inside::Key;
    case Inside::StringEscape:
        break;
    }
    return Inside::String;
}

JsonShade shadeOf(Inside before, Inside after, char c)
{
    const Inside state = before == Inside::Nothing ? after : before;
    if (state == Inside::Key || state == Inside::KeyEscape)
        return JsonShade::Key;
    if (state != Inside::Nothing)
        return JsonShade::String;
    if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'E')
        return JsonShade::Number;
    return c >= 'a' && c <= 'z' ? JsonShade::Literal : JsonShade::Punctuation;
}

/// Gathers the characters of one line.
class LineBuilder
{
public:
    void add(QStringView characters, qsizetype offset, JsonShade shade)
    {
        if (m_line.runs.empty() || m_line.runs.back().shade != shade)
            m_line.runs.push_back({m_line.text.size(), 0, shade});
        m_line.runs.back().length += characters.size();
        m_line.text += characters;
        m_line.offsets.insert(m_line.offsets.end(), size_t(characters.size()), offset);
    }
    void addUtf8(QByteArrayView bytes, qsizetype offset, JsonShade shade)
    {
        const QString text = QString::fromUtf8(bytes);
        const char32_t c = text.size() == 2 ? QChar::surrogateToUcs4(text[0], text[1]) : text.at(0).unicode();
        if (isHiddenCharacter(c) && c != U'\t')
            add(u'[' + codePointName(c) + u']', offset, JsonShade::Hidden);
        else
            add(c == U'\t' ? QStringView(u"    ") : QStringView(text), offset, shade);
    }
    ShownLine finish(qsizetype end)
    {
        m_line.offsets.push_back(end);
        return std::move(m_line);
    }
    JsonShade lastShade() const
    {
        return m_line.runs.empty() ? JsonShade::Punctuation : m_line.runs.back().shade;
    }

private:
    ShownLine m_line;
};

} // namespace

JsonLines::JsonLines(QByteArrayView text, bool indented)
    : m_text(text), m_indented(indented), m_complete(text.isEmpty())
{
    if (!m_indented)
        return;
    m_lexer.emplace(text);
    take();
}

void JsonLines::advanceTo(qsizetype offset)
{
    while (!m_complete && m_position < offset && m_lines.size() < maximumLines) {
        if (m_rest.length == 0)
            beginLine();
        if (!m_complete)
            cutPiece();
    }
}

void JsonLines::beginLine()
{
    m_next = {};
    if (m_indented && (m_token.type == JsonToken::End || m_token.type == JsonToken::Error))
        m_complete = true;
    else if (m_indented)
        beginIndentedLine();
    else
        beginVerbatimLine();
}

void JsonLines::beginVerbatimLine()
{
    if (m_position >= m_text.size()) {
        m_complete = true;
        return;
    }
    const qsizetype newline = m_text.sliced(m_position).indexOf('\n');
    m_rest = {m_position, newline < 0 ? m_text.size() - m_position : newline + 1};
}

void JsonLines::beginIndentedLine()
{
    const qsizetype start = m_token.span.start;
    const auto ends = [this] {
        return m_token.type == JsonToken::EndObject || m_token.type == JsonToken::EndArray;
    };
    const auto begins = [this] {
        return m_token.type == JsonToken::BeginObject || m_token.type == JsonToken::BeginArray;
    };
    if (m_token.type == JsonToken::Key)
        take();
    if (ends())
        --m_depth;
    m_next.indent = quint16(std::clamp(m_depth, 0, 64));
    qsizetype end = m_token.span.end();
    const bool opened = begins();
    take();
    if (opened && ends()) {
        end = m_token.span.end();
        take();
    } else if (opened) {
        ++m_depth;
    }
    m_rest = {start, behindComma(end) - start};
}

qsizetype JsonLines::behindComma(qsizetype from) const
{
    const bool isLast = m_token.type == JsonToken::End || m_token.type == JsonToken::Error;
    const qsizetype until = isLast ? from : m_token.span.start;
    const qsizetype comma = m_text.sliced(from, std::max<qsizetype>(0, until - from)).indexOf(',');
    return comma < 0 ? from : from + comma + 1;
}

void JsonLines::take()
{
    m_token.type = m_lexer->next();
    m_token.span = m_lexer->span();
}

void JsonLines::cutPiece()
{
    JsonLine piece = m_next;
    piece.start = m_rest.start;
    qsizetype at = m_rest.start;
    for (qsizetype characters = 0; at < m_rest.end(); ++at) {
        if (!isContinuation(m_text[at]) && ++characters > maximumLength)
            break;
        m_next.inside = afterByte(m_next.inside, m_text, at);
    }
    piece.length = qint32(at - m_rest.start);
    m_rest = {at, m_rest.end() - at};
    m_next.continued = true;
    m_position = at;
    m_lines.push_back(piece);
}

size_t JsonLines::lineAt(qsizetype offset) const
{
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), offset,
        [](qsizetype wanted, const JsonLine &line) { return wanted < line.start; });
    return after == m_lines.begin() ? 0 : size_t(after - m_lines.begin()) - 1;
}

ShownLine JsonLines::shown(size_t index) const
{
    const JsonLine &line = m_lines[index];
    LineBuilder builder;
    builder.add(QString(line.indent * 2, u' '), line.start, JsonShade::Punctuation);
    Inside inside = line.inside;
    const qsizetype end = line.start + line.length;
    for (qsizetype at = line.start; at < end;) {
        qsizetype next = at + 1;
        while (next < end && isContinuation(m_text[next]))
            ++next;
        const char c = m_text[at];
        const Inside after = afterByte(inside, m_text, at);
        const bool between = inside == Inside::Nothing && after == Inside::Nothing;
        JsonShade shade = shadeOf(inside, after, c);
        if (c == 'e' && between && builder.lastShade() == JsonShade::Number)
            shade = JsonShade::Number;
        if (!between || !isSpace(c))
            builder.addUtf8(m_text.sliced(at, next - at), at, shade);
        else if (!m_indented && c != '\n' && c != '\r')
            builder.add(c == '\t' ? u"    " : u" ", at, JsonShade::Punctuation);
        if (m_indented && between && c == ':')
            builder.add(u" ", at, JsonShade::Punctuation);
        inside = after;
        at = next;
    }
    return builder.finish(end);
}

} // namespace console
