#include "lib/profile/profile.h"

#include "lib/connection/clientidentity.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Far above any chain of certificates; keeps a wrong choice of file from filling the memory.
constexpr qint64 maximumFileSize = 4 * 1024 * 1024;

/// Turns a profile into settings, part by part, and keeps the first thing that was wrong.
class SettingsReader
{
public:
    SettingsReader(const Profile &profile, const ProfileSecrets &secrets)
        : m_profile(profile), m_secrets(secrets)
    {
    }

    void readAddress();
    void readHeader();
    void readFurtherHeaders();
    void readTrust();
    void readClientIdentity();
    void readProxy();
    void readLimits();
    const ConnectionSettings &settings() const { return m_settings; }

private:
    void check(const QString &problem);
    void fail(FailureKind kind, const QString &file, const QString &problem = {});
    void checkIdentity(const ClientIdentity &identity);
    QByteArray read(FailureKind kind, const QString &role, const QString &file);
    QString furtherHeaderProblem(const QString &name, const Secret &value) const;
    bool isAlreadySent(const QString &header) const;

    const Profile &m_profile;
    const ProfileSecrets &m_secrets;
    ConnectionSettings m_settings;
};

void SettingsReader::check(const QString &problem)
{
    if (!problem.isEmpty())
        fail(FailureKind::InvalidSettings, {}, problem);
}

void SettingsReader::fail(FailureKind kind, const QString &file, const QString &problem)
{
    if (m_settings.problem)
        return;
    const QString name = QFileInfo(file).fileName();
    const QString detail = problem.isEmpty() ? name : QString(); // a sentence about a file names it
    m_settings.problem = describeFailure(kind, {.detail = detail, .file = name, .problem = problem});
}

QByteArray SettingsReader::read(FailureKind kind, const QString &role, const QString &file)
{
    const QFileInfo info(file);
    const QString subject = u"The %1 “%2” "_s.arg(role, file);
    QFile device(file);
    if (!info.exists())
        fail(kind, file, subject + u"does not exist."_s);
    else if (!info.isFile())
        fail(kind, file, subject + u"is no file."_s);
    else if (info.size() > maximumFileSize)
        fail(kind, file, subject + u"is too big to be one."_s);
    else if (!device.open(QIODevice::ReadOnly))
        fail(kind, file, subject + u"cannot be read: %1."_s.arg(device.errorString()));
    return device.isOpen() ? device.readAll() : QByteArray();
}

void SettingsReader::readAddress()
{
    m_settings.url = m_profile.url();
    if (!m_settings.url.isValid() || m_settings.url.host().isEmpty())
        check(u"“%1” is no host name."_s.arg(m_profile.host));
}

void SettingsReader::readHeader()
{
    if (!m_profile.headerName)
        return;
    check(headerNameProblem(*m_profile.headerName));
    check(headerValueProblem(m_secrets.headerValue.reveal()));
    m_settings.headerName = m_profile.headerName->toUtf8();
    m_settings.headerValue = m_secrets.headerValue;
}

void SettingsReader::readFurtherHeaders()
{
    for (const QString &name : m_profile.furtherHeaders) {
        const Secret value = m_secrets.furtherHeaders.value(name);
        check(furtherHeaderProblem(name, value));
        m_settings.furtherHeaders.append({name.toUtf8(), value});
    }
}

QString SettingsReader::furtherHeaderProblem(const QString &name, const Secret &value) const
{
    if (const QString problem = headerNameProblem(name); !problem.isEmpty())
        return problem;
    if (isAlreadySent(name))
        return u"The header “%1” is there twice: each is sent once."_s.arg(name);
    const QString problem = headerValueProblem(value.reveal());
    return problem.isEmpty() ? QString() : u"%1: %2"_s.arg(name, problem);
}

bool SettingsReader::isAlreadySent(const QString &header) const
{
    const QByteArray name = header.toUtf8();
    const auto &further = m_settings.furtherHeaders;
    return name.compare(m_settings.headerName, Qt::CaseInsensitive) == 0
        || std::any_of(further.begin(), further.end(), [&name](const HandshakeHeader &other) {
               return name.compare(other.name, Qt::CaseInsensitive) == 0;
           });
}

