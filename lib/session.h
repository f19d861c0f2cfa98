#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/connectionstatus.h"
#include "lib/connection/probereport.h"
#include "lib/findings/findinglog.h"
#include "lib/log/exchangelog.h"
#include "lib/log/messagelog.h"
#include "lib/log/recorderstatus.h"
#include "lib/log/recordingfacts.h"
#include "lib/log/recordingloader.h"
#include "lib/rooms/roomdirectory.h"

#include <QObject>
#include <QThread>

namespace console {

class Connection;
class ConnectionProbe;
class Recorder;
class Transport;

/// How long the user's "yes" to a certificate holds.
enum class TrustDuration {
    Session, ///< until the session ends, reconnects included
    Always, ///< the caller saves the pin as well
};

/// The one door for window and command line: one log, one connection at a time, one order of rows. Lives on
/// the thread that made it; the connection lives on a network thread of its own.
class Session : public QObject
{
    Q_OBJECT
public:
    using TransportFactory = std::function<std::unique_ptr<Transport>()>;

    struct Options
    {
        /// Bytes; of a session that is not recorded. What leaves beyond it is noted. 0: what has just come is
        /// kept, for someone who takes it from there; then nothing is noted.
        quint64 memoryLimit = MessageLog::defaultMemoryLimit();
        /// Bytes that a session has at least while it is recorded, or where it is a recording itself.
        quint64 recordedMemoryLimit = MessageLog::defaultMemoryLimit();
        TransportFactory transport; ///< null: WebSocketTransport
        bool findsProblems = false; ///< holds every message against the rules of findings(), in the pool
        QByteArray software; ///< name and version of the program, for the recording
    };

    explicit Session(QObject *parent = nullptr);
    explicit Session(Options options, QObject *parent = nullptr);
    ~Session() override; ///< waits for the network thread, which never waits for the peer

    const ConnectionStatus &status() const { return m_status; }
    MessageLog *log() { return &m_log; }
    ExchangeLog *exchanges() { return &m_exchanges; }
    RoomDirectory *rooms() { return &m_rooms; }
    FindingLog *findings() { return &m_findings; } ///< stays empty without Options::findsProblems

    quint64 received() const
    {
        return m_received;
    } ///< messages from the socket: events, responses, others, malformed
    /// The same as counted at the socket, independently of the rows; 0 in a session of a recording.
    quint64 arrived() const { return m_arrived; }
    /// Of these, the ones that have no row, because the program was too busy to take them; each gap has a
    /// note. What leaves the log at its front is not counted here.
    quint64 dropped() const { return m_dropped; }
    quint64 events() const { return m_events; } ///< rows that MessageRecord::isEvent()
    quint64 malformed() const { return m_malformed; }
    qint64 lastEventTime() const { return m_lastEventTime; } ///< microseconds UTC; 0: none yet
    bool isConnected() const { return m_status.isConnected(); }
    qint64 connectedSince() const { return m_connectedSince; } ///< microseconds UTC; 0: not connected
    const ConnectionSettings &settings() const { return m_settings; }
    /// Saved ones and those for this session only.
    QList<Pin> pins() const { return m_settings.pins + m_sessionPins; }

    /// Connects; ends what is open first. The log and its numbering go on.
    void open(const ConnectionSettings &settings);
    /// Ends the connection or the attempt, not the session. Also the answer "no" to WaitingForDecision.
    void close();
    /// Does not wait for the next try after the connection was lost.
    void tryNow();
    /// Asks the server of the last open() again, step by step, beside whatever is open: diagnosed() follows,
    /// several times, the last one finished. Another call ends the one before it.
    void diagnose();
    void cancelDiagnosis();
    /// Hands the text to the wire as it is. False, and nothing happens, where sendProblem() says why not.
    bool send(const QByteArray &json);
    /// Why a request is not sent: not connected, or it would change something through a connection that is
    /// only to watch. A sentence; empty: it is sent.
    QString sendProblem(const QByteArray &json) const;
    /// The user's "yes" to WaitingForDecision: connects again with the certificate pinned for this session.
    /// The caller saves a pin that is to outlive it: pinFor(status().peer, now).
    void trust(const QByteArray &sha256, TrustDuration duration = TrustDuration::Session);
    void note(const QString &text);

    /// Records every row from now on into a new file, independently of how busy this thread is; ends the
    /// recording before. recordingChanged() says whether that worked. Connecting anew goes on in the same
    /// file.
    void startRecording(const QString &file);
    void stopRecording();
    /// Every row so far is in the file when recordingFlushed() comes.
    void flushRecording();
    /// What a recording says of this session; of an opened one what it says itself.
    const RecordingFacts &facts() const { return m_loader ? m_loader->opened().facts : m_facts; }
    const RecorderStatus &recording() const { return m_recording; }

    /// Shows what was recorded instead of a connection; for a session that has no row yet. The rows come as
    /// they are read, openedChanged() with them.
    void openRecording(const QString &file);
    /// Null in a session of a connection.
    const OpenedRecording *opened() const { return m_loader ? &m_loader->opened() : nullptr; }

    /// Close frame, then the end: finished() comes within 2 s, whatever the peer does.
    void shutdown();

signals:
    void statusChanged(const console::ConnectionStatus &status);
    void taken(const console::BatchList &batches); ///< after the log took them
    void recordingChanged(const console::RecorderStatus &status);
    void recordingFlushed();
    void openedChanged();
    void diagnosed(const console::ProbeReport &report);
    void finished();

private:
    void startNetwork(const TransportFactory &factory);
    void startProbe();
    void startRecorder();
    template <typename Work>
    void afterAllRows(Work work); ///< on the network thread: work(recorder), when it has all rows so far
    void describeConnection();
    void updateRecording(const RecorderStatus &status);
    void raiseMemoryLimit();
    void lowerMemoryLimit();
    void noteDropping(MessageId first);
    ConnectionSettings completeSettings() const; ///< with the session's pins
    void take(const BatchList &batches);
    void append(const BatchList &batches);
    void count(const MessageBatch &batch);
    void updateStatus(const ConnectionStatus &status);
    void showStatus(const ConnectionStatus &status);
    void stopNetwork();
    void finish();

    const quint64 m_memoryLimit; ///< bytes, as in the options
    const quint64 m_recordedMemoryLimit;
    MessageLog m_log;
    ExchangeLog m_exchanges;
    RoomDirectory m_rooms;
    FindingLog m_findings;
    QThread *m_networkThread; ///< outlives the session where joining it takes too long
    Connection *m_connection = nullptr; ///< on the network thread
    ConnectionProbe *m_probe = nullptr; ///< likewise
    Recorder *m_recorder = nullptr; ///< likewise
    RecordingFacts m_facts;
    RecorderStatus m_recording;
    std::unique_ptr<RecordingLoader> m_loader;
    ConnectionSettings m_settings; ///< as opened, without the session's pins
    QList<Pin> m_sessionPins;
    ConnectionStatus m_status;
    quint64 m_received = 0;
    quint64 m_arrived = 0;
    quint64 m_dropped = 0;
    quint64 m_events = 0;
    quint64 m_malformed = 0;
    qint64 m_lastEventTime = 0;
    qint64 m_connectedSince = 0;
    bool m_hasNotedDropping = false;
    bool m_shuttingDown = false;
    bool m_stopping = false; ///< the connection must not be touched any more
    bool m_finished = false;
};

} // namespace console
