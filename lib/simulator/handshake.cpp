#include "lib/simulator/handshake.h"

#include <QSslSocket>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::chrono::seconds patience(10);
constexpr qsizetype longestHead = 64 * 1024;

QByteArrayList valuesOf(const QByteArray &name, const QByteArray &head)
{
    QByteArrayList values;
    QByteArrayList lines = head.split('\n');
    lines.removeFirst(); // the request line
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            values += line.mid(colon + 1).trimmed();
    }
    return values;
}

} // namespace

QString refusal(const EntryRule &rule, const QByteArray &head)
{
    if (rule.headerName.isEmpty())
        return {};
    const QByteArrayList values = valuesOf(rule.headerName, head);
    const QString name = QString::fromUtf8(rule.headerName);
    if (values.isEmpty())
        return u"the header %1 is missing"_s.arg(name);
    if (values.size() > 1)
        return u"the header %1 came more than once"_s.arg(name);
    return values.first() == rule.headerValue.trimmed() ? QString()
                                                        : u"the header %1 has another value"_s.arg(name);
}

Handshake::Handshake(QSslSocket *socket, EntryRule rule)
    : QObject(socket), m_socket(socket), m_rule(std::move(rule))
{
    connect(socket, &QSslSocket::readyRead, this, &Handshake::look);
    QTimer::singleShot(patience, this, [this] {
        emit refused(u"no complete HTTP request came within %1 s"_s.arg(patience.count()));
        m_socket->abort();
    });
    QMetaObject::invokeMethod(this, &Handshake::look, Qt::QueuedConnection);
}

void Handshake::look()
{
    const QByteArray seen = m_socket->peek(longestHead);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0 && seen.size() < longestHead)
        return;
    if (end < 0)
        return refuse("431 Request Header Fields Too Large", u"the request's head exceeds 64 KiB"_s);
    const QString reason = refusal(m_rule, seen.left(end));
    if (!reason.isEmpty())
        return refuse("401 Unauthorized", reason);
    m_socket->disconnect(this);
    emit accepted(m_socket);
    deleteLater();
}

void Handshake::refuse(QByteArrayView status, const QString &reason)
{
    m_socket->disconnect(this);
    m_socket->readAll();
    const QByteArray body = reason.toUtf8() + '\n';
    m_socket->write("HTTP/1.1 " + status.toByteArray()
        + "\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    m_socket->disconnectFromHost();
    emit refused(reason);
}

} // namespace console
