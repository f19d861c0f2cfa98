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

/// Rows and their text in one piece, kept alive by whoever owns them.
struct TextSearch::Piece
{
    std::shared_ptr<const void> owner;
    MessageId first;
    const std::vector<MessageRecord> *rows = nullptr;
    QByteArrayView text;

    quint32 startOf(size_t row) const { return row == 0 ? 0 : (*rows)[row - 1].end; }
    QByteArrayView textOf(size_t row) const
    {
        return text.sliced(startOf(row), (*rows)[row].end - startOf(row));
    }
    bool isEscaped(size_t row) const { return (*rows)[row].has(MessageFlag::UnicodeEscapes); }
};

namespace {

/// One run over a piece: scans the text as a whole, and maps each hit to its row by the rows' ends.
template <typename Piece>
class Scan
{
public:
    Scan(const Piece &piece, const TextNeedle &needle) : m_piece(piece), m_needle(needle) { }

    template <typename GiveUp>
    std::vector<MessageId> hits(GiveUp giveUp)
    {
        for (qsizetype at = next(0); at >= 0 && !giveUp(); at = next(at)) {
            const size_t row = rowAt(at);
            const quint32 end = (*m_piece.rows)[row].end;
            checkEscaped(row);
            if (at + m_needle.size() <= qsizetype(end))
                add(row); // else the hit reaches into the next row, and so would every later one
            at = qsizetype(end);
        }
        if (!giveUp())
            checkEscaped(m_piece.rows->size());
        return std::move(m_hits);
    }

private:
    qsizetype next(qsizetype from) const { return m_needle.indexIn(m_piece.text, from); }

    size_t rowAt(qsizetype offset) const
    {
        const auto from = m_piece.rows->begin() + qptrdiff(m_next);
        const auto row = std::upper_bound(from, m_piece.rows->end(), offset,
            [](qsizetype place, const MessageRecord &record) { return place < qsizetype(record.end); });
        return size_t(row - m_piece.rows->begin());
    }

    void add(size_t row)
    {
        m_hits.push_back(m_piece.first + row);
        m_next = row + 1;
    }

    /// The rows before `end` had no hit as they stand: those with \u are looked at once more.
    void checkEscaped(size_t end)
    {
        for (; m_next < end; ++m_next) {
            if (m_piece.isEscaped(m_next) && m_needle.indexIn(unescaped(m_piece.textOf(m_next))) >= 0)
                m_hits.push_back(m_piece.first + m_next);
        }
    }

    const Piece &m_piece;
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

void TextSearch::start(const QString &needle, std::vector<std::shared_ptr<const Segment>> segments)
{
    cancel();
    m_needle = needle.toUtf8();
    if (m_needle.isEmpty())
        return;
    m_pending = int(segments.size());
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment)
        search({*segment, (*segment)->first, &(*segment)->rows, (*segment)->text}, true);
    if (segments.empty())
        emit finished();
}

void TextSearch::continueOn(const BatchPointer &batch)
{
    if (isActive())
        search({batch, batch->first, &batch->rows, batch->text}, false);
}

void TextSearch::search(Piece piece, bool isPartOfStart)
{
    const quint64 generation = *m_generation;
    m_pool.start([this, piece = std::move(piece), isPartOfStart, generation, current = m_generation,
                     needle = TextNeedle(m_needle)] {
        const auto isStale = [&current, generation] { return *current != generation; };
        if (isStale())
            return;
        const std::vector<MessageId> hits = Scan(piece, needle).hits(isStale);
        const MessageId to = piece.first + piece.rows->size();
        QMetaObject::invokeMethod(
            this,
            [this, generation, from = piece.first, to, hits, isPartOfStart] {
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
