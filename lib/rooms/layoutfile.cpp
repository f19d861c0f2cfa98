#include "lib/rooms/layoutfile.h"

#include "lib/protocol/jsonlexer.h"

namespace console {

namespace {

constexpr qsizetype longestAnswer = 1024 * 1024; ///< bytes

/// Reads one answer from its begin on.
class LayoutReader
{
public:
    explicit LayoutReader(QByteArrayView answer) : m_answer(answer), m_lexer(answer) { }

    /// Goes into the list of layouts. False: there is none.
    bool enterList()
    {
        for (JsonToken token = m_lexer.next(); token != JsonToken::End && token != JsonToken::Error;
             token = m_lexer.next())
            if (token == JsonToken::Key && text() == "room_list" && m_lexer.next() == JsonToken::BeginObject)
                return true;
        return false;
    }

    /// @pre enterList()
    QList<ToldLayout> layouts()
    {
        QList<ToldLayout> layouts;
        while (m_lexer.next() == JsonToken::Key) {
            const QByteArray name = text();
            if (m_lexer.next() == JsonToken::BeginObject && layouts.size() < maximumLayouts)
                layouts.append(layout(name));
            else
                m_lexer.skipValue();
        }
        return layouts;
    }

    bool isSound() const { return m_lexer.error() == JsonError::None; }

private:
    QByteArray text() const { return decodedString(m_lexer.span().in(m_answer)); }

    ToldLayout layout(const QByteArray &name)
    {
        ToldLayout layout{name};
        while (m_lexer.next() == JsonToken::Key) {
            const QByteArray key = text();
            take(layout, key, m_lexer.next());
            m_lexer.skipValue();
        }
        return layout;
    }

    void take(ToldLayout &layout, const QByteArray &key, JsonToken value) const
    {
        if (key == "id" && value == JsonToken::String)
            layout.id = text();
        else if (key == "id" && value == JsonToken::Number)
            layout.id = m_lexer.span().in(m_answer).toByteArray();
        else if (key == "openRoom")
            layout.isOpen = value == JsonToken::True;
        else if (key == "allowParticipantStacking")
            layout.stacks = value == JsonToken::True;
    }

    QByteArrayView m_answer;
    JsonLexer m_lexer;
};

/// Whoever shows a name decodes it for each paint.
ToldLayout shownLayout(ToldLayout layout)
{
    if (layout.name.size() > maximumLayoutName) // in bytes: there may be less characters
        layout.name = QString::fromUtf8(layout.name).left(maximumLayoutName).toUtf8();
    return layout;
}

Layouts byNameAndId(const QList<ToldLayout> &list)
{
    Layouts layouts;
    for (const ToldLayout &layout : list)
        layouts.insert(layout.name, shownLayout(layout));
    for (const ToldLayout &layout : list)
        if (!layout.id.isEmpty())
            layouts.insert(layout.id, shownLayout(layout));
    return layouts;
}

} // namespace

std::optional<Layouts> layoutsIn(QByteArrayView answer)
{
    LayoutReader reader(answer);
    if (answer.size() > longestAnswer || !reader.enterList())
        return std::nullopt;
    const QList<ToldLayout> list = reader.layouts();
    if (!reader.isSound())
        return std::nullopt;
    return byNameAndId(list);
}

} // namespace console
