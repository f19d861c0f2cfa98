#pragma once

#include "lib/log/segment.h"

#include <QCache>

#include <deque>

namespace console {

/// The text of single rows that were asked for while only the recording had it. Kept apart from their
/// segments: what is on screen may lie in more segments than fit into memory, and must not push itself out.
/// GUI thread. Bounded: at most 512 rows and 16 MiB, the row longest not asked for leaves first.
class RecalledTexts
{
public:
    static constexpr qsizetype maximumMemory = 16 * 1024 * 1024; ///< bytes
    static constexpr qsizetype maximumRows = 512;
    static constexpr quint32 maximumLength = 256 * 1024; ///< bytes; longer texts stay with their segment

    /// take() is to keep the text of this row. No text leaves by it.
    void want(MessageId id);
    /// Copies the rows of it that are wanted. @pre segment.hasText
    void take(const Segment &segment);

    bool contains(MessageId id) const { return m_texts.contains(id.value); }
    /// Null where it is not kept; holds until the next take().
    const QByteArray *find(MessageId id) { return m_texts.object(id.value); }

private:
    void keep(const Segment &segment, size_t row);

    std::deque<MessageId> m_wanted; ///< those wanted first at the front, each once
    QCache<quint64, QByteArray> m_texts{maximumMemory};
};

} // namespace console
