#pragma once

#include <QObject>
#include <QPointer>

class QSslSocket;
class QWebSocket;

namespace console {

/// One connected client: what waits for it is bounded. Who does not read is closed with 1013 and, a second
/// later, cut off.
class SimulatorClient : public QObject
{
    Q_OBJECT
public:
    /// Takes the socket over.
    /// @param wire  what it writes to.
    SimulatorClient(QWebSocket *socket, QSslSocket *wire, QObject *parent = nullptr);

    /// Each message goes into a TLS record of its own; else all that one moment brings may share one.
    void setWritingAtOnce(bool atOnce) { m_writesAtOnce = atOnce; }

    QString name() const; ///< address and port
    void send(const QString &text);
    void close(int code, const QString &reason);

signals:
    void requested(const QByteArray &json);
    void requestedBinary();
    void refused(const QString &text);
    void gone();

private:
    qint64 waiting() const; ///< bytes
    void giveUp();

    QWebSocket *m_socket;
    QPointer<QSslSocket> m_wire;
    bool m_writesAtOnce = false;
    bool m_closing = false;
};

} // namespace console
