#pragma once

#include "lib/log/unpooledtexts.h"
#include "lib/protocol/messagebatch.h"

#include <QObject>

#include <deque>
#include <vector>

namespace console {

/// 16 384 rows and their bytes, or 256 MiB of text. Immutable once sealed; text is then shared with the pool
/// threads.
struct Segment
{
    static constexpr size_t maximumRows = 16'384;
    static constexpr qsizetype maximumText = 256 * 1024 * 1024;

    MessageId first;
    std::vector<MessageRecord> rows; ///< `end` counts from the start of `text`
    QByteArray text;
    bool sealed = false;

    QByteArrayView textOf(size_t row) const;
    MessageId end() const { return first + rows.size(); }
};

/// Where the messages of one session rest, in order. GUI thread (or the command line's main thread) only.
/// Holds at most `memoryLimit` bytes and 64 million rows; beyond, whole segments leave at the front and are
/// counted.
class MessageLog : public QObject
{
    Q_OBJECT
public:
    static constexpr quint64 maximumRows = 64'000'000;

    /// @param memoryLimit  bytes of rows and text; contracts §2. One segment always stays.
    explicit MessageLog(quint64 memoryLimit, QObject *parent = nullptr);
    ~MessageLog() override;

    /// A quarter of the machine's memory, at most 2 GiB.
    static quint64 defaultMemoryLimit();

    /// Takes the rows of a batch, announces them, then makes room at the front. @pre batch->first == end()
    void append(const BatchPointer &batch);

    bool isEmpty() const { return m_first == m_end; }
    MessageId first() const { return m_first; } ///< oldest row still here
    MessageId end() const { return m_end; } ///< number that the next row will get
    quint64 size() const { return m_end.value - m_first.value; }
    quint64 droppedRows() const { return m_first.value - 1; } ///< left at the front
    bool contains(MessageId id) const { return id >= m_first && id < m_end; }
    quint64 memoryUsed() const { return m_memoryUsed; } ///< bytes of rows, text and strings

    /// @pre contains(id). References and views hold until the next append.
    const MessageRecord &record(MessageId id) const;
    QByteArrayView text(MessageId id) const;
    QByteArray string(StringId id) const; ///< empty for none
    quint32 stringCount() const { return quint32(m_strings.size()); }
    /// Rows whose strings were too long for the pool are read from the text here and remembered for a
    /// while, so that callers need not care. Cut at UnpooledTexts::maximumLength.
    QByteArray name(MessageId id) const;
    QByteArray room(MessageId id) const;
    QByteArray participant(MessageId id) const;

    /// The first row whose time is not before `time` (microseconds UTC); end() if there is none.
    MessageId atOrAfter(qint64 time) const;
    qint64 firstTime() const; ///< 0 when empty
    qint64 lastTime() const;

    /// Runs over the rows of [from, to) segment by segment, without a lookup for each row:
    /// visitor(MessageId firstRow, const MessageRecord *rows, size_t count). @pre both within [first(),
    /// end()]
    template <typename Visitor>
    void forEachRun(MessageId from, MessageId to, Visitor visitor) const;

    /// The segments that touch [from, to), oldest first: sealed ones are shared as they are; the open one is
    /// copied.
    std::vector<std::shared_ptr<const Segment>> snapshot(MessageId from, MessageId to) const;

signals:
    void appended(MessageId first, quint64 count, const BatchPointer &batch);
    /// first() has moved on. While this is emitted the rows can still be read; afterwards they are gone.
    void removedFromFront(MessageId newFirst);

private:
    struct Position
    {
        const Segment *segment;
        size_t row;
    };
    Position find(MessageId id) const;
    UnpooledTexts::Texts unpooled(MessageId id) const;
    Segment &segmentFor(qsizetype bytes);
    size_t appendRun(const MessageBatch &batch, size_t row);
    void takeStrings(const MessageBatch &batch);
    bool isTooBig(MessageId first, quint64 memoryUsed) const;
    void makeRoom();

    quint64 m_memoryLimit;
    quint64 m_memoryUsed = 0;
    MessageId m_first = MessageId(1);
    MessageId m_end = MessageId(1);
    std::deque<std::shared_ptr<Segment>> m_segments;
    std::vector<QByteArray> m_strings;
    mutable UnpooledTexts m_unpooled;
};

template <typename Visitor>
void MessageLog::forEachRun(MessageId from, MessageId to, Visitor visitor) const
{
    while (from < to) {
        const Position position = find(from);
        const quint64 count =
            std::min<quint64>(position.segment->rows.size() - position.row, to.value - from.value);
        visitor(from, position.segment->rows.data() + position.row, size_t(count));
        from = from + count;
    }
}

} // namespace console
