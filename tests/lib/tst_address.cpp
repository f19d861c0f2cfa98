#include "lib/profile/profile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestAddress : public QObject
{
    Q_OBJECT

private slots:
    void anAddressFallsIntoItsParts_data();
    void anAddressFallsIntoItsParts();
    void whatIsNoAddressIsAnsweredWithASentence_data();
    void whatIsNoAddressIsAnsweredWithASentence();
    void headerNamesAreTokens_data();
    void headerNamesAreTokens();
    void everyTokenCharacterMayStandInAHeaderName();
    void headerValuesHaveNoLineBreaks();
    void theProblemOfAHeaderValueDoesNotRepeatIt();
};

void TestAddress::anAddressFallsIntoItsParts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *text, const char *host, int port, const char *path, const char *url) {
        QTest::newRow(text) << QString::fromUtf8(host) << port << QString::fromUtf8(path)
                            << QString::fromUtf8(url);
    };
    row("engage", "engage", 9002, "/", "wss://engage:9002");
    row("engage:9443", "engage", 9443, "/", "wss://engage:9443");
    row("  engage.example.net:1 \n", "engage.example.net", 1, "/", "wss://engage.example.net:1");
    row("my_host:65535", "my_host", 65535, "/", "wss://my_host:65535");
    row("192.0.2.7", "192.0.2.7", 9002, "/", "wss://192.0.2.7:9002");
    row("192.0.2.7:80", "192.0.2.7", 80, "/", "wss://192.0.2.7:80");
    row("::1", "::1", 9002, "/", "wss://[::1]:9002");
    row("[::1]", "::1", 9002, "/", "wss://[::1]:9002");
    row("[2001:db8::7]:9003", "2001:db8::7", 9003, "/", "wss://[2001:db8::7]:9003");
    row("fe80::1%eth0", "fe80::1%eth0", 9002, "/", "wss://[fe80::1%25eth0]:9002");
    row("wss://engage:9003", "engage", 9003, "/", "wss://engage:9003");
    row("WSS://Engage:9003/", "Engage", 9003, "/", "wss://engage:9003");
    row("wss://engage", "engage", 9002, "/", "wss://engage:9002");
    row("wss://[::1]:9003/events/all?a=1&b=%20", "::1", 9003, "/events/all?a=1&b=%20",
        "wss://[::1]:9003/events/all?a=1&b=%20");
    row("wss://engage:9003?key=1", "engage", 9003, "/?key=1", "wss://engage:9003/?key=1");
    row("engage/behind/proxy", "engage", 9002, "/behind/proxy", "wss://engage:9002/behind/proxy");
}

void TestAddress::anAddressFallsIntoItsParts()
{
    const Address address = parseAddress(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(address.error, QString());
    QTEST(address.host, "host");
    QTEST(address.port, "port");
    QTEST(address.path, "path");
    QTEST(QString::fromUtf8(address.url().toEncoded()), "url");
    Profile profile;
    profile.host = address.host;
    profile.port = address.port;
    profile.path = address.path;
    QCOMPARE(profile.url(), address.url());
}

void TestAddress::whatIsNoAddressIsAnsweredWithASentence_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const QString port = u"The port must be a number from 1 to 65535."_s;
    QTest::newRow("nothing") << u"  "_s
                             << u"The address needs a host, for example wss://engage.example.net:9002."_s;
    QTest::newRow("no host") << u"wss://:9002"_s << u"“” is no host name."_s;
    QTest::newRow("ws") << u"ws://engage:9002/a"_s
                        << u"The Event Manager always uses TLS: write wss://engage:9002/a."_s;
    QTest::newRow("http") << u"HTTP://engage"_s
                          << u"The Event Manager always uses TLS: write wss://engage."_s;
    QTest::newRow("https") << u"https://engage"_s
                           << u"The Event Manager always uses TLS: write wss://engage."_s;
    QTest::newRow("ftp") << u"ftp://engage"_s
                         << u"“ftp://” is no address of an Event Manager: write wss://engage."_s;
    QTest::newRow("port 0") << u"engage:0"_s << port;
    QTest::newRow("port too big") << u"engage:65536"_s << port;
    QTest::newRow("port far too big") << u"engage:99999999999999999999"_s << port;
    QTest::newRow("port of letters") << u"engage:https"_s << port;
    QTest::newRow("negative port") << u"engage:-1"_s << port;
    QTest::newRow("empty port") << u"engage:"_s << port;
    QTest::newRow("junk behind bracket") << u"[::1]9002"_s << port;
    QTest::newRow("open bracket") << u"[::1"_s << u"The address begins with “[” but has no “]”."_s;
    QTest::newRow("no IPv6") << u"[engage]:9002"_s << u"“engage” is no IPv6 address."_s;
    QTest::newRow("bare no IPv6") << u"a:b:c"_s << u"“a:b:c” is no IPv6 address."_s;
    QTest::newRow("bad name") << u"a..b"_s << u"“a..b” is no host name."_s;
    QTest::newRow("space") << u"engage one"_s << u"An address has no spaces or control characters."_s;
    QTest::newRow("line break") << u"engage/\r\nHost: x"_s
                                << u"An address has no spaces or control characters."_s;
    QTest::newRow("user") << u"wss://me:secret@engage"_s
                          << u"An address holds no user name or password: the header authorizes."_s;
    QTest::newRow("fragment") << u"wss://engage/#top"_s
                              << u"The address of a WebSocket has no part behind “#”."_s;
}

