#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QSslCertificate>
#include <QString>
#include <QStringList>

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
    ProxyFailed, ///< refused, or cannot be reached
    ProxyWantsPassword, ///< 407, or a password that was not accepted
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
    ClientKeyMissing, ///< a client certificate without its key
    ClientKeyMismatch, ///< the key belongs to another certificate
    PassphraseNeeded, ///< an encrypted key, and no passphrase was given
    WrongPassphrase, ///< it does not open the key
    UnsupportedKey, ///< a kind of key that TLS here cannot use, for example Ed25519
    OldPkcs12, ///< encrypted in a way that OpenSSL 3 no longer reads
    ClientFileUnusable, ///< that of the client certificate or its key is missing, or holds none
    AuthorityFileUnusable, ///< the same of the file with the authorities
    Unauthorized, ///< HTTP 401 or 403
    HttpStatus, ///< any other HTTP answer but 101
    NotWebSocket,
    WrongAcceptKey, ///< answered 101, but did not prove that it meant this handshake
    ClosedAtOnce, ///< accepted, then ended before anything was exchanged
    ClosedByServer, ///< close frame
    ConnectionLost, ///< dropped without a close frame
    PeerSilent, ///< no frame for two ping intervals
    UnreadableText, ///< 1007 or 1002: the transport could not read a message
    MessageTooBig, ///< 1009
    InvalidSettings,
};

/// What helps, as a button. What it does is up to who shows it.
enum class FailureAction {
    TryAgain,
    EditAddress,
    EditHeader,
    EditTrust, ///< authority file, pins, lowest TLS version
    AddClientCertificate, ///< there is none yet
    ChooseClientCertificate, ///< another one, or its key
    EnterPassphrase,
    EditProxy,
    EditLimits, ///< largest message, timeouts
    CompareCertificates, ///< the pinned one and the one shown now
    ShowCertificate,
};

/// "Try again", "Edit address…".
QString toText(FailureAction action);

/// A close frame came, with a code that Qt does not tell.
constexpr int unreadableCloseCode = -1;

/// A failure in words, ready to be shown: what happened, why, what to do. Never holds a secret.
struct Failure
{
    FailureKind kind = FailureKind::None;
    QString title; ///< what happened; no full stop, no code
    QString cause; ///< why as far as known and what to do; sentences
    QString detail; ///< technical text: OpenSSL's or Qt's words, HTTP status line
    QStringList advice; ///< what to do, sentences; the first goes with the first action
    QList<FailureAction> actions; ///< the main one first
    bool transient = false; ///< another try can help
    int retryAfter = 0; ///< seconds the server asked to wait; 0: it did not
    int httpStatus = 0;
    QByteArray response; ///< begin of the answer to the handshake, headers and body, as received
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
    QString file; ///< of the client certificate, its key or the authorities, for what is wrong with it
    QString problem; ///< why settings or their files cannot be used, a sentence
    QString location; ///< where the server points to, for HTTP 3xx: its own words
    int retryAfter = 0; ///< seconds the server asked to wait
    QByteArray response; ///< begin of the answer to the handshake, without a secret
    qint64 partial = 0; ///< bytes that had come of a message that could not be read; 0: not known
    bool hungUp = false; ///< the connection went without a word of why, for TlsFailed
    bool needsTls13 = false; ///< this connection takes nothing older
};

/// The words for a kind of failure (design guide, "Wording of errors").
Failure describeFailure(FailureKind kind, const FailureContext &context);

/// "1001 going away"; codes without a registered meaning stand alone.
QString closeCodeText(int code);

} // namespace console

Q_DECLARE_METATYPE(console::Failure)
