#pragma once

#include "lib/protocol/ids.h"

#include <QByteArray>
#include <QHash>

#include <array>
#include <vector>

namespace console {

/// Interns names and ids on the network thread: each distinct text gets one number, in order of appearance.
/// At most 1 million strings of at most 256 bytes; what does not fit is answered with the number of "other"
/// (full pool) or none (too long; the row is then flagged Unpooled).
class StringPool
{
public:
    static constexpr qsizetype maximumLength = 256;
    static constexpr qsizetype maximumCount = 1'000'000;

    StringId intern(QByteArrayView text);
    /// The strings that were new since the last call, and the number of the first of them.
    std::vector<QByteArray> takeIntroduced(StringId *first);
    std::vector<QByteArray> strings() const; ///< all of them, in the order of their numbers

private:
    struct Known
    {
        QByteArray text;
        StringId id;
    };
    static constexpr int recentBits = 10;

    StringId add(const QByteArray &text);

    QHash<QByteArray, StringId> m_ids;
    std::array<Known, 1 << recentBits> m_recent; ///< at places that a look at the text tells
    std::vector<QByteArray> m_introduced;
    quint32 m_count = 0;
};

} // namespace console
