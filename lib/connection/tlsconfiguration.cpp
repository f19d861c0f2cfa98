#include "lib/connection/tlsconfiguration.h"

namespace console {

using namespace Qt::StringLiterals;

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
