#pragma once

#include "lib/protocol/ids.h"

#include <QByteArray>
#include <QList>

#include <vector>

namespace console {

/// The strings of a session by their numbers, which only become more. A value for any thread that costs
/// nothing to copy, and next to nothing to go on with after that: what was copied is shared piece by piece.
class StringTable
{
public:
    quint32 size() const { return m_size; }
    QByteArray at(StringId id) const; ///< empty for none and for numbers to come
    void append(const std::vector<QByteArray> &strings); ///< the first one gets the number size() + 1

private:
    static constexpr quint32 piece = 4'096; ///< strings

    QList<QList<QByteArray>> m_pieces; ///< all but the last one are full
    quint32 m_size = 0;
};

} // namespace console
