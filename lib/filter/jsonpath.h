#pragma once

#include "lib/protocol/jsonlexer.h"

#include <QList>

#include <optional>

namespace console {

/// A place in a JSON text: keys from the outside in; of an array the place of an element, from 0. A value;
/// usable on any thread.
class JsonPath
{
public:
    explicit JsonPath(QList<QByteArray> keys) : m_keys(std::move(keys)) { }

    struct Scalar
    {
        JsonToken type = JsonToken::Null; ///< String, Number, True, False or Null
        QByteArrayView token; ///< as sent
    };
    /// What stands there; nothing if that is an object or an array, if there is nothing, or if the text is no
    /// JSON. Of repeated keys the last one counts. Linear in the text for each key.
    std::optional<Scalar> find(QByteArrayView json) const;

private:
    QList<QByteArray> m_keys;
};

} // namespace console
