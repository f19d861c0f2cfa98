#include "lib/connection/retryschedule.h"
#include "tests/support/watchedconnection.h"

#include <QTest>

using namespace console;
using namespace console::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Failure failureOf(FailureKind kind, int closeCode = 0)
{
    FailureContext context;
    context.host = u"engage.example.net"_s;
    context.closeCode = closeCode;
    return describeFailure(kind, context);
}

ConnectionSettings patient(std::chrono::milliseconds firstPause = 1ms)
{
    ConnectionSettings settings = Watched::settings();
    settings.reconnect = {.enabled = true,
        .firstPause = firstPause,
        .longestPause = std::max<std::chrono::milliseconds>(firstPause, 15s)};
    return settings;
}

} // namespace

/// What happens after a connection was lost: every edge of the state machine, on a wire that is none.
class TestReconnect : public QObject
{
    Q_OBJECT
private slots:
    void pausesDoubleUpToTheLongest_data();
    void pausesDoubleUpToTheLongest();
    void pausesAreScatteredByAFifth();
    void aServerThatAsksForPatienceGetsIt();
    void onlyWhatAnotherTryCanHelpIsTriedAgain_data();
    void onlyWhatAnotherTryCanHelpIsTriedAgain();
    void anUnreadableMessageIsForgivenOnce();
    void aLostConnectionComesBackByItself();
    void withoutTheRuleALostConnectionStaysLost();
    void aFirstAttemptThatFailsIsNotRepeated();
    void eachGapIsMarkedOnceWithItsLength();
    void theGapOfASilentPeerBeginsWithItsLastWord();
    void failedTriesAreWordedOtherwise();
    void aTryThatFailsForGoodEndsTheTrying_data();
    void aTryThatFailsForGoodEndsTheTrying();
    void anUnknownCertificateStopsAndAsks();
    void tryNowDoesNotWait();
    void tryNowMeansNothingElsewhere();
    void stopEndsTheTrying();
    void closingWhileATryIsUnderWayEndsIt();
    void anEndThatWasAskedForIsNoLoss();
    void disconnectingByHandLeavesAGapToo();
    void aServerThatClosesAtOnceIsGivenLongerPauses();
    void aConnectionThatHeldBeginsWithShortPausesAgain();
    void anotherServerHasNoGap();
    void theCountdownFollowsTheClock();
    void connectingAnewWhileTryingBeginsAnew();
    void waitingRequestsBecomeLost();
    void theFailureStaysKnownWhileTryingAgain();
    void aComputerThatSleptTriesAtOnce();
    void afterSleepOneSilentIntervalIsEnough();
};

void TestReconnect::pausesDoubleUpToTheLongest_data()
{
    QTest::addColumn<int>("triesBefore");
    QTest::addColumn<int>("seconds");
    const int seconds[]{1, 2, 4, 8, 15, 15};
    for (int i = 0; i < 6; ++i)
        QTest::addRow("%d", i + 1) << i << seconds[i];
}

