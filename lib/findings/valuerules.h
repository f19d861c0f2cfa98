#pragma once

#include "lib/findings/finding.h"
#include "lib/findings/knownkeys.h"

namespace console {

// The rules that look at one member of a message. @pre the member is one of the message's

/// The rule of the catalogue that a number breaks, in an event or in a request of ours. The seat −1 of an
/// event is nobody's seat. Null: none.
const ValueRule *brokenRule(const MessageView &message, const MessageMember &member, const KnownKeys &known);
/// Whether the catalogue does not list the key for such a message. Of custom events and of commands that are
/// not in the catalogue any key is listed.
/// @param keys  of the message, KnownKeys::of()
bool isUnknownKey(const MessageView &message, const MessageMember &member, const QSet<QByteArray> *keys);

/// The same in words, which cost ten times as much: to be asked when it is found first.
std::optional<Finding> outOfRange(
    const MessageView &message, const MessageMember &member, const KnownKeys &known);
std::optional<Finding> unknownKey(
    const MessageView &message, const MessageMember &member, const KnownKeys &known);

} // namespace console
