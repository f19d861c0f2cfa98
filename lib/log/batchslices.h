#pragma once

#include "lib/protocol/messagebatch.h"

namespace console {

/// Cuts a batch into batches of fewer rows: a part of a recording may hold millions of rows, and no one may
/// be held up by taking them. Makes each slice when it is asked for. Any thread, one at a time.
class BatchSlices
{
public:
    static constexpr size_t defaultRows = 16'384;

    BatchSlices() = default; ///< at the end
    /// @pre rows > 0
    explicit BatchSlices(BatchPointer batch, size_t rows = defaultRows);

    bool isAtEnd() const { return !m_batch || m_row == m_batch->rows.size(); }
    /// The batch itself where it is small enough. Strings come with the first slice, matches with the one
    /// that has their response, what was lost and the counts with the last. Null at the end.
    BatchPointer next();

private:
    MessageBatch slice(size_t row, size_t end);
    void takeMatches(MessageBatch &slice);

    BatchPointer m_batch;
    size_t m_rows = defaultRows; ///< in a slice, at most
    size_t m_row = 0; ///< first of the next slice
    std::vector<Match> m_matches; ///< by response
    size_t m_match = 0; ///< first that was not handed over
};

} // namespace console
