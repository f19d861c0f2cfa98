#pragma once

#include "lib/protocol/messagebatch.h"

#include <optional>

namespace console::cli {

/// Turns batches into the lines that listen prints, up to a number of received messages.
class LineWriter
{
public:
    /// @param raw  received messages only, their bytes alone
    LineWriter(bool raw, std::optional<quint64> count);

    QByteArray lines(const BatchList &batches);
    /// The last message that was asked for is written.
    bool isComplete() const { return m_remaining == quint64(0); }

private:
    void append(const MessageBatch &batch, size_t row, QByteArray &lines);

    bool m_raw;
    std::optional<quint64> m_remaining; ///< none: no end
};

} // namespace console::cli
