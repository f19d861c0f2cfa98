#pragma once

#include "lib/log/stringpool.h"
#include "lib/protocol/classify.h"
#include "lib/protocol/messagebatch.h"
#include "lib/protocol/requestmatcher.h"

namespace console {

/// Makes batches from raw messages the way a connection does: numbered, classified, interned, matched. Times
/// are given.
class BatchBuilder
{
public:
    BatchBuilder();

    BatchBuilder &received(const QByteArray &text);
    BatchBuilder &receivedBinary(const QByteArray &bytes);
    BatchBuilder &sent(const QByteArray &text);
    BatchBuilder &note(const QByteArray &text, NoteKind kind = NoteKind::Other);
    /// The note of a gap that ends now.
    BatchBuilder &gap(qint64 microseconds, const QByteArray &reason = {});
    /// The connection ends: requests without an answer are lost.
    BatchBuilder &connectionLost();
    /// Lets time pass before the next message.
    BatchBuilder &after(qint64 microseconds);
    /// The messages since the last call.
    BatchPointer take();

    qint64 time = 1'763'904'727'418'000; ///< of the next message, microseconds UTC

private:
    void add(const Classification &facts, QByteArrayView bytes);

    Classifier m_classifier;
    StringPool m_pool;
    RequestMatcher m_matcher;
    std::shared_ptr<MessageBatch> m_batch;
    MessageId m_next = MessageId(1);
    quint64 m_arrived = 0;
};

} // namespace console
