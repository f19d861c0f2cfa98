#include "lib/rooms/layoutnames.h"

#include "lib/protocol/jsonlexer.h"

namespace console {

namespace {

constexpr qsizetype mostNames = 256;
constexpr qsizetype longestAnswer = 1024 * 1024; ///< bytes
constexpr qsizetype longestName = 128; ///< characters

/// Depths of the answer: what the list of rooms, a layout and its id stand in.
constexpr qsizetype listDepth = 1;
constexpr qsizetype layoutDepth = 2;
constexpr qsizetype memberDepth = 3;

} // namespace

QHash<int, QString> layoutNamesIn(QByteArrayView answer)
{
    QHash<int, QString> names;
    if (answer.size() > longestAnswer)
        return names;
    JsonLexer lexer(answer);
    QByteArray name;
    while (names.size() < mostNames) {
        const JsonToken token = lexer.next();
        if (token == JsonToken::End || token == JsonToken::Error)
            break;
        if (token != JsonToken::Key)
            continue;
        const QByteArray key = decodedString(lexer.span().in(answer));
        const qsizetype depth = lexer.depth();
        if (depth == layoutDepth)
            name = key;
        const JsonToken value = lexer.next();
        if (depth == memberDepth && key == "id" && value == JsonToken::Number)
            names.insert(lexer.span().in(answer).toInt(), QString::fromUtf8(name).left(longestName));
        else if (depth >= memberDepth || (depth == listDepth && key != "room_list"))
            lexer.skipValue();
    }
    return names;
}

} // namespace console
