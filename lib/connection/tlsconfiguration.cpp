#include "lib/connection/tlsconfiguration.h"

#include <QHostAddress>

namespace console {

using namespace Qt::StringLiterals;

QSslConfiguration tlsConfigurationFor(const ConnectionSettings &settings)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!settings.pins.isEmpty())
        configuration.setCaCertificates({});
    else if (!settings.authorities.isEmpty())
        configuration.setCaCertificates(settings.authorities);
    if (!settings.clientCertificates.isEmpty()) {
        configuration.setLocalCertificateChain(settings.clientCertificates);
        configuration.setPrivateKey(settings.clientKey);
    }
    return configuration;
}

QNetworkProxy proxyFor(const QUrl &url)
{
    const QString host = url.host();
    const bool loopback =
        host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
    return QNetworkProxy(loopback ? QNetworkProxy::NoProxy : QNetworkProxy::DefaultProxy);
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
