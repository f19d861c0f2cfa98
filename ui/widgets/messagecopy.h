#pragma once

#include "lib/protocol/ids.h"

class QObject;

namespace console {

class MessageLog;

/// Puts a message on the clipboard as it came; where it has to be read from the recording first, as soon as
/// it is here. Nothing happens where it has left the log.
/// @param owner  whoever is gone no longer wants it
void copyMessageText(const MessageLog *log, MessageId id, QObject *owner);

} // namespace console
