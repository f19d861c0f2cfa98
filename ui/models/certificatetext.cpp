#include "ui/models/certificatetext.h"

#include "lib/connection/pin.h"
#include "ui/models/text.h"

#include <QLocale>
#include <QSslKey>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString day(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC().date(), u"d MMM yyyy"_s);
}

QString safe(const QStringList &texts, qsizetype maximum = 8)
{
    QStringList shown;
    for (const QString &text : texts.mid(0, maximum))
        shown.append(isolated(visibleText(text)));
    if (texts.size() > maximum)
        shown.append(u"%1 more"_s.arg(texts.size() - maximum));
    return shown.join(u", "_s);
}

/// "CN engage-01, O Example Conference"
QString identity(const QSslCertificate &certificate,
    QStringList (QSslCertificate::*info)(QSslCertificate::SubjectInfo) const)
{
    QStringList parts;
    const auto add = [&](QSslCertificate::SubjectInfo field, const QString &name) {
        const QStringList values = (certificate.*info)(field);
        if (!values.isEmpty())
            parts.append(name + u' ' + safe(values, 3));
    };
    add(QSslCertificate::CommonName, u"CN"_s);
    add(QSslCertificate::Organization, u"O"_s);
    add(QSslCertificate::OrganizationalUnitName, u"OU"_s);
    add(QSslCertificate::CountryName, u"C"_s);
    return parts.isEmpty() ? u"no name"_s : parts.join(u", "_s);
}

QString subject(const QSslCertificate &certificate)
{
    return identity(certificate, &QSslCertificate::subjectInfo);
}

QString issuer(const QSslCertificate &certificate)
{
    return identity(certificate, &QSslCertificate::issuerInfo);
}

QStringList namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    return names;
}

/// What signed the certificate, as OpenSSL prints it: "sha256WithRSAEncryption". Its line stands before any
/// text of the subject.
QString signatureAlgorithm(const QSslCertificate &certificate)
{
    const QString text = certificate.toText();
    const QString label = u"Signature Algorithm:"_s;
    const qsizetype at = text.indexOf(label);
    if (at < 0)
        return {};
    const qsizetype from = at + label.size();
    return text.mid(from, text.indexOf(u'\n', from) - from).trimmed().left(60);
}

QString signatureHash(const QSslCertificate &certificate)
{
    const QString algorithm = signatureAlgorithm(certificate).toLower();
    for (const int bits : {256, 384, 512, 224})
        if (algorithm.contains(u"sha%1"_s.arg(bits)))
            return u"SHA-%1"_s.arg(bits);
    if (algorithm.contains(u"sha1"_s))
        return u"SHA-1"_s;
    return algorithm.contains(u"md5"_s) ? u"MD5"_s : QString();
}

QString keyText(const QSslKey &key)
{
    const QString bits = key.length() > 0 ? u" %1 bits"_s.arg(key.length()) : QString();
    switch (key.algorithm()) {
    case QSsl::Rsa:
        return u"RSA"_s + bits;
    case QSsl::Dsa:
        return u"DSA"_s + bits;
    case QSsl::Ec:
        return u"Elliptic curve"_s + bits;
    default:
        return u"Another kind of key"_s;
    }
}

bool isStrong(const QSslCertificate &certificate)
{
    const QString hash = signatureHash(certificate);
    if (hash == u"SHA-1"_s || hash == u"MD5"_s)
        return false;
    const QSslKey key = certificate.publicKey();
    switch (key.algorithm()) {
    case QSsl::Rsa:
        return key.length() >= 2048;
    case QSsl::Ec:
        return key.length() >= 224;
    case QSsl::Opaque:
        return true; // Ed25519 and the like: nothing that OpenSSL accepts there is weak
    default:
        return false;
    }
}

QString colonText(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toHex(':')).toUpper();
}

bool hasError(const PeerCertificate &peer, QSslError::SslError error)
{
    return std::any_of(
        peer.errors.begin(), peer.errors.end(), [error](const QSslError &e) { return e.error() == error; });
}

CertificateFinding issuerFinding(const PeerCertificate &peer, const QSslCertificate &leaf)
{
    if (leaf.isSelfSigned())
        return {false, u"Issued by itself"_s, u"Nobody else vouches for it. %1"_s.arg(subject(leaf))};
    static const QList<QSslError::SslError> kinds = {QSslError::UnableToGetIssuerCertificate,
        QSslError::UnableToGetLocalIssuerCertificate, QSslError::UnableToVerifyFirstCertificate,
        QSslError::SelfSignedCertificateInChain, QSslError::CertificateUntrusted,
        QSslError::SelfSignedCertificate, QSslError::InvalidCaCertificate, QSslError::NoPeerCertificate};
    for (const QSslError &error : peer.errors)
        if (kinds.contains(error.error()))
            return {false, u"Issued by an unknown authority"_s,
                u"This connection does not trust %1"_s.arg(issuer(leaf))};
    return {true, u"Issued by a known authority"_s, issuer(leaf)};
}

CertificateFinding nameFinding(const CertificateQuestion &question, const QSslCertificate &leaf)
{
    const QStringList names = namesOf(leaf);
    const QString shown = names.isEmpty() ? u"no name"_s : safe(names, 3);
    if (hasError(question.peer, QSslError::HostNameMismatch))
        return {false, u"Made out to another name"_s,
            u"It names %1; you asked for %2"_s.arg(shown, isolated(visibleText(question.host)))};
    return {true, u"Made out to this name"_s, shown};
}

