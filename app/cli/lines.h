#pragma once

#include "lib/filter/compiledfilter.h"
#include "lib/protocol/messagebatch.h"

#include <optional>

namespace console::cli {

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
