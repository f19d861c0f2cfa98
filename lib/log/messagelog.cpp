#include "lib/log/messagelog.h"

#include "lib/log/searchnear.h"

#include <algorithm>
#include <limits>
#include <utility>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace console {

namespace {

constexpr quint64 gigabyte = 1024 * 1024 * 1024;
constexpr qptrdiff fewestRecordedSegments = 3;

quint64 physicalMemory()
{
#ifdef Q_OS_WIN
    MEMORYSTATUSEX status;
    status.dwLength = sizeof(status);
    return GlobalMemoryStatusEx(&status) ? status.ullTotalPhys : 0;
#else
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGE_SIZE);
    return pages > 0 && pageSize > 0 ? quint64(pages) * quint64(pageSize) : 0;
#endif
}

/// Without the recorded places: some bytes for a thousand rows.
quint64 memoryOf(const Segment &segment)
{
    return segment.rows.size() * sizeof(MessageRecord) + quint64(segment.text.size());
}

bool isFull(const Segment &segment, qsizetype bytes)
{
    return segment.rows.size() >= Segment::maximumRows
        || (!segment.rows.empty() && segment.text.size() + bytes > Segment::maximumText);
}

/// No row will be added: gives back what was reserved for more, where that is worth copying the rest.
void seal(Segment &segment)
{
    segment.sealed = true;
    if (segment.rows.size() < Segment::maximumRows)
        segment.rows.shrink_to_fit();
    if (segment.text.capacity() - segment.text.size() > segment.text.size() / 8)
        segment.text.squeeze();
}

/// Room for as much as the last segment took: growing step by step would copy all of it several times.
/// Memory that stays untouched costs nothing.
void reserveLike(const Segment &last, Segment &segment)
{
    segment.rows.reserve(Segment::maximumRows);
    segment.text.reserve(last.text.size() + last.text.size() / 16);
}

/// Bytes of text that could be given up.
quint64 recordedTextOf(const Segment &segment)
{
    return segment.isRecorded() && segment.hasText ? quint64(segment.text.size()) : 0;
}

/// Where `value` lies among `count` that are spread evenly from `first` to `last`; within [0, count).
qptrdiff guessedIndex(qint64 value, qint64 first, qint64 last, size_t count)
{
    const double share = last > first ? double(value - first) / double(last - first) : 0;
    return qptrdiff(std::clamp(share, 0.0, 1.0) * double(count - 1));
}

/// @pre the segment has rows
MessageId rowAtOrAfter(const Segment &segment, qint64 time)
{
    const std::vector<MessageRecord> &rows = segment.rows;
    const qptrdiff guess = guessedIndex(time, rows.front().time, rows.back().time, rows.size());
    const auto row = partitionPointNear(rows.begin(), rows.end(), rows.begin() + guess,
        [time](const MessageRecord &each) { return each.time < time; });
    return segment.first + quint64(row - rows.begin());
}

} // namespace

QByteArrayView Segment::textOf(size_t row) const
{
    return QByteArrayView(text).sliced(startOf(row), sizeOf(row));
}

MessageLog::MessageLog(quint64 memoryLimit, QObject *parent) : QObject(parent), m_memoryLimit(memoryLimit)
{
    connect(&m_pager, &TextPager::arrived, this, &MessageLog::takeText);
}

MessageLog::~MessageLog() = default;

quint64 MessageLog::defaultMemoryLimit()
{
    const quint64 memory = physicalMemory();
    return memory == 0 ? gigabyte : std::min(memory / 4, 2 * gigabyte);
}

void MessageLog::append(const BatchPointer &batch)
{
    Q_ASSERT(batch->first == m_end);
    takeStrings(*batch);
    for (size_t row = 0; row < batch->rows.size();)
        row += appendRun(*batch, row);
    if (!batch->rows.empty())
        emit appended(batch->first, batch->rows.size(), batch);
    if (!m_earlyPlaces.empty())
        addPlaces(std::exchange(m_earlyPlaces, {}));
    makeRoom();
}

void MessageLog::takeStrings(const MessageBatch &batch)
{
    if (batch.strings.empty())
        return;
    Q_ASSERT(batch.firstString.value == m_strings.size() + 1);
    m_strings.append(batch.strings);
    for (const QByteArray &string : batch.strings)
        m_memoryUsed += quint64(string.size()) + sizeof(QByteArray);
}

