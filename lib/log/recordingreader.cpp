#include "lib/log/recordingreader.h"

#include "lib/log/rowindex.h"
#include "lib/protocol/catalogue.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using mcap::Opcode;

constexpr qsizetype mostReasons = 10;
constexpr QByteArrayView openedWords = "Connected, "; ///< how the note of an open connection has always begun
constexpr quint64 largestRowIndex = 512 * 1024 * 1024; ///< a full pool of the longest strings, and the rows
constexpr quint64 nanosecondsPerMicrosecond = 1'000;

RecordingOutline failedToOpen(const QFile &file)
{
    RecordingOutline outline;
    outline.problem = u"The file “%1” cannot be read: %2."_s.arg(file.fileName(), file.errorString());
    return outline;
}

} // namespace

RecordingReader::RecordingReader(const QString &path)
    : m_file(path), m_classifier(Catalogue::builtIn().codesByName())
{
    if (!m_file.open(QIODevice::ReadOnly)) {
        m_outline = failedToOpen(m_file);
        return;
    }
    m_records.emplace(&m_file);
    m_outline = readOutline(*m_records);
    m_findings.leftOut = m_outline.leftOut;
    if (!m_outline.leftOutReason.isEmpty())
        m_findings.reasons.append(m_outline.leftOutReason);
}

BatchPointer RecordingReader::next()
{
    while (m_nextPart < m_outline.parts.size()) {
        m_leftOutBefore = m_findings.leftOut;
        std::shared_ptr<MessageBatch> batch = readPart(m_outline.parts[m_nextPart++]);
        if (!batch || batch->rows.empty())
            continue;
        if (m_next)
            m_findings.missingNumbers += batch->first.value - m_next.value;
        m_next = batch->first + batch->rows.size();
        m_lastTime = batch->rows.back().time;
        batch->strings = m_strings.pool().takeIntroduced(&batch->firstString);
        return batch;
    }
    return nullptr;
}

std::optional<RecordingPart> RecordingReader::part() const
{
    if (m_nextPart == 0 || m_findings.leftOut != m_leftOutBefore)
        return std::nullopt;
    return m_outline.parts[m_nextPart - 1];
}

double RecordingReader::progress() const
{
    return m_outline.parts.empty() ? 1 : double(m_nextPart) / double(m_outline.parts.size());
}

std::shared_ptr<MessageBatch> RecordingReader::readPart(const RecordingOutline::Part &part)
{
    std::optional<MessageBatch> index = rowIndexOf(part);
    // Also of a part that cannot be read: later rows refer to them.
    if (index && !index->strings.empty())
        m_strings.introduce(index->firstString, index->strings);
    const std::optional<QByteArray> records = recordsOf(part);
    if (!records)
        return nullptr;
    const Messages messages = parse(part, *records);
    if (messages.empty())
        return nullptr;
    auto batch = std::make_shared<MessageBatch>();
    if (index && agree(*index, messages) && translate(*index))
        *batch = std::move(*index);
    else
        classify(messages, *batch);
    markOpenings(messages, *batch);
    takeText(messages, *batch);
    return batch;
}

std::optional<MessageBatch> RecordingReader::rowIndexOf(const RecordingOutline::Part &part)
{
    const auto place = part.rowIndex > 0 ? m_records->placeAt(part.rowIndex) : std::nullopt;
    if (!place || !place->is(Opcode::RowIndex) || !m_outline.isOurs)
        return std::nullopt;
    const std::optional<QByteArray> content = m_records->content(*place, largestRowIndex);
    return content ? decodeRowIndex(*content) : std::nullopt;
}

std::optional<QByteArray> RecordingReader::recordsOf(const RecordingOutline::Part &part)
{
    const quint64 largest = m_outline.isOurs ? RecordingPart::largest : RecordingPart::largestOfOthers;
    const auto bytes = m_records->read(part.offset, part.length, RecordingPart::largestRecordFor(largest));
    PartRecords read = bytes
        ? unpacked(part, *bytes, largest)
        : PartRecords{{}, u"The part at byte %1 is too big, or cannot be read."_s.arg(part.offset)};
    if (read.problem.isEmpty())
        return std::move(read.records);
    leaveOut(part, read.problem);
    return std::nullopt;
}

RecordingReader::Messages RecordingReader::parse(const RecordingOutline::Part &part, QByteArrayView records)
{
    Messages messages;
    while (!records.isEmpty()) {
        const std::optional<mcap::RawRecord> record = mcap::takeRecord(records);
        if (!record) {
            leaveOut(part, u"The part at byte %1 ends within a message."_s.arg(part.offset));
            break;
        }
        if (record->is(Opcode::Channel)) {
            if (const auto channel = mcap::decodeChannel(record->content))
                m_outline.channels.emplace(channel->id, *channel);
        } else if (record->is(Opcode::Message)) {
            if (const auto message = parseMessage(record->content))
                messages.push_back(*message);
            else
                leaveOut(part, u"A message in the part at byte %1 belongs to no channel."_s.arg(part.offset));
        }
    }
    return messages;
}

std::optional<RecordingReader::RecordedMessage> RecordingReader::parseMessage(QByteArrayView content) const
{
    const std::optional<mcap::Message> message = mcap::decodeMessage(content);
    const auto channel = message ? m_outline.channels.find(message->channel) : m_outline.channels.end();
    if (channel == m_outline.channels.end())
        return std::nullopt;
    return RecordedMessage{contentOf(channel->second, m_outline.isOurs), message->sequence,
        qint64(message->logTime / nanosecondsPerMicrosecond), message->data};
}

