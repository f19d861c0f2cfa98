#pragma once

#include "lib/log/recordedstrings.h"
#include "lib/log/recordingoutline.h"
#include "lib/log/recordingtopics.h"
#include "lib/protocol/classify.h"
#include "lib/protocol/messagebatch.h"
#include "lib/protocol/requestmatcher.h"

#include <QStringList>

namespace console {

/// Reads a recording part by part: of ours, of another program, or what a killed program left of one. The
/// file is not trusted: a part takes at most about five times RecordingPart::largest (of files that are not
/// ours, largestOfOthers) bytes of memory, and what cannot be read is left out and told. Not shared between
/// threads.
class RecordingReader
{
public:
    /// What is not as it should be, as far as the file was read.
    struct Findings
    {
        quint64 leftOut = 0; ///< bytes of the file that hold records which could not be read
        QStringList reasons; ///< sentences, the first ten; empty: nothing was left out
        quint64 missingNumbers = 0; ///< rows that the recording itself left out, in the midst
        quint64 classifiedParts = 0; ///< parts whose messages had to be read to know what they are
        quint64 movedTimes = 0; ///< messages older than the one before them, shown at its time
    };

    /// Opens the file and finds out what is where in it.
    explicit RecordingReader(const QString &path);

    /// A sentence where nothing can be read; empty otherwise.
    const QString &problem() const { return m_outline.problem; }
    const RecordingOutline &outline() const { return m_outline; }
    const Findings &findings() const { return m_findings; }

    /// The next rows as they were recorded: their numbers rise, with holes where rows are missing. Null at
    /// the end. Strings introduced by it follow those before.
    BatchPointer next();
    /// Where all rows of the last batch, and nothing else, stand. Nothing where something of it was left out.
    std::optional<RecordingPart> part() const;
    double progress() const; ///< how much of the file was read, 0 to 1

private:
    struct RecordedMessage
    {
        ChannelContent content;
        quint32 sequence;
        qint64 time; ///< microseconds
        QByteArrayView data;
    };
    using Messages = std::vector<RecordedMessage>;

    std::shared_ptr<MessageBatch> readPart(const RecordingOutline::Part &part);
    std::optional<QByteArray> recordsOf(const RecordingOutline::Part &part);
    Messages parse(const RecordingOutline::Part &part, QByteArrayView records);
    std::optional<RecordedMessage> parseMessage(QByteArrayView content) const;
    std::optional<MessageBatch> rowIndexOf(const RecordingOutline::Part &part);
    bool agree(const MessageBatch &index, const Messages &messages) const;
    static void markOpenings(const Messages &messages, MessageBatch &batch);
    bool translate(MessageBatch &index) const;
    void classify(const Messages &messages, MessageBatch &batch);
    Classification classify(const RecordedMessage &message);
    void match(const RecordedMessage &message, const Classification &facts, MessageBatch &batch);
    MessageId numberOf(const Messages &messages) const;
    void takeText(const Messages &messages, MessageBatch &batch) const;
    void leaveOut(const RecordingOutline::Part &part, const QString &reason);

    QFile m_file;
    RecordingOutline m_outline;
    std::optional<RecordFile> m_records;
    Findings m_findings;
    RecordedStrings m_strings;
    Classifier m_classifier;
    RequestMatcher m_matcher; ///< of the messages that had to be classified
    size_t m_nextPart = 0;
    quint64 m_leftOutBefore = 0; ///< bytes, before the last part was read
    MessageId m_next; ///< number that the next row should have; none before the first
    qint64 m_lastTime = 0;
};

} // namespace console
