#include "ui/models/eventgroups.h"

namespace console {

EventGroups::EventGroups()
{
    m_names.append(QByteArray());
    m_types.append(EventType::Unknown);
    for (int type = 1; type < eventTypeCount; ++type)
        add(console::groupOf(EventType(type)).toByteArray(), EventType(type));
}

void EventGroups::learn(StringId name, const QByteArray &text)
{
    if (!name || knows(name))
        return;
    while (m_groupOfName.size() <= qsizetype(name.value))
        m_groupOfName.append(unknown);
    const QByteArray group = eventGroup(text);
    const auto known = m_groups.constFind(group);
    m_groupOfName[name.value] = known != m_groups.cend() ? *known : add(group, eventType(text));
}

quint16 EventGroups::add(const QByteArray &group, EventType type)
{
    if (m_names.size() >= maximum)
        return others;
    const auto number = quint16(m_names.size());
    m_groups.insert(group, number);
    m_names.append(group);
    m_types.append(type);
    return number;
}

} // namespace console
