#pragma once

#include "ui/models/profiledraft.h"
#include "ui/models/verdict.h"

#include <QDateTime>

namespace console {

struct ProbeReport;

// What people read about the settings of a connection. What certificates and files brought is made safe to
// show.

/// "Red"; of none "No band".
QString colourName(ColourBand band);
/// "Red band, monitor only": what marks a connection, besides its name. Empty: nothing does.
QString markText(const Profile &profile);
/// "Keep it in the system keychain".
QString storageText(SecretStorage storage);

/// Who the pinned certificate is made out to, as far as known.
QString pinTitle(const Pin &pin);
/// "self-signed, valid until 10 Mar 2035"; empty where only the fingerprint is known.
QString pinRemark(const Pin &pin);
/// "Pinned on 12 Mar 2025 by anna"; empty: not known.
QString pinHistory(const Pin &pin);
/// The pin of a certificate at hand, which nobody has shown yet.
Pin pinFromCertificate(const QSslCertificate &certificate, const QDateTime &now);

/// Whether the client certificate of a draft can be shown to a server: its key, its passphrase, its dates.
Verdict clientCertificateVerdict(const ProfileDraft &draft, const QDateTime &now);

/// What the connection doctor says so far, in one line.
Verdict probeVerdict(const ProbeReport &report);

/// When a lost connection is tried again by itself, and when it never is.
QStringList triedAgain();
QStringList neverTriedAgain();

} // namespace console
