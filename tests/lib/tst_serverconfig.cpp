#include "lib/profile/profile.h"
#include "lib/profile/serverconfig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestServerConfig : public QObject
{
    Q_OBJECT

private slots:
    void aWholeFileIsTaken();
    void bothSpellingsAreKnown_data();
    void bothSpellingsAreKnown();
    void noneMeansNotSet_data();
    void noneMeansNotSet();
    void whatOnlyTheServerNeedsIsNamedAndNotTaken();
    void aPortIsANumberInRange_data();
    void aPortIsANumberInRange();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void noProblemRepeatsAValue();
    void spellingsThatDifferAreSaid();
    void whatIsNoConfigurationIsSaid_data();
    void whatIsNoConfigurationIsSaid();
};

void TestServerConfig::aWholeFileIsTaken()
{
    const ServerConfig config = importServerConfig(R"({"port":9443,"authentification_key":"X-Engage-Key",
        "authentification_value":"hünter2","certificate_file":"certs/server.pem",
        "private_key_file":"certs/server.key","tmp_dh_file":"none","passphrase":"of the server"})");
    QVERIFY(config.isConfig);
    QCOMPARE(config.problems, QStringList());
    QCOMPARE(config.port, 9443);
    QCOMPARE(config.headerName, std::optional(u"X-Engage-Key"_s));
    QCOMPARE(config.headerValue.reveal(), QByteArray("h\xc3\xbcnter2"));
    QCOMPARE(config.certificateFile, u"certs/server.pem"_s);
    QCOMPARE(config.ignoredKeys, QStringList({u"private_key_file"_s, u"passphrase"_s}));
}

void TestServerConfig::bothSpellingsAreKnown_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("certificate");
    QTest::newRow("sic") << QByteArray("authentification_key") << QByteArray("authentification_value")
                         << QByteArray("certificate_file");
    QTest::newRow("right") << QByteArray("authentication_key") << QByteArray("authentication_value")
                           << QByteArray("certificate_chain_file");
    QTest::newRow("mixed") << QByteArray("authentification_key") << QByteArray("authentication_value")
                           << QByteArray("cert_file_name");
}

void TestServerConfig::bothSpellingsAreKnown()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, certificate);
    const ServerConfig config = importServerConfig("{\"port\":1,\"" + name + "\":\"X-Key\",\"" + value
        + "\":\"v\",\"" + certificate + "\":\"server.pem\"}");
    QCOMPARE(config.problems, QStringList());
    QCOMPARE(config.headerName, std::optional(u"X-Key"_s));
    QCOMPARE(config.headerValue.reveal(), QByteArray("v"));
    QCOMPARE(config.certificateFile, u"server.pem"_s);
}

void TestServerConfig::noneMeansNotSet_data()
{
    QTest::addColumn<QByteArray>("none");
    for (const char *none : {"\"none\"", "\"None\"", "\"\"", "null"})
        QTest::newRow(none) << QByteArray(none);
}

void TestServerConfig::noneMeansNotSet()
{
    QFETCH(QByteArray, none);
    const ServerConfig config =
        importServerConfig("{\"port\":9002,\"authentification_key\":" + none + ",\"authentification_value\":"
            + none + ",\"certificate_file\":" + none + ",\"private_key_file\":" + none + "}");
    QCOMPARE(config.problems, QStringList());
    QVERIFY(!config.headerName);
    QVERIFY(config.headerValue.reveal().isEmpty());
    QVERIFY(config.certificateFile.isEmpty());
    QVERIFY(config.ignoredKeys.isEmpty());
    // One spelling not set does not hide the other.
    QCOMPARE(importServerConfig("{\"authentification_key\":" + none + ",\"authentication_key\":\"X-Key\"}")
                 .headerName,
        std::optional(u"X-Key"_s));
}

void TestServerConfig::whatOnlyTheServerNeedsIsNamedAndNotTaken()
{
    const ServerConfig config = importServerConfig(R"({"port":9002,"rsa_private_key_file":"/dev/stdin",
        "key_file_name":7,"tmp_dh_file":"dh.pem","dh_params_file_name":[],"passphrase":"of the server"})");
    QCOMPARE(config.problems, QStringList());
    QCOMPARE(config.ignoredKeys,
        QStringList({u"rsa_private_key_file"_s, u"key_file_name"_s, u"tmp_dh_file"_s,
            u"dh_params_file_name"_s, u"passphrase"_s}));
}

