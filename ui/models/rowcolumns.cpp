#include "ui/models/rowcolumns.h"

#include <algorithm>

namespace console {

// By type

quint32 TypeColumns::learn(const MessageRecord &record)
{
    if (record.kind == MessageKind::Event && record.name) {
        if (m_columnOfName.size() <= record.name.value)
            m_columnOfName.resize(record.name.value + 1, 0);
        if (m_columnOfName[record.name.value] == 0)
            m_columnOfName[record.name.value] = quint8(eventColumn(record.name));
    }
    return column(record);
}

quint32 TypeColumns::column(const MessageRecord &record) const
{
    switch (record.kind) {
    case MessageKind::Note:
    case MessageKind::Response:
        return None;
    case MessageKind::Request:
        return Requests;
    case MessageKind::Malformed:
        return Malformed;
    case MessageKind::Other:
        return columnOf(EventType::Custom);
    case MessageKind::Event:
        break;
    }
    // Names too long for the pool are not worth reading the text again.
    return record.name && record.name.value < m_columnOfName.size() ? m_columnOfName[record.name.value]
                                                                    : quint32(OtherNames);
}

EventType TypeColumns::type(const MessageRecord &record) const
{
    const quint32 column = this->column(record);
    if (column < FirstType)
        return EventType::Unknown;
    return column < FirstName ? EventType(column - FirstType) : name(column).type;
}

quint32 TypeColumns::eventColumn(StringId name)
{
    const QByteArray text = m_log->string(name);
    const QByteArray group = eventGroup(text);
    const EventType type = eventType(text);
    if (type != EventType::Unknown && group == groupOf(type))
        return columnOf(type);
    return newColumn(group, type);
}

quint32 TypeColumns::newColumn(const QByteArray &group, EventType type)
{
    const auto known = m_columnOfGroup.find(group.toStdString());
    if (known != m_columnOfGroup.end())
        return known->second;
    if (size() == Limit) {
        ++m_otherNames;
        return OtherNames;
    }
    const quint32 column = size();
    m_columnOfGroup.emplace(group.toStdString(), quint8(column));
    m_names.push_back({group, type});
    return column;
}

// By person

/// Ids too long for the pool are not worth reading the text again.
bool PersonColumns::isPersonal(quint32 typeColumn, const MessageRecord &record) const
{
    return typeColumn >= TypeColumns::OtherNames && !record.has(MessageFlag::Unpooled);
}

quint32 PersonColumns::learn(const MessageRecord &record)
{
    const quint64 key = keyOf(record);
    const bool isNew = isPersonal(m_types->column(record), record) && factsColumn(key) == Others;
    if (isNew && size() < Limit) {
        const quint32 column = factsOf(m_people.size());
        m_columnOf.insert(key, column);
        m_recent[key % m_recent.size()] = {key, column};
        m_people.push_back({record.room, record.participant});
    }
    return column(record);
}

quint32 PersonColumns::column(const MessageRecord &record) const
{
    const quint32 type = m_types->column(record);
    if (!isPersonal(type, record))
        return std::min<quint32>(type, Others); // the first ones mean the same in both
    const quint32 facts = factsColumn(keyOf(record));
    const bool moves = type == TypeColumns::columnOf(EventType::SetParticipantPosition);
    return moves && facts != Others ? facts + 1 : facts;
}

quint32 PersonColumns::factsColumn(quint64 key) const
{
    Recent &recent = m_recent[key % m_recent.size()];
    if (recent.column == 0 || recent.key != key)
        recent = {key, m_columnOf.value(key, Others)};
    return recent.column;
}

} // namespace console
