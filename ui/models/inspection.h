#pragma once

#include "lib/log/exchangelog.h"
#include "ui/models/text.h"

#include <QList>

namespace console {

/// One line of facts about a message: "Received", "14:32:07.418", "41:43 into session".
struct Fact
{
    QString label;
    QString strong;
    QString soft; ///< behind it, in secondary colour
    bool fixed = false; ///< whether `strong` was sent verbatim, or is a time
    MessageId toldBy = {}; ///< the message to look at for more; none: this one, or nothing
    QString offer = {}; ///< what can be done about it, as a button says it; empty: nothing
    QString softInFull = {}; ///< `soft` in words that nobody can take otherwise; empty: those above are
    QString softAtLongest = {}; ///< as long as `soft` becomes while time goes on; empty: it stays as it is
};

/// Where nothing can be done about anything now.
QList<Fact> withoutOffers(QList<Fact> facts);

/// Everything that is said of one message before its text: what the inspector shows. A value.
struct Inspection
{
    MessageId message; ///< none: nothing is selected
    MessageKind kind = MessageKind::Note;
    EventType type = EventType::Unknown;
    ExchangeState state = ExchangeState::Waiting; ///< if isExchange
    bool isExchange = false;
    bool isGap = false; ///< a note that tells for how long there was no connection
    MessageId request; ///< of an exchange; none: it has none, or it is no longer in memory
    MessageId response;
    MessageId awaited; ///< another one, whose text is being read: the facts will tell more then
    Sentence sentence;
    QList<Fact> facts;
    QByteArray room;
    QByteArray participant;
    QString person; ///< name or "this person"; empty: no participant
};

/// @param sessionStart  microseconds UTC; 0: not known.
Inspection inspect(const MessageLog &log, const ExchangeLog &exchanges, const RoomDirectory *directory,
    MessageId message, qint64 sessionStart);

} // namespace console
