#include "lib/connection/tlspolicy.h"
#include "lib/protocol/classify.h"
#include "lib/session.h"
#include "tests/support/sessionrows.h"
#include "tests/support/testserver.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using test::Row;
using test::TestServer;

namespace {

constexpr int many = 50'000;

QByteArray numbered(int number)
{
    return "{\"Event\":\"move\",\"room_id\":" + QByteArray::number(number) + '}';
}

QByteArray numberedFrames(int from, int to)
{
    QByteArray frames;
    for (int i = from; i < to; ++i)
        frames += TestServer::frame(test::Text, numbered(i));
    return frames;
}

QByteArray deep(int depth, bool closed)
{
    return "{\"Event\":\"deep\",\"values\":" + QByteArray(depth, '[')
        + (closed ? QByteArray(depth, ']') + '}' : QByteArray());
}

QByteArray answer(const QByteArray &rest)
{
    return "{\"Status\":\"OK\"" + rest + '}';
}

} // namespace

/// A server that does what it likes: nothing is lost, nothing is changed, nothing breaks.
class TestHostile : public QObject
{
    Q_OBJECT
private slots:
    void whatIsNoMessageIsARowWithItsReason_data();
    void whatIsNoMessageIsARowWithItsReason();
    void oddMessagesKeepKindAndBytes_data();
    void oddMessagesKeepKindAndBytes();
    void theLastOfTwoKeysCounts();
    void integersOfAnySizeKeepTheirDigits();
    void aNameTooLongForThePoolIsStillWhole();
    void manyNamesAreAllKept();
    void aResponseWithoutEchoIsUnmatched();
    void aSecondResponseIsADuplicate();
    void responsesOutOfOrderFindTheirRequests();
    void anEchoIsComparedAsJson();
    void aMessageOverTheLimitEndsTheConnection();
    void aBurstArrivesWholeAndInOrder();
    void aBurstBeforeTheCloseIsWhole();
    void closeCodesThatQtDoesNotKnowAreNoBrokenMessage_data();
    void closeCodesThatQtDoesNotKnowAreNoBrokenMessage();
    void aBurstCutOffLosesNothingInBetween();
    void halfAMessageIsNoRow();
    void numbersGoOnAfterAReconnect();

private:
    void connectTo(Session &session, const TestServer &server, qint64 limit = 0) const
    {
        ConnectionSettings settings;
        settings.url = server.url();
        settings.pins = {pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc())};
        if (limit > 0)
            settings.maximumMessageSize = limit;
        session.open(settings);
        QTRY_VERIFY(session.isConnected());
    }
    TestServer::Options options() const
    {
        TestServer::Options made;
        made.credentials = m_self;
        return made;
    }
    /// Sends one message and a usual one behind it; returns the row that the first became.
    Row rowOf(const QByteArray &frame) const
    {
        TestServer server(options());
        Session session;
        connectTo(session, server);
        server.send(frame);
        server.sendText(numbered(1));
        if (!QTest::qWaitFor([&] { return session.received() == 2; }))
            return {};
        const QList<Row> rows = test::rowsOf(session);
        return session.isConnected() && rows.last().text == numbered(1) ? rows[rows.size() - 2] : Row();
    }
    static void checkNumbered(Session &session, int from, int to)
    {
        const QList<Row> events = test::rowsOf(session, MessageKind::Event);
        QCOMPARE(events.size(), to - from);
        for (int i = from; i < to; ++i)
            QCOMPARE(events[i - from].text, numbered(i));
        QCOMPARE(session.received(), quint64(to - from));
    }

    const test::Credentials m_self = test::selfSigned();
};

