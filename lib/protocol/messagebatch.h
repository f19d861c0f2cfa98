#pragma once

#include "lib/protocol/messagerecord.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

#include <algorithm>
#include <memory>
#include <vector>

namespace console {

/// A response and the request whose echo it carries.
struct Match
{
    MessageId response;
    MessageId request;
    qint64 latency = 0; ///< microseconds, from the steady clock alone

    friend bool operator==(const Match &, const Match &) = default;
};

/// What the network thread hands over: consecutive rows with their text and everything new that they refer
/// to. Shared and never changed after it left the connection.
struct MessageBatch
{
    MessageId first; ///< number of rows[0]; the others follow without a hole
    std::vector<MessageRecord> rows; ///< `end` counts from the start of `text`
    QByteArray text; ///< the bytes of all rows, one after the other
    StringId firstString; ///< number of strings[0] in the session's pool
    std::vector<QByteArray> strings; ///< UTF-8, introduced by these rows
    std::vector<Match> matches;
    std::vector<MessageId> lost; ///< requests that the end of the connection left unanswered
    quint64 dropped = 0; ///< messages that came but found no room: they have no row
    /// Messages that the socket had delivered in this session when the batch was closed, the dropped ones
    /// too: counted where they come in, not from the rows, so that one can be held against the other. Not
    /// recorded; 0: nobody counted.
    quint64 arrived = 0;

    quint64 receivedRows() const
    {
        return quint64(std::count_if(
            rows.begin(), rows.end(), [](const MessageRecord &row) { return row.isReceived(); }));
    }
    QByteArrayView textOf(size_t row) const
    {
        const quint32 start = row == 0 ? 0 : rows[row - 1].end;
        return QByteArrayView(text).sliced(start, rows[row].end - start);
    }
};

using BatchPointer = std::shared_ptr<const MessageBatch>;

/// One delivery: the batches that came together while the receiver was busy.
using BatchList = QList<BatchPointer>;

} // namespace console

Q_DECLARE_METATYPE(console::BatchPointer)
