#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QSslCertificate>
#include <QString>

namespace console {

/// The phases of an attempt; each has its own time limit.
enum class ConnectionPhase { Address, Port, Tls, Upgrade };

/// "finding the address", "reaching the port", "the TLS handshake", "opening the WebSocket".
QString toText(ConnectionPhase phase);

/// What went wrong with a connection, as far as known.
enum class FailureKind {
    None,
    UnknownName,
    ConnectionRefused,
    Unreachable,
    ProxyFailed,
    Timeout, ///< title and detail name the phase
    PlainText, ///< something answered, but not TLS
    TlsFailed, ///< any other TLS failure, with OpenSSL's words in detail
    TlsVersion,
    UntrustedCertificate,
    CertificateExpired,
    CertificateNotYetValid,
    WrongName,
    CertificateChanged, ///< a pin exists and this is another certificate
    ClientCertificateRequired,
    ClientCertificateRefused,
    Unauthorized, ///< HTTP 401 or 403
    HttpStatus, ///< any other HTTP answer but 101
    NotWebSocket,
    ClosedAtOnce, ///< accepted, then ended before anything was exchanged
    ClosedByServer, ///< close frame
    ConnectionLost, ///< dropped without a close frame
    PeerSilent, ///< no frame for two ping intervals
    UnreadableText, ///< 1007 or 1002: the transport could not read a message
    MessageTooBig, ///< 1009
    InvalidSettings,
};

/// A close frame came, with a code that Qt does not tell.
constexpr int unreadableCloseCode = -1;

/// A failure in words, ready to be shown: what happened, why, what to do. Never holds a secret.
struct Failure
{
    FailureKind kind = FailureKind::None;
    QString title; ///< what happened; no full stop, no code
    QString cause; ///< why as far as known and what to do; sentences
    QString detail; ///< technical text: OpenSSL's or Qt's words, HTTP status line
    bool transient = false; ///< another try can help
    int httpStatus = 0;
    int closeCode = 0; ///< 0: no close frame came; or unreadableCloseCode
    QString closeReason;

    explicit operator bool() const { return kind != FailureKind::None; }
};

/// Facts a description may mention.
struct FailureContext
{
    QString host;
    int port = 0;
    QString path; ///< of the address; for HTTP 404
    QString headerName; ///< empty: none was sent
    ConnectionPhase phase = ConnectionPhase::Address; ///< for Timeout
    QString detail;
    int httpStatus = 0;
    int closeCode = 0;
    QString closeReason; ///< as the server sent it: plain text
    QSslCertificate certificate = QSslCertificate(); ///< the server's leaf, for what is wrong with it
    QDateTime pinnedAt; ///< for CertificateChanged; invalid: not known
    qint64 limit = 0; ///< bytes, for MessageTooBig
};

/// The words for a kind of failure (design guide, "Wording of errors").
Failure describeFailure(FailureKind kind, const FailureContext &context);

/// "1001 going away"; codes without a registered meaning stand alone.
QString closeCodeText(int code);

} // namespace console

Q_DECLARE_METATYPE(console::Failure)
