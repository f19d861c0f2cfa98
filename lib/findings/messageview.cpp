#include "lib/findings/messageview.h"

#include <QByteArrayList>

#include <algorithm>

namespace console {

const MessageMember *MessageView::top(QByteArrayView key) const
{
    const auto found = std::find_if(members.rbegin(), members.rend(),
        [key](const MessageMember &member) { return member.parent < 0 && member.key == key; });
    return found == members.rend() ? nullptr : &*found;
}

const MessageMember *MessageView::anywhere(QByteArrayView key) const
{
    const auto found = std::find_if(
        members.rbegin(), members.rend(), [key](const MessageMember &member) { return member.key == key; });
    return found == members.rend() ? nullptr : &*found;
}

QByteArrayList MessageView::pathOf(const MessageMember &member) const
{
    QByteArrayList path{member.key.toByteArray()};
    for (int parent = member.parent; parent >= 0; parent = members[size_t(parent)].parent)
        path.prepend(members[size_t(parent)].key.toByteArray());
    return path;
}

std::span<const MessageMember> MemberReader::read(QByteArrayView json)
{
    m_json = json;
    m_members.clear();
    m_open = -1;
    JsonLexer lexer(json);
    for (int count = 0; count < mostTokens; ++count) {
        if (!take(lexer.next(), lexer))
            break;
    }
    return m_members;
}

/// False: there is nothing more to list.
bool MemberReader::take(JsonToken token, JsonLexer &lexer)
{
    if (token == JsonToken::End || token == JsonToken::Error)
        return false;
    if (token == JsonToken::Key) {
        const QByteArrayView quoted = lexer.span().in(m_json);
        m_members.push_back({quoted.sliced(1, quoted.size() - 2), {}, JsonToken::Null, m_open});
    } else if (token == JsonToken::EndObject) {
        m_open = m_open < 0 ? -1 : m_members[size_t(m_open)].parent;
    } else if (!m_members.empty()) {
        takeValue(token, lexer);
    }
    return true;
}

/// Of the last key: whatever would stand elsewhere is passed over.
void MemberReader::takeValue(JsonToken token, JsonLexer &lexer)
{
    MessageMember &member = m_members.back();
    member.type = token;
    const bool isEcho = member.parent < 0 && member.key == "Request";
    if (token == JsonToken::BeginObject && !isEcho && lexer.depth() <= deepest)
        m_open = int(m_members.size()) - 1;
    else if (token == JsonToken::BeginObject)
        lexer.skipValue();
    else
        member.value = (token == JsonToken::BeginArray ? lexer.skipValue() : lexer.span()).in(m_json);
}

} // namespace console