void TestReconnect::pausesDoubleUpToTheLongest()
{
    QFETCH(int, triesBefore);
    QFETCH(int, seconds);
    RetrySchedule schedule(ReconnectRule{.enabled = true});
    const Failure lost = failureOf(FailureKind::ConnectionLost);
    for (int i = 0; i < triesBefore; ++i)
        schedule.next(lost, 0.5);
    QCOMPARE(schedule.next(lost, 0.5), std::chrono::milliseconds(1'000 * seconds));
    QCOMPARE(schedule.tries(), triesBefore + 1);
}

void TestReconnect::pausesAreScatteredByAFifth()
{
    const Failure lost = failureOf(FailureKind::ConnectionLost);
    QCOMPARE(RetrySchedule(ReconnectRule{.enabled = true}).next(lost, 0.0), 800ms);
    QCOMPARE(RetrySchedule(ReconnectRule{.enabled = true}).next(lost, 1.0), 1'200ms);
}

void TestReconnect::aServerThatAsksForPatienceGetsIt()
{
    Failure busy = failureOf(FailureKind::HttpStatus);
    busy.retryAfter = 30;
    QCOMPARE(RetrySchedule(ReconnectRule{.enabled = true}).next(busy, 0.5), 30s);
}

void TestReconnect::onlyWhatAnotherTryCanHelpIsTriedAgain_data()
{
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<int>("closeCode");
    QTest::addColumn<bool>("again");
    QTest::newRow("lost") << FailureKind::ConnectionLost << 0 << true;
    QTest::newRow("silent") << FailureKind::PeerSilent << 0 << true;
    QTest::newRow("refused port") << FailureKind::ConnectionRefused << 0 << true;
    QTest::newRow("timeout") << FailureKind::Timeout << 0 << true;
    QTest::newRow("1000 normal end") << FailureKind::ClosedByServer << 1000 << false;
    QTest::newRow("1001 going away") << FailureKind::ClosedByServer << 1001 << true;
    QTest::newRow("1008 policy") << FailureKind::ClosedByServer << 1008 << false;
    QTest::newRow("1011 server error") << FailureKind::ClosedByServer << 1011 << true;
    QTest::newRow("1012 restart") << FailureKind::ClosedByServer << 1012 << true;
    QTest::newRow("1013 later") << FailureKind::ClosedByServer << 1013 << true;
    QTest::newRow("unauthorized") << FailureKind::Unauthorized << 0 << false;
    QTest::newRow("untrusted") << FailureKind::UntrustedCertificate << 0 << false;
    QTest::newRow("changed pin") << FailureKind::CertificateChanged << 0 << false;
    QTest::newRow("expired") << FailureKind::CertificateExpired << 0 << false;
    QTest::newRow("too big") << FailureKind::MessageTooBig << 1009 << false;
}

void TestReconnect::onlyWhatAnotherTryCanHelpIsTriedAgain()
{
    QFETCH(FailureKind, kind);
    QFETCH(int, closeCode);
    QFETCH(bool, again);
    QCOMPARE(RetrySchedule(ReconnectRule{.enabled = true}).allows(failureOf(kind, closeCode)), again);
    QVERIFY(!RetrySchedule().allows(failureOf(kind, closeCode)));
}

void TestReconnect::anUnreadableMessageIsForgivenOnce()
{
    RetrySchedule schedule(ReconnectRule{.enabled = true});
    const Failure unreadable = failureOf(FailureKind::UnreadableText, 1007);
    QVERIFY(schedule.allows(unreadable));
    schedule.next(unreadable, 0.5);
    schedule.proven();
    QVERIFY(!schedule.allows(unreadable));
    QVERIFY(schedule.allows(failureOf(FailureKind::ConnectionLost)));
}

void TestReconnect::aLostConnectionComesBackByItself()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QCOMPARE(watched.state(), ConnectionState::Retrying);
    QCOMPARE(watched.statuses.last().tries, 1);
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    watched.wire->succeed();
    QCOMPARE(watched.state(), ConnectionState::Connected);
    QCOMPARE(watched.statuses.last().tries, 0);
    QCOMPARE(watched.statuses.last().lostAt, 0);
}

void TestReconnect::withoutTheRuleALostConnectionStaysLost()
{
    Watched watched;
    watched.connectNow();
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QCOMPARE(watched.state(), ConnectionState::NotConnected);
}

void TestReconnect::aFirstAttemptThatFailsIsNotRepeated()
{
    Watched watched;
    watched.connection.open(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionRefused));
    QCOMPARE(watched.state(), ConnectionState::Failed);
}

void TestReconnect::eachGapIsMarkedOnceWithItsLength()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    pass(2'140'000);
    watched.wire->succeed();
    emit watched.wire->textReceived(u"{}"_s);
    QTRY_COMPARE(watched.messages().size(), 1);
    QList<Row> gaps = watched.rows();
    gaps.removeIf([](const Row &row) { return !row.record.isGap(); });
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(gaps.first().text, QByteArray("not connected for 2.1 s: The connection was lost"));
    QCOMPARE(gaps.first().record.gapLength(), 2'140'000);
    QCOMPARE(watched.messages().first().id.value, watched.rows().last().id.value); // one numbering
}

void TestReconnect::theGapOfASilentPeerBeginsWithItsLastWord()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->textReceived(u"{}"_s);
    pass(45 * second);
    emit watched.wire->closed(failureOf(FailureKind::PeerSilent));
    QCOMPARE(watched.statuses.last().lostAt, g_wall - 45 * second);
}

