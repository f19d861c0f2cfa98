#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>

namespace console {

/// More of an answer to the handshake is not read.
constexpr qsizetype mostAnswerBytes = 64 * 1024;
/// More of it is not kept with a failure.
constexpr qsizetype mostResponseBytes = 4 * 1024;

/// The answer to a WebSocket handshake, as far as it came. A value; all of it is the server's own text.
struct HttpAnswer
{
    struct Header
    {
        QByteArray name;
        QByteArray value;
    };

    int status = 0; ///< 0: this is no HTTP
    QByteArray statusLine;
    QList<Header> headers;
    QByteArray body;
    bool hasHead = false; ///< status line and headers are complete

    QByteArray header(QByteArrayView name) const; ///< the first of that name, in whatever case; else empty
    bool isComplete() const; ///< nothing of it is to come
    bool isWebPage() const;
};

HttpAnswer parseHttpAnswer(const QByteArray &bytes);

/// Something that will never become an answer to the WebSocket handshake.
bool isNoHttp(const QByteArray &bytes);

/// The seconds of a Retry-After header, at most a day; 0: there is none. A date is counted from the answer's
/// own Date, so that wrong clocks do not matter, else from `now`.
int retryAfter(const HttpAnswer &answer, const QDateTime &now);

/// What a server has to answer to a Sec-WebSocket-Key (RFC 6455 §4.2.2).
QByteArray acceptKeyFor(const QByteArray &key);

/// The protocol is switched to WebSocket; says nothing of the accept key.
bool switchesToWebSocket(const HttpAnswer &answer);

} // namespace console