void TestServerConfig::aPortIsANumberInRange_data()
{
    QTest::addColumn<QByteArray>("port");
    QTest::addColumn<int>("taken");
    QTest::addColumn<bool>("isSaid");
    const auto row = [](const char *port, int taken, bool isSaid) {
        QTest::newRow(port) << QByteArray(port) << taken << isSaid;
    };
    row("1", 1, false);
    row("65535", 65535, false);
    row("9002.0", 9002, false);
    row("\"9003\"", 9003, false);
    for (const char *wrong : {"0", "65536", "-1", "9002.5", "1e300", "\"x\"", "true", "[]", "{}", "null"})
        row(wrong, customaryPort, true);
}

void TestServerConfig::aPortIsANumberInRange()
{
    QFETCH(QByteArray, port);
    const ServerConfig config = importServerConfig("{\"port\":" + port + "}");
    QVERIFY(config.isConfig);
    QTEST(config.port, "taken");
    QTEST(!config.problems.isEmpty(), "isSaid");
    QVERIFY(config.problems.isEmpty() || config.problems.first().contains(u"9002"_s));
}

void TestServerConfig::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *rest, const QString &problem) {
        QTest::newRow(name) << QByteArray(rest) << problem;
    };
    row("value without name", R"("authentication_value":"v")",
        u"The file has the value of a header but not its name: neither was taken."_s);
    row("name without value", R"("authentication_key":"X-Key")",
        u"The file names the header X-Key but not its value: ask the operator for it."_s);
    row("name that cannot be sent", R"("authentication_key":"X Key","authentication_value":"v")",
        u"The name of the header cannot be used. A header name has no spaces."_s);
    row("value that cannot be sent", R"("authentication_key":"X-Key","authentication_value":"a\r\nb")",
        u"The value of the header was left out. The header value holds a line break, which would end the "
        u"header."_s);
    row("certificate that is a number", R"("certificate_file":7)",
        u"“certificate_file” should be a text and is none: it was left out."_s);
}

void TestServerConfig::whatIsWrongIsSaid()
{
    QFETCH(QByteArray, rest);
    QFETCH(QString, problem);
    const ServerConfig config = importServerConfig("{\"port\":9002," + rest + "}");
    QVERIFY(config.isConfig);
    QCOMPARE(config.problems, QStringList{problem});
}

void TestServerConfig::noProblemRepeatsAValue()
{
    const ServerConfig config = importServerConfig(R"({"port":"hunter2","authentication_key":"X-Key",
        "authentication_value":["hunter2"],"authentification_value":"hunter2\n","passphrase":"hunter2"})");
    QVERIFY(config.problems.size() >= 2);
    QVERIFY(!(config.problems + config.ignoredKeys).join(u' ').contains(u"hunter2"_s));
}

void TestServerConfig::spellingsThatDifferAreSaid()
{
    const ServerConfig config = importServerConfig(R"({"port":9002,"authentification_key":"X-One",
        "authentication_key":"X-Two","authentication_value":"v","authentification_value":"v"})");
    QCOMPARE(config.headerName, std::optional(u"X-One"_s));
    QCOMPARE(config.problems,
        QStringList{u"“authentification_key” and “authentication_key” differ: the first was taken."_s});
}

void TestServerConfig::whatIsNoConfigurationIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    QTest::newRow("empty") << QByteArray() << u"The file is no JSON: "_s;
    QTest::newRow("half") << QByteArray("{\"port\":90") << u"The file is no JSON: "_s;
    QTest::newRow("key") << QByteArray("-----BEGIN PRIVATE KEY-----") << u"The file is no JSON: "_s;
    QTest::newRow("deep") << QByteArray(100'000, '[') << u"The file is no JSON: "_s;
    QTest::newRow("array") << QByteArray("[]") << u"The file is JSON but not the configuration"_s;
    QTest::newRow("other keys") << QByteArray("{\"profiles\":[]}")
                                << u"The file is JSON but not the configuration"_s;
    QTest::newRow("big") << QByteArray(2'000'000, ' ') << u"The file is too big"_s;
}

void TestServerConfig::whatIsNoConfigurationIsSaid()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    const ServerConfig config = importServerConfig(bytes);
    QVERIFY(!config.isConfig);
    QCOMPARE(config.problems.size(), 1);
    QVERIFY2(config.problems.first().startsWith(problem), qPrintable(config.problems.first()));
    QCOMPARE(config.port, customaryPort);
}

QTEST_GUILESS_MAIN(TestServerConfig)
#include "tst_serverconfig.moc"
