#pragma once

#include "lib/log/messagelog.h"
#include "lib/protocol/eventtype.h"

#include <QHash>

#include <array>
#include <unordered_map>

namespace console {

/// Says which rows are counted together: a column for each row; 0: it is not counted. GUI thread.
class RowColumns
{
public:
    virtual ~RowColumns() = default;
    /// Of a row that is new; may begin a column.
    virtual quint32 learn(const MessageRecord &record) = 0;
    virtual quint32 column(const MessageRecord &record) const = 0; ///< @pre the row was learned
    virtual quint32 size() const = 0; ///< columns so far, and the one that is none
};

/// A column for each event type, and for what is no event. The first ones always exist; names outside the
/// catalogue get one each, as long as there are columns left.
class TypeColumns : public RowColumns
{
public:
    enum Column : quint32 {
        None = 0, ///< notes and responses
        Requests,
        Malformed,
        OtherNames, ///< names that came after all columns were taken
        FirstType, ///< EventType::Unknown is never used; CreateRoom follows
        FirstName = FirstType + eventTypeCount,
        Limit = FirstName + 64,
    };
    /// An event group outside the catalogue.
    struct Name
    {
        QByteArray group;
        EventType type = EventType::Custom; ///< Custom or Unknown
    };

    explicit TypeColumns(const MessageLog *log) : m_log(log) { }

    static quint32 columnOf(EventType type) { return FirstType + quint32(type); }
    quint32 learn(const MessageRecord &record) override;
    quint32 column(const MessageRecord &record) const override;
    quint32 size() const override { return FirstName + quint32(m_names.size()); }
    /// @pre FirstName <= column < size()
    const Name &name(quint32 column) const { return m_names[column - FirstName]; }
    quint64 otherNames() const { return m_otherNames; } ///< how many names share OtherNames, by spelling
    /// Of an event; Unknown of what is no event, and of names that share OtherNames. @pre the row was learned
    EventType type(const MessageRecord &record) const;

private:
    quint32 eventColumn(StringId name);
    quint32 newColumn(const QByteArray &group, EventType type);

    const MessageLog *m_log;
    std::vector<quint8> m_columnOfName; ///< by StringId; 0: not asked yet
    std::unordered_map<std::string, quint8> m_columnOfGroup;
    std::vector<Name> m_names;
    quint64 m_otherNames = 0;
};

/// Two columns for each participant of each room: one for where they are, which comes many times a second,
/// and one for all else that events say of them.
class PersonColumns : public RowColumns
{
public:
    enum Column : quint32 {
        None = 0,
        Requests,
        Malformed,
        Others, ///< of people that came after all columns were taken
        First,
        Limit = First + 2 * 8192,
    };
    /// Ids as the rows have them; none: not said.
    struct Person
    {
        StringId room;
        StringId participant;
    };

    /// @param types  of the same log, and always ahead of this
    explicit PersonColumns(const TypeColumns *types) : m_types(types) { }

    quint32 learn(const MessageRecord &record) override;
    quint32 column(const MessageRecord &record) const override;
    quint32 size() const override { return First + 2 * quint32(m_people.size()); }
    const std::vector<Person> &people() const { return m_people; }
    static quint32 factsOf(size_t person) { return First + 2 * quint32(person); }
    static quint32 movesOf(size_t person) { return factsOf(person) + 1; }

private:
    static quint64 keyOf(const MessageRecord &record)
    {
        return quint64(record.room.value) << 32 | record.participant.value;
    }
    bool isPersonal(quint32 typeColumn, const MessageRecord &record) const;
    quint32 factsColumn(quint64 key) const;

    /// A key looked up lately: most rows are of few people.
    struct Recent
    {
        quint64 key = 0;
        quint32 column = 0; ///< 0: nothing is remembered here
    };

    const TypeColumns *m_types;
    QHash<quint64, quint32> m_columnOf; ///< that of the facts, by room and participant
    mutable std::array<Recent, 1024> m_recent;
    std::vector<Person> m_people;
};

} // namespace console
