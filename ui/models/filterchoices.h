#pragma once

#include "lib/filter/filterexpression.h"
#include "lib/log/messagelog.h"

#include <QList>

namespace console {

class RoomDirectory;

/// Something events can be filtered by, and how many there are.
struct FilterChoice
{
    QByteArray id; ///< event group, or id of a room or participant
    QString label; ///< safe to show
    quint64 count = 0;
};

enum class FilterSubject { Type, Room, Participant };
FilterKey fieldOf(FilterSubject subject); ///< of the filter language

/// What the log's events can be filtered by, most frequent first. Counts the newest `countedRows` rows, so
/// that a click answers at once. `directory` names participants and may be null.
QList<FilterChoice> filterChoices(
    const MessageLog &log, const RoomDirectory *directory, FilterSubject subject);
constexpr quint64 countedRows = 8'000'000;

/// What a filter calls event types, made safe to show, that are neither known types nor names that the
/// session has shown.
QStringList unseenTypes(const MessageLog &log, const FilterExpression &filter);

/// "all but Moved", "Joined, Left", "4 of them": what a filter says about one subject. Empty: it does not
/// restrict.
QString filterText(const FilterExpression &filter, const RoomDirectory *directory, FilterSubject subject);

} // namespace console
