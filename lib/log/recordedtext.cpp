#include "lib/log/recordedtext.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Puts the messages of parts into the places of their rows.
class Reading
{
public:
    Reading(MessageId first, const std::vector<MessageRecord> &rows)
        : m_next(first), m_first(first), m_rows(rows)
    {
        m_read.text.reserve(rows.empty() ? 0 : rows.back().end);
    }

    void take(const TextPlace &place)
    {
        if (!m_read.problem.isEmpty() || place.end() <= m_next || isDone())
            return;
        const auto bytes = place.file && place.part.length <= RecordingPart::largestRecord
            ? place.file->read(place.part.offset, place.part.length)
            : std::nullopt;
        if (!bytes)
            return fail(u"The recording cannot be read at byte %1."_s.arg(place.part.offset));
        const PartRecords part = unpacked(place.part, *bytes);
        if (!part.problem.isEmpty())
            return fail(part.problem);
        takeMessages(place, part.records);
    }

    RowsText result()
    {
        if (m_read.problem.isEmpty() && !isDone())
            fail(u"Message %1 is not where the recording should have it."_s.arg(m_next.value));
        return std::move(m_read);
    }

private:
    bool isDone() const { return m_next.value - m_first.value == m_rows.size(); }

    quint32 sizeOfNext() const
    {
        const size_t row = m_next.value - m_first.value;
        return m_rows[row].end - (row == 0 ? 0 : m_rows[row - 1].end);
    }

    void takeMessages(const TextPlace &place, QByteArrayView records)
    {
        MessageId id = place.first;
        while (!isDone()) {
            const std::optional<mcap::RawRecord> record = mcap::takeRecord(records);
            if (!record)
                return;
            if (!record->is(mcap::Opcode::Message))
                continue;
            const std::optional<mcap::Message> message = mcap::decodeMessage(record->content);
            const bool isNext = id == m_next;
            id = id + 1;
            if (isNext && !(message && takeNext(message->data)))
                return;
        }
    }

    /// False where it is not that row's.
    bool takeNext(QByteArrayView data)
    {
        if (quint64(data.size()) != sizeOfNext())
            return false;
        m_read.text.append(data);
        m_next = m_next + 1;
        return true;
    }

    void fail(const QString &problem) { m_read = {{}, problem}; }

    RowsText m_read;
    MessageId m_next;
    MessageId m_first;
    const std::vector<MessageRecord> &m_rows;
};

} // namespace

std::shared_ptr<const RecordedFile> RecordedFile::open(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    return descriptor < 0 ? nullptr : std::shared_ptr<const RecordedFile>(new RecordedFile(descriptor));
}

RecordedFile::~RecordedFile()
{
    ::close(m_descriptor);
}

std::optional<QByteArray> RecordedFile::read(quint64 offset, quint64 length) const
{
    QByteArray bytes(qsizetype(length), Qt::Uninitialized);
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count =
            ::pread(m_descriptor, bytes.data() + done, size_t(bytes.size() - done), off_t(offset) + done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return std::nullopt;
        done += count;
    }
    return bytes;
}

RowsText readText(const TextPlaces &places, MessageId first, const std::vector<MessageRecord> &rows)
{
    Reading reading(first, rows);
    for (const TextPlace &place : places)
        reading.take(place);
    return reading.result();
}

} // namespace console
