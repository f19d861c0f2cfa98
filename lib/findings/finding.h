#pragma once

#include "lib/protocol/messagerecord.h"

#include <QByteArray>
#include <QString>

#include <initializer_list>

namespace console {

enum class Severity : quint8 { Information, Warning, Error };

/// What a finding is about; how each is found is told with its rule.
enum class FindingRule : quint8 {
    Malformed,
    Unmatched,
    DuplicateResponse,
    Late,
    Lost,
    Refused,
    OkWithDescription,
    OutOfRange,
    UnknownKey,
    DuplicateKeys,
    NumericEvent,
    UnseenRoom,
    DestroyedRoom,
    ClosedRoom,
    SharedSeat,
    Licence,
    Dialect,
    Recording,
};

/// Something that is not as it should be, found in one message or in many: those of one rule and one subject
/// are one finding. A value.
struct Finding
{
    FindingRule rule = FindingRule::Malformed;
    Severity severity = Severity::Warning;
    MessageKind kind = MessageKind::Note; ///< of its messages
    QByteArray subject; ///< of the rule: a command and its code, a room and a seat; names are a server's
    QString sentence; ///< names and ids in it are a server's
    QString filter; ///< in the filter language, lets its messages through; empty: it cannot be said
    quint64 count = 1;
    MessageId first; ///< none: it is not about messages
    MessageId last;
    qint64 firstTime = 0; ///< microseconds UTC
    qint64 lastTime = 0;
};

/// The parts of a subject with spaces between.
QByteArray subjectOf(std::initializer_list<QByteArrayView> parts);

/// What stands for a finding where it is saved: "refused set_participant_position -9989".
QByteArray idOf(const Finding &finding);

/// Takes in later messages of the same finding.
void extend(Finding &finding, const Finding &later);

} // namespace console
