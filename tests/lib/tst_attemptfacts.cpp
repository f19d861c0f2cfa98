#include "lib/connection/attemptfacts.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

FailureKind judge(const AttemptFacts &facts)
{
    return diagnose(facts, {}).kind;
}

AttemptFacts during(ConnectionPhase phase, QAbstractSocket::SocketError error, const QString &text = {})
{
    AttemptFacts facts;
    facts.phase = phase;
    facts.errors = {{error, text}};
    return facts;
}

AttemptFacts alert(int number, bool hasClientCertificate, ConnectionPhase phase = ConnectionPhase::Tls)
{
    AttemptFacts facts = during(phase, QAbstractSocket::SslInternalError);
    facts.alert = number;
    facts.hasClientCertificate = hasClientCertificate;
    return facts;
}

AttemptFacts closed(int code, const QString &reason)
{
    AttemptFacts facts;
    facts.opened = true;
    facts.exchanged = true;
    facts.closeFrame = true;
    facts.closeCode = code;
    facts.closeReason = reason;
    return facts;
}

} // namespace

/// Judgements that need no wire; those that do are made in tst_websockettransport.
class AttemptFactsTest : public QObject
{
    Q_OBJECT

private slots:
    void theFirstErrorIsTheInformativeOne();
    void errorsBeforeTlsAreOfTheNetwork();
    void alertsTellWhoIsToBlame();
    void alertsAfterTheHandshakeCountTheSame();
    void wordsOfTheLibraryTellPlainText();
    void statusIsReadFromWordsWhereTheAnswerIsGone();
    void whatOurOwnWebSocketClosedIsNotTheServersClose();
    void anAnswerOfNonsenseIsNoWebSocket();
    void whereTheServerHangsUpAnotherTryCanHelp();
    void aWebPageIsNoWebSocket();
    void anAnswerToAnotherHandshakeIsNotTakenForOurs();
    void aRedirectNamesItsTargetAndTheServersWaitingTimeIsKept();
    void whatTheServerRepeatsOfASecretIsLeftOut();
    void aSecretThatIsCutAtALimitIsLeftOutToo();
    void whatWasLostOfAMessageIsSaid();
};

void AttemptFactsTest::theFirstErrorIsTheInformativeOne()
{
    AttemptFacts facts = during(ConnectionPhase::Port, QAbstractSocket::ConnectionRefusedError, u"refused"_s);
    facts.errors.append({QAbstractSocket::RemoteHostClosedError, u"closed"_s});
    facts.errors.append({QAbstractSocket::RemoteHostClosedError, u"closed"_s});
    QCOMPARE(judge(facts), FailureKind::ConnectionRefused);
    QCOMPARE(diagnose(facts, {}).detail, u"refused; closed"_s);
}

void AttemptFactsTest::errorsBeforeTlsAreOfTheNetwork()
{
    const auto kind = [](QAbstractSocket::SocketError error) {
        return judge(during(ConnectionPhase::Port, error));
    };
    QCOMPARE(kind(QAbstractSocket::HostNotFoundError), FailureKind::UnknownName);
    QCOMPARE(kind(QAbstractSocket::NetworkError), FailureKind::Unreachable);
    QCOMPARE(kind(QAbstractSocket::SocketTimeoutError), FailureKind::Timeout);
    QCOMPARE(kind(QAbstractSocket::ProxyAuthenticationRequiredError), FailureKind::ProxyWantsPassword);
    QCOMPARE(kind(QAbstractSocket::ProxyConnectionRefusedError), FailureKind::ProxyFailed);
    QCOMPARE(kind(QAbstractSocket::SocketAccessError), FailureKind::Unreachable);
    QCOMPARE(judge(during(ConnectionPhase::Port, QAbstractSocket::SocketAccessError, u"Proxy denied"_s)),
        FailureKind::ProxyFailed);
    QCOMPARE(diagnose(during(ConnectionPhase::Port, QAbstractSocket::SocketTimeoutError), {}).title,
        u"Reaching the port took too long"_s);
}

void AttemptFactsTest::alertsTellWhoIsToBlame()
{
    for (const int number : {116, 40, 42})
        QCOMPARE(judge(alert(number, false)), FailureKind::ClientCertificateRequired);
    for (const int number : {116, 42, 44, 45, 46, 48})
        QCOMPARE(judge(alert(number, true)), FailureKind::ClientCertificateRefused);
    QCOMPARE(judge(alert(70, false)), FailureKind::TlsVersion);
    QCOMPARE(judge(alert(80, false)), FailureKind::TlsFailed);
    QCOMPARE(judge(alert(48, false)), FailureKind::TlsFailed);
}

