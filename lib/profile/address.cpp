#include "lib/profile/address.h"

#include <QHostAddress>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace console {

namespace {

Address refused(const QString &sentence)
{
    Address address;
    address.error = sentence;
    return address;
}

bool isIpv6(const QString &host)
{
    return QHostAddress(host).protocol() == QAbstractSocket::IPv6Protocol;
}

QString schemeProblem(const QString &scheme, const QString &rest)
{
    if (scheme == "wss"_L1)
        return {};
    if (scheme == "ws"_L1 || scheme == "http"_L1 || scheme == "https"_L1)
        return u"The Event Manager always uses TLS: write wss://%1."_s.arg(rest);
    return u"“%1” is no address of an Event Manager: write wss://%2."_s.arg(scheme + "://"_L1, rest);
}

/// Empty unless `digits` is a port.
std::optional<int> parsePort(QStringView digits)
{
    const bool allDigits =
        std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int port = allDigits ? digits.toInt() : 0;
    return port >= 1 && port <= 65535 ? std::optional(port) : std::nullopt;
}

/// Splits "host", "host:port", "[ipv6]:port" and "ipv6".
Address splitAuthority(const QString &authority)
{
    Address address;
    const bool bracketed = authority.startsWith(u'[');
    const qsizetype bracket = authority.indexOf(u']');
    if (bracketed && bracket < 0)
        return refused(u"The address begins with “[” but has no “]”."_s);
    const bool bareIpv6 = !bracketed && authority.count(u':') > 1;
    const qsizetype hostEnd = bracketed ? bracket + 1 : bareIpv6 ? -1 : authority.indexOf(u':');
    const QString port = hostEnd < 0 ? QString() : authority.sliced(hostEnd);
    address.host =
        bracketed ? authority.sliced(1, bracket - 1) : authority.first(authority.size() - port.size());
    if ((bracketed || bareIpv6) && !isIpv6(address.host))
        return refused(u"“%1” is no IPv6 address."_s.arg(address.host));
    if (port.isEmpty())
        return address;
    const std::optional<int> number =
        port.startsWith(u':') ? parsePort(QStringView(port).sliced(1)) : std::nullopt;
    if (!number)
        return refused(u"The port must be a number from 1 to 65535."_s);
    address.port = *number;
    return address;
}

QString authorityProblem(const QString &authority)
{
    if (authority.isEmpty())
        return u"The address needs a host, for example wss://engage.example.net:9002."_s;
    if (authority.contains(u'@'))
        return u"An address holds no user name or password: the header authorizes."_s;
    return {};
}

bool isForbidden(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control;
}

Address parseParts(const QString &rest)
{
    const auto pathStart =
        std::find_if(rest.begin(), rest.end(), [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    const qsizetype authorityLength = pathStart - rest.begin();
    const QString authority = rest.first(authorityLength);
    const QString path = rest.sliced(authorityLength);
    if (const QString problem = authorityProblem(authority); !problem.isEmpty())
        return refused(problem);
    if (path.contains(u'#'))
        return refused(u"The address of a WebSocket has no part behind “#”."_s);
    Address address = splitAuthority(authority);
    if (!address.error.isEmpty())
        return address;
    address.path = path.startsWith(u'/') ? path : u'/' + path;
    if (address.url().host().isEmpty())
        return refused(u"“%1” is no host name."_s.arg(address.host));
    return address;
}

} // namespace

QUrl Address::url() const
{
    QUrl url;
    url.setScheme(u"wss"_s);
    url.setHost(host, QUrl::DecodedMode);
    url.setPort(port);
    const qsizetype query = path.indexOf(u'?');
    // A request line needs a path, and QWebSocket writes none of its own before a query.
    if (path != "/"_L1)
        url.setPath(query < 0 ? path : path.first(query));
    if (query >= 0)
        url.setQuery(path.sliced(query + 1));
    return url;
}

Address parseAddress(const QString &text)
{
    QString rest = text.trimmed();
    if (std::any_of(rest.cbegin(), rest.cend(), isForbidden))
        return refused(u"An address has no spaces or control characters."_s);
    const qsizetype scheme = rest.indexOf("://"_L1);
    if (scheme >= 0) {
        const QString name = rest.first(scheme).toLower();
        rest = rest.sliced(scheme + 3);
        if (const QString problem = schemeProblem(name, rest); !problem.isEmpty())
            return refused(problem);
    }
    return parseParts(rest);
}

} // namespace console
