#include "lib/connection/connection.h"
#include "tests/support/testcertificates.h"
#include "tests/support/watchedconnection.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace console;
using namespace Qt::StringLiterals;
using namespace console::test;

namespace {

Failure closedBy(int code, const QString &reason)
{
    FailureContext context;
    context.closeCode = code;
    context.closeReason = reason;
    return describeFailure(FailureKind::ClosedByServer, context);
}

} // namespace

class ConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    // time
    void stampsFollowTheSteadyClock();
    void stampsNeverGoBack();
    void aSmallDriftIsLeftAlone();
    void aWallClockSetBackIsToldOnce();
    void aMovedClockLeavesANote();

    // rows
    void everyRowHasItsNumberAndKind();
    void numbersGoOnOverConnections();
    void namesAreIntroducedWithTheRowsThatNeedThem();
    void namesTooLongForThePoolAreFlagged();
    void batchesAreBounded();
    void aMessageBeyondTheBatchLimitHasABatchOfItsOwn();

    // delivery
    void rowsWaitForTheInterval();
    void onlyOneDeliveryIsUnderWay();
    void whatABusyReceiverDoesNotTakeIsBoundedAndTold();
    void aFreeReceiverGetsAllThatComesInOneTurn();
    void aBusyReceiverLosesNoAnswer();
    void eachBatchTellsHowManyMessagesHadCome();
    void whoeverListensFromNowOnIsToldWhatHadComeBefore();
    void aStatusNeverOvertakesTheRowsBeforeIt();
    void aStatusWaitsWhileTheReceiverIsBusy();

    // requests
    void aRequestIsLoggedInTheTurnItIsSent();
    void aResponseIsMatchedWithLatencyFromTheSteadyClock();
    void aSecondAnswerIsADuplicateAndAStrangerUnmatched();
    void unansweredRequestsAreLostBeforeTheEndIsSaid();
    void aRequestWithoutAConnectionIsNotSent();

    // states
    void stagesAndCertificateAreReported();
    void notesSayWhatHappenedAndHoldNoSecret();
    void anEndIsWordedByWhatItWas();
    void aFailedAttemptIsFailed();
    void theDecisionIsAwaitedAndCanBeNo();
    void closingAsksFirstAndGivesUpAfterASecond();
    void cancellingAnAttemptIsSilentOnTheWire();
    void openingAgainEndsWhatWasOpen();
    void aSilentPeerIsGivenUp();
    void anyFrameKeepsThePeerAlive();
    void theRoundTripIsReported();
};

void ConnectionTest::stampsFollowTheSteadyClock()
{
    SessionClock clock = testClock();
    QCOMPARE(clock.now(), begin);
    g_steady += 17;
    QCOMPARE(clock.now(), begin + 17);
    QCOMPARE(clock.steady(), g_steady);
}

void ConnectionTest::stampsNeverGoBack()
{
    SessionClock clock = testClock();
    pass(10 * second);
    const qint64 last = clock.now();
    g_wall -= 3'600 * second;
    clock.rebase();
    QCOMPARE(clock.now(), last);
    pass(1);
    QCOMPARE(clock.now(), last + 1);
}

void ConnectionTest::aSmallDriftIsLeftAlone()
{
    SessionClock clock = testClock();
    pass(second);
    g_wall += second;
    QCOMPARE(clock.followWallClock(), 0);
    g_wall += 1;
    QCOMPARE(clock.followWallClock(), second + 1);
    QCOMPARE(clock.now(), g_wall);
    QCOMPARE(clock.followWallClock(), 0);
}

void ConnectionTest::aWallClockSetBackIsToldOnce()
{
    SessionClock clock = testClock();
    const qint64 last = clock.now();
    g_wall -= 60 * second;
    QCOMPARE(clock.followWallClock(), -60 * second);
    pass(second);
    QCOMPARE(clock.followWallClock(), 0);
    QCOMPARE(clock.now(), last + second);
    // Set right again: told, and followed.
    g_wall += 60 * second;
    QCOMPARE(clock.followWallClock(), 60 * second);
    QCOMPARE(clock.now(), g_wall);
}