Segment &MessageLog::segmentFor(qsizetype bytes)
{
    if (!m_segments.empty() && !isFull(*m_segments.back(), bytes))
        return *m_segments.back();
    auto segment = std::make_shared<Segment>();
    segment->first = m_end;
    if (!m_segments.empty()) {
        seal(*m_segments.back());
        m_recordedText += recordedTextOf(*m_segments.back());
        reserveLike(*m_segments.back(), *segment);
    }
    m_segments.push_back(std::move(segment));
    return *m_segments.back();
}

/// Copies the rows from `row` on that fit into one segment, with their bytes in one piece; answers how many.
size_t MessageLog::appendRun(const MessageBatch &batch, size_t row)
{
    const quint32 start = row == 0 ? 0 : batch.rows[row - 1].end;
    Segment &segment = segmentFor(batch.rows[row].end - start);
    const quint32 offset = quint32(segment.text.size());
    const size_t count = segment.rows.size();
    size_t next = row;
    do {
        MessageRecord record = batch.rows[next];
        record.end = offset + (record.end - start);
        segment.rows.push_back(record);
        ++m_counts[size_t(record.kind)];
        m_received += record.isReceived();
        ++next;
    } while (next < batch.rows.size() && segment.rows.size() < Segment::maximumRows
        && offset + (batch.rows[next].end - start) <= Segment::maximumText);
    segment.text.append(QByteArrayView(batch.text).sliced(start, batch.rows[next - 1].end - start));
    const size_t added = segment.rows.size() - count;
    m_end = m_end + added;
    m_memoryUsed += added * sizeof(MessageRecord) + (quint64(segment.text.size()) - offset);
    return added;
}

bool MessageLog::isTooBig(MessageId first, quint64 memoryUsed) const
{
    return memoryUsed > m_memoryLimit || m_end.value - first.value > maximumRows;
}

void MessageLog::makeRoom()
{
    size_t leaving = 0;
    quint64 memory = m_memoryUsed;
    while (leaving + 1 < m_segments.size() && isTooBig(m_segments[leaving]->first, memory))
        memory -= memoryOf(*m_segments[leaving++]);
    if (leaving == 0)
        return;
    m_memoryUsed = memory;
    m_first = m_segments[leaving]->first;
    for (size_t i = 0; i < leaving; ++i)
        forget(*m_segments[i]);
    emit removedFromFront(m_first);
    m_segments.erase(m_segments.begin(), m_segments.begin() + qptrdiff(leaving));
    m_unpooled.clear();
}

void MessageLog::forget(const Segment &segment)
{
    m_recordedText -= recordedTextOf(segment);
    m_droppedRows += segment.rows.size() - segment.recorded;
    for (const MessageRecord &row : segment.rows) {
        --m_counts[size_t(row.kind)];
        m_receivedLeft += row.isReceived();
    }
}

MessageLog::Position MessageLog::find(MessageId id) const
{
    // Nearly all segments have as many rows.
    const qptrdiff guess =
        guessedIndex(qint64(id.value), qint64(m_first.value), qint64(m_end.value), m_segments.size());
    const auto after = partitionPointNear(m_segments.begin(), m_segments.end(), m_segments.begin() + guess,
        [id](const std::shared_ptr<Segment> &segment) { return segment->first <= id; });
    Q_ASSERT(after != m_segments.begin());
    Segment *segment = std::prev(after)->get();
    return {segment, size_t(id.value - segment->first.value)};
}

const MessageRecord &MessageLog::record(MessageId id) const
{
    const Position position = find(id);
    return position.segment->rows[position.row];
}

QByteArrayView MessageLog::text(MessageId id) const
{
    const Position position = find(id);
    position.segment->lastUse = ++m_uses;
    if (position.segment->hasText)
        return position.segment->textOf(position.row);
    if (const QByteArray *recalled = m_recalled.find(id))
        return *recalled;
    if (position.segment->problem.isEmpty()) {
        m_recalled.want(id);
        m_pager.ask(SegmentSnapshot(position.segment->shared_from_this()));
    }
    return {};
}

bool MessageLog::hasText(MessageId id) const
{
    return find(id).segment->hasText || m_recalled.contains(id);
}

quint32 MessageLog::textSize(MessageId id) const
{
    const Position position = find(id);
    return position.segment->sizeOf(position.row);
}

QString MessageLog::textProblem(MessageId id) const
{
    return find(id).segment->problem;
}

void MessageLog::addPlaces(const TextPlaces &places)
{
    for (const TextPlace &place : places) {
        if (place.end() > m_end)
            m_earlyPlaces.push_back(place);
        else
            addPlace(place);
    }
    giveUpText();
}

