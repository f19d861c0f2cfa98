#pragma once

#include "ui/models/navigator.h"

namespace console {

/// Is a message about a room or participant: does it name them, or change everybody in their room? Whether
/// the participant was there at that time it does not ask. @pre the log contains the message
bool concerns(const MessageLog &log, MessageId message, const PersonRef &person);

} // namespace console
