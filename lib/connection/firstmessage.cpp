#include "lib/connection/firstmessage.h"

#include "lib/connection/handshakerequest.h"

#include <algorithm>

namespace console {

namespace {

using std::chrono::milliseconds;

/// Servers answer at once or not at all.
constexpr milliseconds answerLimit{3'000};
/// A peer that does not read never lets a close come to its end.
constexpr milliseconds goodbyeLimit{1'000};
/// A server that ends the connection within this time never meant to keep it.
constexpr qint64 earlyMilliseconds = 1'000;

constexpr char question[] = R"({"Command":"get_version"})";

} // namespace

FirstMessage::FirstMessage(const ConnectionSettings &settings, QObject *parent)
    : QObject(parent), m_settings(settings)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &FirstMessage::noteTimeout);
    connect(&m_transport, &Transport::opened, this, &FirstMessage::ask);
    connect(
        &m_transport, &Transport::textReceived, this, [this](const QString &text) { take(text.toUtf8()); });
    connect(&m_transport, &Transport::binaryReceived, this, &FirstMessage::take);
    connect(&m_transport, &Transport::closed, this, &FirstMessage::noteClosed);
    connect(&m_transport, &Transport::trustNeeded, this, [this](const PeerCertificate &, FailureKind why) {
        noteClosed(describeFailure(why, contextFor(m_settings)));
    });
}

void FirstMessage::start()
{
    m_transport.open(m_settings);
}

void FirstMessage::abandon()
{
    m_done = true;
    m_limit.stop();
    m_transport.abort();
}

void FirstMessage::ask()
{
    m_opened.start();
    m_limit.start(std::min(answerLimit, m_settings.phaseTimeout));
    m_transport.sendText(question);
}

void FirstMessage::take(const QByteArray &message)
{
    if (m_leaving || m_done)
        return;
    leave();
    emit came(message);
}

void FirstMessage::noteTimeout()
{
    if (m_leaving)
        return finish();
    leave();
    emit stayedSilent(std::min(answerLimit, m_settings.phaseTimeout));
}

/// Our question counts as something exchanged, but it is no reason to hang up on us.
void FirstMessage::noteClosed(const Failure &failure)
{
    if (m_done)
        return;
    if (m_leaving)
        return finish();
    abandon();
    const bool unasked =
        failure.kind == FailureKind::ClosedByServer || failure.kind == FailureKind::ConnectionLost;
    if (!unasked || m_opened.elapsed() >= earlyMilliseconds)
        return emit failed(failure);
    FailureContext context = contextFor(m_settings);
    context.detail = failure.detail;
    context.closeCode = failure.closeCode;
    context.closeReason = failure.closeReason;
    emit failed(describeFailure(FailureKind::ClosedAtOnce, context));
}

void FirstMessage::leave()
{
    m_leaving = true;
    m_limit.start(goodbyeLimit);
    m_transport.close(1000, {});
}

void FirstMessage::finish()
{
    if (m_done)
        return;
    abandon();
    emit ended();
}

} // namespace console

#include "moc_firstmessage.cpp"
