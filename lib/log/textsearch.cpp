#include "lib/log/textsearch.h"

#include "lib/log/textneedle.h"

#include <algorithm>

namespace console {

bool containsText(QByteArrayView text, bool hasUnicodeEscapes, QByteArrayView needle)
{
    if (needle.isEmpty())
        return true;
    const TextNeedle prepared(needle);
    return prepared.indexIn(text) >= 0 || (hasUnicodeEscapes && prepared.indexIn(unescaped(text)) >= 0);
}

/// What the pool searches at a time: a segment, whose text may have to be read, or a batch.
struct TextSearch::Piece
{
    explicit Piece(const SegmentSnapshot &piece) : segment(piece) { }
    explicit Piece(const BatchPointer &piece) : batch(piece) { }

    MessageId first() const { return batch ? batch->first : segment->first(); }
    const std::vector<MessageRecord> &rows() const { return batch ? batch->rows : segment->rows(); }
    /// Waits for the disk.
    QByteArray text() const { return batch ? batch->text : segment->text().text; }

    std::optional<SegmentSnapshot> segment;
    BatchPointer batch;
};

namespace {

/// One run over rows: scans their text as a whole, and maps each hit to its row by the rows' ends.
class Scan
{
public:
    Scan(MessageId first, const std::vector<MessageRecord> &rows, QByteArrayView text,
        const TextNeedle &needle)
        : m_first(first), m_rows(rows), m_text(text), m_needle(needle)
    {
    }

    template <typename GiveUp>
    std::vector<MessageId> hits(GiveUp giveUp)
    {
        for (qsizetype at = next(0); at >= 0 && !giveUp(); at = next(at)) {
            const size_t row = rowAt(at);
            const quint32 end = m_rows[row].end;
            checkEscaped(row);
            if (at + m_needle.size() <= qsizetype(end))
                add(row); // else the hit reaches into the next row, and so would every later one
            at = qsizetype(end);
        }
        if (!giveUp())
            checkEscaped(m_rows.size());
        return std::move(m_hits);
    }

private:
    qsizetype next(qsizetype from) const { return m_needle.indexIn(m_text, from); }

    size_t rowAt(qsizetype offset) const
    {
        const auto from = m_rows.begin() + qptrdiff(m_next);
        const auto row = std::upper_bound(from, m_rows.end(), offset,
            [](qsizetype place, const MessageRecord &record) { return place < qsizetype(record.end); });
        return size_t(row - m_rows.begin());
    }

    void add(size_t row)
    {
        m_hits.push_back(m_first + row);
        m_next = row + 1;
    }

    /// The rows before `end` had no hit as they stand: those with \u are looked at once more.
    void checkEscaped(size_t end)
    {
        for (; m_next < end; ++m_next) {
            if (m_rows[m_next].has(MessageFlag::UnicodeEscapes)
                && m_needle.indexIn(unescaped(textOf(m_next))) >= 0)
                m_hits.push_back(m_first + m_next);
        }
    }

    QByteArrayView textOf(size_t row) const
    {
        const quint32 start = row == 0 ? 0 : m_rows[row - 1].end;
        return m_text.sliced(start, m_rows[row].end - start);
    }

    MessageId m_first;
    const std::vector<MessageRecord> &m_rows;
    QByteArrayView m_text;
    const TextNeedle &m_needle;
    std::vector<MessageId> m_hits;
    size_t m_next = 0; ///< the first row that is not decided
};

} // namespace

TextSearch::TextSearch(QObject *parent)
    : QObject(parent), m_generation(std::make_shared<std::atomic<quint64>>(0))
{
}

TextSearch::~TextSearch()
{
    cancel();
    m_pool.waitForDone();
}

void TextSearch::cancel()
{
    ++*m_generation;
    m_pool.clear();
    m_needle.clear();
    m_pending = 0;
}

void TextSearch::start(const QString &needle, const std::vector<SegmentSnapshot> &segments)
{
    cancel();
    m_needle = needle.toUtf8();
    if (m_needle.isEmpty())
        return;
    m_pending = int(segments.size());
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment)
        search(Piece(*segment), true);
    if (segments.empty())
        emit finished();
}

void TextSearch::continueOn(const BatchPointer &batch)
{
    if (isActive())
        search(Piece(batch), false);
}

void TextSearch::search(Piece piece, bool isPartOfStart)
{
    const quint64 generation = *m_generation;
    m_pool.start([this, piece = std::move(piece), isPartOfStart, generation, current = m_generation,
                     needle = TextNeedle(m_needle)] {
        const auto isStale = [&current, generation] { return *current != generation; };
        if (isStale())
            return;
        const QByteArray text = piece.text();
        std::vector<MessageId> hits;
        if (!text.isEmpty()) // nothing, or it cannot be read: whoever looks at such a row is told
            hits = Scan(piece.first(), piece.rows(), text, needle).hits(isStale);
        const MessageId to = piece.first() + piece.rows().size();
        QMetaObject::invokeMethod(
            this,
            [this, generation, from = piece.first(), to, hits, isPartOfStart] {
                deliver(generation, from, to, hits, isPartOfStart);
            },
            Qt::QueuedConnection);
    });
}

void TextSearch::deliver(
    quint64 generation, MessageId from, MessageId to, const std::vector<MessageId> &hits, bool isPartOfStart)
{
    if (generation != *m_generation)
        return;
    emit found(from, to, hits);
    if (isPartOfStart && generation == *m_generation && --m_pending == 0)
        emit finished();
}

} // namespace console
