// What MessageTableModel marks and tints.

#include "ui/models/messagetablemodel.h"

namespace console {

bool MessageTableModel::isMarked(MessageId id) const
{
    const size_t index = m_marked.indexAtOrAfter(id);
    return index < m_marked.size() && m_marked.at(index) == id;
}

std::vector<bool> MessageTableModel::markedParts(int count) const
{
    std::vector<bool> parts(size_t(count), false);
    size_t mark = 0;
    for (size_t part = 0; part < parts.size() && mark < m_marked.size(); ++part) {
        const size_t end = (part + 1) * m_rows.size() / parts.size(); // the first row of the next part
        const size_t next = end == m_rows.size() ? m_marked.size() : m_marked.indexAtOrAfter(m_rows.at(end));
        parts[part] = next > mark;
        mark = std::max(mark, next);
    }
    return parts;
}

MessageId MessageTableModel::nextMarked(MessageId from, int direction) const
{
    const size_t index = m_marked.indexAtOrAfter(direction > 0 ? from + 1 : from);
    if (direction > 0)
        return index < m_marked.size() ? m_marked.at(index) : MessageId();
    return index > 0 ? m_marked.at(index - 1) : MessageId();
}

void MessageTableModel::setColourRules(const QList<ColourRule> &rules)
{
    m_tints.clear();
    for (const ColourRule &rule : rules) {
        if (rule.enabled && !rule.filter.isEmpty())
            m_tints.emplace_back(rule.tint, std::make_unique<LogFilter>(rule.filter, m_log, m_exchanges));
    }
    emit looksChanged();
}

/// The first rule that holds decides.
QVariant MessageTableModel::tintOf(MessageId id) const
{
    const MessageRecord &record = m_log->record(id);
    for (const auto &[tint, filter] : m_tints) {
        if (filter->passes(record, id))
            return tint;
    }
    return {};
}

} // namespace console