void AttemptFactsTest::alertsAfterTheHandshakeCountTheSame()
{
    QCOMPARE(judge(alert(116, false, ConnectionPhase::Upgrade)), FailureKind::ClientCertificateRequired);
    QCOMPARE(judge(alert(48, true, ConnectionPhase::Upgrade)), FailureKind::ClientCertificateRefused);
}

void AttemptFactsTest::wordsOfTheLibraryTellPlainText()
{
    for (const QString &words :
        {u"error:0A00010B:SSL routines::wrong version number"_s, u"packet length too long"_s})
        QCOMPARE(judge(during(ConnectionPhase::Tls, QAbstractSocket::SslHandshakeFailedError, words)),
            FailureKind::PlainText);
    QCOMPARE(judge(during(
                 ConnectionPhase::Tls, QAbstractSocket::SslHandshakeFailedError, u"unsupported protocol"_s)),
        FailureKind::TlsVersion);
    QCOMPARE(
        judge(during(ConnectionPhase::Tls, QAbstractSocket::RemoteHostClosedError)), FailureKind::TlsFailed);
}

void AttemptFactsTest::statusIsReadFromWordsWhereTheAnswerIsGone()
{
    AttemptFacts facts = during(ConnectionPhase::Upgrade, QAbstractSocket::ConnectionRefusedError,
        u"QWebSocketPrivate::processHandshake: Unhandled http status code: 401 (Unauthorized)."_s);
    QCOMPARE(judge(facts), FailureKind::Unauthorized);
    QCOMPARE(diagnose(facts, {}).httpStatus, 401);
    facts.response = "HTTP/1.1 503 Busy\r\n";
    QCOMPARE(diagnose(facts, {}).httpStatus, 503);
    QVERIFY(diagnose(facts, {}).transient);
}

void AttemptFactsTest::whatOurOwnWebSocketClosedIsNotTheServersClose()
{
    QCOMPARE(judge(closed(1007, u"Invalid UTF-8 code encountered."_s)), FailureKind::UnreadableText);
    QCOMPARE(judge(closed(1007, u"your request is no UTF-8"_s)), FailureKind::ClosedByServer);
    QCOMPARE(judge(closed(1002, u"Rsv field is non-zero"_s)), FailureKind::UnreadableText);
    QCOMPARE(judge(closed(1002, u"your request is wrong"_s)), FailureKind::ClosedByServer);
    QCOMPARE(judge(closed(1009, u"Maximum framesize exceeded."_s)), FailureKind::MessageTooBig);
    QCOMPARE(judge(closed(1009, u"your request is too big"_s)), FailureKind::ClosedByServer);
    // Nothing was broken: Qt does not know 1012 to 1014, and hides which one it was.
    const Failure restart = diagnose(closed(1002, u"Invalid close code 1002 detected."_s), {});
    QCOMPARE(restart.kind, FailureKind::ClosedByServer);
    QCOMPARE(restart.closeCode, unreadableCloseCode);
    QVERIFY(restart.closeReason.isEmpty());
    QVERIFY(restart.transient);
    QCOMPARE(judge(closed(1001, u"Timeout when reading data from socket."_s)), FailureKind::PeerSilent);
}

