#include "lib/connection/connection.h"

#include <utility>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString addressOf(const ConnectionSettings &settings)
{
    return settings.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
}

QString trustText(const PeerCertificate &peer)
{
    if (peer.pinnedForSession)
        return u"certificate trusted for this session"_s;
    return peer.pinned ? u"certificate pinned"_s : u"certificate trusted by an authority"_s;
}

QString closingText(const Failure &failure)
{
    if (!failure)
        return u"Disconnected"_s;
    if (failure.kind != FailureKind::ClosedByServer && failure.kind != FailureKind::ClosedAtOnce)
        return failure.title;
    QString text = failure.kind == FailureKind::ClosedByServer ? u"Closed by the server"_s : failure.title;
    if (failure.closeCode != 0)
        text += u": "_s + closeCodeText(failure.closeCode);
    if (!failure.closeReason.isEmpty())
        text += u", \u201c%1\u201d"_s.arg(failure.closeReason);
    return text;
}

bool isAttempt(ConnectionState state)
{
    return state == ConnectionState::FindingAddress || state == ConnectionState::Connecting
        || state == ConnectionState::CheckingCertificate || state == ConnectionState::OpeningWebSocket;
}

bool wasOpen(ConnectionState state)
{
    return state == ConnectionState::Connected || state == ConnectionState::Closing;
}

} // namespace

Connection::Connection(std::unique_ptr<Transport> transport, QHash<QByteArray, qint32> codes,
    SessionClock clock, QObject *parent)
    : QObject(parent), m_transport(transport.release()), m_classifier(std::move(codes)), m_clock(clock),
      m_batchTimer(this), m_pingTimer(this), m_closeTimer(this), m_clockTimer(this), m_retryTimer(this)
{
    m_transport->setParent(this); // so that it moves to the network thread with us
    watchTransport();
    watchTimers();
}

void Connection::watchTransport()
{
    connect(m_transport, &Transport::stageChanged, this, [this](ConnectionState state) {
        setState(state, m_status.isRecovering() ? m_status.failure : Failure());
    });
    connect(m_transport, &Transport::encrypted, this, &Connection::noteEncrypted);
    connect(m_transport, &Transport::peerShown, this,
        [this](const PeerCertificate &peer) { m_status.peer = peer; });
    connect(m_transport, &Transport::opened, this, &Connection::noteOpened);
    connect(m_transport, &Transport::textReceived, this, &Connection::receiveText);
    connect(m_transport, &Transport::binaryReceived, this, &Connection::receiveBinary);
    connect(m_transport, &Transport::frameReceived, this, &Connection::noteLife);
    connect(m_transport, &Transport::pongReceived, this, &Connection::noteRoundTrip);
    connect(m_transport, &Transport::trustNeeded, this, &Connection::noteTrustNeeded);
    connect(m_transport, &Transport::closed, this, &Connection::end);
}

void Connection::watchTimers()
{
    m_batchTimer.setSingleShot(true);
    m_batchTimer.setTimerType(Qt::PreciseTimer);
    m_batchTimer.setInterval(batchInterval);
    connect(&m_batchTimer, &QTimer::timeout, this, [this] {
        pack();
        deliverWhenDue();
    });
    connect(&m_pingTimer, &QTimer::timeout, this, &Connection::checkLife);
    m_closeTimer.setSingleShot(true);
    m_closeTimer.setInterval(closeLimit);
    connect(&m_closeTimer, &QTimer::timeout, this,
        [this] { cancel(u"Disconnected; the server did not answer"_s); });
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_retryTimer, &QTimer::timeout, this, &Connection::tryAgain);
    m_clockTimer.setInterval(std::chrono::seconds(1));
    connect(&m_clockTimer, &QTimer::timeout, this, &Connection::followWallClock);
}

void Connection::open(const ConnectionSettings &settings)
{
    if (isAttempt(m_status.state) || wasOpen(m_status.state))
        cancel(u"Disconnected"_s);
    m_retryTimer.stop();
    m_schedule = RetrySchedule(settings.reconnect);
    m_status.tries = 0;
    if (settings.url.authority() != m_settings.url.authority())
        m_status.lostAt = 0; // another server was never connected before
    m_settings = settings;
    appendNote(u"Connecting to %1"_s.arg(addressOf(settings)));
    startAttempt();
}

void Connection::startAttempt()
{
    m_status.peer = {};
    m_status.tlsVersion.clear();
    m_status.cipher.clear();
    m_status.roundTrip = -1;
    m_status.nextTry = 0;
    m_clock.rebase();
    m_clockTimer.start();
    m_transport->open(m_settings);
}

