#pragma once

#include <QString>
#include <QUrl>

namespace console {

/// The port Event Managers customarily listen on (protocol §1).
constexpr int customaryPort = 9002;

/// The parts of an address, or why it is none.
struct Address
{
    QString host; ///< IPv6 without brackets
    int port = customaryPort;
    QString path = QStringLiteral("/"); ///< with query
    QString error; ///< a sentence; empty: it is an address

    QUrl url() const; ///< "wss://host:9002"
};

/// Reads "host", "host:9002", "::1", "[::1]:9002", "wss://host:9002/path?query". Anything but wss is answered
/// with words. Where no port is named it is the customary one, in URLs too.
Address parseAddress(const QString &text);

} // namespace console
