#pragma once

#include "lib/filter/compiledfilter.h"
#include "lib/protocol/messagebatch.h"

#include <optional>

namespace console::cli {

/// One row as a JSON object on one line, without the line end: n, time, direction, kind, raw or raw_base64,
/// reason or text.
QByteArray jsonLine(MessageId id, const MessageRecord &record, QByteArrayView text);

/// RFC 3339, UTC, six decimals: "2026-11-23T21:48:00.123456Z". @param time  microseconds since the Unix epoch
QByteArray rfc3339(qint64 time);

/// Turns batches into the lines that listen prints: of the rows that pass, up to a number of received
/// messages.
class LineWriter
{
public:
    /// @param raw  received messages only, their bytes alone
    /// @param count  received messages, whether they pass or not
    LineWriter(bool raw, std::optional<quint64> count, const FilterExpression &filter = {});

    QByteArray lines(const BatchList &batches);
    /// The last message that was asked for is written.
    bool isComplete() const { return m_remaining == quint64(0); }

private:
    void append(const MessageBatch &batch, size_t row, QByteArray &lines);

    BatchFilter m_filter;
    bool m_raw;
    std::optional<quint64> m_remaining; ///< none: no end
};

} // namespace console::cli
