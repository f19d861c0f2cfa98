#pragma once

#include "lib/simulator/messagewriter.h"

namespace console {

class Conference;
class Request;

/// Carries out one request (protocol §3) and says what came of it. A command that is unknown or lacks a
/// parameter is an invalid value.
Reply carryOut(Conference &conference, const Request &request, Dialect::Ids ids = Dialect::Ids::Number);

/// The names of all commands, for tests that go through them.
QList<QByteArray> commandNames();

} // namespace console
