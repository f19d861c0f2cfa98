#include "app/cli/target.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

/// More than any server takes as a header.
constexpr qint64 maximumValueSize = 64 * 1024;

Target fromAddress(const QString &text)
{
    const Address address = parseAddress(text);
    Target target;
    target.profile.host = address.host;
    target.profile.port = address.port;
    target.profile.path = address.path;
    target.profile.storage = SecretStorage::Session;
    target.error = address.error;
    return target;
}

Target fromProfile(const QString &name, const ProfileStore &profiles)
{
    Target target;
    if (const Profile *profile = profiles.find(name))
        target.profile = *profile;
    else
        target.error = u"There is no saved connection “%1”, and an address begins with wss://. %2"_s
                           .arg(name, profiles.problem())
                           .trimmed();
    return target;
}

void applyOptions(const Arguments &arguments, Profile &profile)
{
    if (arguments.headerName)
        profile.headerName = arguments.headerName;
    if (!arguments.authorityFile.isEmpty()) {
        profile.authorityFile = arguments.authorityFile;
        profile.trust = TrustRule::AuthorityFile;
    }
    if (!arguments.clientCertificateFile.isEmpty()) {
        profile.clientCertificateFile = arguments.clientCertificateFile;
        profile.clientKeyFile = arguments.clientKeyFile;
    }
    if (arguments.maximumMessageMebibytes)
        profile.maximumMessageMebibytes = *arguments.maximumMessageMebibytes;
    if (arguments.pin.isEmpty())
        return;
    Pin pin;
    pin.sha256 = arguments.pin;
    pin.fromCommandLine = true;
    profile.pins = {pin};
    profile.trust = TrustRule::Pins;
}

SecretSource secretSource(const Arguments &arguments, const Profile &profile, bool environmentHasValue)
{
    if (!profile.headerName)
        return SecretSource::None;
    if (!arguments.headerValueFile.isEmpty())
        return SecretSource::File;
    if (environmentHasValue)
        return SecretSource::Environment;
    // What the keychain holds is the value of the saved header, not of the one named here.
    if (profile.storage == SecretStorage::Keychain && !arguments.headerName)
        return SecretSource::Keychain;
    return SecretSource::Missing;
}

} // namespace

Target resolveTarget(const Arguments &arguments, const ProfileStore &profiles, bool environmentHasValue)
{
    const bool isAddress = arguments.target.contains("://"_L1);
    Target target = isAddress ? fromAddress(arguments.target) : fromProfile(arguments.target, profiles);
    applyOptions(arguments, target.profile);
    target.secret = secretSource(arguments, target.profile, environmentHasValue);
    if (target.error.isEmpty() && !arguments.headerValueFile.isEmpty() && !target.profile.headerName)
        target.error = u"--header-value-file needs --header: this connection sends none."_s;
    return target;
}

std::optional<Secret> readValueFile(const QString &file, QString *error)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly)) {
        *error = u"The header value file “%1” cannot be read: %2."_s.arg(file, device.errorString());
        return std::nullopt;
    }
    QByteArray value = device.read(maximumValueSize + 1);
    if (value.size() > maximumValueSize) {
        *error = u"The header value file “%1” is too big for a header."_s.arg(file);
        return std::nullopt;
    }
    if (value.endsWith('\n'))
        value.chop(value.endsWith("\r\n") ? 2 : 1);
    return Secret(value);
}

QString missingSecretSentence(const QString &headerName)
{
    return u"The value of the header “%1” is not known: give it with --header-value-file FILE or in the "
           u"environment variable EVENT_MANAGER_HEADER_VALUE."_s.arg(headerName);
}

} // namespace console::cli
