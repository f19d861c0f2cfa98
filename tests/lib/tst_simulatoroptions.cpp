#include "lib/simulator/simulatoroptions.h"

#include <QCommandLineParser>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

struct Outcome
{
    std::optional<SimulatorOptions> options;
    QString error;
};

Outcome read(const QStringList &arguments)
{
    QCommandLineParser parser;
    addSimulatorOptions(parser);
    Outcome outcome;
    if (parser.parse(QStringList(u"program"_s) + arguments))
        outcome.options = simulatorOptions(parser, &outcome.error);
    else
        outcome.error = parser.errorText();
    return outcome;
}

QString written(const QTemporaryDir &folder, const QByteArray &bytes)
{
    QFile file(folder.filePath(u"value"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

} // namespace

class TestSimulatorOptions : public QObject
{
    Q_OBJECT

private slots:
    void withoutOptionsItListensOnLoopbackAtTheCustomaryPort();
    void everyOptionIsRead();
    void wrongUsageIsRefusedWithASentence_data();
    void wrongUsageIsRefusedWithASentence();
    void theValueFileLosesOneLineEnd_data();
    void theValueFileLosesOneLineEnd();
    void aDialectNamesEachChoiceOnce_data();
    void aDialectNamesEachChoiceOnce();
};

void TestSimulatorOptions::withoutOptionsItListensOnLoopbackAtTheCustomaryPort()
{
    const Outcome outcome = read({});
    QVERIFY2(outcome.options, qPrintable(outcome.error));
    QCOMPARE(outcome.options->address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(outcome.options->port, 9002);
    QCOMPARE(outcome.options->rate, 20);
    QCOMPARE(outcome.options->rooms, 4);
    QCOMPARE(outcome.options->participants, 16);
    QVERIFY(outcome.options->headerName.isEmpty());
    QCOMPARE(outcome.options->dialect, Dialect());
    QVERIFY(!outcome.options->writesAtOnce);
}

void TestSimulatorOptions::everyOptionIsRead()
{
    const Outcome outcome = read({u"--port=0"_s, u"--bind=::1"_s, u"--certificate=c.pem"_s, u"--key=k.pem"_s,
        u"--client-ca=ca.pem"_s, u"--rate=100000"_s, u"--at-once"_s, u"--seed=18446744073709551615"_s,
        u"--rooms=7"_s, u"--participants=99"_s,
        u"--dialect=code=name, value=Value,event=number,values=flat,ids=string"_s});
    QVERIFY2(outcome.options, qPrintable(outcome.error));
    const SimulatorOptions &options = *outcome.options;
    QCOMPARE(options.port, 0);
    QCOMPARE(options.address, QHostAddress(QHostAddress::LocalHostIPv6));
    QCOMPARE(options.certificateFile, u"c.pem"_s);
    QCOMPARE(options.keyFile, u"k.pem"_s);
    QCOMPARE(options.clientAuthorityFile, u"ca.pem"_s);
    QCOMPARE(options.rate, 100'000);
    QVERIFY(options.writesAtOnce);
    QCOMPARE(options.seed, ~quint64(0));
    QCOMPARE(options.rooms, 7);
    QCOMPARE(options.participants, 99);
    const Dialect dialect = {Dialect::Code::Name, Dialect::Value::UpperCase, Dialect::Event::Number,
        Dialect::Values::Flat, Dialect::Ids::String};
    QCOMPARE(options.dialect, dialect);
}

void TestSimulatorOptions::wrongUsageIsRefusedWithASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("port") << QStringList{u"--port=65536"_s} << u"--port"_s;
    QTest::newRow("bind") << QStringList{u"--bind=everywhere"_s} << u"--bind"_s;
    QTest::newRow("rate") << QStringList{u"--rate=100001"_s} << u"--rate"_s;
    QTest::newRow("negative rate") << QStringList{u"--rate=-1"_s} << u"--rate"_s;
    QTest::newRow("seed") << QStringList{u"--seed=x"_s} << u"--seed"_s;
    QTest::newRow("people without a room")
        << QStringList{u"--rooms=0"_s, u"--participants=1"_s} << u"--rooms"_s;
    QTest::newRow("header without value") << QStringList{u"--auth-key=X"_s} << u"--auth-value-file"_s;
    QTest::newRow("value without header") << QStringList{u"--auth-value-file=x"_s} << u"--auth-key"_s;
    QTest::newRow("header with a space")
        << QStringList{u"--auth-key=X Y"_s, u"--auth-value-file=x"_s} << u"--auth-key"_s;
    QTest::newRow("value file missing")
        << QStringList{u"--auth-key=X"_s, u"--auth-value-file=/nowhere/at/all"_s} << u"/nowhere/at/all"_s;
    QTest::newRow("certificate without key") << QStringList{u"--certificate=c"_s} << u"--key"_s;
    QTest::newRow("unknown option") << QStringList{u"--verbose"_s} << u"verbose"_s;
    QTest::newRow("argument") << QStringList{u"9002"_s} << u"9002"_s;
    QTest::newRow("dialect") << QStringList{u"--dialect=values=deep"_s} << u"values=deep"_s;
}

void TestSimulatorOptions::wrongUsageIsRefusedWithASentence()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, word);
    const Outcome outcome = read(arguments);
    QVERIFY(!outcome.options);
    QVERIFY2(outcome.error.contains(word), qPrintable(outcome.error));
}

void TestSimulatorOptions::theValueFileLosesOneLineEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QByteArray("secret") << QByteArray("secret");
    QTest::newRow("LF") << QByteArray("secret\n") << QByteArray("secret");
    QTest::newRow("CRLF") << QByteArray("secret\r\n") << QByteArray("secret");
    QTest::newRow("spaces stay") << QByteArray(" se cret \n") << QByteArray(" se cret ");
    QTest::newRow("empty") << QByteArray("\n") << QByteArray("");
}

void TestSimulatorOptions::theValueFileLosesOneLineEnd()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, value);
    const QTemporaryDir folder;
    const QString file = written(folder, bytes);
    const Outcome outcome = read({u"--auth-key=X-Key"_s, u"--auth-value-file"_s, file});
    QVERIFY2(outcome.options, qPrintable(outcome.error));
    QCOMPARE(outcome.options->headerName, "X-Key"_ba);
    QCOMPARE(outcome.options->headerValue, value);
    const QString twoLines = written(folder, "secret\n\n");
    QVERIFY(!read({u"--auth-key=X-Key"_s, u"--auth-value-file"_s, twoLines}).options);
}

void TestSimulatorOptions::aDialectNamesEachChoiceOnce_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("nothing") << u""_s << true;
    QTest::newRow("one") << u"event=lower"_s << true;
    QTest::newRow("all defaults") << u"code=number,value=value,event=enum,values=nested,ids=number"_s << true;
    QTest::newRow("twice") << u"code=name,code=number"_s << false;
    QTest::newRow("no value") << u"code"_s << false;
    QTest::newRow("other case") << u"Code=name"_s << false;
}

void TestSimulatorOptions::aDialectNamesEachChoiceOnce()
{
    QFETCH(const QString, text);
    QFETCH(const bool, valid);
    QString error;
    QCOMPARE(dialectFromText(text, &error).has_value(), valid);
    QCOMPARE(error.isEmpty(), valid);
}

QTEST_APPLESS_MAIN(TestSimulatorOptions)
#include "tst_simulatoroptions.moc"