void TestReconnect::failedTriesAreWordedOtherwise()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    emit watched.wire->closed(failureOf(FailureKind::ConnectionRefused));
    QCOMPARE(watched.state(), ConnectionState::Retrying);
    QCOMPARE(watched.statuses.last().tries, 2);
    QTRY_COMPARE(watched.wire->attempts.size(), 3);
    watched.wire->succeed();
    QTRY_VERIFY(watched.notes().last().startsWith(u"Connected"_s));
    const QStringList gaps = watched.notes().filter(u"not connected for"_s);
    QCOMPARE(gaps.size(), 1);
    QVERIFY(gaps.first().endsWith(u": The connection was lost"_s)); // not why a try failed
    QVERIFY(watched.notes().contains(u"Try 1: Nobody answers at engage.example.net:0"_s));
}

void TestReconnect::aTryThatFailsForGoodEndsTheTrying_data()
{
    QTest::addColumn<FailureKind>("kind");
    QTest::newRow("refused header") << FailureKind::Unauthorized;
    QTest::newRow("another certificate") << FailureKind::CertificateChanged;
}

void TestReconnect::aTryThatFailsForGoodEndsTheTrying()
{
    QFETCH(FailureKind, kind);
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    emit watched.wire->closed(failureOf(kind));
    QCOMPARE(watched.state(), ConnectionState::Failed);
    QCOMPARE(watched.statuses.last().tries, 0);
    QVERIFY(watched.statuses.last().lostAt != 0);
}

void TestReconnect::anUnknownCertificateStopsAndAsks()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    emit watched.wire->trustNeeded({}, FailureKind::UntrustedCertificate);
    QCOMPARE(watched.state(), ConnectionState::WaitingForDecision);
    QCOMPARE(watched.statuses.last().tries, 0);
}

void TestReconnect::tryNowDoesNotWait()
{
    Watched watched;
    watched.connectNow(patient(1h));
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QCOMPARE(watched.state(), ConnectionState::Retrying);
    QVERIFY(watched.statuses.last().nextTry >= begin + 2'880 * second); // a fifth less than an hour
    watched.connection.tryNow();
    QCOMPARE(watched.wire->attempts.size(), 2);
    watched.connection.tryNow(); // one is under way
    QCOMPARE(watched.wire->attempts.size(), 2);
}

void TestReconnect::tryNowMeansNothingElsewhere()
{
    Watched watched;
    watched.connection.tryNow();
    watched.connectNow(patient());
    watched.connection.tryNow();
    QCOMPARE(watched.wire->attempts.size(), 1);
    QCOMPARE(watched.state(), ConnectionState::Connected);
}

void TestReconnect::stopEndsTheTrying()
{
    Watched watched;
    watched.connectNow(patient(1h));
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    watched.connection.close();
    QCOMPARE(watched.state(), ConnectionState::NotConnected);
    watched.connection.tryNow();
    QCOMPARE(watched.wire->attempts.size(), 1);
}

void TestReconnect::closingWhileATryIsUnderWayEndsIt()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    watched.connection.close();
    QCOMPARE(watched.wire->aborts, 1);
    QCOMPARE(watched.state(), ConnectionState::NotConnected);
    QCOMPARE(watched.statuses.last().tries, 0);
}

void TestReconnect::anEndThatWasAskedForIsNoLoss()
{
    Watched watched;
    watched.connectNow(patient());
    watched.connection.close();
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QCOMPARE(watched.state(), ConnectionState::NotConnected);
}

void TestReconnect::disconnectingByHandLeavesAGapToo()
{
    Watched watched;
    watched.connectNow(patient());
    watched.connection.close();
    emit watched.wire->closed({});
    pass(134 * second);
    watched.connectNow(patient());
    QTRY_VERIFY(watched.notes().contains(u"not connected for 2 min 14 s: Disconnected"_s));
}

void TestReconnect::aServerThatClosesAtOnceIsGivenLongerPauses()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    for (int tries = 2; tries < 5; ++tries) {
        QTRY_COMPARE(watched.wire->attempts.size(), tries);
        watched.wire->succeed();
        emit watched.wire->closed(failureOf(FailureKind::ClosedAtOnce));
        QCOMPARE(watched.state(), ConnectionState::Retrying);
        QCOMPARE(watched.statuses.last().tries, tries);
    }
}