void TestHostile::whatIsNoMessageIsARowWithItsReason_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto text = [](const char *name, const QByteArray &bytes, const QString &reason) {
        QTest::newRow(name) << int(test::Text) << bytes << reason;
    };
    text("no JSON", "hello", u"no JSON"_s);
    text("empty", "", u"no JSON"_s);
    text("white space", " \n\t", u"no JSON"_s);
    text("half an object", R"({"Event":"x")", u"no JSON"_s);
    text("two objects", "{}{}", u"no JSON"_s);
    text("comments", "{} // x", u"no JSON"_s);
    text("a list", R"([{"Event":"x"}])", u"no object"_s);
    text("a number", "17", u"no object"_s);
    text("a string", "\"Event\"", u"no object"_s);
    text("null", "null", u"no object"_s);
    text("not a number", R"({"Event":NaN})", u"no JSON"_s);
    text("leading zeros", R"({"Event":"x","values":007})", u"no JSON"_s);
    text("NUL in a string", QByteArray("{\"Event\":\"a\0b\"}", 15), u"no JSON"_s);
    text("NUL alone", QByteArray(1, '\0'), u"no JSON"_s);
    text("NUL behind it", QByteArray("{}\0", 3), u"no JSON"_s);
    text("deep and open", deep(100'000, false), u"no JSON"_s);
    text("deep list", QByteArray(100'000, '[') + QByteArray(100'000, ']'), u"no object"_s);
    QTest::newRow("binary") << int(test::Binary) << QByteArray("\x00\xff\xfe\x80{}", 6) << u"binary"_s;
    QTest::newRow("binary JSON") << int(test::Binary) << numbered(3) << u"binary"_s;
    QTest::newRow("empty binary") << int(test::Binary) << QByteArray() << u"binary"_s;
}

void TestHostile::whatIsNoMessageIsARowWithItsReason()
{
    QFETCH(int, opcode);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const Row row = rowOf(TestServer::frame(opcode, bytes));
    QCOMPARE(row.kind, MessageKind::Malformed);
    QCOMPARE(row.text, bytes);
    QCOMPARE(row.flags.testFlag(MessageFlag::Binary), opcode == test::Binary);
    const QString told = malformedReason(row.text, row.flags.testFlag(MessageFlag::Binary));
    QVERIFY2(told.contains(reason), qPrintable(told));
}

void TestHostile::oddMessagesKeepKindAndBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<MessageKind>("kind");
    QTest::addColumn<QByteArray>("name");
    const QByteArray large = "{\"Event\":\"large\",\"values\":\"" + QByteArray(1'000'000, 'x') + "\"}";
    QTest::newRow("1 MB string") << large << MessageKind::Event << QByteArray("large");
    QTest::newRow("depth 100 000") << deep(100'000, true) << MessageKind::Event << QByteArray("deep");
    QTest::newRow("escaped NUL") << QByteArray(R"({"Event":"a\u0000b"})") << MessageKind::Event
                                 << QByteArray("a\0b", 3);
    QTest::newRow("lone surrogate") << QByteArray(R"({"Event":"x","values":"\ud800"})") << MessageKind::Event
                                    << QByteArray("x");
    QTest::newRow("direction marks") << QByteArray("{\"Event\":\"a\u202Eb\"}") << MessageKind::Event
                                     << QByteArray("a\u202Eb");
    QTest::newRow("number as event") << QByteArray(R"({"Event":3.0})") << MessageKind::Event
                                     << QByteArray("3.0");
    QTest::newRow("empty object") << QByteArray("{}") << MessageKind::Other << QByteArray();
    QTest::newRow("strange status") << QByteArray(R"({"Status":{"OK":[]}})") << MessageKind::Response
                                    << QByteArray();
    QTest::newRow("event and status")
        << QByteArray(R"({"Status":"OK","Event":"x"})") << MessageKind::Event << QByteArray("x");
    QTest::newRow("white space is kept")
        << QByteArray(" {\r\n\t\"Event\" : \"x\" } \n") << MessageKind::Event << QByteArray("x");
    QTest::newRow("huge exponent") << QByteArray(R"({"Event":"x","values":1e999999999999})")
                                   << MessageKind::Event << QByteArray("x");
}

void TestHostile::oddMessagesKeepKindAndBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(MessageKind, kind);
    QFETCH(QByteArray, name);
    const Row row = rowOf(TestServer::frame(test::Text, bytes));
    QCOMPARE(row.kind, kind);
    QVERIFY(row.text == bytes); // some are too long to print
    QCOMPARE(row.name, name);
}

void TestHostile::theLastOfTwoKeysCounts()
{
    const Row row = rowOf(
        TestServer::frame(test::Text, R"({"Event":"a","room_id":1,"Event":"b","room_id":2,"room_id":3})"));
    QCOMPARE(row.kind, MessageKind::Event);
    QCOMPARE(row.name, QByteArray("b"));
    QCOMPARE(row.room, QByteArray("3"));
    QVERIFY(row.flags.testFlag(MessageFlag::DuplicateKeys));
}

void TestHostile::integersOfAnySizeKeepTheirDigits()
{
    const QByteArray digits = "123456789012345678901234567890123456789";
    const Row row = rowOf(TestServer::frame(
        test::Text, "{\"Event\":\"x\",\"room_id\":" + digits + ",\"participant_id\":9007199254740993}"));
    QCOMPARE(row.room, digits);
    QCOMPARE(row.participant, QByteArray("9007199254740993"));
    const Row code = rowOf(TestServer::frame(
        test::Text, R"({"Status":"ERROR","Error Code":99999999999999999999,"Request":{}})"));
    QCOMPARE(code.kind, MessageKind::Response);
    QVERIFY(code.text.contains("99999999999999999999"));
}

void TestHostile::aNameTooLongForThePoolIsStillWhole()
{
    const QByteArray name(70'000, 'n');
    const QByteArray room(300, 'r');
    const Row row =
        rowOf(TestServer::frame(test::Text, "{\"Event\":\"" + name + "\",\"room_id\":\"" + room + "\"}"));
    QCOMPARE(row.kind, MessageKind::Event);
    QVERIFY(row.flags.testFlag(MessageFlag::Unpooled));
    QVERIFY(row.name == name);
    QCOMPARE(row.room, room);
}

void TestHostile::manyNamesAreAllKept()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    constexpr int names = 20'000;
    QByteArray frames;
    for (int i = 0; i < names; ++i) {
        const QByteArray n = QByteArray::number(i);
        frames += TestServer::frame(test::Text,
            "{\"Event\":\"e" + n + "\",\"room_id\":\"r" + n + "\",\"participant_id\":\"p" + n + "\"}");
    }
    server.send(frames);
    QTRY_COMPARE(session.events(), quint64(names));
    const QList<Row> events = test::rowsOf(session, MessageKind::Event);
    for (int i = 0; i < names; ++i) {
        const QByteArray n = QByteArray::number(i);
        QCOMPARE(events[i].name, 'e' + n);
        QCOMPARE(events[i].room, 'r' + n);
        QCOMPARE(events[i].participant, 'p' + n);
    }
}

void TestHostile::aResponseWithoutEchoIsUnmatched()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    session.send(R"({"Command":"get_version"})");
    QTRY_COMPARE(server.texts().size(), 1);
    server.sendText(answer({}));
    server.sendText(answer(",\"Request\":null"));
    server.sendText(answer(R"(,"Request":{"Command":"get_version","x":1})"));
    QTRY_COMPARE(session.received(), quint64(3));
    const auto &exchanges = session.exchanges()->exchanges();
    QCOMPARE(exchanges.size(), size_t(4));
    QCOMPARE(exchanges[0].state, ExchangeState::Waiting);
    for (size_t i = 1; i < exchanges.size(); ++i)
        QCOMPARE(exchanges[i].state, ExchangeState::Unmatched);
    for (const Row &row : test::rowsOf(session, MessageKind::Response))
        QVERIFY(row.flags.testFlag(MessageFlag::Unmatched));
    QCOMPARE(session.exchanges()->unmatched(), 3);
}

