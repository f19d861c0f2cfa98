#include "lib/connection/handshakerequest.h"
#include "lib/connection/httpanswer.h"
#include "lib/connection/plaintext.h"
#include "lib/connection/probetext.h"
#include "lib/connection/secretfilter.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

ConnectionSettings settings()
{
    ConnectionSettings made;
    made.url = QUrl(u"wss://engage-01:9002"_s);
    made.headerName = "X-Key";
    made.headerValue = Secret("Bearer a\"b<c/d");
    made.furtherHeaders = {{"X-Site", Secret("hall a")}};
    made.proxy.password = Secret("proxy-secret");
    return made;
}

QList<QHostAddress> addresses(const QStringList &texts)
{
    QList<QHostAddress> list;
    for (const QString &text : texts)
        list.append(QHostAddress(text));
    return list;
}

} // namespace

/// What is written into a handshake and read from its answer: text, without a wire.
class HandshakeTest : public QObject
{
    Q_OBJECT

private slots:
    void theRequestCarriesAllHeadersOnce();
    void pathQueryAndPortStandAsTheyShould();
    void aHeaderThatWouldEndItsLineIsAProblem();
    void whatWasKnownToBeWrongOutranksWhatIsFound();
    void anAnswerIsTakenApart();
    void anAnswerIsCompleteWhenItsLengthHasCome();
    void linesMayEndWithLineFeedsAlone();
    void nonsenseIsNoHttp();
    void theAcceptKeyIsThatOfTheStandard();
    void switchingNeedsUpgradeAndConnection();
    void waitingTimesComeAsSecondsOrAsADate();
    void secretsAreLeftOutHoweverTheyAreWritten();
    void aSecretCutAtTheEndIsLeftOut();
    void hostileTextBecomesPlain();
    void addressesAreCounted();
    void alertsHaveTheirRegisteredNames();
    void anAnswerIsShownInBoundedLines();
};

void HandshakeTest::theRequestCarriesAllHeadersOnce()
{
    const QByteArray request = handshakeRequest(settings(), "a2V5");
    QVERIFY(request.startsWith("GET / HTTP/1.1\r\nHost: engage-01:9002\r\n"));
    QVERIFY(request.endsWith("\r\nX-Key: Bearer a\"b<c/d\r\nX-Site: hall a\r\n\r\n"));
    for (const QByteArray &line : {QByteArray("Connection: Upgrade"), QByteArray("Upgrade: websocket"),
             QByteArray("Sec-WebSocket-Key: a2V5"), QByteArray("Sec-WebSocket-Version: 13")})
        QCOMPARE(request.count("\r\n" + line + "\r\n"), 1);
}

void HandshakeTest::pathQueryAndPortStandAsTheyShould()
{
    ConnectionSettings made = settings();
    made.url = QUrl(u"wss://[::1]/a%20b?x=1"_s);
    QVERIFY(handshakeRequest(made, "k").startsWith("GET /a%20b?x=1 HTTP/1.1\r\nHost: [::1]\r\n"));
    made.url = QUrl(u"wss://engage-01:9002?x=1"_s);
    QVERIFY(handshakeRequest(made, "k").startsWith("GET /?x=1 HTTP/1.1\r\n"));
}

void HandshakeTest::aHeaderThatWouldEndItsLineIsAProblem()
{
    QCOMPARE(problemOf(settings()).kind, FailureKind::None);
    for (const HandshakeHeader &header :
        {HandshakeHeader{"X-A", Secret("1\r\nX-B: 2")}, HandshakeHeader{"X A", Secret("1")},
            HandshakeHeader{"", Secret("1")}, HandshakeHeader{"X-A", Secret(QByteArray("a\0b", 3))}}) {
        ConnectionSettings made = settings();
        made.furtherHeaders = {header};
        QCOMPARE(problemOf(made).kind, FailureKind::InvalidSettings);
        QCOMPARE(problemOf(made).cause, u"A header of this connection cannot be sent."_s);
    }
}

void HandshakeTest::whatWasKnownToBeWrongOutranksWhatIsFound()
{
    ConnectionSettings made = settings();
    made.url.setScheme(u"ws"_s);
    made.problem = describeFailure(FailureKind::WrongPassphrase, {});
    QCOMPARE(problemOf(made).kind, FailureKind::WrongPassphrase);
}

