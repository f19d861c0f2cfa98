#pragma once

#include "lib/log/consecutiverows.h"
#include "lib/log/messagelog.h"
#include "lib/log/recordingreader.h"
#include "lib/rooms/roomdirectory.h"

namespace console::cli {

/// Reads a recording on and knows the names that people have in it so far.
class RecordingRows
{
public:
    /// @param reader  outlives the rows
    explicit RecordingRows(RecordingReader *reader) : m_reader(reader) { }

    BatchPointer next();
    /// The last name seen up to the end of the last batch; empty: never named.
    QString personName(const QByteArray &room, const QByteArray &participant) const;

private:
    RecordingReader *m_reader;
    ConsecutiveRows m_numbers;
    MessageLog m_log{0}; ///< keeps its newest segment alone
    RoomDirectory m_directory{&m_log};
};

} // namespace console::cli
