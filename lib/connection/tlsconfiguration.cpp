#include "lib/connection/tlsconfiguration.h"

#include <QHostAddress>

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

QSslConfiguration tlsConfigurationFor(const ConnectionSettings &settings)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(settings.lowestTls);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!settings.pins.isEmpty() || settings.onlyPins)
        configuration.setCaCertificates({});
    else if (!settings.authorities.isEmpty())
        configuration.setCaCertificates(settings.authorities);
    if (!settings.clientCertificates.isEmpty()) {
        configuration.setLocalCertificateChain(settings.clientCertificates);
        configuration.setPrivateKey(settings.clientKey);
    }
    return configuration;
}

QNetworkProxy proxyFor(const ConnectionSettings &settings)
{
    if (isLoopback(settings.url.host()) || settings.proxy.mode == ProxySettings::Mode::None)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    if (settings.proxy.mode == ProxySettings::Mode::Manual)
        return manualProxy(settings.proxy);
    return QNetworkProxy(QNetworkProxy::DefaultProxy);
}

QString tlsVersionText(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return u"TLS 1.2"_s;
    case QSsl::TlsV1_3:
        return u"TLS 1.3"_s;
    default:
        return {};
    }
}

} // namespace console
