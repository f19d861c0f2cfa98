#pragma once

#include "lib/log/stringpool.h"
#include "lib/protocol/messagerecord.h"

namespace console {

/// Gives the strings of a recording the numbers of a pool of its own, so that rows with and without a row
/// index can follow each other. In a sound file both numbers are the same.
class RecordedStrings
{
public:
    /// @param first  not 0; first + count must not exceed the pool's size by more than 1
    void introduce(StringId first, const std::vector<QByteArray> &strings);
    /// Changes the numbers of one row; false where one of them was never introduced.
    bool translate(MessageRecord &row) const;
    StringPool &pool() { return m_pool; }

private:
    bool translate(StringId &id) const;

    StringPool m_pool;
    std::vector<StringId> m_ids; ///< of the pool, by recorded number − 1; none: not introduced
};

} // namespace console