void SettingsReader::readTrust()
{
    m_settings.lowestTls =
        m_profile.lowestTls == TlsVersion::Tls13 ? QSsl::TlsV1_3OrLater : QSsl::TlsV1_2OrLater;
    m_settings.onlyPins = m_profile.trust == TrustRule::Pins;
    if (m_settings.onlyPins)
        m_settings.pins = m_profile.pins;
    if (m_profile.trust != TrustRule::AuthorityFile)
        return;
    // Without its file the rule must not widen to the authorities of the system.
    constexpr FailureKind unusable = FailureKind::AuthorityFileUnusable;
    const QString &file = m_profile.authorityFile;
    if (file.isEmpty())
        return fail(unusable, file, u"The CA file is not chosen yet."_s);
    m_settings.authorities = QSslCertificate::fromData(read(unusable, u"CA file"_s, file), QSsl::Pem);
    if (m_settings.authorities.isEmpty())
        fail(unusable, file, u"The CA file “%1” holds no certificate in PEM form."_s.arg(file));
}

void SettingsReader::readClientIdentity()
{
    constexpr FailureKind unusable = FailureKind::ClientFileUnusable;
    const QString &certificateFile = m_profile.clientCertificateFile;
    const QString &keyFile = m_profile.clientKeyFile;
    if (certificateFile.isEmpty() && !keyFile.isEmpty())
        fail(unusable, keyFile, u"The key file “%1” needs its client certificate."_s.arg(keyFile));
    if (certificateFile.isEmpty())
        return;
    const QByteArray certificate = read(unusable, u"client certificate"_s, certificateFile);
    std::optional<QByteArray> key;
    if (!keyFile.isEmpty())
        key = read(unusable, u"key file"_s, keyFile);
    if (m_settings.problem)
        return;
    const ClientIdentity identity = console::readClientIdentity(certificate, key, m_secrets.passphrase);
    checkIdentity(identity);
    m_settings.clientCertificates = identity.certificates;
    m_settings.clientKey = identity.key;
}

void SettingsReader::checkIdentity(const ClientIdentity &identity)
{
    const bool isKeyFile = identity.isKeyFileAtFault && !m_profile.clientKeyFile.isEmpty();
    const QString &file = isKeyFile ? m_profile.clientKeyFile : m_profile.clientCertificateFile;
    if (identity.failure == FailureKind::None)
        return;
    if (identity.failure != FailureKind::InvalidSettings)
        fail(identity.failure, file);
    else if (identity.isKeyFileAtFault)
        fail(FailureKind::ClientFileUnusable, file,
            u"The key file “%1” holds no private key in PEM form."_s.arg(file));
    else
        fail(FailureKind::ClientFileUnusable, file,
            u"The client certificate “%1” holds no certificate: neither in PEM form nor as PKCS#12."_s.arg(
                file));
}

void SettingsReader::readProxy()
{
    const ProfileProxy &proxy = m_profile.proxy;
    if (proxy.mode == ProxySettings::Mode::Manual && proxy.host.trimmed().isEmpty())
        check(u"The proxy needs a host."_s);
    m_settings.proxy = {.mode = proxy.mode,
        .type = proxy.type,
        .host = proxy.host.trimmed(),
        .port = proxy.port,
        .user = proxy.user,
        .password = m_secrets.proxyPassword};
}

void SettingsReader::readLimits()
{
    const auto within = [](int seconds) {
        return std::chrono::seconds(std::clamp(seconds, fewestSeconds, mostSeconds));
    };
    m_settings.maximumMessageSize = qint64(m_profile.maximumMessageMebibytes) * 1024 * 1024;
    m_settings.phaseTimeout = within(m_profile.phaseSeconds);
    m_settings.pingInterval = within(m_profile.pingSeconds);
    m_settings.reconnect.enabled = m_profile.reconnects;
    m_settings.monitorOnly = m_profile.monitorOnly;
}

} // namespace

ConnectionSettings settingsFor(const Profile &profile, const ProfileSecrets &secrets)
{
    SettingsReader reader(profile, secrets);
    reader.readAddress();
    reader.readHeader();
    reader.readFurtherHeaders();
    reader.readTrust();
    reader.readClientIdentity();
    reader.readProxy();
    reader.readLimits();
    return reader.settings();
}

} // namespace console
