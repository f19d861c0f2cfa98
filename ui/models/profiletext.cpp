#include "ui/models/profiletext.h"

#include "lib/connection/probereport.h"
#include "ui/models/text.h"

#include <QLocale>
#include <QSslCertificate>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString day(const QDate &date)
{
    return QLocale::c().toString(date, u"d MMM yyyy"_s);
}

QString safe(const QString &text)
{
    return isolated(visibleText(text));
}

QString nameOf(const QSslCertificate &certificate)
{
    const QString name = certificate.subjectDisplayName();
    return name.isEmpty() ? u"The certificate"_s : safe(name);
}

QString sentenceOf(const Failure &failure)
{
    const bool causeSaysAll =
        failure.kind == FailureKind::InvalidSettings || failure.kind == FailureKind::ClientFileUnusable;
    return causeSaysAll ? failure.cause : failure.title + u'.';
}

Verdict datesVerdict(const QSslCertificate &certificate, const QDateTime &now)
{
    const QString name = nameOf(certificate);
    const QString end = day(certificate.expiryDate().toUTC().date());
    if (certificate.expiryDate() < now)
        return {
            Verdict::Tone::Doubtful, u"Key and certificate match, but %1 ended on %2."_s.arg(name, end), {}};
    if (certificate.effectiveDate() > now)
        return {Verdict::Tone::Doubtful,
            u"Key and certificate match, but %1 is valid only from %2."_s.arg(
                name, day(certificate.effectiveDate().toUTC().date())),
            {}};
    return {Verdict::Tone::Good, u"Key and certificate match. %1, valid until %2."_s.arg(name, end), {}};
}

QString millisecondsText(qint64 microseconds)
{
    const qint64 milliseconds = (microseconds + 500) / 1000;
    return milliseconds < 10'000 ? u"%1 ms"_s.arg(milliseconds) : durationText(microseconds);
}

Verdict acceptedVerdict(const ProbeReport &report)
{
    QString text = u"Accepted after %1"_s.arg(millisecondsText(report.duration));
    if (!report.tlsVersion.isEmpty())
        text += u", "_s + report.tlsVersion;
    QStringList remarks;
    for (const StepResult &step : report.steps)
        if (step.outcome == StepOutcome::Remark)
            remarks.append(visibleText(step.detail));
    return {Verdict::Tone::Good, text, remarks.join(u' ')};
}

} // namespace

QString colourName(ColourBand band)
{
    switch (band) {
    case ColourBand::None:
        return u"No band"_s;
    case ColourBand::Red:
        return u"Red"_s;
    case ColourBand::Orange:
        return u"Orange"_s;
    case ColourBand::Green:
        return u"Green"_s;
    case ColourBand::Blue:
        return u"Blue"_s;
    case ColourBand::Violet:
        return u"Violet"_s;
    }
    return {};
}

QString markText(const Profile &profile)
{
    QStringList marks;
    if (profile.colour != ColourBand::None)
        marks.append(u"%1 band"_s.arg(colourName(profile.colour)));
    if (profile.monitorOnly)
        marks.append(marks.isEmpty() ? u"Monitor only"_s : u"monitor only"_s);
    return marks.join(u", "_s);
}

QString storageText(SecretStorage storage)
{
    switch (storage) {
    case SecretStorage::Keychain:
        return u"Keep it in the system keychain"_s;
    case SecretStorage::Session:
        return u"Keep it for this session only"_s;
    case SecretStorage::AskEveryTime:
        return u"Ask every time"_s;
    }
    return {};
}

QString pinTitle(const Pin &pin)
{
    return pin.subject.isEmpty() ? u"Pinned certificate"_s : safe(pin.subject);
}

QString pinRemark(const Pin &pin)
{
    const QSslCertificate certificate(pin.certificate, QSsl::Der);
    if (certificate.isNull())
        return {};
    const QString issuer = certificate.isSelfSigned()
        ? u"self-signed"_s
        : u"issued by %1"_s.arg(safe(certificate.issuerDisplayName()));
    return u"%1, valid until %2"_s.arg(issuer, day(certificate.expiryDate().toUTC().date()));
}

QString pinHistory(const Pin &pin)
{
    if (!pin.pinnedAt.isValid())
        return {};
    const QString when = u"Pinned on %1"_s.arg(day(pin.pinnedAt.toLocalTime().date()));
    return pin.pinnedBy.isEmpty() ? when : u"%1 by %2"_s.arg(when, safe(pin.pinnedBy));
}

Pin pinFromCertificate(const QSslCertificate &certificate, const QDateTime &now)
{
    Pin pin;
    pin.sha256 = certificate.digest(QCryptographicHash::Sha256);
    pin.pinnedAt = now.toUTC();
    pin.subject = certificate.subjectDisplayName();
    pin.pinnedBy = systemUser();
    pin.certificate = certificate.toDer();
    return pin;
}

Verdict clientCertificateVerdict(const ProfileDraft &draft, const QDateTime &now)
{
    if (!draft.showsCertificate || draft.profile.clientCertificateFile.isEmpty())
        return {};
    Profile profile; // only what the certificate needs: other fields have problems of their own
    profile.host = u"localhost"_s;
    profile.clientCertificateFile = draft.profile.clientCertificateFile;
    profile.clientKeyFile = draft.profile.clientKeyFile;
    const ConnectionSettings settings =
        settingsFor(profile, {.passphrase = draft.passphrase.value.value_or(Secret())});
    const Failure &failure = settings.problem;
    if (failure.kind == FailureKind::PassphraseNeeded)
        return {Verdict::Tone::Doubtful, u"The key is protected: it needs its passphrase."_s, failure.cause};
    if (failure)
        return {Verdict::Tone::Bad, sentenceOf(failure), failure.cause};
    return datesVerdict(settings.clientCertificates.value(0), now);
}

Verdict probeVerdict(const ProbeReport &report)
{
    if (report.failure)
        return {
            Verdict::Tone::Bad, visibleText(report.failure.title), visibleText(report.failure.cause, 2'000)};
    if (report.finished)
        return acceptedVerdict(report);
    for (const StepResult &step : report.steps)
        if (step.outcome == StepOutcome::Running)
            return {Verdict::Tone::Busy, toText(step.step) + u'…', {}};
    return {Verdict::Tone::Busy, u"Testing…"_s, {}};
}

QStringList triedAgain()
{
    return {u"The network failed, the name was not found, or nobody answered in time"_s,
        u"The server went away, restarts or is busy (closed with 1001, 1006, 1011 to 1013)"_s,
        u"The server answered HTTP 429 or 5xx; where it says how long to wait, so long"_s};
}

QStringList neverTriedAgain()
{
    return {u"The certificate is not trusted, is out of date, or is not the pinned one"_s,
        u"The server refused the header or the client certificate (401, 403)"_s,
        u"Any other refusal of the server (3xx, 4xx, closed with 1008)"_s, u"You pressed Disconnect"_s};
}

} // namespace console
