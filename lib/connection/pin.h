#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QSslError>

namespace console {

/// A certificate the user decided to accept, and the errors it was accepted with.
struct Pin
{
    QByteArray sha256; ///< 32 bytes, of the leaf certificate's DER form
    QList<QSslError::SslError> acceptedErrors; ///< beyond the unknown-issuer kinds: wrong name, expired
    QDateTime pinnedAt; ///< UTC; invalid for --pin
    QString subject; ///< for people
    bool forSession = false; ///< "trust once": kept nowhere
    bool fromCommandLine = false; ///< --pin: covers a wrong name, never expiry
    QString pinnedBy; ///< who sat in front: the system's name of the user; empty: not known
    QByteArray certificate; ///< its DER form, to be shown later; empty: only the fingerprint is known

    QJsonObject unknownKeys; ///< of newer versions; written back

    friend bool operator==(const Pin &, const Pin &) = default;
};

/// The user as the system knows them; empty: it does not say.
QString systemUser();

/// 32 bytes from hexadecimal text; colons, spaces and case do not matter. Empty if it is no SHA-256.
QByteArray parseSha256(QStringView text);

/// "9C41 7ED2 … 13F0": 16 groups of 4.
QString formatSha256(const QByteArray &sha256);

} // namespace console
