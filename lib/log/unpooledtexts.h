#pragma once

#include "lib/protocol/messagerecord.h"

#include <QByteArrayView>
#include <QCache>

namespace console {

/// What the ids and names of the rows last asked for are, of rows whose strings were too long for the pool:
/// to find them the whole message is read, and a view asks several times for each row it paints.
/// Bounded: at most 256 rows and 64 MiB, the row longest not asked for leaves first.
class UnpooledTexts
{
public:
    /// Longer texts are cut here (bytes), so that no single row fills the store: two ids that agree up to
    /// here count as one.
    static constexpr qsizetype maximumLength = 128 * 1024;
    static constexpr qsizetype maximumMemory = 64 * 1024 * 1024; ///< bytes
    static constexpr qsizetype maximumRows = 256;

    struct Texts
    {
        QByteArray name;
        QByteArray room;
        QByteArray participant;

        qsizetype size() const { return name.size() + room.size() + participant.size(); }
    };

    /// @param text  the message with that number; read only if it is not remembered.
    Texts textsOf(MessageId id, bool sent, QByteArrayView text);
    void clear() { m_texts.clear(); }

private:
    QCache<quint64, Texts> m_texts{maximumMemory};
};

} // namespace console