void TestHostile::aSecondResponseIsADuplicate()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    session.send(R"({"Command":"get_version"})");
    QTRY_COMPARE(server.texts().size(), 1);
    const QByteArray response = answer(R"(,"Request":{"Command":"get_version"})");
    server.sendText(response);
    server.sendText(response);
    QTRY_COMPARE(session.received(), quint64(2));
    const auto &exchanges = session.exchanges()->exchanges();
    QCOMPARE(exchanges.size(), size_t(2));
    QCOMPARE(exchanges[0].state, ExchangeState::Answered);
    QCOMPARE(exchanges[1].state, ExchangeState::Duplicate);
    const QList<Row> responses = test::rowsOf(session, MessageKind::Response);
    QVERIFY(!responses[0].flags.testFlag(MessageFlag::DuplicateResponse));
    QVERIFY(responses[1].flags.testFlag(MessageFlag::DuplicateResponse));
}

void TestHostile::responsesOutOfOrderFindTheirRequests()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    constexpr int count = 200;
    for (int i = 0; i < count; ++i)
        session.send("{\"Command\":\"get_room_layout\",\"room_id\":" + QByteArray::number(i) + '}');
    QTRY_COMPARE(server.texts().size(), count);
    const QList<QByteArray> texts = server.texts();
    for (auto text = texts.rbegin(); text != texts.rend(); ++text)
        server.sendText(answer(",\"Request\":" + *text));
    QTRY_COMPARE(session.exchanges()->waiting(), 0);
    for (const Exchange &exchange : session.exchanges()->exchanges()) {
        QCOMPARE(exchange.state, ExchangeState::Answered);
        QVERIFY(test::rowAt(session, exchange.response)
                    .text.contains(test::rowAt(session, exchange.request).text));
    }
}

