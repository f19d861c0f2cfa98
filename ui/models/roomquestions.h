#pragma once

#include "ui/models/navigator.h"

namespace console {

// Requests that a view offers to send, so that what is not known becomes known. Ids that are numbers are sent
// as such. Pure; any thread.

QByteArray layoutQuestion(const QByteArray &room);
/// @pre both are told
QByteArray nameQuestion(const PersonRef &person);

} // namespace console