void ConnectionTest::aMovedClockLeavesANote()
{
    Watched watched;
    watched.connectNow();
    g_wall += 90 * second;
    QTRY_COMPARE(watched.notes().last(), u"The clock moved by 90.0 s"_s);
    QCOMPARE(watched.rows().last().record.time, g_wall);
}

void ConnectionTest::everyRowHasItsNumberAndKind()
{
    Watched watched;
    watched.connectNow();
    emit watched.wire->textReceived(u"{\"Event\":\"IMM_EVENT_SET_NAME\",\"room_id\":4}"_s);
    pass(7);
    emit watched.wire->textReceived(u"{\"participant_id\":\"7\",\"action\":\"start-talking\"}"_s);
    emit watched.wire->textReceived(u"{\"Status\":\"ERROR\",\"Error Code\":\"IMM_ERROR_INVALID_ROOM_ID\"}"_s);
    emit watched.wire->textReceived(u"no JSON"_s);
    emit watched.wire->binaryReceived(QByteArray("\xff\x00", 2));
    watched.connection.note(u"said"_s);
    QTRY_COMPARE(watched.messages().size(), 5);

    const QList<Row> rows = watched.rows();
    for (int i = 0; i < rows.size(); ++i)
        QCOMPARE(rows.at(i).id, MessageId(quint64(i) + 1));
    const QList<Row> messages = watched.messages();
    const MessageKind kinds[]{MessageKind::Event, MessageKind::Other, MessageKind::Response,
        MessageKind::Malformed, MessageKind::Malformed};
    for (int i = 0; i < messages.size(); ++i)
        QCOMPARE(int(messages.at(i).record.kind), int(kinds[i]));
    QCOMPARE(messages.at(0).record.time, begin);
    QCOMPARE(messages.at(1).record.time, begin + 7);
    QCOMPARE(messages.at(2).record.code, -9993);
    QVERIFY(messages.at(2).record.has(MessageFlag::Unmatched));
    QVERIFY(messages.at(2).record.has(MessageFlag::StatusError));
    QVERIFY(messages.at(4).record.has(MessageFlag::Binary));
    QCOMPARE(messages.at(4).text, QByteArray("\xff\x00", 2));
    QCOMPARE(watched.notes().last(), u"said"_s);
}

void ConnectionTest::numbersGoOnOverConnections()
{
    Watched watched;
    watched.connectNow();
    emit watched.wire->closed({});
    const MessageId last = watched.rows().last().id;
    watched.connectNow();
    QVERIFY(watched.rows().last().id > last);
    QCOMPARE(watched.wire->attempts.size(), 2);
}

void ConnectionTest::namesAreIntroducedWithTheRowsThatNeedThem()
{
    Watched watched;
    watched.connectNow();
    watched.deliveries.clear();
    emit watched.wire->textReceived(u"{\"Event\":\"a\",\"room_id\":\"r\"}"_s);
    QTRY_COMPARE(watched.deliveries.size(), 1);
    emit watched.wire->textReceived(u"{\"Event\":\"b\",\"room_id\":\"r\"}"_s);
    QTRY_COMPARE(watched.deliveries.size(), 2);
    const BatchPointer first = watched.deliveries.at(0).first();
    const BatchPointer second = watched.deliveries.at(1).first();
    QCOMPARE(first->firstString.value, 1u);
    QCOMPARE(first->strings, (std::vector<QByteArray>{"a", "r"}));
    QCOMPARE(second->firstString.value, 3u);
    QCOMPARE(second->strings, (std::vector<QByteArray>{"b"}));
    QCOMPARE(second->rows[0].room, first->rows[0].room);
    QCOMPARE(second->rows[0].name.value, 3u);
}

