#pragma once

#include "lib/connection/batchwriter.h"
#include "lib/connection/retryschedule.h"
#include "lib/connection/sessionclock.h"
#include "lib/connection/transport.h"
#include "lib/connection/utf8encoder.h"
#include "lib/protocol/requestmatcher.h"

#include <QTimer>

#include <atomic>
#include <memory>

namespace console {

/// Turns the bytes of the wire into numbered, stamped, classified rows and hands them over in batches. Every
/// row of a session is born here, notes too; it outlives single connections. What a busy receiver does not
/// take waits up to a limit; what comes then is counted and told, not kept. Network thread, but for
/// acknowledge().
class Connection : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds batchInterval{16};
    static constexpr std::chrono::milliseconds closeLimit{1'000};
    static constexpr int silentIntervalsOfTheDead = 2;

    /// Takes ownership of the transport. @param codes  error code names of the catalogue
    Connection(std::unique_ptr<Transport> transport, QHash<QByteArray, qint32> codes,
        SessionClock clock = SessionClock(), QObject *parent = nullptr);

    /// The receiver took a delivery: the next may follow. From any thread.
    void acknowledge();
    /// Packs what was appended, and gives what a listener to packed() from now on has to know of before.
    BatchPointer introduce();

public slots:
    /// Ends what is open first.
    void open(const console::ConnectionSettings &settings);
    /// Close frame, abort after 1 s; an attempt ends at once, and so does trying again. Also the "no" to
    /// WaitingForDecision.
    void close();
    /// Does not wait for the next try; nothing happens in any other state.
    void tryNow();
    /// Stamps, numbers, logs and hands over in one turn. While not connected only a note remains.
    void send(const QByteArray &json);
    void note(const QString &text);
    /// Says the status again, behind all rows before it.
    void reportStatus() { announce(); }
    /// Does not wait for the end of the interval.
    void pack();

signals:
    /// Each batch once, in order, when its interval is over, whether the receiver of deliveries has time or
    /// not: for the recording.
    void packed(const console::BatchList &batches);
    /// At most one is unacknowledged; a batch always leaves before the status that follows it.
    void delivered(const console::BatchList &batches);
    void statusChanged(const console::ConnectionStatus &status);

private:
    /// Whoever takes the deliveries.
    enum class Receiver : quint8 {
        Free,
        Busy,
        AwaitedBusy, ///< and the next delivery is due
    };

    void watchTransport();
    void watchTimers();
    void receiveText(const QString &text);
    void receiveBinary(const QByteArray &bytes);
    void receive(QByteArrayView bytes, Classification facts);
    void receiveResponse(QByteArrayView bytes, Classification facts);
    bool hasRoom();
    void noteDropped();
    void noteEncrypted(const PeerCertificate &peer, const QString &tlsVersion, const QString &cipher);
    void noteOpened();
    void noteTrustNeeded(const PeerCertificate &peer, FailureKind why);
    void noteRoundTrip(qint64 roundTrip);
    void end(const Failure &failure);
    void scheduleTry(const Failure &failure);
    void tryAgain();
    void followSleep(qint64 moved);
    void startAttempt();
    void beginGap(const Failure &failure, const QString &why);
    void endGap();
    void noteLife();
    qint64 stampOfLife();
    void cancel(const QString &why);
    void checkLife();
    void followWallClock();
    void appendNote(const QString &text, NoteKind kind = NoteKind::Other);
    void setState(ConnectionState state, const Failure &failure = {});
    void announce();
    void schedule();
    void deliverWhenDue();
    void deliverWhatWaited();
    void deliver();
    FailureContext context() const;

    Transport *m_transport; ///< child
    Utf8Encoder m_encoder;
    Classifier m_classifier;
    SessionClock m_clock;
    BatchWriter m_writer;
    RequestMatcher m_matcher;
    ConnectionSettings m_settings;
    ConnectionStatus m_status;
    QList<ConnectionStatus> m_waitingStatuses; ///< behind rows that the receiver has no time for yet
    QTimer m_batchTimer;
    QTimer m_pingTimer;
    QTimer m_closeTimer;
    QTimer m_clockTimer;
    QTimer m_retryTimer;
    RetrySchedule m_schedule;
    QString m_gapReason; ///< why the connection was lost, in words
    qint64 m_lastLife = 0; ///< microseconds UTC of the last frame
    bool m_due = false; ///< the interval is over, the receiver is still busy
    std::atomic<Receiver> m_receiver = Receiver::Free;
    bool m_alive = false; ///< a frame came since the last look
    int m_silentIntervals = 0;
    quint64 m_dropped = 0; ///< since the receiver is too busy
};

} // namespace console
