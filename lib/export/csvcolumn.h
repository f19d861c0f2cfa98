#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace console {

/// The columns that a table of rows may have, in their usual order.
enum class CsvColumn : quint8 {
    Number,
    Time, ///< RFC 3339, UTC, six decimals
    Direction, ///< in, out; empty: a note
    Kind,
    Name, ///< of the event, the command or the custom action
    Room, ///< id
    Participant, ///< id
    Person, ///< the participant's name, where it is known
    Status, ///< of a response, as sent
    Code, ///< of a response
    Latency, ///< of a response, milliseconds with three decimals
    Size, ///< bytes
    Text, ///< the message's bytes, where they are text
    Base64, ///< the message's bytes, where they are not
};

/// As in the header line and on the command line: "number".
QString csvColumnName(CsvColumn column);
/// Nothing for any other text.
std::optional<CsvColumn> csvColumn(QStringView name);
QList<CsvColumn> allCsvColumns();

} // namespace console
