#include "ui/models/attempthistory.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;

qint64 at(const QString &time)
{
    return QDateTime::fromString(time, Qt::ISODate).toMSecsSinceEpoch() * 1'000;
}

ConnectionStatus statusOf(ConnectionState state, qint64 since, const QString &failure = {})
{
    ConnectionStatus status;
    status.state = state;
    status.since = since;
    if (!failure.isEmpty()) {
        status.failure.kind = FailureKind::ConnectionLost;
        status.failure.title = failure;
    }
    return status;
}

} // namespace

class TestAttemptHistory : public QObject
{
    Q_OBJECT
private slots:
    void attemptsOutliveTheProgram();
    void onlyTheLatestAreKept();
    void aBrokenFileIsNoHistory();
    void theFileIsForItsOwnerOnly();
    void aFailedAttemptIsOne();
    void aConnectionThatEndedTellsHowLongItHeld();
    void theTriesOfANightAreNotAttempts();
    void whatWasCancelledSaysNothing();
    void timesAreToldAsPeopleDo();
    void itWorkedBeforeIsAHint();
};

void TestAttemptHistory::attemptsOutliveTheProgram()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"console/attempts.json"_s);
    const QUuid hall = QUuid::createUuid();
    AttemptHistory(file).add(hall, {5, 0, u"Nobody answers"_s});
    AttemptHistory(file).add(hall, {9, 7 * second, {}});
    const QList<PastAttempt> attempts{{9, 7 * second, {}}, {5, 0, u"Nobody answers"_s}};
    QCOMPARE(AttemptHistory(file).of(hall), attempts);
    QVERIFY(AttemptHistory(file).of(QUuid::createUuid()).isEmpty());
    AttemptHistory(file).keepOnly({hall});
    QCOMPARE(AttemptHistory(file).of(hall).size(), 2);
    AttemptHistory(file).keepOnly({});
    QVERIFY(AttemptHistory(file).of(hall).isEmpty());
}

void TestAttemptHistory::onlyTheLatestAreKept()
{
    const QTemporaryDir folder;
    AttemptHistory history(folder.filePath(u"attempts.json"_s));
    const QUuid hall = QUuid::createUuid();
    for (int i = 0; i <= AttemptHistory::kept; ++i)
        history.add(hall, {i, 0, u"x"_s});
    QCOMPARE(history.of(hall).size(), AttemptHistory::kept);
    QCOMPARE(history.of(hall).first().time, AttemptHistory::kept);
}

void TestAttemptHistory::aBrokenFileIsNoHistory()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"attempts.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[{\"no\": ") > 0);
    file.close();
    const QUuid hall = QUuid::createUuid();
    AttemptHistory history(file.fileName());
    QVERIFY(history.of(hall).isEmpty());
    history.add(hall, {1, 2, {}});
    QCOMPARE(AttemptHistory(file.fileName()).of(hall).size(), 1);
}

void TestAttemptHistory::theFileIsForItsOwnerOnly()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"console/attempts.json"_s);
    AttemptHistory(file).add(QUuid::createUuid(), {1, 2, {}});
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file) & others));
    QVERIFY(!(QFile::permissions(folder.filePath(u"console"_s)) & others));
}

void TestAttemptHistory::aFailedAttemptIsOne()
{
    AttemptRecorder recorder;
    QVERIFY(!recorder.follow(statusOf(ConnectionState::FindingAddress, 10), 10));
    QVERIFY(!recorder.follow(statusOf(ConnectionState::Connecting, 12), 12));
    const std::optional<PastAttempt> ended =
        recorder.follow(statusOf(ConnectionState::Failed, 15, u"Nobody answers"_s), 15);
    QVERIFY(ended);
    QCOMPARE(*ended, (PastAttempt{10, 0, u"Nobody answers"_s}));
    QVERIFY(!recorder.follow(statusOf(ConnectionState::Failed, 15, u"Nobody answers"_s), 16));
}

void TestAttemptHistory::aConnectionThatEndedTellsHowLongItHeld()
{
    AttemptRecorder recorder;
    recorder.follow(statusOf(ConnectionState::Connecting, 10), 10);
    recorder.follow(statusOf(ConnectionState::Connected, 20), 20);
    recorder.follow(statusOf(ConnectionState::Connected, 20), 30); // a ping came back
    const std::optional<PastAttempt> ended =
        recorder.follow(statusOf(ConnectionState::Retrying, 120, u"The connection was lost"_s), 120);
    QVERIFY(ended);
    QCOMPARE(ended->connectedFor, 100);
    QCOMPARE(ended->time, 10);
}

void TestAttemptHistory::theTriesOfANightAreNotAttempts()
{
    AttemptRecorder recorder;
    for (int tries = 2; tries < 100; ++tries) {
        recorder.follow(statusOf(ConnectionState::Connecting, tries), tries);
        ConnectionStatus again = statusOf(ConnectionState::Retrying, tries, u"Nobody answers"_s);
        again.tries = tries;
        QVERIFY(!recorder.follow(again, tries));
    }
}

void TestAttemptHistory::whatWasCancelledSaysNothing()
{
    AttemptRecorder recorder;
    recorder.follow(statusOf(ConnectionState::Connecting, 10), 10);
    QVERIFY(!recorder.follow(statusOf(ConnectionState::NotConnected, 20), 20));
}

void TestAttemptHistory::timesAreToldAsPeopleDo()
{
    const qint64 now = at(u"2026-11-25T14:30:00"_s);
    QCOMPARE(attemptTimeText(at(u"2026-11-25T14:03:10"_s), now), u"Today 14:03:10"_s);
    QCOMPARE(attemptTimeText(at(u"2026-11-24T23:59:59"_s), now), u"Yesterday 23:59"_s);
    QCOMPARE(attemptTimeText(at(u"2026-11-12T09:02:00"_s), now), u"12 Nov 09:02"_s);
    QCOMPARE(attemptText({0, 8'040 * second, {}}), u"Connected for 2 h 14 min"_s);
    QCOMPARE(attemptText({0, 61 * second, u"lost"_s}), u"Connected for 1 min"_s);
    QCOMPARE(attemptText({0, 0, u"Nobody answers"_s}), u"Nobody answers"_s);
}

void TestAttemptHistory::itWorkedBeforeIsAHint()
{
    const qint64 now = at(u"2026-11-25T14:30:00"_s);
    const PastAttempt failed{now - 5 * second, 0, u"x"_s};
    QVERIFY(historyHint({failed}, now).isEmpty());
    const QString hint = historyHint({failed, {at(u"2026-11-24T16:20:00"_s), 5, {}}}, now);
    QVERIFY2(hint.startsWith(u"It worked yesterday 16:20."_s), qPrintable(hint));
}

QTEST_GUILESS_MAIN(TestAttemptHistory)
#include "tst_attempthistory.moc"
