#pragma once

#include "lib/protocol/jsonlexer.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace console {

/// One scalar of a message.
struct MessageField
{
    QByteArray path; ///< "values.seat.id"; array elements "values.items.0"
    JsonToken type = JsonToken::Null; ///< String, Number, True, False, Null
    QByteArray text; ///< strings decoded, numbers and literals as sent
};

/// The scalars of one message in the order sent, so that every dialect reads the same: facts may stand at the
/// top level or under "values" (protocol §2). Of repeated keys the last one counts. For single messages on
/// screen, not for bulk: at most 256 fields, depth 8 and 4 096 tokens are read. None if that much is no JSON.
class MessageFields
{
public:
    explicit MessageFields(QByteArrayView json);

    const QList<MessageField> &all() const { return m_fields; }
    /// The field whose path, less a leading "values.", is one of the names; the first name that is present
    /// wins.
    const MessageField *find(std::initializer_list<QByteArrayView> names) const;
    std::optional<QByteArray> text(std::initializer_list<QByteArrayView> names) const;
    /// Also of a number in a string; nothing where the field is neither or exceeds a double.
    std::optional<double> number(std::initializer_list<QByteArrayView> names) const;
    /// The one scalar under "values", in the promised form of an event; null otherwise.
    const MessageField *scalarValue() const;
    bool isTruncated() const { return m_truncated; } ///< there is more than the limits show

private:
    QList<MessageField> m_fields;
    bool m_truncated = false;
};

} // namespace console
