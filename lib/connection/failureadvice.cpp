#include "lib/connection/failurewords.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

using enum FailureAction;

const QString askForReport = u"If it stays so, copy the report and give it to the server's operator."_s;
const QString configFile = u"imm_websocket_config.json"_s;

FailureHelp timeoutHelp(const FailureContext &c)
{
    switch (c.phase) {
    case ConnectionPhase::Address:
        return {{u"Check the network connection and the VPN, then try again."_s,
                    u"A numeric address needs no name to be found: the operator knows it."_s},
            {TryAgain, EditAddress}};
    case ConnectionPhase::Port:
        return {{u"Check that the server's computer is on and the VPN is up, then try again."_s,
                    u"Check the address: a wrong one often answers nothing at all."_s,
                    u"Ask the operator whether a firewall lets port %1 through."_s.arg(c.port)},
            {TryAgain, EditAddress, EditLimits}};
    case ConnectionPhase::Tls:
        return {{u"Check the port: the right one is in the server's %1."_s.arg(configFile),
                    u"If it is right, ask the operator to look at the server, then try again."_s},
            {EditAddress, TryAgain, EditLimits}};
    case ConnectionPhase::Upgrade:
        break;
    }
    return {{u"Ask the operator to look at the server, then try again."_s,
                u"Check port and path of the address."_s},
        {TryAgain, EditAddress, EditLimits}};
}

FailureHelp networkHelp(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::UnknownName:
        return {{u"Check the spelling of %1."_s.arg(c.host),
                    u"On a company network, switch on the VPN and try again."_s},
            {EditAddress, TryAgain}};
    case FailureKind::ConnectionRefused:
        return {{u"Start the server, or ask its operator to, then try again."_s,
                    u"Check the port: the right one is in the server's %1."_s.arg(configFile)},
            {TryAgain, EditAddress}};
    case FailureKind::Unreachable:
        return {{u"Check the network connection and the VPN, then try again."_s, u"Check the address."_s},
            {TryAgain, EditAddress}};
    case FailureKind::ProxyFailed:
        return {
            {u"Check the proxy of this connection, or reach the server without one."_s,
                u"Ask whoever runs the proxy whether it lets connections to port %1 through."_s.arg(c.port)},
            {EditProxy, TryAgain}};
    case FailureKind::ProxyWantsPassword:
        return {{u"Enter the user name and the password of the proxy."_s,
                    u"If you have none, ask whoever runs the proxy, or reach the server without it."_s},
            {EditProxy, TryAgain}};
    case FailureKind::ConnectionLost:
        return {{u"Try again."_s,
                    u"If it happens often, ask the operator to look at the server and the "
                    u"network in between."_s},
            {TryAgain}};
    default:
        return {{u"Try again."_s, u"If the network is slow, allow more time between two pings."_s},
            {TryAgain, EditLimits}};
    }
}

FailureHelp tlsHelp(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::PlainText:
        return {{u"Check the port: the right one is in the server's %1."_s.arg(configFile),
                    u"If it is right, the operator has to switch on TLS on the server."_s},
            {EditAddress, TryAgain}};
    case FailureKind::TlsVersion:
        if (c.needsTls13)
            return {{u"Allow TLS 1.2 for this connection, if that is safe enough for you."_s,
                        u"Ask the operator to allow TLS 1.3 on the server, then try again."_s},
                {EditTrust, TryAgain}};
        return {{u"Ask the operator to allow TLS 1.2 or newer on the server, then try again."_s}, {TryAgain}};
    case FailureKind::ClientCertificateRequired:
        return {{u"Add the client certificate and its key to this connection."_s,
                    u"No certificate? Ask the server's operator for one, signed by the authority the server "
                    u"trusts."_s,
                    u"If every client should be let in, the operator can switch off the client check on the "
                    u"server."_s},
            {AddClientCertificate, TryAgain}};
    case FailureKind::ClientCertificateRefused:
        return {{u"Choose a client certificate that is in date and signed by the authority the server "
                 u"trusts."_s,
                    u"The server's operator knows which authority that is."_s},
            {ChooseClientCertificate, TryAgain}};
    default:
        return {{u"Ask the operator what the server's terminal says, then try again."_s, askForReport},
            {TryAgain, EditTrust}};
    }
}