void AttemptFactsTest::anAnswerOfNonsenseIsNoWebSocket()
{
    AttemptFacts facts = during(ConnectionPhase::Upgrade, QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(judge(facts), FailureKind::ClosedAtOnce);
    facts.response = "220 mail.example.net\r\n";
    QCOMPARE(judge(facts), FailureKind::NotWebSocket);
    facts.response = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    QCOMPARE(judge(facts), FailureKind::NotWebSocket);
}

/// As a server does that is being stopped: the next try may find it started again.
void AttemptFactsTest::whereTheServerHangsUpAnotherTryCanHelp()
{
    AttemptFacts facts = during(ConnectionPhase::Upgrade, QAbstractSocket::RemoteHostClosedError);
    facts.response = "HTTP/1.1 101 Switching Protocols\r\nUpgr";
    QCOMPARE(judge(facts), FailureKind::ClosedAtOnce);
    QVERIFY(diagnose(facts, {}).transient);
    facts = during(ConnectionPhase::Tls, QAbstractSocket::RemoteHostClosedError);
    QVERIFY(diagnose(facts, {}).transient);
    QVERIFY(!diagnose(alert(40, true), {}).transient);
    QVERIFY(!diagnose(during(ConnectionPhase::Tls, QAbstractSocket::SslHandshakeFailedError), {}).transient);
}

void AttemptFactsTest::aWebPageIsNoWebSocket()
{
    AttemptFacts facts;
    facts.phase = ConnectionPhase::Upgrade;
    facts.response = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>";
    QCOMPARE(judge(facts), FailureKind::NotWebSocket);
    QVERIFY(diagnose(facts, {}).cause.startsWith(u"It answered with a web page (HTTP status 200)"_s));
    QCOMPARE(diagnose(facts, {}).detail, u"HTTP/1.1 200 OK"_s);
    facts.response = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>";
    QCOMPARE(judge(facts), FailureKind::HttpStatus);
}

void AttemptFactsTest::anAnswerToAnotherHandshakeIsNotTakenForOurs()
{
    AttemptFacts facts = during(ConnectionPhase::Upgrade, QAbstractSocket::ConnectionRefusedError,
        u"Accept-Key received from server a does not match the client key b."_s);
    facts.response = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    QCOMPARE(judge(facts), FailureKind::WrongAcceptKey);
    facts.errors.clear();
    facts.wrongAcceptKey = true;
    QCOMPARE(judge(facts), FailureKind::WrongAcceptKey);
}

void AttemptFactsTest::aRedirectNamesItsTargetAndTheServersWaitingTimeIsKept()
{
    AttemptFacts facts;
    facts.phase = ConnectionPhase::Upgrade;
    facts.response = "HTTP/1.1 302 Found\r\nLocation: https://else\x1bwhere/%1\r\n\r\n";
    QVERIFY(diagnose(facts, {}).cause.contains(u"\u201chttps://else[U+001B]where/%1\u201d"_s));
    facts.response = "HTTP/1.1 503 Busy\r\nRetry-After: 30\r\n\r\n";
    QCOMPARE(diagnose(facts, {}).retryAfter, 30);
    QVERIFY(diagnose(facts, {}).cause.contains(u"It asks to wait 30 s."_s));
}

void AttemptFactsTest::whatTheServerRepeatsOfASecretIsLeftOut()
{
    ConnectionSettings settings;
    settings.headerName = "X-Key";
    settings.headerValue = Secret("hunter2");
    AttemptFacts facts = during(ConnectionPhase::Upgrade, QAbstractSocket::ConnectionRefusedError,
        u"Unhandled http status code: 302 (hunter2)."_s);
    facts.secrets = SecretFilter(settings);
    facts.response = "HTTP/1.1 302 hunter2\r\nLocation: /hunter2\r\n\r\nYou sent hunter2";
    const Failure failure = diagnose(facts, {});
    QVERIFY(failure.response.startsWith("HTTP/1.1 302 \xe2\x80\xa6\r\n"));
    QVERIFY(!failure.response.contains("hunter2"));
    QVERIFY(!failure.cause.contains(u"hunter2"_s));
    QVERIFY(!failure.detail.contains(u"hunter2"_s));
}

void AttemptFactsTest::aSecretThatIsCutAtALimitIsLeftOutToo()
{
    ConnectionSettings settings;
    settings.url = QUrl(u"wss://host/?token=query-secret"_s);
    settings.headerName = "X-Key";
    settings.headerValue = Secret("a-rather-long-secret");
    AttemptFacts facts = during(ConnectionPhase::Upgrade, QAbstractSocket::ConnectionRefusedError, u"302"_s);
    facts.secrets = SecretFilter(settings);
    facts.response =
        "HTTP/1.1 404 " + QByteArray(1'004, 'x') + "a-rather-long-secret token=query-secret\r\n\r\n";
    const Failure failure = diagnose(facts, {});
    QVERIFY2(!failure.detail.contains(u"a-rath"_s), qPrintable(failure.detail.right(60)));
    QVERIFY(!failure.response.contains("query-secret"));

    AttemptFacts over = closed(4000, QString(110, u'x') + u"a-rather-long"_s); // 123 bytes are all there are
    over.secrets = SecretFilter(settings);
    QVERIFY(!diagnose(over, {}).closeReason.contains(u"a-rath"_s));
}

void AttemptFactsTest::whatWasLostOfAMessageIsSaid()
{
    AttemptFacts facts = closed(1007, u"Invalid UTF-8 code encountered."_s);
    QVERIFY(diagnose(facts, {}).cause.contains(u"the message under way is lost. Connect again."_s));
    facts.partial = 4'096;
    QVERIFY(diagnose(facts, {}).cause.contains(u"is lost; 4096 bytes of it had come."_s));
}

QTEST_GUILESS_MAIN(AttemptFactsTest)
#include "tst_attemptfacts.moc"