void ConnectionTest::namesTooLongForThePoolAreFlagged()
{
    Watched watched;
    watched.connectNow();
    emit watched.wire->textReceived(u"{\"Event\":\"%1\",\"room_id\":1}"_s.arg(QString(300, u'x')));
    emit watched.wire->textReceived(u"{\"Event\":\"%1\",\"room_id\":1}"_s.arg(QString(256, u'x')));
    QTRY_COMPARE(watched.messages().size(), 2);
    QVERIFY(watched.messages().at(0).record.has(MessageFlag::Unpooled));
    QVERIFY(!watched.messages().at(0).record.name);
    QVERIFY(!watched.messages().at(1).record.has(MessageFlag::Unpooled));
    QVERIFY(bool(watched.messages().at(1).record.name));
}

void ConnectionTest::batchesAreBounded()
{
    Watched watched;
    watched.connectNow();
    watched.deliveries.clear();
    constexpr int count = 10'000;
    for (int i = 0; i < count; ++i)
        emit watched.wire->textReceived(u"{\"Event\":\"e\"}"_s);
    QTRY_COMPARE(watched.messages().size(), count);
    QCOMPARE(watched.deliveries.size(), 1);
    QCOMPARE(watched.deliveries.first().size(), 3);
    MessageId next = watched.deliveries.first().first()->first;
    for (const BatchPointer &batch : watched.deliveries.first()) {
        QVERIFY(batch->rows.size() <= BatchWriter::maximumRows);
        QCOMPARE(batch->first, next);
        next = next + batch->rows.size();
    }
}

void ConnectionTest::aMessageBeyondTheBatchLimitHasABatchOfItsOwn()
{
    Watched watched;
    watched.connectNow();
    watched.deliveries.clear();
    emit watched.wire->textReceived(u"{}"_s);
    emit watched.wire->binaryReceived(QByteArray(BatchWriter::maximumText + 1, 'x'));
    emit watched.wire->textReceived(u"{}"_s);
    QTRY_COMPARE(watched.messages().size(), 3);
    QCOMPARE(watched.deliveries.first().size(), 3);
    QCOMPARE(watched.messages().at(1).text.size(), BatchWriter::maximumText + 1);
}

void ConnectionTest::rowsWaitForTheInterval()
{
    Watched watched;
    watched.connectNow();
    watched.deliveries.clear();
    emit watched.wire->textReceived(u"{}"_s);
    emit watched.wire->textReceived(u"{}"_s);
    QVERIFY(watched.deliveries.isEmpty());
    QTRY_COMPARE(watched.deliveries.size(), 1);
    QCOMPARE(watched.deliveries.first().first()->rows.size(), size_t(2));
}

