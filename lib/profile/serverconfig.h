#pragma once

#include "lib/connection/secret.h"

#include <QStringList>

#include <optional>

namespace console {

/// What a server's imm_websocket_config.json tells a client. There is no host in it.
struct ServerConfig
{
    int port = 0;
    std::optional<QString> headerName;
    Secret headerValue;
    QString certificateFile; ///< as named there; empty: none
    QStringList ignored; ///< keys that are no business of a client: private keys, their passphrase
    QString problem; ///< why it cannot be used; empty: it can
    QStringList remarks; ///< sentences
};

ServerConfig importServerConfig(const QByteArray &json);

} // namespace console