FailureHelp wrongNameHelp(const FailureContext &c)
{
    const QString names = namesOf(c.certificate);
    return {{names.isEmpty() ? u"Ask the operator for the server's name."_s
                             : u"Use a name that the certificate is for: %1."_s.arg(names),
                u"Or compare its fingerprint with the operator's and pin it."_s},
        {EditAddress, ShowCertificate}};
}

FailureHelp certificateHelp(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::UntrustedCertificate:
        return {{u"Compare the certificate's fingerprint with the operator's, then pin it."_s,
                    u"Or choose the file of the authority that signed it."_s},
            {ShowCertificate, EditTrust}};
    case FailureKind::CertificateExpired:
        return {{u"Look at its dates, and check the clock of this computer."_s,
                    u"If the clock is right, the operator has to renew the certificate; then try again."_s},
            {ShowCertificate, TryAgain}};
    case FailureKind::CertificateNotYetValid:
        return {{u"Check date and time of this computer, then try again."_s,
                    u"If they are right, ask the operator to check the server's clock and certificate."_s},
            {TryAgain, ShowCertificate}};
    case FailureKind::WrongName:
        return wrongNameHelp(c);
    default:
        return {{u"Compare the two certificates, and ask the operator whether the new one is the server's."_s,
                    u"Replace the pin only if it is."_s},
            {CompareCertificates, EditTrust}};
    }
}

FailureHelp keyHelp(FailureKind kind)
{
    switch (kind) {
    case FailureKind::ClientKeyMissing:
        return {
            {u"Choose the key file that belongs to the client certificate."_s}, {ChooseClientCertificate}};
    case FailureKind::ClientKeyMismatch:
        return {{u"Choose the certificate and the key that belong together."_s}, {ChooseClientCertificate}};
    case FailureKind::PassphraseNeeded:
        return {{u"Enter the passphrase of the key."_s}, {EnterPassphrase, ChooseClientCertificate}};
    case FailureKind::WrongPassphrase:
        return {{u"Enter the passphrase again."_s,
                    u"If nobody knows it, ask the operator for a new certificate and key."_s},
            {EnterPassphrase, ChooseClientCertificate}};
    case FailureKind::UnsupportedKey:
        return {
            {u"Choose a certificate with an RSA or EC key."_s, u"Who issued this one can issue such one."_s},
            {ChooseClientCertificate}};
    default:
        return {{u"Choose the file after it was exported again with AES."_s,
                    u"openssl pkcs12 -legacy -in OLD.p12 -out all.pem reads it, and openssl pkcs12 -export "
                    u"-in all.pem -out NEW.p12 writes it anew."_s},
            {ChooseClientCertificate}};
    }
}

FailureHelp fileHelp(FailureKind kind)
{
    const QString putBack = u"If it was moved, put it back and try again."_s;
    if (kind == FailureKind::AuthorityFileUnusable)
        return {{u"Choose the file of the authority again."_s, putBack}, {EditTrust, TryAgain}};
    return {{u"Choose the client certificate and its key again."_s, putBack},
        {ChooseClientCertificate, TryAgain}};
}

FailureHelp unauthorizedHelp(const FailureContext &c)
{
    QStringList advice{c.headerName.isEmpty()
            ? u"Add the header, with name and value of the server's %1."_s.arg(configFile)
            : u"Compare name and value of %1 with the server's %2."_s.arg(c.headerName, configFile)};
    if (c.httpStatus == 403)
        advice.append(u"If they are right, ask the operator whether this computer is allowed in."_s);
    return {advice, {EditHeader, TryAgain}};
}