void TestAddress::whatIsNoAddressIsAnsweredWithASentence()
{
    QFETCH(QString, text);
    QTEST(parseAddress(text).error, "error");
}

void TestAddress::headerNamesAreTokens_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("problem");
    const QString used = u"The handshake itself uses the header “%1”: it cannot carry the authorization."_s;
    const QString wrong = u"%1 cannot stand in a header name: letters, digits and hyphens can."_s;
    QTest::newRow("good") << u"X-Engage-Key"_s << QString();
    QTest::newRow("Authorization") << u"Authorization"_s << QString();
    QTest::newRow("empty") << QString() << u"The header needs a name."_s;
    QTest::newRow("space") << u"X Key"_s << u"A header name has no spaces."_s;
    QTest::newRow("colon") << u"X-Key:"_s << wrong.arg(u"“:”"_s);
    QTest::newRow("umlaut") << u"Schlüssel"_s << wrong.arg(u"“ü”"_s);
    QTest::newRow("CR") << u"X\r\nHost"_s << wrong.arg(u"U+000D"_s);
    QTest::newRow("LF") << u"X\nHost"_s << wrong.arg(u"U+000A"_s);
    QTest::newRow("NUL") << u"X"_s + QChar(0) << wrong.arg(u"U+0000"_s);
    QTest::newRow("right to left override") << u"X\u202e"_s << wrong.arg(u"U+202E"_s);
    for (const QString &name : {u"Host"_s, u"hOST"_s, u"Upgrade"_s, u"Connection"_s, u"Sec-WebSocket-Key"_s,
             u"sec-websocket-protocol"_s})
        QTest::newRow(qPrintable(name)) << name << used.arg(name);
}

void TestAddress::headerNamesAreTokens()
{
    QFETCH(QString, name);
    QTEST(headerNameProblem(name), "problem");
}

void TestAddress::everyTokenCharacterMayStandInAHeaderName()
{
    const QByteArray others = "!#$%&'*+-.^_`|~";
    for (int code = 0; code < 256; ++code) {
        const char c = char(code);
        const bool isToken = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c != '\0' && others.contains(c));
        const QString name = u"X"_s + QChar::fromLatin1(c);
        QVERIFY2(headerNameProblem(name).isEmpty() == isToken, qPrintable(QString::number(code)));
    }
}

void TestAddress::headerValuesHaveNoLineBreaks()
{
    QCOMPARE(headerValueProblem("s3cret value\t\xc3\xa9"), QString());
    QCOMPARE(headerValueProblem(""), QString());
    const QString lineBreak = u"The header value holds a line break, which would end the header."_s;
    QCOMPARE(headerValueProblem("a\rb"), lineBreak);
    QCOMPARE(headerValueProblem("a\n"), lineBreak);
    QCOMPARE(headerValueProblem(QByteArray("a\0b", 3)),
        u"The header value holds a NUL character, which cannot be sent."_s);
}

void TestAddress::theProblemOfAHeaderValueDoesNotRepeatIt()
{
    QVERIFY(!headerValueProblem("hunter2\n").contains(u"hunter2"));
}

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
