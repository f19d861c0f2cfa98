#include "lib/findings/findingbacklog.h"

#include <algorithm>

namespace console {

void FindingBacklog::add(const BatchPointer &batch)
{
    if (!m_later && m_memory <= maximumMemory) {
        m_batches.append(batch);
        m_memory += batch->text.size() + qsizetype(batch->rows.size() * sizeof(MessageRecord));
        return;
    }
    if (!m_later) {
        m_later = std::make_shared<MessageBatch>();
        m_later->firstString = batch->firstString;
        m_from = batch->first;
    }
    MessageBatch &later = *m_later;
    if (later.strings.empty())
        later.firstString = batch->firstString;
    later.strings.insert(later.strings.end(), batch->strings.begin(), batch->strings.end());
    later.matches.insert(later.matches.end(), batch->matches.begin(), batch->matches.end());
    later.lost.insert(later.lost.end(), batch->lost.begin(), batch->lost.end());
    m_to = batch->first + batch->rows.size();
    if (batch->dropped > 0)
        m_holes.push_back(m_to);
}

FindingPortion FindingBacklog::take(const MessageLog &log)
{
    if (m_batches.isEmpty())
        return takeLater(log);
    m_memory = 0;
    FindingPortion portion;
    portion.batches = std::exchange(m_batches, {});
    return portion;
}

/// Of the rows before m_from. Lost requests are told with the last rows: the requests come first.
BatchPointer FindingBacklog::takeFacts()
{
    if (m_from == m_to)
        return std::exchange(m_later, {});
    auto facts = std::make_shared<MessageBatch>();
    facts->firstString = m_later->firstString;
    facts->strings = std::exchange(m_later->strings, {});
    std::vector<Match> &matches = m_later->matches;
    const auto end = std::find_if(
        matches.begin(), matches.end(), [this](const Match &match) { return match.response >= m_from; });
    facts->matches.assign(matches.begin(), end);
    matches.erase(matches.begin(), end);
    return facts;
}

FindingPortion FindingBacklog::takeLater(const MessageLog &log)
{
    const MessageId here = std::max(m_from, std::min(log.first(), m_to));
    m_missed += here.value - m_from.value;
    FindingPortion portion;
    portion.from = here;
    portion.to = std::min(here + portionRows, m_to);
    portion.segments = log.snapshot(portion.from, portion.to);
    m_from = portion.to;
    portion.facts = takeFacts();
    portion.holes = std::exchange(m_holes, {});
    return portion;
}

} // namespace console
