#pragma once

#include "lib/log/messagelog.h"

#include <QSet>

#include <unordered_map>

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
    QString text; ///< ASCII case-insensitive substring of the raw text; see TextSearch

    bool restrictsRows() const; ///< anything but kinds and text
    friend bool operator==(const RecordFilter &, const RecordFilter &) = default;
};

/// The structured part of a filter prepared for one log: decides a row from its 32 bytes, with the strings' answers
/// remembered. The text is TextSearch's business.
class RowPredicate
{
public:
    RowPredicate(const RecordFilter &filter, const MessageLog *log);
    bool operator()(const MessageRecord &record, MessageId id);

private:
    bool nameAllowed(const QByteArray &name) const;

    RecordFilter m_filter;
    const MessageLog *m_log;
    std::unordered_map<StringId, bool> m_names;
    std::unordered_map<StringId, bool> m_rooms;
    std::unordered_map<StringId, bool> m_participants;
};

} // namespace console
