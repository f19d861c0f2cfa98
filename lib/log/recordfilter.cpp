#include "lib/log/recordfilter.h"

#include "lib/protocol/eventtype.h"

namespace console {

bool RecordFilter::restrictsRows() const
{
    return !shownGroups.isEmpty() || !hiddenGroups.isEmpty() || !rooms.isEmpty() || !participants.isEmpty()
        || from != 0 || until != 0;
}

RowPredicate::RowPredicate(const RecordFilter &filter, const MessageLog *log)
    : m_filter(filter), m_log(log),
      m_kinds(filter.kinds.isEmpty() ? ~0u : 0u), m_names{!filter.shownGroups.isEmpty()
                                                          || !filter.hiddenGroups.isEmpty(),
                                                      &MessageLog::name, &RowPredicate::nameAllowed, {}},
      m_rooms{!filter.rooms.isEmpty(), &MessageLog::room, &RowPredicate::roomAllowed, {}},
      m_participants{
          !filter.participants.isEmpty(), &MessageLog::participant, &RowPredicate::participantAllowed, {}}
{
    for (const MessageKind kind : filter.kinds)
        m_kinds |= 1u << unsigned(kind);
}

bool RowPredicate::operator()(const MessageRecord &record, MessageId id)
{
    if (!(m_kinds >> unsigned(record.kind) & 1u))
        return m_filter.withGaps && record.isGap() && showsGap(record);
    if (record.time < m_filter.from || (m_filter.until != 0 && record.time >= m_filter.until))
        return false;
    return allows(m_names, record.name, record, id) && allows(m_rooms, record.room, record, id)
        && allows(m_participants, record.participant, record, id);
}

inline bool RowPredicate::allows(Column &column, StringId string, const MessageRecord &record, MessageId id)
{
    if (!column.isRestricted)
        return true;
    if (!string && record.has(MessageFlag::Unpooled))
        return (this->*column.allows)((m_log->*column.read)(id));
    if (string.value < column.answers.size() && column.answers[string.value] != Answer::Unknown)
        return column.answers[string.value] == Answer::Yes;
    return decide(column, string);
}

bool RowPredicate::decide(Column &column, StringId string)
{
    if (string.value >= column.answers.size())
        column.answers.resize(m_log->stringCount() + 1, Answer::Unknown);
    const bool allowed = (this->*column.allows)(m_log->string(string));
    if (string.value < column.answers.size())
        column.answers[string.value] = allowed ? Answer::Yes : Answer::No;
    return allowed;
}

/// Some of it lies in the time that is asked for.
bool RowPredicate::showsGap(const MessageRecord &record) const
{
    return record.time >= m_filter.from
        && (m_filter.until == 0 || record.time - record.gapLength() < m_filter.until);
}

/// A row without a name belongs to no group: it stays unless certain groups were asked for.
bool RowPredicate::nameAllowed(const QByteArray &name) const
{
    if (name.isEmpty())
        return m_filter.shownGroups.isEmpty();
    const QByteArray group = eventGroup(name);
    return (m_filter.shownGroups.isEmpty() || m_filter.shownGroups.contains(group))
        && !m_filter.hiddenGroups.contains(group);
}

} // namespace console
