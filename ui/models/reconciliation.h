#pragma once

#include "lib/log/recorderstatus.h"

#include <QList>
#include <QString>

namespace console {

class SessionModels;

/// What became of the messages that came, as it was counted in places that know nothing of each other; a
/// value. The counts are messages received, unless they say otherwise.
struct Reconciliation
{
    /// Of a recording that was opened; there nobody counted at the socket.
    struct Opened
    {
        quint64 missingRows = 0; ///< of the session, not in the file
        quint64 leftOut = 0; ///< bytes of the file that could not be read
        bool isComplete = false; ///< else it is still being read
    };

    bool isOpened = false;
    Opened opened;

    quint64 arrived = 0; ///< delivered by the socket
    quint64 dropped = 0; ///< of these, without a row: the program was too busy
    quint64 malformed = 0; ///< of these
    quint64 taken = 0; ///< into memory
    quint64 left = 0; ///< memory again, at its front
    quint64 kept = 0; ///< in memory now
    RecorderStatus recorder;

    quint64 listed = 0; ///< of those kept, the kinds that the events table shows
    quint64 unannounced = 0; ///< rows that the views have not been told of yet, all kinds
    quint64 eligible = 0; ///< in the events table, whether the filter hides them or not
    quint64 shown = 0; ///< of these
    bool isSearching = false; ///< more may be shown soon

    qint64 behindLive = 0; ///< microseconds from the newest row that the views know to the newest
    qint64 diskLag = 0; ///< microseconds from the newest row in the file to the newest, while some wait
};

/// Whether the counts agree where they must.
struct CountsVerdict
{
    quint64 difference = 0; ///< messages; 0: all agree
    QString where; ///< "between socket and memory": of the first difference

    bool isEqual() const { return difference == 0; }
};

/// A line of the table of counts; all texts are plain.
struct CountRow
{
    QString label;
    QString value; ///< empty: the label is the heading of those that follow
    QString remark; ///< what the count means
};

/// As it is at this moment.
Reconciliation reconciliationOf(const SessionModels &models);
CountsVerdict verdictOf(const Reconciliation &counts);
/// "All counts agree", and what there is to know even so.
QString verdictText(const Reconciliation &counts);
QList<CountRow> countRows(const Reconciliation &counts);
/// For the clipboard: a line each, columns separated by tabs, digits as programs read them.
QString tableText(const Reconciliation &counts);

} // namespace console