CertificateFinding dateFinding(const CertificateQuestion &question, const QSslCertificate &leaf)
{
    const QString span = validityText(leaf);
    if (leaf.expiryDate() < question.now)
        return {false, u"Out of date"_s, span};
    if (leaf.effectiveDate() > question.now)
        return {false, u"Not valid yet"_s, span};
    return {true, u"In date"_s, span};
}

CertificateFinding keyFinding(const CertificateQuestion &question, const QSslCertificate &leaf)
{
    QStringList parts = {keyText(leaf.publicKey())};
    const QString hash = signatureHash(leaf);
    if (!hash.isEmpty())
        parts.append(u"signed with "_s + hash);
    if (!question.tlsVersion.isEmpty())
        parts.append(question.tlsVersion);
    const bool strong = isStrong(leaf);
    return {strong, strong ? u"Strong key"_s : u"Weak key"_s, parts.join(u", "_s)};
}

} // namespace

QList<CertificateFinding> certificateFindings(const CertificateQuestion &question)
{
    const QSslCertificate leaf = question.peer.chain.value(0);
    return {issuerFinding(question.peer, leaf), nameFinding(question, leaf), dateFinding(question, leaf),
        keyFinding(question, leaf)};
}

QString certificateIntroduction(const CertificateQuestion &question)
{
    const QString address =
        (question.host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(question.host).arg(question.port);
    const QString what = question.peer.chain.value(0).isSelfSigned()
        ? u"%1 made its own certificate, as most Event Manager servers do, so no authority vouches for it."_s
        : u"%1 shows a certificate that this connection cannot verify by itself."_s;
    return what.arg(address) + u" Compare the fingerprint with the one the server's operator gives you."_s;
}

QList<CertificateFact> certificateFacts(const QSslCertificate &certificate)
{
    return {
        {u"Subject"_s, subject(certificate)},
        {u"Names"_s, safe(namesOf(certificate))},
        {u"Issuer"_s, issuer(certificate)},
        {u"Valid from"_s,
            QLocale::c().toString(certificate.effectiveDate().toUTC(), u"d MMM yyyy HH:mm 'UTC'"_s)},
        {u"Valid until"_s,
            QLocale::c().toString(certificate.expiryDate().toUTC(), u"d MMM yyyy HH:mm 'UTC'"_s)},
        {u"Key"_s, keyText(certificate.publicKey())},
        {u"Signature"_s, signatureAlgorithm(certificate), true},
        {u"Serial number"_s, visibleText(QString::fromLatin1(certificate.serialNumber()), 64), true},
        {u"SHA-256"_s, colonText(certificate.digest(QCryptographicHash::Sha256)), true},
        {u"SHA-1"_s, colonText(certificate.digest(QCryptographicHash::Sha1)), true},
    };
}

QStringList fingerprintGroups(const QByteArray &sha256)
{
    QStringList groups;
    const QString digits = QString::fromLatin1(sha256.toHex()).toUpper();
    if (sha256.size() == 32)
        for (qsizetype i = 0; i < digits.size(); i += 4)
            groups.append(digits.mid(i, 4));
    return groups;
}

Comparison compareFingerprint(const QString &expected, const QByteArray &sha256)
{
    const QString typed = expected.mid(expected.lastIndexOf(u'=') + 1);
    QString digits;
    for (const QChar c : typed)
        if (!c.isSpace() && c != u':' && c != u'-')
            digits.append(c.toLower());
    if (digits.isEmpty())
        return Comparison::Nothing;
    const QString whole = QString::fromLatin1(sha256.toHex());
    if (digits == whole)
        return Comparison::Same;
    return whole.startsWith(digits) ? Comparison::Incomplete : Comparison::Different;
}

QList<bool> differingGroups(const QByteArray &sha256, const QByteArray &other)
{
    const QStringList groups = fingerprintGroups(sha256);
    const QStringList others = fingerprintGroups(other);
    QList<bool> differing;
    for (qsizetype i = 0; i < groups.size(); ++i)
        differing.append(groups.at(i) != others.value(i));
    return differing;
}

ChangedComparison compareWithBoth(const QString &expected, const QByteArray &pinned, const QByteArray &shown)
{
    const Comparison withPinned = compareFingerprint(expected, pinned);
    const Comparison withShown = compareFingerprint(expected, shown);
    if (withPinned == Comparison::Nothing)
        return ChangedComparison::Nothing;
    if (withPinned == Comparison::Same)
        return ChangedComparison::SameAsPinned;
    if (withShown == Comparison::Same)
        return ChangedComparison::SameAsNew;
    const bool incomplete = withPinned == Comparison::Incomplete || withShown == Comparison::Incomplete;
    return incomplete ? ChangedComparison::Incomplete : ChangedComparison::Different;
}

QString certificateTitle(const QSslCertificate &certificate)
{
    const QString name = certificate.subjectDisplayName();
    return name.isEmpty() ? u"A certificate without a name"_s : isolated(visibleText(name));
}

QString certificateRole(const QList<QSslCertificate> &chain, qsizetype index)
{
    const bool selfSigned = chain.value(index).isSelfSigned();
    if (index == 0)
        return selfSigned ? u"the server's own, signed by itself"_s : u"the server's own"_s;
    return selfSigned ? u"root, signed by itself"_s : u"signs the one above"_s;
}

QString validityText(const QSslCertificate &certificate)
{
    return u"%1 until %2"_s.arg(day(certificate.effectiveDate()), day(certificate.expiryDate()));
}

QString fingerprintCommand()
{
    return u"openssl x509 -in server.pem -noout -fingerprint -sha256"_s;
}

} // namespace console
