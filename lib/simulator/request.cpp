#include "lib/simulator/request.h"

#include "lib/protocol/jsontext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

Request::Request(QByteArray json) : m_json(std::move(json))
{
    read();
}

void Request::read()
{
    JsonLexer lexer(m_json);
    const JsonToken first = lexer.next();
    if (first == JsonToken::BeginObject)
        readMembers(lexer);
    else if (first != JsonToken::Error && lexer.skipValue().length > 0)
        m_reason = u"the request is no JSON object"_s;
    lexer.next();
    if (lexer.error() != JsonError::None)
        m_reason =
            u"the request is no JSON: %1 at byte %2"_s.arg(toText(lexer.error())).arg(lexer.errorOffset());
}

void Request::readMembers(JsonLexer &lexer)
{
    while (lexer.next() == JsonToken::Key) {
        Member member;
        member.key = lexer.span();
        member.name = decodedString(member.key.in(m_json));
        member.type = lexer.next();
        member.value = lexer.skipValue();
        if (lexer.error() != JsonError::None)
            return;
        m_members.push_back(std::move(member));
    }
}

const Request::Member *Request::find(QByteArrayView name) const
{
    const auto found = std::find_if(
        m_members.rbegin(), m_members.rend(), [name](const Member &member) { return member.name == name; });
    return found == m_members.rend() ? nullptr : &*found;
}

std::optional<QString> Request::text(QByteArrayView name) const
{
    const Member *member = find(name);
    if (!member || member->type != JsonToken::String)
        return std::nullopt;
    return QString::fromUtf8(decodedString(member->value.in(m_json)));
}

std::optional<double> Request::number(QByteArrayView name) const
{
    const Member *member = find(name);
    if (!member || member->type != JsonToken::Number)
        return std::nullopt;
    bool ok = false;
    const double number = raw(member->value).toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<qint64> Request::integer(QByteArrayView name) const
{
    const Member *member = find(name);
    if (!member || member->type != JsonToken::Number)
        return std::nullopt;
    bool ok = false;
    const qint64 integer = canonicalNumber(member->value.in(m_json)).toLongLong(&ok);
    return ok ? std::optional(integer) : std::nullopt;
}

std::optional<QByteArray> Request::id(QByteArrayView name) const
{
    const Member *member = find(name);
    if (member && member->type == JsonToken::Number)
        return canonicalNumber(member->value.in(m_json));
    if (member && member->type == JsonToken::String)
        return decodedString(member->value.in(m_json));
    return std::nullopt;
}

} // namespace console
