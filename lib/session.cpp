#include "lib/session.h"

#include "lib/connection/connection.h"
#include "lib/connection/connectionprobe.h"
#include "lib/connection/tlspolicy.h"
#include "lib/connection/websockettransport.h"
#include "lib/log/recorder.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/classify.h"

#include <QTimer>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// The connection gives a peer 1 s to answer its close; beyond this the thread is ended anyway.
constexpr std::chrono::milliseconds closingLimit{1'500};
constexpr std::chrono::milliseconds shutdownLimit{1'900};
/// The thread never waits for a peer, at most for the name or proxy lookup of the system.
constexpr unsigned long joinLimit = 2'000;

std::unique_ptr<Transport> webSocket()
{
    return std::make_unique<WebSocketTransport>();
}

} // namespace

Session::Session(QObject *parent) : Session(Options(), parent) { }

Session::Session(Options options, QObject *parent)
    : QObject(parent), m_memoryLimit(options.memoryLimit),
      m_recordedMemoryLimit(std::max(options.memoryLimit, options.recordedMemoryLimit)), m_log(m_memoryLimit),
      m_exchanges(&m_log), m_rooms(&m_log), m_findings(&m_log), m_networkThread(new QThread)
{
    if (options.findsProblems)
        m_findings.start();
    connect(&m_log, &MessageLog::removedFromFront, this, &Session::noteDropping);
    m_facts.software = options.software;
    startNetwork(options.transport ? options.transport : &webSocket);
}

Session::~Session()
{
    stopNetwork();
    if (m_networkThread->wait(joinLimit))
        delete m_networkThread;
}

void Session::startNetwork(const TransportFactory &factory)
{
    m_connection = new Connection(factory(), Catalogue::builtIn().codesByName());
    m_connection->moveToThread(m_networkThread);
    connect(m_networkThread, &QThread::finished, m_connection, &QObject::deleteLater);
    connect(m_networkThread, &QThread::finished, this, &Session::finish);
    connect(m_connection, &Connection::delivered, this, &Session::take, Qt::QueuedConnection);
    connect(m_connection, &Connection::statusChanged, this, &Session::updateStatus, Qt::QueuedConnection);
    startProbe();
    startRecorder();
    m_networkThread->setObjectName(u"network"_s);
    m_networkThread->start();
}

void Session::startProbe()
{
    m_probe = new ConnectionProbe;
    m_probe->moveToThread(m_networkThread);
    connect(m_networkThread, &QThread::finished, m_probe, &QObject::deleteLater);
    connect(m_probe, &ConnectionProbe::progressed, this, &Session::diagnosed, Qt::QueuedConnection);
    connect(m_probe, &ConnectionProbe::finished, this, &Session::diagnosed, Qt::QueuedConnection);
}

void Session::startRecorder()
{
    m_recorder = new Recorder;
    m_recorder->moveToThread(m_networkThread);
    connect(m_networkThread, &QThread::finished, m_recorder, &QObject::deleteLater);
    connect(m_connection, &Connection::packed, m_recorder, &Recorder::append);
    // Queued: a row that is born while rows are handed over would be in the log, not in the recording.
    connect(m_recorder, &Recorder::noteNeeded, m_connection, &Connection::note, Qt::QueuedConnection);
    connect(m_recorder, &Recorder::statusChanged, this, &Session::updateRecording, Qt::QueuedConnection);
    connect(m_recorder, &Recorder::flushed, this, &Session::recordingFlushed, Qt::QueuedConnection);
    connect(m_recorder, &Recorder::written, &m_log, &MessageLog::addPlaces, Qt::QueuedConnection);
}

template <typename Work>
void Session::afterAllRows(Work work)
{
    QMetaObject::invokeMethod(
        m_recorder,
        [recorder = m_recorder, connection = m_connection, work] {
            connection->pack();
            work(recorder);
        },
        Qt::QueuedConnection);
}

void Session::startRecording(const QString &file)
{
    if (m_shuttingDown || m_loader)
        return;
    raiseMemoryLimit();
    m_facts.start = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    QMetaObject::invokeMethod(
        m_recorder,
        [recorder = m_recorder, connection = m_connection, file, facts = m_facts] {
            const BatchPointer before = connection->introduce();
            recorder->start(file, facts);
            recorder->append({before});
        },
        Qt::QueuedConnection);
}

void Session::stopRecording()
{
    if (m_shuttingDown)
        return;
    afterAllRows([](Recorder *recorder) { recorder->stop(); });
}

void Session::flushRecording()
{
    if (m_shuttingDown)
        return;
    afterAllRows([](Recorder *recorder) { recorder->flush(); });
}

void Session::updateRecording(const RecorderStatus &status)
{
    m_recording = status;
    if (status.state == RecorderStatus::State::Recording)
        raiseMemoryLimit();
    else
        lowerMemoryLimit();
    emit recordingChanged(m_recording);
}

void Session::raiseMemoryLimit()
{
    m_log.setMemoryLimit(m_recordedMemoryLimit);
}

/// What is here because it was recorded does not leave all at once: it makes room for what comes.
void Session::lowerMemoryLimit()
{
    const quint64 needed = std::max(m_memoryLimit, m_log.memoryUsed());
    m_log.setMemoryLimit(std::min(m_log.memoryLimit(), needed));
}

void Session::noteDropping(MessageId first)
{
    if (m_hasNotedDropping || m_memoryLimit == 0 || m_log.droppedRows() == 0)
        return;
    m_hasNotedDropping = true;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(m_log.record(first).time / 1000);
    note(u"Messages from before %1 left memory, and so will others; record sessions to keep them"_s.arg(
        time.toString(u"yyyy-MM-dd HH:mm:ss"_s)));
}

/// Each connection may lead to another server, or show another certificate.
void Session::describeConnection()
{
    RecordingFacts facts = m_facts;
    facts.server = addressWithoutSecrets(m_settings.url);
    if (m_status.isConnected()) {
        facts.tlsVersion = m_status.tlsVersion.toUtf8();
        facts.certificateSha256 = m_status.peer.sha256().toHex();
    }
    if (facts == m_facts)
        return;
    m_facts = facts;
    QMetaObject::invokeMethod(
        m_recorder, [recorder = m_recorder, facts] { recorder->describe(facts); }, Qt::QueuedConnection);
}

ConnectionSettings Session::completeSettings() const
{
    ConnectionSettings complete = m_settings;
    complete.pins = pins();
    return complete;
}

void Session::open(const ConnectionSettings &settings)
{
    if (m_shuttingDown || m_loader)
        return;
    // A decision "for this session" was about one server.
    if (settings.url.authority() != m_settings.url.authority())
        m_sessionPins.clear();
    m_settings = settings;
    describeConnection();
    QMetaObject::invokeMethod(
        m_connection,
        [connection = m_connection, complete = completeSettings()] { connection->open(complete); },
        Qt::QueuedConnection);
}

void Session::close()
{
    if (!m_shuttingDown)
        QMetaObject::invokeMethod(m_connection, &Connection::close, Qt::QueuedConnection);
}

QString Session::sendProblem(const QByteArray &json) const
{
    if (!isConnected())
        return u"Not connected: connect first, then send."_s;
    if (m_settings.monitorOnly && !onlyAsks(json))
        return u"Monitor only: just get_… requests are sent."_s;
    return {};
}

void Session::tryNow()
{
    if (!m_shuttingDown)
        QMetaObject::invokeMethod(m_connection, &Connection::tryNow, Qt::QueuedConnection);
}

void Session::diagnose()
{
    if (m_shuttingDown)
        return;
    QMetaObject::invokeMethod(
        m_probe, [probe = m_probe, settings = completeSettings()] { probe->start(settings); },
        Qt::QueuedConnection);
}

void Session::cancelDiagnosis()
{
    if (!m_stopping)
        QMetaObject::invokeMethod(m_probe, &ConnectionProbe::cancel, Qt::QueuedConnection);
}

bool Session::send(const QByteArray &json)
{
    if (m_shuttingDown || !sendProblem(json).isEmpty())
        return false;
    QMetaObject::invokeMethod(
        m_connection, [connection = m_connection, json] { connection->send(json); }, Qt::QueuedConnection);
    return true;
}

void Session::trust(const QByteArray &sha256, TrustDuration duration)
{
    if (m_status.state != ConnectionState::WaitingForDecision || m_status.peer.sha256() != sha256)
        return;
    Pin pin = pinFor(m_status.peer, QDateTime::currentDateTimeUtc());
    pin.forSession = duration != TrustDuration::Always;
    (pin.forSession ? m_sessionPins : m_settings.pins).append(pin);
    open(m_settings);
}

void Session::note(const QString &text)
{
    if (m_shuttingDown || m_loader)
        return;
    QMetaObject::invokeMethod(
        m_connection, [connection = m_connection, text] { connection->note(text); }, Qt::QueuedConnection);
}

void Session::shutdown()
{
    if (m_shuttingDown)
        return;
    close();
    m_shuttingDown = true;
    // Behind the close: with nothing open the answer is an end at once.
    QMetaObject::invokeMethod(m_connection, &Connection::reportStatus, Qt::QueuedConnection);
    QTimer::singleShot(closingLimit, this, &Session::stopNetwork);
    QTimer::singleShot(shutdownLimit, this, &Session::finish);
}

void Session::openRecording(const QString &file)
{
    m_exchanges.setLive(false);
    raiseMemoryLimit();
    m_loader = std::make_unique<RecordingLoader>(file);
    connect(m_loader.get(), &RecordingLoader::loaded, this,
        [this](const BatchList &batches, const TextPlaces &places) {
            append(batches);
            m_log.addPlaces(places);
        });
    connect(m_loader.get(), &RecordingLoader::changed, this, [this] {
        const OpenedRecording &opened = m_loader->opened();
        m_exchanges.setWhole(opened.isWhole);
        m_findings.addRemarks(opened.remarks);
        emit openedChanged();
    });
    m_loader->start();
    m_status.state = ConnectionState::RecordingOpen;
    emit statusChanged(m_status);
}

void Session::append(const BatchList &batches)
{
    for (const BatchPointer &batch : batches) {
        count(*batch);
        m_log.append(batch);
    }
    emit taken(batches);
}

void Session::take(const BatchList &batches)
{
    append(batches);
    if (!m_stopping)
        m_connection->acknowledge();
}

void Session::count(const MessageBatch &batch)
{
    m_arrived = batch.arrived;
    m_received += batch.dropped;
    m_dropped += batch.dropped;
    for (const MessageRecord &row : batch.rows) {
        m_received += row.isReceived();
        m_events += row.isEvent();
        m_malformed += row.kind == MessageKind::Malformed;
        if (row.isEvent())
            m_lastEventTime = row.time;
    }
}

void Session::updateStatus(const ConnectionStatus &status)
{
    if (!m_loader)
        showStatus(status);
    const bool over =
        status.state == ConnectionState::NotConnected || status.state == ConnectionState::Failed;
    if (m_shuttingDown && over)
        stopNetwork();
}

void Session::showStatus(const ConnectionStatus &status)
{
    m_status = status;
    m_connectedSince = status.isConnected() ? status.since : 0;
    describeConnection();
    emit statusChanged(m_status);
}

/// The last that the connection hears of us: it ends with its thread.
void Session::stopNetwork()
{
    if (m_stopping)
        return;
    m_stopping = true;
    m_shuttingDown = true;
    QMetaObject::invokeMethod(m_connection, &Connection::close, Qt::QueuedConnection);
    // Queued, so that the close comes first; and the thread ends when the recording has its end.
    afterAllRows([thread = m_networkThread](Recorder *recorder) {
        connect(recorder, &Recorder::stopped, thread, &QThread::quit, Qt::DirectConnection);
        recorder->stop();
    });
}

void Session::finish()
{
    if (!m_finished)
        emit finished();
    m_finished = true;
}

} // namespace console

#include "moc_session.cpp"
