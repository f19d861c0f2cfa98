#include "app/cli/target.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

/// More than any server takes as a header, and than anybody types.
constexpr qint64 maximumValueSize = 64 * 1024;

/// How a secret can be given.
struct Source
{
    QString secretName;
    QString option;
    const char *variable;
    QString Arguments::*file;
};

const QList<Source> &sources()
{
    static const QList<Source> all{
        {{}, u"header-value-file"_s, "EVENT_MANAGER_HEADER_VALUE", &Arguments::headerValueFile},
        {passphraseName(), u"passphrase-file"_s, "EVENT_MANAGER_PASSPHRASE", &Arguments::passphraseFile},
        {proxyPasswordName(), u"proxy-password-file"_s, "EVENT_MANAGER_PROXY_PASSWORD",
            &Arguments::proxyPasswordFile}};
    return all;
}

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

/// What the keychain holds belongs to the saved header and the saved key, not to those named here.
bool isOverridden(const SecretNeed &need, const Arguments &arguments)
{
    if (need.key.name.isEmpty())
        return arguments.headerName.has_value();
    return need.key.name == passphraseName() && !arguments.clientCertificateFile.isEmpty();
}

QList<SecretNeed> needsOf(const Arguments &arguments, const Profile &profile)
{
    QList<SecretNeed> needs = secretNeeds(profile);
    for (SecretNeed &need : needs) {
        if (isOverridden(need, arguments))
            need.storage = SecretStorage::AskEveryTime;
    }
    return needs;
}

/// A secret given for something that this connection does not have.
QString optionProblem(const Arguments &arguments, const Profile &profile)
{
    if (!arguments.headerValueFile.isEmpty() && !profile.headerName)
        return u"--header-value-file needs --header: this connection sends none."_s;
    if (!arguments.passphraseFile.isEmpty() && profile.clientCertificateFile.isEmpty())
        return u"--passphrase-file needs --client-certificate: this connection shows none."_s;
    if (!arguments.proxyPasswordFile.isEmpty() && profile.proxy.user.isEmpty())
        return u"--proxy-password-file needs a saved connection whose proxy has a user."_s;
    return {};
}

} // namespace

Target resolveTarget(const Arguments &arguments, const ProfileStore &profiles)
{
    const bool isAddress = arguments.target.contains("://"_L1);
    Target target = isAddress ? fromAddress(arguments.target) : fromProfile(arguments.target, profiles);
    applyOptions(arguments, target.profile);
    target.needs = needsOf(arguments, target.profile);
    if (target.error.isEmpty())
        target.error = optionProblem(arguments, target.profile);
    return target;
}

std::optional<SecretsByName> givenSecrets(const Arguments &arguments, QString *error)
{
    SecretsByName given;
    for (const Source &source : sources()) {
        if (const QString file = arguments.*source.file; !file.isEmpty()) {
            const std::optional<Secret> value = readValueFile(file, error);
            if (!value)
                return std::nullopt;
            given.insert(source.secretName, *value);
        } else if (qEnvironmentVariableIsSet(source.variable)) {
            given.insert(source.secretName, Secret(qgetenv(source.variable)));
        }
    }
    return given;
}

std::optional<Secret> readValueFile(const QString &file, QString *error)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly)) {
        *error = u"The file “%1” cannot be read: %2."_s.arg(file, device.errorString());
        return std::nullopt;
    }
    QByteArray value = device.read(maximumValueSize + 1);
    if (value.size() > maximumValueSize) {
        *error = u"The file “%1” is too big for a secret."_s.arg(file);
        return std::nullopt;
    }
    if (value.endsWith('\n'))
        value.chop(value.endsWith("\r\n") ? 2 : 1);
    return Secret(value);
}

QString missingSecretSentence(const SecretNeed &need)
{
    const QString unknown = u"The %1 is not known: "_s.arg(need.label);
    for (const Source &source : sources()) {
        if (source.secretName == need.key.name)
            return unknown
                + u"give it with --%1 FILE or in the environment variable %2."_s.arg(
                    source.option, QLatin1StringView(source.variable));
    }
    return unknown + u"no option gives it; keep it in the system's keychain with the console's window."_s;
}

} // namespace console::cli
