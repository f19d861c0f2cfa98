#pragma once

#include "lib/protocol/jsonlexer.h"

#include <QString>

#include <optional>
#include <vector>

namespace console {

/// A request as a client sent it. Reads its own level of the JSON only, at any depth without recursion. A
/// value.
class Request
{
public:
    struct Member
    {
        QByteArray name; ///< decoded
        ByteSpan key; ///< with quotes
        ByteSpan value;
        JsonToken type = JsonToken::Null;
    };

    explicit Request(QByteArray json);

    const QByteArray &json() const { return m_json; }
    bool isObject() const { return m_reason.isEmpty(); }
    QString reason() const { return m_reason; } ///< why it is no JSON object

    const std::vector<Member> &members() const { return m_members; }
    /// Of repeated keys the last one counts.
    const Member *find(QByteArrayView name) const;
    QByteArray raw(ByteSpan span) const { return span.in(m_json).toByteArray(); }

    std::optional<QString> text(QByteArrayView name) const;
    std::optional<double> number(QByteArrayView name) const;
    std::optional<qint64> integer(QByteArrayView name) const; ///< also 2.0, not 2.5
    /// The text of an id: an integer in its shortest form, or a string.
    std::optional<QByteArray> id(QByteArrayView name) const;

private:
    void read();
    void readMembers(JsonLexer &lexer);

    QByteArray m_json;
    std::vector<Member> m_members;
    QString m_reason;
};

} // namespace console
