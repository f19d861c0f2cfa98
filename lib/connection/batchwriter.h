#pragma once

#include "lib/log/stringpool.h"
#include "lib/protocol/classify.h"
#include "lib/protocol/messagebatch.h"

namespace console {

/// Numbers the rows of a session and packs them into batches of bounded size. Network thread.
class BatchWriter
{
public:
    static constexpr size_t maximumRows = 4'096;
    static constexpr qsizetype maximumText =
        16 * 1024 * 1024; ///< bytes; a longer message has a batch of its own

    MessageId next() const { return m_next; } ///< number that the next row will get
    /// @param time  microseconds UTC, not before the last one
    MessageId append(qint64 time, QByteArrayView text, const Classification &facts);
    void addMatch(const Match &match); ///< of the row appended last
    void addLost(const std::vector<MessageId> &requests);

    /// A message came but is not among the rows.
    void addDropped() { ++m_open.dropped; }
    /// The socket delivered a message, which has its row by now or was dropped.
    void addArrived() { ++m_arrived; }

    qint64 waiting() const { return m_waiting; } ///< bytes of rows and text that the next take() gives
    bool isEmpty() const { return m_sealed.isEmpty() && m_open.rows.empty(); }
    /// The batches that no call of this gave before; they stay for take().
    BatchList pack();
    /// What pack() gave since the last call, in order: what is handed over was offered to the recording
    /// first.
    BatchList take();
    /// All strings so far and no row: what whoever begins to listen now has to know.
    MessageBatch introduction() const;

private:
    StringId pooled(QByteArrayView text, MessageRecord *record);
    void seal();

    StringPool m_pool;
    BatchList m_sealed;
    qsizetype m_packed = 0; ///< how many of these pack() gave
    MessageBatch m_open;
    qint64 m_waiting = 0;
    quint64 m_arrived = 0;
    MessageId m_next = MessageId(1);
};

} // namespace console