void ConnectionTest::onlyOneDeliveryIsUnderWay()
{
    Watched watched;
    watched.connectNow();
    watched.deliveries.clear();
    watched.acknowledges = false;
    emit watched.wire->textReceived(u"{}"_s);
    QTRY_COMPARE(watched.deliveries.size(), 1);
    for (int i = 0; i < 5'000; ++i)
        emit watched.wire->textReceived(u"{}"_s);
    QTest::qWait(50);
    QCOMPARE(watched.deliveries.size(), 1);
    watched.connection.acknowledge();
    QCOMPARE(watched.deliveries.size(), 2);
    QCOMPARE(watched.messages().size(), 5'001);
    QCOMPARE(watched.deliveries.last().size(), 2);
    watched.connection.acknowledge();
    QCOMPARE(watched.deliveries.size(), 2);
}

void ConnectionTest::whatABusyReceiverDoesNotTakeIsBoundedAndTold()
{
    Watched watched;
    watched.connectBusy();
    for (int i = 0; i < 50; ++i)
        emit watched.wire->textReceived(Watched::kilobyte());
    watched.connection.acknowledge();
    QTRY_COMPARE(watched.deliveries.size(), 2);
    QCOMPARE(watched.messages().size(), 1 + 10);
    QCOMPARE(watched.dropped(), quint64(40));
    watched.connection.acknowledge();
    emit watched.wire->textReceived(Watched::kilobyte());
    QTRY_COMPARE(watched.messages().size(), 1 + 10 + 1);
    QCOMPARE(watched.dropped(), quint64(40));
    QCOMPARE(watched.notes(),
        QStringList{u"Messages dropped: 40; they came faster than the program could take them"_s});
    const QList<Row> rows = watched.rows();
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(rows[i].id, rows.first().id + quint64(i));
}

void ConnectionTest::aFreeReceiverGetsAllThatComesInOneTurn()
{
    Watched watched;
    watched.connectBusy();
    watched.acknowledges = true;
    watched.connection.acknowledge();
    for (int i = 0; i < 50; ++i)
        emit watched.wire->textReceived(Watched::kilobyte());
    QTRY_COMPARE(watched.messages().size(), 1 + 50);
    QCOMPARE(watched.dropped(), quint64(0));
}

void ConnectionTest::aBusyReceiverLosesNoAnswer()
{
    Watched watched;
    watched.connectBusy();
    watched.connection.send("{\"Command\":\"get_version\"}");
    for (int i = 0; i < 50; ++i)
        emit watched.wire->textReceived(Watched::kilobyte());
    const QString answer = u"{\"Status\":\"OK\",\"Request\":{\"Command\":\"get_version\"}}"_s;
    emit watched.wire->textReceived(answer);
    emit watched.wire->textReceived(answer); // a duplicate is no answer that somebody waits for
    watched.connection.acknowledge();
    QTRY_COMPARE(watched.matches().size(), 1);
    QCOMPARE(watched.messages().last().id, watched.matches().first().response);
    QCOMPARE(watched.received() + watched.dropped(), quint64(1 + 50 + 2));
}

void ConnectionTest::eachBatchTellsHowManyMessagesHadCome()
{
    Watched watched;
    watched.connectBusy();
    for (int i = 0; i < 50; ++i)
        emit watched.wire->textReceived(Watched::kilobyte());
    watched.acknowledges = true;
    watched.connection.acknowledge();
    for (size_t i = 0; i < BatchWriter::maximumRows + 2; ++i)
        emit watched.wire->textReceived(u"{}"_s);
    emit watched.wire->binaryReceived("x");
    QTRY_COMPARE(watched.received(), quint64(1 + 10 + BatchWriter::maximumRows + 2 + 1));
    quint64 accounted = 0;
    for (const BatchList &delivery : watched.deliveries) {
        for (const BatchPointer &batch : delivery) {
            accounted += batch->receivedRows() + batch->dropped;
            QCOMPARE(batch->arrived, accounted);
        }
    }
    QCOMPARE(accounted, quint64(1 + 50 + BatchWriter::maximumRows + 2 + 1));
}

void ConnectionTest::whoeverListensFromNowOnIsToldWhatHadComeBefore()
{
    Watched watched;
    watched.connectBusy();
    for (int i = 0; i < 50; ++i)
        emit watched.wire->textReceived(Watched::kilobyte());
    quint64 accounted = watched.connection.introduce()->arrived; // without the dropped ones: not told yet
    QObject::connect(&watched.connection, &Connection::packed, &watched.connection,
        [&accounted](const BatchList &batches) {
            for (const BatchPointer &batch : batches) {
                accounted += batch->receivedRows() + batch->dropped;
                QCOMPARE(accounted, batch->arrived);
            }
        });
    watched.acknowledges = true;
    watched.connection.acknowledge();
    emit watched.wire->textReceived(u"{}"_s);
    QTRY_COMPARE(accounted, quint64(1 + 50 + 1));
}

void ConnectionTest::aStatusNeverOvertakesTheRowsBeforeIt()
{
    Watched watched;
    watched.connectNow();
    watched.order.clear();
    emit watched.wire->textReceived(u"{}"_s);
    emit watched.wire->closed(closedBy(1001, {}));
    QCOMPARE(watched.order, (QStringList{u"rows"_s, u"status %1"_s.arg(int(ConnectionState::NotConnected))}));
    QCOMPARE(watched.messages().size(), 1);
}

void ConnectionTest::aStatusWaitsWhileTheReceiverIsBusy()
{
    Watched watched;
    watched.connectNow();
    watched.acknowledges = false;
    emit watched.wire->textReceived(u"{}"_s);
    QTRY_COMPARE(watched.messages().size(), 1);
    watched.order.clear();
    emit watched.wire->textReceived(u"{}"_s);
    emit watched.wire->closed(closedBy(1001, {}));
    QVERIFY(watched.order.isEmpty());
    watched.connection.acknowledge();
    QCOMPARE(watched.order, (QStringList{u"rows"_s, u"status %1"_s.arg(int(ConnectionState::NotConnected))}));
    QCOMPARE(watched.messages().size(), 2);
}

void ConnectionTest::aRequestIsLoggedInTheTurnItIsSent()
{
    Watched watched;
    watched.connectNow();
    watched.connection.send("{\"Command\":\"get_version\"}");
    QCOMPARE(watched.wire->sent, QList<QByteArray>{"{\"Command\":\"get_version\"}"});
    emit watched.wire->textReceived(u"{\"Status\":\"OK\",\"Request\":{\"Command\":\"get_version\"}}"_s);
    QTRY_COMPARE(watched.messages().size(), 2);
    QCOMPARE(int(watched.messages().first().record.kind), int(MessageKind::Request));
    QVERIFY(watched.messages().first().id < watched.messages().last().id);
}

void ConnectionTest::aResponseIsMatchedWithLatencyFromTheSteadyClock()
{
    Watched watched;
    watched.connectNow();
    watched.connection.send("{\"Command\":\"get_room_layout\", \"room_id\": 1.0}");
    g_steady += 1'500;
    g_wall += 40 * second;
    emit watched.wire->textReceived(
        u"{\"Status\":\"OK\",\"Request\":{\"room_id\":1,\"Command\":\"get_room_layout\"}}"_s);
    QTRY_COMPARE(watched.messages().size(), 2);
    const Match expected{watched.messages().at(1).id, watched.messages().at(0).id, 1'500};
    QCOMPARE(watched.matches(), QList<Match>{expected});
    QVERIFY(!watched.messages().at(1).record.has(MessageFlag::Unmatched));
}

void ConnectionTest::aSecondAnswerIsADuplicateAndAStrangerUnmatched()
{
    Watched watched;
    watched.connectNow();
    watched.connection.send("{\"Command\":\"a\"}");
    for (int i = 0; i < 2; ++i)
        emit watched.wire->textReceived(u"{\"Status\":\"OK\",\"Request\":{\"Command\":\"a\"}}"_s);
    emit watched.wire->textReceived(u"{\"Status\":\"OK\",\"Request\":{\"Command\":\"b\"}}"_s);
    QTRY_COMPARE(watched.messages().size(), 4);
    QCOMPARE(watched.matches().size(), 1);
    QVERIFY(watched.messages().at(2).record.has(MessageFlag::DuplicateResponse));
    QVERIFY(watched.messages().at(3).record.has(MessageFlag::Unmatched));
}

void ConnectionTest::unansweredRequestsAreLostBeforeTheEndIsSaid()
{
    Watched watched;
    watched.connectNow();
    watched.connection.send("{\"Command\":\"a\"}");
    watched.connection.send("{\"Command\":\"b\"}");
    emit watched.wire->closed(describeFailure(FailureKind::ConnectionLost, {}));
    const BatchPointer last = watched.deliveries.last().last();
    QCOMPARE(last->lost, (std::vector<MessageId>{watched.messages().at(0).id, watched.messages().at(1).id}));
    QCOMPARE(watched.order.last(), u"status %1"_s.arg(int(ConnectionState::NotConnected)));
}

void ConnectionTest::aRequestWithoutAConnectionIsNotSent()
{
    Watched watched;
    watched.connection.send("{}");
    QVERIFY(watched.wire->sent.isEmpty());
    QTRY_COMPARE(watched.notes(), QStringList{u"A request was not sent: the connection has ended"_s});
    QVERIFY(watched.messages().isEmpty());
}

void ConnectionTest::stagesAndCertificateAreReported()
{
    Watched watched;
    PeerCertificate peer;
    peer.chain = {test::selfSigned().certificate};
    peer.pinned = true;
    watched.connection.open(Watched::settings());
    QCOMPARE(watched.state(), ConnectionState::FindingAddress);
    emit watched.wire->stageChanged(ConnectionState::OpeningWebSocket);
    QCOMPARE(watched.state(), ConnectionState::OpeningWebSocket);
    pass(3);
    watched.wire->succeed(peer);
    const ConnectionStatus status = watched.statuses.last();
    QCOMPARE(status.state, ConnectionState::Connected);
    QCOMPARE(status.since, begin + 3);
    QCOMPARE(status.tlsVersion, u"TLS 1.3"_s);
    QCOMPARE(status.cipher, u"TLS_AES_256_GCM_SHA384"_s);
    QCOMPARE(status.peer.chain, peer.chain);
    QVERIFY(!status.failure);
}

void ConnectionTest::notesSayWhatHappenedAndHoldNoSecret()
{
    Watched watched;
    PeerCertificate peer;
    peer.pinned = true;
    watched.connection.open(Watched::settings());
    watched.wire->succeed(peer);
    emit watched.wire->closed({});
    QCOMPARE(watched.notes(),
        (QStringList{u"Connecting to wss://engage.example.net:9002/path"_s,
            u"Connected, TLS 1.3, certificate pinned"_s, u"Disconnected"_s}));
    QVERIFY(!watched.rows().at(0).record.isOpening());
    QVERIFY(watched.rows().at(1).record.isOpening());
    QVERIFY(!watched.rows().at(2).record.isOpening());
}

void ConnectionTest::anEndIsWordedByWhatItWas()
{
    Watched watched;
    watched.connectNow();
    emit watched.wire->closed(closedBy(1001, u"back soon"_s));
    QCOMPARE(watched.notes().last(), u"Closed by the server: 1001 going away, \u201cback soon\u201d"_s);
    QCOMPARE(watched.statuses.last().failure.closeCode, 1001);
    watched.connectNow();
    emit watched.wire->closed(describeFailure(FailureKind::ConnectionLost, {}));
    QCOMPARE(watched.notes().last(), u"The connection was lost"_s);
    watched.connectNow();
    emit watched.wire->closed(describeFailure(FailureKind::ClosedAtOnce, {}));
    QCOMPARE(watched.notes().last(), u"Not connected: The server closed the connection at once"_s);
    QCOMPARE(watched.state(), ConnectionState::Failed);
}

void ConnectionTest::aFailedAttemptIsFailed()
{
    Watched watched;
    watched.connection.open(Watched::settings());
    FailureContext context;
    context.host = u"h"_s;
    context.port = 1;
    emit watched.wire->closed(describeFailure(FailureKind::ConnectionRefused, context));
    QCOMPARE(watched.state(), ConnectionState::Failed);
    QCOMPARE(watched.statuses.last().failure.kind, FailureKind::ConnectionRefused);
    QCOMPARE(watched.notes().last(), u"Not connected: Nobody answers at h:1"_s);
}

void ConnectionTest::theDecisionIsAwaitedAndCanBeNo()
{
    Watched watched;
    PeerCertificate peer;
    peer.chain = {test::selfSigned().certificate};
    watched.connection.open(Watched::settings());
    emit watched.wire->trustNeeded(peer, FailureKind::UntrustedCertificate);
    QCOMPARE(watched.state(), ConnectionState::WaitingForDecision);
    QCOMPARE(watched.statuses.last().peer.chain, peer.chain);
    QVERIFY(watched.statuses.last().isBusy());
    watched.connection.close();
    QCOMPARE(watched.state(), ConnectionState::NotConnected);
    QCOMPARE(watched.notes().last(), u"The certificate was not accepted"_s);
}

void ConnectionTest::closingAsksFirstAndGivesUpAfterASecond()
{
    Watched watched;
    watched.connectNow();
    watched.connection.close();
    QCOMPARE(watched.wire->closeCodes, QList<quint16>{1000});
    QCOMPARE(watched.state(), ConnectionState::Closing);
    QCOMPARE(watched.wire->aborts, 0);
    QTRY_COMPARE_WITH_TIMEOUT(watched.state(), ConnectionState::NotConnected, 3'000);
    QCOMPARE(watched.wire->aborts, 1);
    QVERIFY(!watched.statuses.last().failure);
}

void ConnectionTest::cancellingAnAttemptIsSilentOnTheWire()
{
    Watched watched;
    watched.connection.open(Watched::settings());
    emit watched.wire->stageChanged(ConnectionState::CheckingCertificate);
    watched.connection.close();
    QCOMPARE(watched.state(), ConnectionState::NotConnected);
    QCOMPARE(watched.wire->aborts, 1);
    QVERIFY(watched.wire->closeCodes.isEmpty());
}

void ConnectionTest::openingAgainEndsWhatWasOpen()
{
    Watched watched;
    watched.connectNow();
    watched.connection.send("{\"Command\":\"a\"}");
    watched.connection.open(Watched::settings());
    QCOMPARE(watched.wire->aborts, 1);
    QCOMPARE(watched.wire->attempts.size(), 2);
    QVERIFY(watched.notes().contains(u"Disconnected"_s));
    QCOMPARE(watched.deliveries.at(watched.deliveries.size() - 2).last()->lost.size()
            + watched.deliveries.last().last()->lost.size(),
        size_t(1));
}

void ConnectionTest::aSilentPeerIsGivenUp()
{
    Watched watched;
    ConnectionSettings settings = Watched::settings();
    settings.pingInterval = std::chrono::milliseconds(30);
    watched.connection.open(settings);
    watched.wire->succeed();
    QTRY_COMPARE(watched.state(), ConnectionState::NotConnected);
    QCOMPARE(watched.statuses.last().failure.kind, FailureKind::PeerSilent);
    QCOMPARE(watched.wire->aborts, 1);
    QCOMPARE(watched.wire->pings, 3);
    QCOMPARE(watched.notes().last(), u"The server fell silent"_s);
}

void ConnectionTest::anyFrameKeepsThePeerAlive()
{
    Watched watched;
    ConnectionSettings settings = Watched::settings();
    settings.pingInterval = std::chrono::milliseconds(40);
    watched.connection.open(settings);
    watched.wire->succeed();
    QTimer frames;
    connect(&frames, &QTimer::timeout, watched.wire, &Transport::frameReceived);
    frames.start(10);
    QTest::qWait(300);
    QCOMPARE(watched.state(), ConnectionState::Connected);
    frames.stop();
    QTRY_COMPARE(watched.state(), ConnectionState::NotConnected);
}

void ConnectionTest::theRoundTripIsReported()
{
    Watched watched;
    watched.connectNow();
    QCOMPARE(watched.statuses.last().roundTrip, -1);
    QCOMPARE(watched.wire->pings, 1);
    emit watched.wire->pongReceived(1'234);
    QCOMPARE(watched.statuses.last().roundTrip, 1'234);
    QCOMPARE(watched.state(), ConnectionState::Connected);
}

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