/// Whether the index is about these messages, and about rows that can follow those before.
bool RecordingReader::agree(const MessageBatch &index, const Messages &messages) const
{
    if (index.rows.size() != messages.size() || index.first < m_next)
        return false;
    quint64 end = 0;
    qint64 time = m_lastTime;
    for (size_t i = 0; i < messages.size(); ++i) {
        end += quint64(messages[i].data.size());
        const MessageRecord &row = index.rows[i];
        if (row.end != end || row.time != messages[i].time || row.time < time
            || messages[i].sequence != quint32(index.first.value + i))
            return false;
        time = row.time;
    }
    const MessageId behind = index.first + index.rows.size();
    const auto isSound = [&](const Match &match) {
        return match.response >= index.first && match.response < behind && match.request
            && match.request < match.response && match.latency >= 0
            && index.rows[match.response.value - index.first.value].kind == MessageKind::Response;
    };
    const auto isBefore = [&](MessageId request) { return request && request < behind; };
    return std::all_of(index.matches.begin(), index.matches.end(), isSound)
        && std::all_of(index.lost.begin(), index.lost.end(), isBefore);
}

/// Rows of older recordings do not tell, nor does a note without its row: there its words do.
void RecordingReader::markOpenings(const Messages &messages, MessageBatch &batch)
{
    for (size_t i = 0; i < messages.size(); ++i) {
        const bool isPlainNote = batch.rows[i].kind == MessageKind::Note && !batch.rows[i].isGap();
        if (isPlainNote && batch.rows[i].note == NoteKind::Other && messages[i].data.startsWith(openedWords))
            batch.rows[i].note = NoteKind::Opened;
    }
}

bool RecordingReader::translate(MessageBatch &index) const
{
    return std::all_of(index.rows.begin(), index.rows.end(),
        [this](MessageRecord &row) { return m_strings.translate(row); });
}

void RecordingReader::classify(const Messages &messages, MessageBatch &batch)
{
    ++m_findings.classifiedParts;
    batch.first = numberOf(messages);
    batch.rows.reserve(messages.size());
    quint64 end = 0;
    qint64 time = m_lastTime;
    for (const RecordedMessage &message : messages) {
        const Classification facts = classify(message);
        end += quint64(message.data.size());
        m_findings.movedTimes += message.time < time;
        time = std::max(time, message.time);
        MessageRecord row;
        row.time = time;
        row.end = quint32(end);
        row.kind = facts.kind;
        row.code = facts.code;
        row.flagBits = quint8(facts.flags.toInt());
        row.name = m_strings.pool().intern(facts.name);
        row.room = m_strings.pool().intern(facts.room);
        row.participant = m_strings.pool().intern(facts.participant);
        for (const QByteArrayView text : {facts.name, facts.room, facts.participant}) {
            if (text.size() > StringPool::maximumLength)
                row.set(MessageFlag::Unpooled);
        }
        batch.rows.push_back(row);
        match(message, facts, batch);
    }
}

Classification RecordingReader::classify(const RecordedMessage &message)
{
    switch (message.content) {
    case ChannelContent::Text:
        return m_classifier.received(message.data);
    case ChannelContent::Request:
        return m_classifier.sent(message.data);
    case ChannelContent::Note: {
        Classification note;
        note.kind = MessageKind::Note;
        return note;
    }
    case ChannelContent::Binary:
        break;
    }
    return m_classifier.receivedBinary(message.data);
}

/// Finds the request of the row appended last, where it is a response, as the connection would.
void RecordingReader::match(const RecordedMessage &message, const Classification &facts, MessageBatch &batch)
{
    MessageRecord &row = batch.rows.back();
    const MessageId id = batch.first + (batch.rows.size() - 1);
    if (row.kind == MessageKind::Request)
        m_matcher.sent(id, message.data, row.time);
    if (row.kind != MessageKind::Response)
        return;
    const RequestMatcher::Answer answer = m_matcher.answered(facts.echoedRequest.in(message.data), row.time);
    if (answer.outcome == RequestMatcher::Outcome::Matched)
        batch.matches.push_back({id, answer.request, answer.latency});
    else
        row.set(answer.outcome == RequestMatcher::Outcome::Unmatched ? MessageFlag::Unmatched
                                                                     : MessageFlag::DuplicateResponse);
}

/// Of the first of the messages. Ours count their rows in the sequence, whose upper half is not in the file.
MessageId RecordingReader::numberOf(const Messages &messages) const
{
    const MessageId next = std::max(m_next, MessageId(1));
    return m_outline.isOurs ? next + quint32(messages.front().sequence - quint32(next.value)) : next;
}

void RecordingReader::takeText(const Messages &messages, MessageBatch &batch) const
{
    batch.text.reserve(batch.rows.back().end);
    for (const RecordedMessage &message : messages)
        batch.text.append(message.data);
}

void RecordingReader::leaveOut(const RecordingOutline::Part &part, const QString &reason)
{
    if (m_findings.reasons.isEmpty() || m_findings.reasons.back() != reason)
        m_findings.leftOut += part.length;
    if (m_findings.reasons.size() < mostReasons && !m_findings.reasons.contains(reason))
        m_findings.reasons.append(reason);
}

} // namespace console
