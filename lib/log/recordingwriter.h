#pragma once

#include "lib/log/compressor.h"
#include "lib/log/recordedtext.h"
#include "lib/log/recordingfacts.h"
#include "lib/log/recordingtopics.h"
#include "lib/protocol/messagebatch.h"

#include <QIODevice>

#include <chrono>
#include <optional>
#include <utility>

namespace console {

/// Writes a recording: collects the rows of batches into chunks and puts each whole chunk, with its indexes,
/// into the file at once, so that a file without its end loses the open chunk alone. No clock, no thread:
/// times are given. After the first write that fails every call answers false and writes nothing.
class RecordingWriter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr qsizetype chunkSize = 1024 * 1024; ///< bytes; a longer message has a chunk of its own
    static constexpr std::chrono::milliseconds chunkAge{500}; ///< counted from its first message

    /// @param device  open for writing, unbuffered, and empty; outlives the writer
    explicit RecordingWriter(QIODevice *device) : m_device(device) { }

    bool begin(const RecordingFacts &facts); ///< first of all
    /// What became known later. Ends the open chunk.
    bool describe(const RecordingFacts &facts);
    /// @pre the rows' numbers and the strings' follow those before; rows that are left out leave a gap in
    /// the numbers, which is written down, but their strings must come with a batch without rows, whose
    /// number is the one behind them.
    bool append(const MessageBatch &batch, Time now);
    bool flushIfDue(Time now);
    bool flush(); ///< ends the open chunk
    /// When flushIfDue() will have something to do; none: nothing waits.
    std::optional<Time> due() const;
    /// What waits, the summary and the footer.
    bool end();

    /// Where the rows are that were written since the last call; the files of the places are the caller's to
    /// name.
    TextPlaces takePlaces() { return std::exchange(m_places, {}); }
    quint64 size() const { return m_size; } ///< bytes written whole: the file may be cut here
    qint64 lastTime() const { return m_lastTime; } ///< of the last row in the file, microseconds UTC
    quint64 messages() const { return m_messages; } ///< received messages in the file; what waits is not
    quint64 waiting() const { return m_open.received; } ///< received messages that wait

private:
    /// The chunk that is not in the file yet.
    struct OpenChunk
    {
        QByteArray records;
        MessageBatch index; ///< without the text; the rows' ends count from the chunk's start
        quint32 textSize = 0;
        quint64 received = 0; ///< messages among the rows
        std::vector<mcap::MessageIndex> messageIndexes; ///< of the channels from 1 on; some are empty
        Time since;
    };

    void takeStrings(const MessageBatch &batch);
    bool makeWay(const MessageBatch &batch);
    bool appendRow(MessageId id, MessageRecord row, QByteArrayView text, Time now);
    quint16 channelOf(const MessageRecord &row);
    std::vector<mcap::MessageIndex::Entry> &entriesOf(quint16 channel);
    void forgetChunk();
    mcap::ChunkIndex appendChunk(QByteArray &to);
    void appendMessageIndexes(QByteArray &to, mcap::ChunkIndex &index) const;
    void addToSummary(const mcap::ChunkIndex &index);
    bool writeMetadata(const mcap::Metadata &metadata);
    bool writeGap(MessageId first, quint64 count);
    void appendNewChannels(QByteArray &to);
    bool write(const QByteArray &bytes);

    QIODevice *m_device;
    RecordingTopics m_topics;
    std::vector<quint16> m_eventChannels; ///< by the number of the event's name; 0: not asked for yet
    std::vector<QByteArray> m_strings; ///< of the session, shared with the log
    mcap::Summary m_summary;
    OpenChunk m_open;
    QByteArray m_bytes; ///< of the chunk that is being written; the memory stays
    mcap::Compressor m_compressor;
    MessageId m_next; ///< number that the next row should have; none before the first
    MessageId m_behind; ///< highest number of a batch: behind m_next, rows were left out at the end
    TextPlaces m_places;
    quint64 m_size = 0;
    qint64 m_lastTime = 0;
    quint64 m_messages = 0;
    bool m_hasFailed = false;
};

} // namespace console
