#pragma once

#include "lib/simulator/dialect.h"

#include <QByteArray>

namespace console {

// How ids are written: the conference counts rooms and people, servers name them as they please. Each number
// has one id in each dialect, and each id leads back to its number. Pure; any thread.

/// "3" or, where ids are texts, "room-eu-west-1/conf-0042", "conf-b81f0c6e-4a53-…", "conf 会議室 7": at most
/// 41 bytes.
QByteArray roomId(int room, Dialect::Ids ids);
/// "301" or "7f3a91d0-…", "sip:5203@pbx-eu.example.net"
QByteArray personId(int person, Dialect::Ids ids);
/// Nothing where this dialect writes no such id.
std::optional<int> roomOfId(QByteArrayView id, Dialect::Ids ids);
std::optional<int> personOfId(QByteArrayView id, Dialect::Ids ids);

} // namespace console
