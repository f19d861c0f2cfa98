#pragma once

#include "lib/connection/secret.h"
#include "lib/profile/address.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace console {

/// What a client can take from the configuration file of a server, imm_websocket_config.json (protocol §1).
/// There is no host in it.
struct ServerConfig
{
    int port = customaryPort; ///< the customary one where the file names none that can be used
    std::optional<QString> headerName; ///< none: the server asks for no header
    Secret headerValue;
    QString certificateFile; ///< of the server, as the file names it; to be offered as the one to trust.
                             ///< Empty: none
    QStringList ignoredKeys; ///< as the file spells them: what only the server needs, and its passphrase
    QStringList problems; ///< sentences; never with a value of the file
    bool isConfig = false; ///< else nothing could be taken from it, and problems say why
};

/// Reads both spellings in the field; the text "none" means that something is not set. Opens no file and
/// looks at no value that only the server needs.
ServerConfig importServerConfig(const QByteArray &bytes);

} // namespace console
