#pragma once

#include "lib/log/messagelog.h"
#include "lib/log/stringpool.h"

namespace console {

/// Writes rows into a log without a connection: numbers, times and strings as the network thread would make
/// them.
class LogWriter
{
public:
    explicit LogWriter(MessageLog *log, qint64 start = 1'795'000'000'000'000) : m_log(log), m_time(start) { }

    qint64 time() const { return m_time; }
    void advance(qint64 microseconds) { m_time += microseconds; }

    MessageId add(
        MessageKind kind, const QByteArray &name = {}, const QByteArray &text = "{}", MessageFlags flags = {})
    {
        MessageRecord record;
        record.time = m_time;
        record.kind = kind;
        record.name = name.isEmpty() ? StringId() : m_pool.intern(name);
        record.room = m_room.isEmpty() ? StringId() : m_pool.intern(m_room);
        record.participant = m_participant.isEmpty() ? StringId() : m_pool.intern(m_participant);
        record.flagBits = quint8(flags.toInt());
        m_batch.text += text;
        record.end = quint32(m_batch.text.size());
        m_batch.rows.push_back(record);
        return m_next + (m_batch.rows.size() - 1);
    }
    MessageId event(const QByteArray &name, const QByteArray &text = "{}")
    {
        return add(MessageKind::Event, name, text);
    }
    /// The note that the connection is open.
    MessageId opening()
    {
        const MessageId note = add(MessageKind::Note, {}, "connected");
        m_batch.rows.back().note = NoteKind::Opened;
        return note;
    }
    /// The note of a gap that lasts as long from now; time goes on by it.
    MessageId gap(qint64 microseconds)
    {
        m_time += microseconds;
        const MessageId note = add(MessageKind::Note, {}, "not connected");
        m_batch.rows.back().code = qint32(microseconds / 1000);
        return note;
    }
    /// Of the rows to come.
    void setPerson(const QByteArray &room, const QByteArray &participant)
    {
        m_room = room;
        m_participant = participant;
    }
    void match(MessageId response, MessageId request, qint64 latency)
    {
        m_batch.matches.push_back({response, request, latency});
    }
    void lose(MessageId request) { m_batch.lost.push_back(request); }

    /// Hands over what was added since the last time, as one batch.
    void flush()
    {
        m_batch.first = m_next;
        m_next = m_next + m_batch.rows.size();
        m_batch.strings = m_pool.takeIntroduced(&m_batch.firstString);
        m_log->append(std::make_shared<const MessageBatch>(std::exchange(m_batch, {})));
    }

private:
    MessageLog *m_log;
    StringPool m_pool;
    MessageBatch m_batch;
    MessageId m_next = MessageId(1);
    qint64 m_time;
    QByteArray m_room;
    QByteArray m_participant;
};

} // namespace console
