#pragma once

#include "lib/protocol/messagerecord.h"

#include <QByteArray>
#include <QByteArrayView>

namespace console {

/// One row on its way out, with what a form may write of it; a value. Views hold during the call.
struct ExportRow
{
    MessageId id;
    MessageRecord record; ///< its string numbers and its `end` mean nothing here
    QByteArrayView text; ///< the bytes as received or sent

    /// Read from the text, and only for forms that need them.
    QByteArrayView name; ///< of the event, the command or the custom action, decoded
    QByteArrayView room; ///< id as text
    QByteArrayView participant; ///< id as text
    QByteArray person; ///< the participant's name, UTF-8; empty: not known

    MessageId request; ///< that a response answers; none: not known
    qint64 latency = -1; ///< of a response, microseconds; -1: not known
};

} // namespace console
