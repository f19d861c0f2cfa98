#include "lib/connection/proxychoice.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

namespace console {

using namespace Qt::StringLiterals;

namespace {

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

QNetworkProxy manualProxy(const ProxySettings &proxy)
{
    const auto type =
        proxy.type == ProxySettings::Type::Socks5 ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy;
    return QNetworkProxy(
        type, proxy.host, quint16(proxy.port), proxy.user, QString::fromUtf8(proxy.password.reveal()));
}

} // namespace

QNetworkProxy proxyFor(const ConnectionSettings &settings)
{
    if (isLoopback(settings.url.host()) || settings.proxy.mode == ProxySettings::Mode::None)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    if (settings.proxy.mode == ProxySettings::Mode::Manual)
        return manualProxy(settings.proxy);
    return QNetworkProxy(QNetworkProxy::DefaultProxy);
}

QNetworkProxy proxyInUse(const ConnectionSettings &settings)
{
    const QUrl &url = settings.url;
    const QNetworkProxy proxy = proxyFor(settings);
    if (proxy.type() != QNetworkProxy::DefaultProxy)
        return proxy;
    const QList<QNetworkProxy> choices =
        QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url.host(), url.port(443)));
    for (const QNetworkProxy &choice : choices) {
        if (choice.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return choice;
    }
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

} // namespace console
