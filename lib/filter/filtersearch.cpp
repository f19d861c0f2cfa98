#include "lib/filter/filtersearch.h"

#include "lib/filter/rowjudge.h"

namespace console {

/// What the pool judges at a time: a segment, whose text may have to be read, or a batch.
struct FilterSearch::Piece
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

FilterSearch::FilterSearch(QObject *parent)
    : QObject(parent), m_generation(std::make_shared<std::atomic<quint64>>(0))
{
}

FilterSearch::~FilterSearch()
{
    cancel();
    m_pool.waitForDone();
}

void FilterSearch::cancel()
{
    ++*m_generation;
    m_pool.clear();
    m_filter.reset();
    m_total = m_pending = 0;
}

void FilterSearch::start(const CompiledFilter &filter, const std::vector<SegmentSnapshot> &segments)
{
    cancel();
    m_filter = filter;
    m_total = m_pending = int(segments.size());
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment)
        search(Piece(*segment), true);
    if (segments.empty())
        emit finished();
}

void FilterSearch::continueOn(const BatchPointer &batch)
{
    if (!isActive())
        return;
    const quint32 known = m_filter->stringCount();
    for (size_t i = 0; i < batch->strings.size(); ++i) {
        if (batch->firstString.value + i > known)
            m_filter->addString(batch->strings[i]);
    }
    if (m_filter->usesLatency())
        m_filter->setAnswerTimes(std::make_shared<const AnswerTimes>(batch->matches));
    search(Piece(batch), false);
}

void FilterSearch::search(Piece piece, bool isPartOfStart)
{
    const quint64 generation = *m_generation;
    m_pool.start([this, piece = std::move(piece), isPartOfStart, generation, current = m_generation,
                     filter = *m_filter] {
        const auto isStale = [&current, generation] { return *current != generation; };
        if (isStale())
            return;
        const std::vector<MessageId> hits =
            RowJudge(filter, piece.first(), piece.rows()).passing([&piece] { return piece.text(); }, isStale);
        const MessageId to = piece.first() + piece.rows().size();
        QMetaObject::invokeMethod(
            this,
            [this, generation, from = piece.first(), to, hits, isPartOfStart] {
                deliver(generation, from, to, hits, isPartOfStart);
            },
            Qt::QueuedConnection);
    });
}

void FilterSearch::deliver(
    quint64 generation, MessageId from, MessageId to, const std::vector<MessageId> &hits, bool isPartOfStart)
{
    if (generation != *m_generation)
        return;
    m_pending -= isPartOfStart ? 1 : 0;
    emit found(from, to, hits);
    if (isPartOfStart && generation == *m_generation && m_pending == 0)
        emit finished();
}

} // namespace console
