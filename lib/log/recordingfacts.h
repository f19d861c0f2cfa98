#pragma once

#include "lib/log/mcap.h"

#include <QByteArray>
#include <QUrl>

namespace console {

/// What a recording says of its session beside the messages; a value. Never the header's value, a key, or
/// what an address may hold of them.
struct RecordingFacts
{
    static constexpr char metadataName[] = "session";

    QByteArray server; ///< wss://host:port/path
    QByteArray tlsVersion; ///< "TLS 1.3"; empty: not known (yet)
    QByteArray certificateSha256; ///< hexadecimal; empty: not known (yet)
    QByteArray start; ///< RFC 3339, UTC
    QByteArray software; ///< name and version

    friend bool operator==(const RecordingFacts &, const RecordingFacts &) = default;
    /// Only what is known has a key.
    mcap::Metadata toMetadata() const;
    /// Takes over what the record knows: a later one, written once connected, knows more.
    void add(const mcap::Metadata &metadata);
};

/// The address without user, password, query and fragment: they may hold secrets.
QByteArray addressWithoutSecrets(const QUrl &url);

} // namespace console