void TestReconnect::aConnectionThatHeldBeginsWithShortPausesAgain()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    watched.wire->succeed();
    emit watched.wire->textReceived(u"{}"_s);
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QCOMPARE(watched.statuses.last().tries, 1);
    QTRY_COMPARE(watched.wire->attempts.size(), 3);
    watched.wire->succeed();
    pass(16 * second); // nothing came, but it held
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QCOMPARE(watched.statuses.last().tries, 1);
}

void TestReconnect::anotherServerHasNoGap()
{
    Watched watched;
    watched.connectNow(patient());
    watched.connection.close();
    emit watched.wire->closed({});
    ConnectionSettings other = patient();
    other.url = QUrl(u"wss://another.example.net:9002"_s);
    watched.connectNow(other);
    QTRY_VERIFY(watched.notes().last().startsWith(u"Connected"_s));
    QVERIFY(watched.notes().filter(u"not connected for"_s).isEmpty());
    QCOMPARE(watched.statuses.last().lostAt, 0);
}

void TestReconnect::theCountdownFollowsTheClock()
{
    Watched watched;
    watched.connectNow(patient(1h));
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    const qint64 before = watched.statuses.last().nextTry;
    g_wall += 10 * second; // less than a sleep
    QTRY_VERIFY(watched.statuses.last().nextTry > before + 5 * second);
    QCOMPARE(watched.state(), ConnectionState::Retrying);
}

void TestReconnect::connectingAnewWhileTryingBeginsAnew()
{
    Watched watched;
    watched.connectNow(patient(1h));
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    watched.connection.open(patient(1h));
    QCOMPARE(watched.wire->attempts.size(), 2);
    QCOMPARE(watched.statuses.last().tries, 0);
    emit watched.wire->closed(failureOf(FailureKind::ConnectionRefused));
    QCOMPARE(watched.state(), ConnectionState::Failed); // a first attempt again
}

void TestReconnect::waitingRequestsBecomeLost()
{
    Watched watched;
    watched.connectNow(patient());
    watched.connection.send("{\"Command\":\"get_version\"}");
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.messages().size(), 1);
    std::vector<MessageId> lost;
    for (const BatchList &delivery : std::as_const(watched.deliveries))
        for (const BatchPointer &batch : delivery)
            lost.insert(lost.end(), batch->lost.begin(), batch->lost.end());
    QCOMPARE(lost.size(), size_t(1));
    QCOMPARE(lost.front().value, watched.messages().first().id.value);
}

void TestReconnect::theFailureStaysKnownWhileTryingAgain()
{
    Watched watched;
    watched.connectNow(patient());
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
    QCOMPARE(watched.state(), ConnectionState::FindingAddress);
    QVERIFY(watched.statuses.last().isRecovering());
    QCOMPARE(watched.statuses.last().failure.kind, FailureKind::ConnectionLost);
}

void TestReconnect::aComputerThatSleptTriesAtOnce()
{
    Watched watched;
    watched.connectNow(patient(1h));
    emit watched.wire->closed(failureOf(FailureKind::ConnectionLost));
    g_wall += 3'600 * second; // the steady clock stands still while a computer sleeps
    QTRY_COMPARE(watched.wire->attempts.size(), 2);
}

void TestReconnect::afterSleepOneSilentIntervalIsEnough()
{
    Watched watched;
    ConnectionSettings settings = patient(1h);
    settings.pingInterval = 1'500ms; // longer than the look at the clock, which comes each second
    watched.connectNow(settings);
    const int pings = watched.wire->pings;
    g_wall += 3'600 * second;
    QTRY_VERIFY(watched.notes().filter(u"The clock moved"_s).size() == 1);
    QCOMPARE(watched.wire->pings, pings + 1);
    QTRY_COMPARE(watched.state(), ConnectionState::Retrying);
    QCOMPARE(watched.wire->pings, pings + 1);
}

QTEST_GUILESS_MAIN(TestReconnect)
#include "tst_reconnect.moc"
