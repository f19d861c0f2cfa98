#pragma once

#include "lib/log/messagelog.h"

#include <QSet>

#include <vector>

namespace console {

/// What the user wants to see; a value. Empty sets do not restrict.
struct RecordFilter
{
    QSet<MessageKind> kinds;
    QSet<QByteArray> shownGroups; ///< event groups (eventGroup()); empty: all
    QSet<QByteArray> hiddenGroups;
    QSet<QByteArray> rooms; ///< ids as text
    QSet<QByteArray> participants; ///< ids as text
    qint64 from = 0; ///< microseconds UTC; 0: open
    qint64 until = 0; ///< exclusive; 0: open
    bool withGaps =
        false; ///< also notes that tell a gap, whatever kind, type, room and participant are asked for
    QString text; ///< ASCII case-insensitive substring of the raw text; see TextSearch

    bool restrictsRows() const; ///< anything but kinds and text
    friend bool operator==(const RecordFilter &, const RecordFilter &) = default;
};

/// The structured part of a filter prepared for one log: decides a row from its 32 bytes, with the strings'
/// answers remembered. The text is TextSearch's business. A value; GUI thread, as its log.
class RowPredicate
{
public:
    RowPredicate(const RecordFilter &filter, const MessageLog *log);

    /// @param id  the row's number: rows whose strings were not pooled are read again from their text.
    bool operator()(const MessageRecord &record, MessageId id);

private:
    enum class Answer : quint8 { Unknown, No, Yes };
    using Reader = QByteArray (MessageLog::*)(MessageId) const;
    using Test = bool (RowPredicate::*)(const QByteArray &) const;
    /// One column of strings: what was decided about each, by its number.
    struct Column
    {
        bool isRestricted = false;
        Reader read = nullptr;
        Test allows = nullptr;
        std::vector<Answer> answers;
    };

    bool allows(Column &column, StringId string, const MessageRecord &record, MessageId id);
    bool decide(Column &column, StringId string);
    bool showsGap(const MessageRecord &record) const;
    bool nameAllowed(const QByteArray &name) const;
    bool roomAllowed(const QByteArray &room) const { return m_filter.rooms.contains(room); }
    bool participantAllowed(const QByteArray &id) const { return m_filter.participants.contains(id); }

    RecordFilter m_filter;
    const MessageLog *m_log;
    quint32 m_kinds = 0; ///< a bit for each kind; all when the filter names none
    Column m_names;
    Column m_rooms;
    Column m_participants;
};

} // namespace console
