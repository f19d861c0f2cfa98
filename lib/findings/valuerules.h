#pragma once

#include "lib/findings/finding.h"
#include "lib/findings/knownkeys.h"

namespace console {

// The rules that look at one member of a message. @pre the member is one of the message's

/// A number that the catalogue does not allow there, in an event or in a request of ours. The seat −1 of an
/// event is nobody's seat.
std::optional<Finding> outOfRange(
    const MessageView &message, const MessageMember &member, const KnownKeys &known);
/// A key that the catalogue does not list for such a message. Of custom events and of commands that are not
/// in the catalogue any key is.
std::optional<Finding> unknownKey(
    const MessageView &message, const MessageMember &member, const KnownKeys &known);

} // namespace console