void MessageLog::addPlace(const TextPlace &place)
{
    if (place.first < m_first)
        m_droppedRows -= std::min(place.end(), m_first).value - place.first.value;
    for (MessageId id = std::max(place.first, m_first); id < place.end();) {
        Segment &segment = *find(id).segment;
        const MessageId end = std::min(place.end(), segment.end());
        m_recordedText -= recordedTextOf(segment);
        segment.places.push_back(place);
        segment.recorded += end.value - id.value;
        m_recordedText += recordedTextOf(segment);
        id = end;
    }
}

/// Of the segments that a recording holds, those not asked for the longest go first. A few stay however large
/// they are. Rows on screen may lie in more segments than stay: see RecalledTexts.
void MessageLog::giveUpText()
{
    const auto canLeave = [](const std::shared_ptr<Segment> &segment) {
        return recordedTextOf(*segment) > 0;
    };
    while (m_recordedText > m_recordedTextLimit
        && std::ranges::count_if(m_segments, canLeave) > fewestRecordedSegments) {
        const auto age = [](const std::shared_ptr<Segment> &segment) {
            return recordedTextOf(*segment) > 0 ? segment->lastUse : std::numeric_limits<quint64>::max();
        };
        Segment &segment = **std::ranges::min_element(m_segments, {}, age);
        m_recordedText -= quint64(segment.text.size());
        m_memoryUsed -= quint64(segment.text.size());
        segment.hasText = false;
        segment.text = {};
    }
}

void MessageLog::takeText(MessageId first, const RowsText &read)
{
    if (!contains(first))
        return;
    Segment &segment = *find(first).segment;
    segment.problem = read.problem;
    if (read.problem.isEmpty()) {
        segment.text = read.text;
        segment.hasText = true;
        segment.lastUse = ++m_uses; // else what was asked for at once would leave unseen
        m_recalled.take(segment);
        m_recordedText += quint64(segment.text.size());
        m_memoryUsed += quint64(segment.text.size());
    }
    giveUpText();
    emit textArrived(segment.first, segment.end());
}

UnpooledTexts::Texts MessageLog::unpooled(MessageId id) const
{
    const QByteArrayView text = this->text(id);
    if (!hasText(id))
        return {};
    return m_unpooled.textsOf(id, record(id).isOutgoing(), text);
}

QByteArray MessageLog::name(MessageId id) const
{
    const MessageRecord &row = record(id);
    return !row.name && row.has(MessageFlag::Unpooled) ? unpooled(id).name : string(row.name);
}

QByteArray MessageLog::room(MessageId id) const
{
    const MessageRecord &row = record(id);
    return !row.room && row.has(MessageFlag::Unpooled) ? unpooled(id).room : string(row.room);
}

QByteArray MessageLog::participant(MessageId id) const
{
    const MessageRecord &row = record(id);
    return !row.participant && row.has(MessageFlag::Unpooled) ? unpooled(id).participant
                                                              : string(row.participant);
}

MessageId MessageLog::atOrAfter(qint64 time) const
{
    const qptrdiff guess = isEmpty() ? 0 : guessedIndex(time, firstTime(), lastTime(), m_segments.size());
    auto segment = m_segments.begin() + guess;
    return atOrAfter(time, segment);
}

std::vector<MessageId> MessageLog::atOrAfter(const std::vector<qint64> &times) const
{
    std::vector<MessageId> ids;
    ids.reserve(times.size());
    auto segment = m_segments.begin();
    for (const qint64 time : times)
        ids.push_back(atOrAfter(time, segment));
    return ids;
}

/// @param near  a segment to begin at; becomes the one where the row was found
MessageId MessageLog::atOrAfter(qint64 time, Segments::const_iterator &near) const
{
    near = partitionPointNear(m_segments.begin(), m_segments.end(), near,
        [time](const std::shared_ptr<Segment> &each) { return each->rows.back().time < time; });
    return near == m_segments.end() ? m_end : rowAtOrAfter(**near, time);
}

qint64 MessageLog::firstTime() const
{
    return isEmpty() ? 0 : m_segments.front()->rows.front().time;
}

qint64 MessageLog::lastTime() const
{
    return isEmpty() ? 0 : m_segments.back()->rows.back().time;
}

std::vector<SegmentSnapshot> MessageLog::snapshot(MessageId from, MessageId to) const
{
    std::vector<SegmentSnapshot> segments;
    for (const std::shared_ptr<Segment> &segment : m_segments) {
        if (segment->end() <= from || segment->first >= to)
            continue;
        segments.emplace_back(segment->sealed ? segment : std::make_shared<const Segment>(*segment));
    }
    return segments;
}

} // namespace console
