#include "lib/profile/profileexchange.h"
#include "lib/profile/serverconfig.h"
#include "tests/fuzz/target.h"

using namespace Qt::StringLiterals;

namespace console::fuzz {

namespace {

QList<QByteArray> examples()
{
    Profile profile;
    profile.id = QUuid::fromString(u"{67c8770b-44f1-410a-ab9a-f9b5446f13ee}"_s);
    profile.name = u"Hall A"_s;
    profile.host = u"engage.example.net"_s;
    profile.headerName = u"X-Engage-Key"_s;
    profile.furtherHeaders = {u"X-Site"_s};
    profile.clientCertificateFile = u"/etc/client.pem"_s;
    profile.proxy = {ProxySettings::Mode::Manual, ProxySettings::Type::Http, u"proxy"_s, 3128, u"me"_s};
    Profile other = profile;
    other.id = QUuid::fromString(u"{67c8770b-44f1-410a-ab9a-f9b5446f13ef}"_s);
    return {exportProfiles({profile, other}),
        R"({"port":9443,"authentification_key":"X-Engage-Key","authentification_value":"value",)"
        R"("certificate_file":"server.pem","rsa_private_key_file":"key.pem","private_key_passphrase":"p"})",
        R"({"port":"9002","authentication_key":"none","authentication_value":"none"})"};
}

void feed(const QByteArray &bytes, const QString &)
{
    const ServerConfig config = importServerConfig(bytes);
    demand(config.port > 0 && config.port <= 65'535, "a port is one");
    demand(config.isConfig || !config.problems.isEmpty(), "what is no configuration is told");
    const ProfileImport imported = importProfiles(bytes, {});
    demand(imported.problem.isEmpty() || imported.profiles.isEmpty(), "a problem brings no profiles");
    const ProfileImport again = importProfiles(exportProfiles(imported.profiles), {});
    demand(again.profiles.size() == imported.profiles.size(), "what was imported can be exported");
    demand(importProfiles(exportProfiles(imported.profiles), imported.profiles).profiles.isEmpty(),
        "what is there already is left out");
}

} // namespace

Target configurationTarget()
{
    return {"configuration", examples, feed, unchanged};
}

} // namespace console::fuzz
