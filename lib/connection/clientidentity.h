#pragma once

#include "lib/connection/failure.h"
#include "lib/connection/secret.h"

#include <QSslCertificate>
#include <QSslKey>

#include <optional>

namespace console {

/// A client certificate with its key, as TLS takes them; or why there is none.
struct ClientIdentity
{
    QList<QSslCertificate> certificates; ///< the key's own first, then those that vouch for it
    QSslKey key; ///< RSA or EC
    FailureKind failure = FailureKind::None; ///< InvalidSettings: a file holds nothing of its kind
    bool isKeyFileAtFault = false; ///< else the certificate file
};

/// Reads the contents of files; opens none. The only code that knows libcrypto beside the simulator: Qt loads
/// a key or does not, and never says why.
/// @param certificateFile  certificates in PEM form, perhaps with their key; or PKCS#12 with its key
/// @param keyFile  the key in PEM form; none: it is in the certificate file. PKCS#12 brings its own
/// @param passphrase  of the key or the PKCS#12 file; empty: none was given
ClientIdentity readClientIdentity(
    const QByteArray &certificateFile, const std::optional<QByteArray> &keyFile, const Secret &passphrase);

/// Whether a file, PEM or PKCS#12, holds a key that cannot be read without a passphrase.
bool needsPassphrase(const QByteArray &file);

} // namespace console