void Connection::close()
{
    if (isAttempt(m_status.state)) {
        cancel(u"Connecting was cancelled"_s);
    } else if (m_status.state == ConnectionState::WaitingForDecision) {
        cancel(u"The certificate was not accepted"_s);
    } else if (m_status.state == ConnectionState::Retrying) {
        cancel(u"Trying again was stopped"_s);
    } else if (m_status.isConnected()) {
        setState(ConnectionState::Closing);
        m_closeTimer.start();
        m_transport->close(1000, {});
    }
}

void Connection::send(const QByteArray &json)
{
    if (!m_status.isConnected()) {
        appendNote(u"A request was not sent: the connection has ended"_s);
        return;
    }
    const MessageId id = m_writer.append(m_clock.now(), json, m_classifier.sent(json));
    m_matcher.sent(id, json, m_clock.steady());
    m_transport->sendText(json);
    schedule();
}

void Connection::note(const QString &text)
{
    appendNote(text);
}

void Connection::receiveText(const QString &text)
{
    const QByteArrayView bytes = m_encoder.encode(text);
    receive(bytes, m_classifier.received(bytes));
}

void Connection::receiveBinary(const QByteArray &bytes)
{
    receive(bytes, m_classifier.receivedBinary(bytes));
}

void Connection::receive(QByteArrayView bytes, Classification facts)
{
    m_alive = true;
    m_schedule.proven();
    if (facts.kind == MessageKind::Response)
        receiveResponse(bytes, facts);
    else if (hasRoom())
        m_writer.append(stampOfLife(), bytes, facts);
    m_writer.addArrived();
    schedule();
}

void Connection::receiveResponse(QByteArrayView bytes, Classification facts)
{
    const RequestMatcher::Answer answer = m_matcher.answered(facts.echoedRequest.in(bytes), m_clock.steady());
    // There are never more answers than requests, so they need no bound of their own.
    if (answer.outcome != RequestMatcher::Outcome::Matched && !hasRoom())
        return;
    facts.flags.setFlag(MessageFlag::Unmatched, answer.outcome == RequestMatcher::Outcome::Unmatched);
    facts.flags.setFlag(MessageFlag::DuplicateResponse, answer.outcome == RequestMatcher::Outcome::Duplicate);
    const MessageId id = m_writer.append(stampOfLife(), bytes, facts);
    if (answer.outcome == RequestMatcher::Outcome::Matched)
        m_writer.addMatch({id, answer.request, answer.latency});
}

/// Makes room where the receiver is free; else the message that has come is one that was dropped.
bool Connection::hasRoom()
{
    if (m_writer.waiting() < m_settings.maximumWaiting)
        return true;
    if (m_receiver == Receiver::Free) {
        deliver();
        return true;
    }
    ++m_dropped;
    m_writer.addDropped();
    return false;
}

void Connection::noteDropped()
{
    appendNote(u"Messages dropped: %1; they came faster than the program could take them"_s.arg(
        std::exchange(m_dropped, 0)));
}

void Connection::noteEncrypted(const PeerCertificate &peer, const QString &tlsVersion, const QString &cipher)
{
    m_status.peer = peer;
    m_status.tlsVersion = tlsVersion;
    m_status.cipher = cipher;
    announce();
}

void Connection::noteOpened()
{
    noteLife();
    m_silentIntervals = 0;
    m_status.tries = 0;
    endGap();
    m_pingTimer.start(m_settings.pingInterval);
    appendNote(u"Connected, %1, %2"_s.arg(m_status.tlsVersion, trustText(m_status.peer)), NoteKind::Opened);
    setState(ConnectionState::Connected);
    m_transport->ping(); // so that the round trip is known from the start
}

void Connection::noteTrustNeeded(const PeerCertificate &peer, FailureKind why)
{
    m_status.peer = peer;
    m_status.tries = 0; // nothing happens by itself any more
    const Failure failure = describeFailure(why, context());
    appendNote(u"Waiting for a decision: "_s + failure.title);
    setState(ConnectionState::WaitingForDecision, failure);
}

void Connection::noteRoundTrip(qint64 roundTrip)
{
    noteLife();
    m_status.roundTrip = roundTrip;
    announce();
}

