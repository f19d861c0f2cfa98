#pragma once

#include "lib/protocol/jsonlexer.h"

#include <QString>

#include <optional>
#include <vector>

namespace console {

/// How a stretch of JSON is coloured.
enum class JsonShade : quint8 { Punctuation, Key, String, Number, Literal, Hidden };

/// One line on screen: a stretch of the text as received.
struct JsonLine
{
    /// What the line begins inside of, when a long string was cut.
    enum class Inside : quint8 { Nothing, Key, String, KeyEscape, StringEscape };

    qsizetype start = 0;
    qint32 length = 0;
    quint16 indent = 0; ///< levels
    Inside inside = Inside::Nothing;
    bool continued = false; ///< goes on from the line above, cut for display only
};

/// A line ready to be laid out, with the way back to the bytes.
struct ShownLine
{
    struct Run
    {
        qsizetype start = 0;
        qsizetype length = 0;
        JsonShade shade = JsonShade::Punctuation;
    };
    QString text;
    std::vector<qsizetype> offsets; ///< byte offset of each character of `text`, and one for the end
    std::vector<Run> runs;
};

/// Breaks a JSON text into lines for display without changing or copying it: re-indented or as sent, never
/// longer than 1 000 characters, and only as far as was asked for, so that 20 MB open at once. The text must
/// outlive it. GUI thread.
class JsonLines
{
public:
    static constexpr qsizetype maximumLength = 1000; ///< characters
    static constexpr size_t maximumLines = 1'000'000;

    JsonLines() = default;
    JsonLines(QByteArrayView text, bool indented);

    /// Goes on until `offset` bytes are in lines, or the text or the lines end.
    void advanceTo(qsizetype offset);
    bool isComplete() const { return m_complete; }
    bool isCutShort() const { return m_lines.size() >= maximumLines && m_position < m_text.size(); }
    qsizetype position() const { return m_position; } ///< bytes before it are in lines
    const std::vector<JsonLine> &lines() const { return m_lines; }
    /// The last line that begins at or before `offset`.
    size_t lineAt(qsizetype offset) const;
    ShownLine shown(size_t line) const;

private:
    struct Token
    {
        JsonToken type = JsonToken::End;
        ByteSpan span;
    };
    void beginLine();
    void beginVerbatimLine();
    void beginIndentedLine();
    qsizetype behindComma(qsizetype from) const;
    void take();
    void cutPiece();

    QByteArrayView m_text;
    bool m_indented = false;
    bool m_complete = true;
    std::optional<JsonLexer> m_lexer;
    Token m_token;
    int m_depth = 0;
    qsizetype m_position = 0;
    ByteSpan m_rest; ///< of the current logical line
    JsonLine m_next; ///< how its next piece begins
    std::vector<JsonLine> m_lines;
};

} // namespace console
