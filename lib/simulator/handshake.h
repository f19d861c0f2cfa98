#pragma once

#include <QByteArray>
#include <QObject>

class QSslSocket;

namespace console {

/// The header that lets a client in; an empty name lets everybody in.
struct EntryRule
{
    QByteArray headerName;
    QByteArray headerValue;
};

/// Why a request head does not satisfy the rule; empty: it does. Header names are compared without case; the
/// header must be there exactly once.
QString refusal(const EntryRule &rule, const QByteArray &head);

/// Looks at the head of one HTTP request before the upgrade, and answers 401 itself. Lives as a child of the
/// socket until the head has come, is refused, or took too long; peeks only, so that the upgrade finds the
/// head untouched.
class Handshake : public QObject
{
    Q_OBJECT
public:
    Handshake(QSslSocket *socket, EntryRule rule);

signals:
    void accepted(QSslSocket *socket);
    void refused(const QString &text);

private:
    void look();
    void refuse(QByteArrayView status, const QString &reason);

    QSslSocket *m_socket;
    EntryRule m_rule;
};

} // namespace console