void HandshakeTest::anAnswerIsTakenApart()
{
    const HttpAnswer answer = parseHttpAnswer(
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate:  Key \r\nX: a:b\r\n\r\nno\r\n\r\nway");
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.statusLine, QByteArray("HTTP/1.1 401 Unauthorized"));
    QCOMPARE(answer.header("www-authenticate"), QByteArray("Key"));
    QCOMPARE(answer.header("x"), QByteArray("a:b"));
    QCOMPARE(answer.header("y"), QByteArray());
    QCOMPARE(answer.body, QByteArray("no\r\n\r\nway"));
    QVERIFY(answer.hasHead);
}

void HandshakeTest::anAnswerIsCompleteWhenItsLengthHasCome()
{
    const auto isComplete = [](const char *text) { return parseHttpAnswer(text).isComplete(); };
    QVERIFY(!isComplete(""));
    QVERIFY(!isComplete("HTTP/1.1 401 No\r\nContent-Length: 2\r\n"));
    QVERIFY(!isComplete("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\na"));
    QVERIFY(isComplete("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nab"));
    QVERIFY(isComplete("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"));
    QVERIFY(isComplete("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
    QVERIFY(!isComplete("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab"));
    QVERIFY(!isComplete("HTTP/1.1 200 OK\r\n\r\nab"));
}

void HandshakeTest::linesMayEndWithLineFeedsAlone()
{
    const HttpAnswer answer = parseHttpAnswer("HTTP/1.0 404 Not Found\nServer: old\n\nbody");
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.header("server"), QByteArray("old"));
    QCOMPARE(answer.body, QByteArray("body"));
}

void HandshakeTest::nonsenseIsNoHttp()
{
    QVERIFY(!isNoHttp(""));
    QVERIFY(!isNoHttp("HTT"));
    QVERIFY(!isNoHttp("HTTP/1.1 200"));
    QVERIFY(isNoHttp("220 mail"));
    QVERIFY(isNoHttp("HTML"));
    QCOMPARE(parseHttpAnswer("220 mail.example.net\r\n").status, 0);
    QCOMPARE(parseHttpAnswer("HTTP/1.1 999 What\r\n\r\n").status, 0);
}

void HandshakeTest::theAcceptKeyIsThatOfTheStandard()
{
    // RFC 6455 §1.3
    QCOMPARE(acceptKeyFor("dGhlIHNhbXBsZSBub25jZQ=="), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
}

void HandshakeTest::switchingNeedsUpgradeAndConnection()
{
    const auto switches = [](const QByteArray &headers) {
        return switchesToWebSocket(parseHttpAnswer("HTTP/1.1 101 Switching\r\n" + headers + "\r\n"));
    };
    QVERIFY(switches("UPGRADE: WebSocket\r\nconnection: keep-alive, Upgrade\r\n"));
    QVERIFY(!switches("Upgrade: h2c\r\nConnection: Upgrade\r\n"));
    QVERIFY(!switches("Upgrade: websocket\r\n"));
    QVERIFY(!switchesToWebSocket(
        parseHttpAnswer("HTTP/1.1 200 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")));
}

void HandshakeTest::waitingTimesComeAsSecondsOrAsADate()
{
    const QDateTime now(QDate(2026, 11, 25), QTime(14, 0), Qt::UTC);
    const auto wait = [&now](const QByteArray &headers) {
        return retryAfter(parseHttpAnswer("HTTP/1.1 503 Busy\r\n" + headers + "\r\n"), now);
    };
    QCOMPARE(wait(""), 0);
    QCOMPARE(wait("Retry-After: 120\r\n"), 120);
    QCOMPARE(wait("Retry-After: -5\r\n"), 0);
    QCOMPARE(wait("Retry-After: soon\r\n"), 0);
    QCOMPARE(wait("Retry-After: 99999999999\r\n"), 86'400);
    QCOMPARE(wait("Retry-After: Wed, 25 Nov 2026 14:01:30 GMT\r\n"), 90);
    QCOMPARE(wait("Retry-After: Wed, 25 Nov 2026 13:00:00 GMT\r\n"), 0);
    QCOMPARE(
        wait("Date: Wed, 25 Nov 2026 14:01:00 GMT\r\nRetry-After: Wed, 25 Nov 2026 14:01:30 GMT\r\n"), 30);
}

void HandshakeTest::secretsAreLeftOutHoweverTheyAreWritten()
{
    const SecretFilter filter(settings());
    for (const QByteArray &form : {QByteArray("Bearer a\"b<c/d"), QByteArray("Bearer a&quot;b&lt;c/d"),
             QByteArray("Bearer a\\\"b<c/d"), QByteArray("Bearer%20a%22b%3Cc%2Fd"), QByteArray("a\"b<c/d"),
             QByteArray("hall a"), QByteArray("proxy-secret")}) {
        QCOMPARE(filter.filtered("x " + form + " y"), QByteArray("x \xe2\x80\xa6 y"));
        QCOMPARE(filter.filtered(u"x %1 y"_s.arg(QString::fromUtf8(form))), u"x … y"_s);
    }
    QCOMPARE(SecretFilter().filtered(QByteArray("as it is")), QByteArray("as it is"));
    ConnectionSettings nameless = settings();
    nameless.headerName.clear();
    QCOMPARE(SecretFilter(nameless).filtered(u"Bearer a\"b<c/d"_s), u"Bearer a\"b<c/d"_s);
}

void HandshakeTest::aSecretCutAtTheEndIsLeftOut()
{
    const SecretFilter filter(settings());
    QCOMPARE(filter.filtered("sent: proxy-sec", true), QByteArray("sent: \xe2\x80\xa6"));
    QCOMPARE(filter.filtered("sent: proxy-sec", false), QByteArray("sent: proxy-sec"));
}

void HandshakeTest::hostileTextBecomesPlain()
{
    QCOMPARE(plainText(u"a\x1b[31m\n\u202eb"_s, 100), u"a[U+001B][31m[U+000A][U+202E]b"_s);
    QCOMPARE(plainText(u"abcdef"_s, 3), u"abc…"_s);
    QCOMPARE(plainText(QByteArray("\xc3\xa4\xff"), 100), u"\u00e4\ufffd"_s);
}

void HandshakeTest::addressesAreCounted()
{
    QCOMPARE(addressesText(addresses({u"192.0.2.14"_s})), u"192.0.2.14"_s);
    QCOMPARE(
        addressesText(addresses({u"192.0.2.14"_s, u"2001:db8::14"_s})), u"192.0.2.14 and one IPv6 address"_s);
    QCOMPARE(addressesText(addresses({u"192.0.2.14"_s, u"192.0.2.15"_s, u"2001:db8::1"_s, u"2001:db8::2"_s})),
        u"192.0.2.14, one more IPv4 address and 2 IPv6 addresses"_s);
    QCOMPARE(addressesText(addresses({u"2001:db8::14"_s, u"192.0.2.14"_s})),
        u"2001:db8::14 and one IPv4 address"_s);
    QCOMPARE(addressList(addresses({u"192.0.2.14"_s, u"2001:db8::14"_s})), u"192.0.2.14, 2001:db8::14"_s);
}

void HandshakeTest::alertsHaveTheirRegisteredNames()
{
    QCOMPARE(alertText(QSsl::AlertLevel::Fatal, 116), u"fatal, certificate_required (116)"_s);
    QCOMPARE(alertText(40), u"40, handshake_failure"_s);
    QCOMPARE(alertText(200), u"200, unknown"_s);
}

void HandshakeTest::anAnswerIsShownInBoundedLines()
{
    QCOMPARE(answerLines("HTTP/1.1 401 No\r\nA: b\r\n\r\n<b>\x1b"),
        (QStringList{u"HTTP/1.1 401 No"_s, u"A: b"_s, u"<b>[U+001B]"_s}));
    QCOMPARE(answerLines(QByteArray("x\n").repeated(1'000)).size(), 41);
    QVERIFY(answerLines(QByteArray(4'000, 'x')).first().size() < 400);
}

QTEST_GUILESS_MAIN(HandshakeTest)
#include "tst_handshake.moc"
