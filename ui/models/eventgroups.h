#pragma once

#include "lib/protocol/eventtype.h"
#include "lib/protocol/messagerecord.h"

#include <QByteArray>
#include <QHash>
#include <QList>

namespace console {

/// Alone knows which spellings name the same event, and numbers the events: the listed types first, names of
/// their own as they come. A value that is cheap to hand to another thread.
class EventGroups
{
public:
    static constexpr quint16 others = 0; ///< names too long to keep, or that came when there were too many
    static constexpr qsizetype maximum = 1000;

    EventGroups();

    /// Takes up the name of an event. @param text  of record.name
    void learn(StringId name, const QByteArray &text);
    bool knows(StringId name) const
    {
        return qsizetype(name.value) < m_groupOfName.size() && m_groupOfName[name.value] != unknown;
    }
    /// The number of an event whose name was learnt; `others` of a name that was not. What came bare is a
    /// custom event, whatever action it names.
    quint16 groupOf(const MessageRecord &record) const
    {
        if (record.kind == MessageKind::Other)
            return quint16(EventType::Custom); // the listed types have their own numbers
        return knows(record.name) && record.name ? m_groupOfName[record.name.value] : others;
    }
    /// What eventGroup() says of it; empty: `others`.
    QByteArray name(quint16 group) const { return m_names[group]; }
    /// The type of a number; Custom of names of their own.
    EventType type(quint16 group) const { return m_types[group]; }
    qsizetype size() const { return m_names.size(); }

private:
    static constexpr quint16 unknown = 0xffff;

    quint16 add(const QByteArray &group, EventType type);

    QList<quint16> m_groupOfName; ///< by StringId
    QHash<QByteArray, quint16> m_groups;
    QList<QByteArray> m_names;
    QList<EventType> m_types;
};

} // namespace console
