#include "ui/models/exportsnapshot.h"

#include <algorithm>

namespace console {

ExportSnapshot::ExportSnapshot(const MessageLog &log, const ExchangeLog &exchanges,
    const RoomDirectory &rooms, std::optional<RowList> chosen)
    : m_exchanges(exchanges.exchanges()), m_names(rooms.names()), m_chosen(std::move(chosen))
{
    if (log.isEmpty())
        return;
    for (const SegmentSnapshot &segment : log.snapshot(log.first(), log.end())) {
        if (!isAnyChosen(segment))
            continue;
        m_segments.push_back(segment);
        m_rowCount += segment.rows().size();
    }
}

bool ExportSnapshot::isAnyChosen(const SegmentSnapshot &segment) const
{
    return !m_chosen || m_chosen->indexAtOrAfter(segment.first()) != m_chosen->indexAtOrAfter(segment.end());
}

RowSource ExportSnapshot::source()
{
    RowSource source;
    source.next = [this] { return next(); };
    source.problem = [this] { return m_problem; };
    if (m_chosen)
        source.accepts = [this](
                             const MessageBatch &batch, size_t row) { return isChosen(batch.first + row); };
    source.personName = [this](const QByteArray &room, const QByteArray &participant, MessageId row) {
        return m_names.nameOf(room, participant, row);
    };
    return source;
}

/// Rows are asked about in their order.
bool ExportSnapshot::isChosen(MessageId id)
{
    while (m_nextChosen < m_chosen->size() && m_chosen->at(m_nextChosen) < id)
        ++m_nextChosen;
    return m_nextChosen < m_chosen->size() && m_chosen->at(m_nextChosen) == id;
}

/// The text may have to be read from the recording.
BatchPointer ExportSnapshot::next()
{
    if (m_nextSegment == m_segments.size())
        return nullptr;
    if (m_nextSegment == 0)
        prepareExchanges();
    const SegmentSnapshot &segment = m_segments[m_nextSegment++];
    const RowsText text = segment.text();
    m_problem = text.problem;
    if (!m_problem.isEmpty())
        return nullptr;
    auto batch = std::make_shared<MessageBatch>();
    batch->first = segment.first();
    batch->rows = segment.rows();
    batch->text = text.text;
    addExchanges(*batch);
    return batch;
}

void ExportSnapshot::prepareExchanges()
{
    for (const Exchange &exchange : m_exchanges) {
        if (exchange.request && exchange.response)
            m_matches.push_back({exchange.response, exchange.request, exchange.latency});
        else if (exchange.state == ExchangeState::Lost)
            m_lost.push_back(exchange.request);
    }
    m_exchanges = {};
    std::ranges::sort(m_matches, {}, &Match::response);
    std::ranges::sort(m_lost);
}

void ExportSnapshot::addExchanges(MessageBatch &batch) const
{
    const MessageId end = batch.first + batch.rows.size();
    const auto firstMatch = std::ranges::lower_bound(m_matches, batch.first, {}, &Match::response);
    const auto endMatch = std::ranges::lower_bound(m_matches, end, {}, &Match::response);
    batch.matches.assign(firstMatch, endMatch);
    const auto firstLost = std::ranges::lower_bound(m_lost, batch.first);
    batch.lost.assign(firstLost, std::ranges::lower_bound(m_lost, end));
}

} // namespace console
