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
    /// The name that a person had at a row of the last batch; empty: not known.
    QString personName(const QByteArray &room, const QByteArray &participant, MessageId row) const;

private:
    RecordingReader *m_reader;
    ConsecutiveRows m_numbers;
    MessageId m_recorded; ///< number of the first row of the last batch in the recording
    MessageId m_given; ///< and in the log
    MessageLog m_log{0}; ///< keeps its newest segment alone
    RoomDirectory m_directory{&m_log};
};

} // namespace console::cli
