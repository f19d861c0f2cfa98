#include "ui/models/rowfinder.h"

#include <algorithm>

namespace console {

RowFinder::RowFinder(LogFeed *feed, QObject *parent)
    : QObject(parent), m_feed(feed), m_log(feed->log()), m_pacer(LogFeed::interval)
{
    connect(m_log, &MessageLog::appended, &m_search, [this](MessageId, quint64, const BatchPointer &batch) {
        if (m_filter && !m_gathers)
            m_search.continueOn(batch);
    });
    connect(&m_search, &FilterSearch::found, this, &RowFinder::takeHits);
    connect(&m_search, &FilterSearch::finished, this, &RowFinder::finish);
    connect(&m_pacer, &Pacer::due, this, &RowFinder::showPieces);
}

RowFinder::~RowFinder() = default;

void RowFinder::start(const FilterExpression &filter)
{
    stop();
    m_filter.emplace(filter, m_log, m_exchanges);
    m_from = m_log->first();
    m_to = m_feed->end();
    m_gathers = !m_filter->usesText() && m_to.value - m_from.value > judgedAtOnce;
    m_filter->usesText() || m_gathers ? restartInPool() : restartAtOnce();
}

void RowFinder::stop()
{
    m_filter.reset();
    m_search.cancel();
    m_pieces.clear();
    setSearching(false);
}

double RowFinder::progress() const
{
    return m_search.total() == 0 ? 1 : double(m_search.done()) / m_search.total();
}

void RowFinder::restartAtOnce()
{
    m_rows.clear(m_from);
    m_rows.insert(judge(m_from, m_to));
    emit restarted();
}

/// Rows that the filter judges by their facts alone come all together, since they come soon.
void RowFinder::restartInPool()
{
    if (!m_gathers) {
        m_rows.clear(m_from);
        emit restarted();
    }
    setSearching(true);
    m_search.start(m_filter->compiled(), m_log->snapshot(m_from, m_gathers ? m_to : m_log->end()));
}

std::vector<MessageId> RowFinder::judge(MessageId from, MessageId to)
{
    std::vector<MessageId> ids;
    m_log->forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count; ++row) {
            if (m_filter->passes(rows[row], first + row))
                ids.push_back(first + row);
        }
    });
    return ids;
}

void RowFinder::takeAdvance(MessageId from, MessageId to)
{
    m_to = to;
    if (!m_filter)
        return;
    if (m_filter->usesText())
        return m_pacer.request();
    const std::vector<MessageId> ids = judge(from, to);
    if (m_gathers)
        m_pieces[from] = {to, ids};
    else if (!ids.empty())
        emit found(ids);
}

void RowFinder::takeRemoval(MessageId newFirst)
{
    m_from = newFirst;
    m_to = std::max(m_to, newFirst);
}

void RowFinder::takeHits(MessageId from, MessageId to, const std::vector<MessageId> &hits)
{
    m_pieces[from] = {to, hits};
    if (!m_gathers)
        m_pacer.request();
    emit progressChanged();
}

void RowFinder::finish()
{
    if (m_gathers)
        gather();
    setSearching(false);
}

void RowFinder::gather()
{
    m_gathers = false;
    m_search.cancel();
    m_rows.clear(m_from);
    for (auto piece = m_pieces.begin(); piece != m_pieces.end(); piece = m_pieces.erase(piece)) {
        std::vector<MessageId> &ids = piece->second.ids;
        ids.erase(ids.begin(), std::ranges::lower_bound(ids, m_rows.isEmpty() ? m_from : m_rows.back() + 1));
        ids.erase(std::ranges::lower_bound(ids, m_to), ids.end());
        m_rows.insert(ids);
    }
    emit restarted();
}

void RowFinder::showPieces()
{
    while (m_filter && !m_gathers && !m_pieces.empty() && m_pieces.begin()->first < m_to) {
        const std::vector<MessageId> ids = nextPieces();
        if (!ids.empty())
            emit found(ids);
    }
}

/// The oldest pieces that lie side by side: they are told of as one. Hits that the feed has not announced yet
/// wait as a piece of their own.
std::vector<MessageId> RowFinder::nextPieces()
{
    std::vector<MessageId> ready;
    MessageId end = m_pieces.begin()->first;
    while (!m_pieces.empty() && m_pieces.begin()->first == end && end < m_to) {
        Piece piece = m_pieces.extract(m_pieces.begin()).mapped();
        const auto late = std::ranges::lower_bound(piece.ids, m_to);
        ready.insert(ready.end(), std::ranges::lower_bound(piece.ids.begin(), late, m_from), late);
        if (piece.to > m_to)
            m_pieces[m_to] = {piece.to, std::vector<MessageId>(late, piece.ids.end())};
        end = piece.to;
    }
    return ready;
}

void RowFinder::setSearching(bool searching)
{
    if (m_searching == searching)
        return;
    m_searching = searching;
    emit searchingChanged(searching);
}

} // namespace console