void Connection::end(const Failure &failure)
{
    const bool open = wasOpen(m_status.state);
    const bool lost = open && failure.kind != FailureKind::ClosedAtOnce;
    m_pingTimer.stop();
    m_closeTimer.stop();
    if (open)
        beginGap(failure, closingText(failure));
    const int tries = m_schedule.tries();
    appendNote(lost      ? closingText(failure)
            : tries == 0 ? u"Not connected: "_s + closingText(failure)
                         : u"Try %1: "_s.arg(tries) + closingText(failure));
    m_writer.addLost(m_matcher.takeLost());
    const bool wanted = m_status.state != ConnectionState::Closing;
    if (wanted && (lost || tries > 0) && m_schedule.allows(failure))
        return scheduleTry(failure);
    m_status.tries = 0;
    setState(lost || !failure ? ConnectionState::NotConnected : ConnectionState::Failed, failure);
}

void Connection::noteLife()
{
    m_alive = true;
    stampOfLife();
}

/// Now, which is also the last moment at which the peer was alive: one look at the clock a message is enough.
qint64 Connection::stampOfLife()
{
    m_lastLife = m_clock.now();
    return m_lastLife;
}

void Connection::cancel(const QString &why)
{
    m_transport->abort();
    m_pingTimer.stop();
    m_closeTimer.stop();
    m_retryTimer.stop();
    m_status.tries = 0;
    if (wasOpen(m_status.state))
        beginGap({}, why);
    appendNote(why);
    m_writer.addLost(m_matcher.takeLost());
    setState(ConnectionState::NotConnected);
}

void Connection::checkLife()
{
    m_silentIntervals = m_alive ? 0 : m_silentIntervals + 1;
    m_alive = false;
    if (m_silentIntervals < silentIntervalsOfTheDead) {
        m_transport->ping();
        return;
    }
    m_transport->abort();
    end(describeFailure(FailureKind::PeerSilent, context()));
}

void Connection::appendNote(const QString &text, NoteKind kind)
{
    Classification facts;
    facts.kind = MessageKind::Note;
    facts.note = kind;
    m_writer.append(m_clock.now(), text.toUtf8(), facts);
    schedule();
}

void Connection::setState(ConnectionState state, const Failure &failure)
{
    m_status.state = state;
    m_status.failure = failure;
    m_status.since = m_clock.now();
    announce();
}

/// The rows before a status leave before it; where the receiver is still busy, both wait.
void Connection::announce()
{
    if (m_writer.isEmpty() && m_waitingStatuses.isEmpty()) {
        emit statusChanged(m_status);
        return;
    }
    if (!m_waitingStatuses.isEmpty() && m_waitingStatuses.last().state == m_status.state)
        m_waitingStatuses.last() = m_status;
    else
        m_waitingStatuses.append(m_status);
    deliverWhenDue();
}

void Connection::schedule()
{
    if (!m_batchTimer.isActive())
        m_batchTimer.start();
}

void Connection::pack()
{
    if (const BatchList batches = m_writer.pack(); !batches.isEmpty())
        emit packed(batches);
}

BatchPointer Connection::introduce()
{
    pack();
    return std::make_shared<const MessageBatch>(m_writer.introduction());
}

void Connection::deliverWhenDue()
{
    m_due = true;
    Receiver busy = Receiver::Busy;
    if (m_receiver.compare_exchange_strong(busy, Receiver::AwaitedBusy) || busy == Receiver::AwaitedBusy)
        return; // acknowledge() goes on
    deliver();
}

void Connection::acknowledge()
{
    // Waking the network thread for every delivery would cost more than the delivery.
    if (m_receiver.exchange(Receiver::Free) == Receiver::AwaitedBusy)
        QMetaObject::invokeMethod(this, &Connection::deliverWhatWaited);
}

void Connection::deliverWhatWaited()
{
    if (m_due)
        deliverWhenDue();
}

void Connection::deliver()
{
    if (m_dropped != 0)
        noteDropped();
    m_due = false;
    m_batchTimer.stop();
    pack();
    if (!m_writer.isEmpty()) {
        m_receiver = Receiver::Busy;
        emit delivered(m_writer.take());
    }
    for (const ConnectionStatus &status : std::exchange(m_waitingStatuses, {}))
        emit statusChanged(status);
}

FailureContext Connection::context() const
{
    FailureContext told;
    told.host = m_settings.url.host();
    told.port = m_settings.url.port(443);
    told.headerName = QString::fromUtf8(m_settings.headerName);
    if (!m_status.peer.chain.isEmpty())
        told.certificate = m_status.peer.chain.first();
    return told;
}

} // namespace console

#include "moc_connection.cpp"
