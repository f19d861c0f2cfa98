#pragma once

#include "lib/protocol/messagerecord.h"

#include <QByteArray>

namespace console {

/// The request to begin with when someone wants to compose from a message: a request as it was sent, of an
/// event the command that has its facts. Empty: there is none.
QByteArray requestLike(QByteArrayView message, MessageKind kind);

} // namespace console