void TestHostile::anEchoIsComparedAsJson()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    session.send(R"({"Command":"x","n":1.50e2,"deep":{"a":[1,2],"b":"\u00e9"}})");
    session.send(R"({"Command":"x","n":9007199254740993})");
    QTRY_COMPARE(server.texts().size(), 2);
    server.sendText(answer(R"(,"Request":{"Command":"x","n":9007199254740992})"));
    server.sendText(
        answer(",\"Request\": {\"deep\":{\"b\":\"\u00e9\", \"a\":[1,2.0]},\"n\":150,\"Command\":\"x\"}"));
    QTRY_COMPARE(session.received(), quint64(2));
    const auto &exchanges = session.exchanges()->exchanges();
    QCOMPARE(exchanges.size(), size_t(3));
    QCOMPARE(exchanges[0].state, ExchangeState::Answered);
    QCOMPARE(exchanges[1].state, ExchangeState::Waiting);
    QCOMPARE(exchanges[2].state, ExchangeState::Unmatched);
}

void TestHostile::aMessageOverTheLimitEndsTheConnection()
{
    constexpr int limit = 64 * 1024;
    TestServer server(options());
    Session session;
    connectTo(session, server, limit);
    server.send(numberedFrames(0, 100));
    server.sendText("{\"Event\":\"" + QByteArray(limit, 'x') + "\"}");
    QTRY_COMPARE(session.status().failure.kind, FailureKind::MessageTooBig);
    QVERIFY(!session.isConnected());
    checkNumbered(session, 0, 100);
    QVERIFY2(test::notesOf(session).last().contains(u"too big"_s), qPrintable(test::notesOf(session).last()));
    QTRY_VERIFY(!server.frames().isEmpty() && server.frames().last().opcode == test::Close);
    QCOMPARE(server.frames().last().payload.first(2), QByteArray("\x03\xf1"));
}

void TestHostile::aBurstArrivesWholeAndInOrder()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    server.send(numberedFrames(0, many));
    QTRY_COMPARE_WITH_TIMEOUT(session.received(), quint64(many), 15'000);
    checkNumbered(session, 0, many);
}

void TestHostile::aBurstBeforeTheCloseIsWhole()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    server.send(numberedFrames(0, many) + TestServer::closeFrame(1001, "restart"));
    server.end();
    QTRY_COMPARE_WITH_TIMEOUT(session.status().state, ConnectionState::NotConnected, 15'000);
    checkNumbered(session, 0, many);
    const Row last = test::rowsOf(session).last();
    QCOMPARE(last.kind, MessageKind::Note);
    QVERIFY2(last.text.contains("1001"), last.text.constData());
}

void TestHostile::closeCodesThatQtDoesNotKnowAreNoBrokenMessage_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {1012, 1013, 1014})
        QTest::addRow("%d", code) << code;
}

void TestHostile::closeCodesThatQtDoesNotKnowAreNoBrokenMessage()
{
    QFETCH(int, code);
    TestServer server(options());
    Session session;
    connectTo(session, server);
    server.send(numberedFrames(0, 3) + TestServer::closeFrame(quint16(code), "later"));
    server.end();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    checkNumbered(session, 0, 3);
    QCOMPARE(session.status().failure.kind, FailureKind::ClosedByServer);
    QVERIFY(session.status().failure.transient);
}

/// What a reset leaves on the wire is gone; what was delivered before has no holes.
void TestHostile::aBurstCutOffLosesNothingInBetween()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    server.sendText(numbered(0));
    QTRY_COMPARE(session.received(), quint64(1));
    server.send(numberedFrames(1, many));
    QTRY_VERIFY(session.received() > 1);
    server.drop();
    QTRY_COMPARE_WITH_TIMEOUT(session.status().state, ConnectionState::NotConnected, 15'000);
    QCOMPARE(session.status().failure.kind, FailureKind::ConnectionLost);
    checkNumbered(session, 0, int(session.received()));
    QCOMPARE(test::rowsOf(session).last().kind, MessageKind::Note);
}

void TestHostile::halfAMessageIsNoRow()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    const QByteArray whole = TestServer::frame(test::Text, numbered(1));
    server.send(numberedFrames(0, 1) + TestServer::frame(test::Text, "{\"Event\":", false)
        + whole.first(whole.size() - 3));
    server.end();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    checkNumbered(session, 0, 1);
}

void TestHostile::numbersGoOnAfterAReconnect()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    server.send(numberedFrames(0, 1'000));
    QTRY_COMPARE(session.received(), quint64(1'000));
    server.drop();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    const MessageId end = session.log()->end();
    connectTo(session, server);
    server.send(numberedFrames(1'000, 2'000));
    QTRY_COMPARE(session.received(), quint64(2'000));
    checkNumbered(session, 0, 2'000);
    QCOMPARE(session.log()->first(), MessageId(1));
    QCOMPARE(session.log()->record(end).kind, MessageKind::Note);
    qint64 before = 0;
    for (MessageId id = session.log()->first(); id < session.log()->end(); id = id + 1) {
        QVERIFY(session.log()->record(id).time >= before);
        before = session.log()->record(id).time;
    }
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
