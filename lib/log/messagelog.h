#pragma once

#include "lib/log/recalledtexts.h"
#include "lib/log/stringtable.h"
#include "lib/log/textpager.h"
#include "lib/log/unpooledtexts.h"
#include "lib/protocol/messagebatch.h"

#include <QObject>

#include <array>
#include <deque>
#include <vector>

namespace console {

/// Where the messages of one session rest, in order. GUI thread (or the command line's main thread) only.
/// Holds at most `memoryLimit` bytes and 64 million rows; beyond, whole segments leave at the front and are
/// counted. Text that a recording holds is given up beyond `recordedTextLimit` and read back when asked for.
class MessageLog : public QObject
{
    Q_OBJECT
public:
    static constexpr quint64 maximumRows = 64'000'000;
    static constexpr quint64 defaultRecordedTextLimit = 32 * 1024 * 1024; ///< bytes

    /// @param memoryLimit  bytes of rows and text; contracts §2. One segment always stays.
    explicit MessageLog(quint64 memoryLimit, QObject *parent = nullptr);
    ~MessageLog() override;

    /// @param bytes  of text that stay in memory though a recording holds them
    void setRecordedTextLimit(quint64 bytes) { m_recordedTextLimit = bytes; }

    /// A quarter of the machine's memory, at most 2 GiB.
    static quint64 defaultMemoryLimit();
    /// @param bytes  hold from the next append on: nothing leaves at once
    void setMemoryLimit(quint64 bytes) { m_memoryLimit = bytes; }
    quint64 memoryLimit() const { return m_memoryLimit; } ///< bytes

    /// Takes the rows of a batch, announces them, then makes room at the front. @pre batch->first == end()
    void append(const BatchPointer &batch);
    /// These rows are in a recording now. Those that have left do not count as dropped any more; those to
    /// come are remembered. @pre no row is told of twice
    void addPlaces(const TextPlaces &places);

    bool isEmpty() const { return m_first == m_end; }
    MessageId first() const { return m_first; } ///< oldest row still here
    MessageId end() const { return m_end; } ///< number that the next row will get
    quint64 size() const { return m_end.value - m_first.value; }
    quint64 leftRows() const { return m_first.value - 1; } ///< at the front
    quint64 droppedRows() const { return m_droppedRows; } ///< of these, the ones that no recording holds
    /// Received messages that append() ever took, whether they are still here or not.
    quint64 received() const { return m_received; }
    quint64 receivedLeft() const { return m_receivedLeft; } ///< of these, the ones that left at the front
    /// Rows of a kind that are here.
    quint64 count(MessageKind kind) const { return m_counts[size_t(kind)]; }
    bool contains(MessageId id) const { return id >= m_first && id < m_end; }
    quint64 memoryUsed() const { return m_memoryUsed; } ///< bytes of rows, text and strings

    /// @pre contains(id). References and views hold until the next append, addPlaces or textArrived.
    const MessageRecord &record(MessageId id) const;
    /// Null where hasText() is false: then it is being read from the recording, and textArrived() follows.
    QByteArrayView text(MessageId id) const;
    bool hasText(MessageId id) const;
    quint32 textSize(MessageId id) const; ///< bytes, whether the text is here or not
    /// A sentence where the text could not be read back; it is not asked for again.
    QString textProblem(MessageId id) const;
    QByteArray string(StringId id) const { return m_strings.at(id); } ///< empty for none
    quint32 stringCount() const { return m_strings.size(); }
    const StringTable &strings() const { return m_strings; }
    /// Rows whose strings were too long for the pool are read from the text here and remembered for a
    /// while, so that callers need not care. Cut at UnpooledTexts::maximumLength.
    QByteArray name(MessageId id) const;
    QByteArray room(MessageId id) const;
    QByteArray participant(MessageId id) const;

    /// The first row whose time is not before `time` (microseconds UTC); end() if there is none.
    MessageId atOrAfter(qint64 time) const;
    /// The same of many times: cheapest where they ascend.
    std::vector<MessageId> atOrAfter(const std::vector<qint64> &times) const;
    qint64 firstTime() const; ///< 0 when empty
    qint64 lastTime() const;

    /// Runs over the rows of [from, to) segment by segment, without a lookup for each row:
    /// visitor(MessageId firstRow, const MessageRecord *rows, size_t count). @pre both within [first(),
    /// end()]
    template <typename Visitor>
    void forEachRun(MessageId from, MessageId to, Visitor visitor) const;

    /// The segments that touch [from, to), oldest first: sealed ones are shared as they are; the open one is
    /// copied.
    std::vector<SegmentSnapshot> snapshot(MessageId from, MessageId to) const;

signals:
    void appended(MessageId first, quint64 count, const BatchPointer &batch);
    /// first() has moved on. While this is emitted the rows can still be read; afterwards they are gone.
    void removedFromFront(MessageId newFirst);
    /// The text of the rows [from, to) was asked for: it is here now, or has a problem.
    void textArrived(MessageId from, MessageId to);

private:
    struct Position
    {
        Segment *segment;
        size_t row;
    };
    using Segments = std::deque<std::shared_ptr<Segment>>;

    Position find(MessageId id) const;
    MessageId atOrAfter(qint64 time, Segments::const_iterator &near) const;
    void addPlace(const TextPlace &place);
    void takeText(MessageId first, const RowsText &read);
    void giveUpText();
    UnpooledTexts::Texts unpooled(MessageId id) const;
    Segment &segmentFor(qsizetype bytes);
    size_t appendRun(const MessageBatch &batch, size_t row);
    void takeStrings(const MessageBatch &batch);
    bool isTooBig(MessageId first, quint64 memoryUsed) const;
    void makeRoom();
    void forget(const Segment &segment);

    quint64 m_memoryLimit;
    quint64 m_recordedTextLimit = defaultRecordedTextLimit;
    quint64 m_memoryUsed = 0;
    quint64 m_received = 0;
    quint64 m_receivedLeft = 0;
    quint64 m_droppedRows = 0;
    std::array<quint64, size_t(MessageKind::Malformed) + 1> m_counts{}; ///< by kind
    quint64 m_recordedText = 0; ///< bytes of text here that a recording holds too
    mutable quint64 m_uses = 0;
    MessageId m_first = MessageId(1);
    MessageId m_end = MessageId(1);
    Segments m_segments;
    StringTable m_strings;
    TextPlaces m_earlyPlaces; ///< of rows that are not here yet
    mutable UnpooledTexts m_unpooled;
    mutable RecalledTexts m_recalled;
    mutable TextPager m_pager;
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
