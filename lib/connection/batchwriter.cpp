#include "lib/connection/batchwriter.h"

#include <utility>

namespace console {

MessageId BatchWriter::append(qint64 time, QByteArrayView text, const Classification &facts)
{
    const bool full = m_open.rows.size() >= maximumRows || m_open.text.size() + text.size() > maximumText;
    if (full && !m_open.rows.empty())
        seal();
    m_open.text.append(text);
    m_waiting += qint64(sizeof(MessageRecord)) + text.size();
    MessageRecord record;
    record.time = time;
    record.end = quint32(m_open.text.size());
    record.kind = facts.kind;
    record.code = facts.code;
    record.note = facts.note;
    record.flagBits = quint8(facts.flags.toInt());
    record.name = pooled(facts.name, &record);
    record.room = pooled(facts.room, &record);
    record.participant = pooled(facts.participant, &record);
    m_open.rows.push_back(record);
    return std::exchange(m_next, m_next + 1);
}

void BatchWriter::addMatch(const Match &match)
{
    m_open.matches.push_back(match);
}

void BatchWriter::addLost(const std::vector<MessageId> &requests)
{
    m_open.lost.insert(m_open.lost.end(), requests.begin(), requests.end());
}

BatchList BatchWriter::pack()
{
    if (!m_open.rows.empty())
        seal();
    return m_sealed.sliced(std::exchange(m_packed, m_sealed.size()));
}

BatchList BatchWriter::take()
{
    m_waiting = qint64(m_open.rows.size() * sizeof(MessageRecord)) + m_open.text.size();
    m_packed = 0;
    return std::exchange(m_sealed, {});
}

MessageBatch BatchWriter::introduction() const
{
    MessageBatch batch;
    batch.first = m_next;
    batch.firstString = StringId(1);
    batch.strings = m_pool.strings();
    batch.arrived = m_arrived - m_open.dropped; // those are told by the next batch
    return batch;
}

StringId BatchWriter::pooled(QByteArrayView text, MessageRecord *record)
{
    if (text.size() > StringPool::maximumLength)
        record->set(MessageFlag::Unpooled);
    return m_pool.intern(text);
}

void BatchWriter::seal()
{
    m_open.first = MessageId(m_next.value - m_open.rows.size());
    m_open.strings = m_pool.takeIntroduced(&m_open.firstString);
    m_open.arrived = m_arrived;
    // The next batch will probably be as large: growing it step by step would copy it several times.
    const size_t rows = m_open.rows.size();
    const qsizetype text = m_open.text.size();
    m_sealed.append(std::make_shared<const MessageBatch>(std::exchange(m_open, {})));
    m_open.rows.reserve(rows);
    m_open.text.reserve(text);
}

} // namespace console