FailureHelp httpHelp(const FailureContext &c)
{
    if (c.httpStatus == 429 || c.httpStatus >= 500)
        return {{u"Wait a little, then try again."_s, askForReport}, {TryAgain, EditAddress}};
    if (c.httpStatus >= 300 && c.httpStatus < 400)
        return {{u"Ask the operator whether the address it points to is the right one, and enter that."_s},
            {EditAddress, TryAgain}};
    if (c.httpStatus == 404)
        return {{u"Check the path of the address; mostly it is /."_s,
                    u"Check the port: the right one is in the server's %1."_s.arg(configFile)},
            {EditAddress, TryAgain}};
    return {{u"Check address, port and path."_s, u"Check the headers of this connection."_s, askForReport},
        {EditAddress, EditHeader, TryAgain}};
}

FailureHelp endHelp(const FailureContext &c)
{
    if (c.closeCode == 1008)
        return {{u"Ask the operator what the server's terminal says."_s,
                    u"Check the headers of this connection."_s},
            {EditHeader, TryAgain}};
    return {
        {u"Try again when the server is ready."_s, u"If it happens often, ask the operator."_s}, {TryAgain}};
}

FailureHelp webSocketHelp(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::Unauthorized:
        return unauthorizedHelp(c);
    case FailureKind::HttpStatus:
        return httpHelp(c);
    case FailureKind::NotWebSocket:
        return {{u"Check port and path: the right port is in the server's %1."_s.arg(configFile)},
            {EditAddress, TryAgain}};
    case FailureKind::WrongAcceptKey:
        return {{u"Try again: an answer out of a cache may be gone."_s,
                    u"Reach the server without the proxy, if there is one."_s, askForReport},
            {TryAgain, EditProxy}};
    case FailureKind::ClosedAtOnce:
        return {{c.headerName.isEmpty() ? u"Add the authorization header, if the server wants one."_s
                                        : u"Compare name and value of %1 with the server's %2."_s.arg(
                                            c.headerName, configFile),
                    u"Ask the operator what the server's terminal says, then try again."_s},
            {EditHeader, TryAgain}};
    case FailureKind::ClosedByServer:
        return endHelp(c);
    case FailureKind::UnreadableText:
        return {{u"Try again: other messages may be readable."_s, askForReport}, {TryAgain}};
    case FailureKind::MessageTooBig:
        return {{u"Raise the largest message, if such messages are expected."_s}, {EditLimits, TryAgain}};
    default:
        return {{u"Correct the settings of this connection."_s}, {EditAddress}};
    }
}

} // namespace

FailureHelp helpFor(FailureKind kind, const FailureContext &context)
{
    switch (kind) {
    case FailureKind::None:
        return {};
    case FailureKind::Timeout:
        return timeoutHelp(context);
    case FailureKind::UnknownName:
    case FailureKind::ConnectionRefused:
    case FailureKind::Unreachable:
    case FailureKind::ProxyFailed:
    case FailureKind::ProxyWantsPassword:
    case FailureKind::ConnectionLost:
    case FailureKind::PeerSilent:
        return networkHelp(kind, context);
    case FailureKind::PlainText:
    case FailureKind::TlsFailed:
    case FailureKind::TlsVersion:
    case FailureKind::ClientCertificateRequired:
    case FailureKind::ClientCertificateRefused:
        return tlsHelp(kind, context);
    case FailureKind::UntrustedCertificate:
    case FailureKind::CertificateExpired:
    case FailureKind::CertificateNotYetValid:
    case FailureKind::WrongName:
    case FailureKind::CertificateChanged:
        return certificateHelp(kind, context);
    case FailureKind::ClientKeyMissing:
    case FailureKind::ClientKeyMismatch:
    case FailureKind::PassphraseNeeded:
    case FailureKind::WrongPassphrase:
    case FailureKind::UnsupportedKey:
    case FailureKind::OldPkcs12:
        return keyHelp(kind);
    case FailureKind::ClientFileUnusable:
    case FailureKind::AuthorityFileUnusable:
        return fileHelp(kind);
    default:
        return webSocketHelp(kind, context);
    }
}

} // namespace console
