#include "app/cli/arguments.h"
#include "app/cli/target.h"
#include "tests/support/testcertificates.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;
using namespace console::cli;
using std::chrono::milliseconds;

namespace {

QString errorOf(const QStringList &arguments)
{
    QString error;
    return parseArguments(QStringList(u"event-manager-cli"_s) + arguments, &error) ? u"accepted"_s : error;
}

Arguments parsed(const QStringList &arguments)
{
    QString error;
    return parseArguments(QStringList(u"event-manager-cli"_s) + arguments, &error).value_or(Arguments());
}

const QString address = u"wss://engage:9003/x"_s;

} // namespace

class TestCliArguments : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void listenHasItsDefaults();
    void listenTakesItsOptions();
    void sendTakesCommandAndParameters();
    void sendTakesJson();
    void doctorTakesJsonWithoutAText_data();
    void doctorTakesJsonWithoutAText();
    void helpAndVersionNeedNothingElse();
    void wrongUsageIsSaid_data();
    void wrongUsageIsSaid();
    void thereIsNoOptionForASecret();
    void anAddressBecomesATarget();
    void aSavedConnectionIsFoundByName();
    void anUnknownNameIsSaid();
    void optionsLieOverTheSavedConnection();
    void theLargestMessageIsThatOfTheOptionElseOfTheConnection();
    void aPinOfTheCommandLineReplacesTheOthers();
    void aSecretComesFromItsFileElseFromItsVariable_data();
    void aSecretComesFromItsFileElseFromItsVariable();
    void aMissingSecretNamesTheOptionThatGivesIt();
    void theKeychainIsNotAskedForAnotherHeaderOrKey();
    void aSecretForNothingIsSaid();
    void aValueFileLosesOneLineEnd_data();
    void aValueFileLosesOneLineEnd();
    void aValueFileThatCannotBeReadIsSaid();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_profiles;
};

void TestCliArguments::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestCliArguments::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_profiles = std::make_unique<ProfileStore>(m_folder->filePath(u"config/profiles.json"_s));
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"Hall A"_s;
    profile.host = u"hall"_s;
    profile.headerName = u"X-Saved"_s;
    profile.authorityFile = u"saved.pem"_s;
    QVERIFY(m_profiles->save(profile));
}

void TestCliArguments::listenHasItsDefaults()
{
    const Arguments arguments = parsed({u"listen"_s, address});
    QCOMPARE(arguments.mode, Mode::Listen);
    QCOMPARE(arguments.target, address);
    QCOMPARE(arguments.connectTimeout, milliseconds(15'000));
    QVERIFY(!arguments.count && !arguments.duration && !arguments.raw && !arguments.headerName);
}

void TestCliArguments::listenTakesItsOptions()
{
    const Arguments arguments = parsed({u"listen"_s, u"Hall A"_s, u"--count"_s, u"7"_s, u"--seconds=0.25"_s,
        u"--raw"_s, u"--header"_s, u"X-Key"_s, u"--ca"_s, u"ca.pem"_s, u"--connect-timeout"_s, u"3"_s});
    QCOMPARE(arguments.count, std::optional<quint64>(7));
    QCOMPARE(arguments.duration, std::optional(milliseconds(250)));
    QVERIFY(arguments.raw);
    QCOMPARE(arguments.headerName, std::optional(u"X-Key"_s));
    QCOMPARE(arguments.authorityFile, u"ca.pem"_s);
    QCOMPARE(arguments.connectTimeout, milliseconds(3'000));
}

void TestCliArguments::sendTakesCommandAndParameters()
{
    const Arguments arguments =
        parsed({u"send"_s, address, u"set_participant_name"_s, u"room_id=1"_s, u"name=a=b"_s, u"x="_s});
    QCOMPARE(arguments.mode, Mode::Send);
    QCOMPARE(arguments.command, u"set_participant_name"_s);
    QCOMPARE(arguments.parameters, QStringList({u"room_id=1"_s, u"name=a=b"_s, u"x="_s}));
    QCOMPARE(arguments.answerTimeout, milliseconds(10'000));
}

void TestCliArguments::sendTakesJson()
{
    const Arguments arguments = parsed({u"send"_s, address, u"--json"_s, u"{}"_s, u"--timeout"_s, u"1"_s});
    QCOMPARE(arguments.json, std::optional(u"{}"_s));
    QCOMPARE(arguments.answerTimeout, milliseconds(1'000));
}

void TestCliArguments::doctorTakesJsonWithoutAText_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("json");
    QTest::newRow("text") << QStringList{u"doctor"_s, address, u"--pin"_s, QString(64, u'a')} << false;
    QTest::newRow("at the end") << QStringList{u"doctor"_s, address, u"--json"_s} << true;
    QTest::newRow("before") << QStringList{u"--json"_s, u"doctor"_s, address} << true;
    QTest::newRow("in the middle") << QStringList{u"doctor"_s, u"--json"_s, address} << true;
}

void TestCliArguments::doctorTakesJsonWithoutAText()
{
    QFETCH(const QStringList, arguments);
    QCOMPARE(errorOf(arguments), u"accepted"_s);
    QCOMPARE(parsed(arguments).mode, Mode::Doctor);
    QCOMPARE(parsed(arguments).target, address);
    QTEST(parsed(arguments).printsJson, "json");
}

void TestCliArguments::helpAndVersionNeedNothingElse()
{
    QCOMPARE(parsed({u"--help"_s}).mode, Mode::Help);
    QCOMPARE(parsed({u"--version"_s}).mode, Mode::Version);
    for (const QString &word :
        {u"listen"_s, u"send"_s, u"doctor"_s, u"--count"_s, u"--header-value-file"_s, u"--pin"_s,
            u"--max-message"_s, u"--passphrase-file"_s, u"--proxy-password-file"_s, u"--reconnect"_s})
        QVERIFY2(helpText().contains(word), qPrintable(word));
}

void TestCliArguments::wrongUsageIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("error");
    const QString seconds = u"--%1 takes a number of seconds above 0."_s;
    const QString count = u"--count takes a whole number from 1."_s;
    const auto row = [](const char *name, const QStringList &arguments, const QString &error) {
        QTest::newRow(name) << arguments << error;
    };
    row("a wrong filter", {u"listen"_s, address, u"--filter"_s, u"\u20ac kind: evnt"_s},
        u"\u20ac kind: evnt\n        ^^^^\nThe filter is wrong at position 9: “evnt” is no kind; expected "
        u"one of event, "
        u"request, response, other, malformed, note."_s);
    row("a filter without its end", {u"convert"_s, u"a"_s, u"--to"_s, u"ndjson"_s, u"--filter"_s, u"(a"_s},
        u"(a\n  ^\nThe filter is wrong at position 3: the closing parenthesis is missing; expected “)”."_s);
    row("record with a filter", {u"record"_s, address, u"a"_s, u"--filter=a"_s},
        u"record has no option --filter."_s);
    row("info with a filter", {u"info"_s, u"a"_s, u"--filter=a"_s}, u"info has no option --filter."_s);
    row("nothing", {}, u"Say what to do: listen, send, doctor, record, info, convert or repair."_s);
    row("no target", {u"listen"_s}, u"TARGET is missing."_s);
    row("no file", {u"info"_s}, u"FILE is missing."_s);
    row("other command", {u"dance"_s, address},
        u"“dance” is none of listen, send, doctor, record, info, convert and repair."_s);
    row("record without a file", {u"record"_s, address}, u"record needs a FILE to write."_s);
    row("record two files", {u"record"_s, address, u"a"_s, u"b"_s},
        u"record takes one TARGET and one FILE; “b” is too much."_s);
    row("record raw", {u"record"_s, address, u"a"_s, u"--raw"_s}, u"record has no option --raw."_s);
    row("listen in place", {u"listen"_s, address, u"--in-place"_s}, u"listen has no option --in-place."_s);
    row("info of two files", {u"info"_s, u"a"_s, u"b"_s}, u"info takes one FILE; “b” is too much."_s);
    row("info with a pin", {u"info"_s, u"a"_s, u"--pin=1"_s}, u"info has no option --pin."_s);
    row("info with an output", {u"info"_s, u"a"_s, u"--output=b"_s}, u"info has no option --output."_s);
    const QString forms = u"convert needs --to with one of ndjson, csv, har and mcap."_s;
    row("convert to nothing", {u"convert"_s, u"a"_s}, forms);
    row("convert to XML", {u"convert"_s, u"a"_s, u"--to=xml"_s}, forms);
    row("columns of HAR", {u"convert"_s, u"a"_s, u"--to=har"_s, u"--columns=kind"_s},
        u"--columns needs --to csv."_s);
    row("unknown column", {u"convert"_s, u"a"_s, u"--to=csv"_s, u"--columns=kind,colour"_s},
        u"“colour” is none of the columns number, time, direction, kind, name, room, participant, person, "
        u"status, code, latency, size, text, base64."_s);
    row("column twice", {u"convert"_s, u"a"_s, u"--to=csv"_s, u"--columns=kind, kind"_s},
        u"The column “kind” is given twice."_s);
    row("repair with stand-ins", {u"repair"_s, u"a"_s, u"--stand-ins"_s},
        u"repair has no option --stand-ins."_s);
    row("listen with columns", {u"listen"_s, address, u"--columns=kind"_s},
        u"listen has no option --columns."_s);
    row("repair twice", {u"repair"_s, u"a"_s, u"--in-place"_s, u"--output=b"_s},
        u"repair takes --output or --in-place, not both."_s);
    row("unknown option", {u"listen"_s, address, u"--colour"_s}, u"Unknown option 'colour'."_s);
    row("ws", {u"listen"_s, u"ws://a"_s}, u"The Event Manager always uses TLS: write wss://a."_s);
    row("too much", {u"listen"_s, address, u"b"_s}, u"listen takes one TARGET; “b” is too much."_s);
    row("count of 0", {u"listen"_s, address, u"--count=0"_s}, count);
    row("negative count", {u"listen"_s, address, u"--count=-1"_s}, count);
    row("count of words", {u"listen"_s, address, u"--count=many"_s}, count);
    row("seconds of 0", {u"listen"_s, address, u"--seconds=0"_s}, seconds.arg(u"seconds"_s));
    row("seconds not a number", {u"listen"_s, address, u"--seconds=nan"_s}, seconds.arg(u"seconds"_s));
    row("endless seconds", {u"listen"_s, address, u"--seconds=inf"_s}, seconds.arg(u"seconds"_s));
    row("connect timeout", {u"listen"_s, address, u"--connect-timeout=x"_s},
        seconds.arg(u"connect-timeout"_s));
    row("pin", {u"listen"_s, address, u"--pin=12:34"_s},
        u"--pin takes a SHA-256: 64 hexadecimal digits, with or without colons."_s);
    for (const QString &wrong : {u"0"_s, u"1025"_s, u"-1"_s, u"1.5"_s, u"many"_s, u""_s})
        row(qPrintable(u"largest message "_s + wrong), {u"listen"_s, address, u"--max-message"_s, wrong},
            u"--max-message takes a whole number of MiB from 1 to 1024."_s);
    row("header", {u"listen"_s, address, u"--header=X Key"_s}, u"A header name has no spaces."_s);
    row("header with line break", {u"listen"_s, address, u"--header=X\r\nY"_s},
        u"U+000D cannot stand in a header name: letters, digits and hyphens can."_s);
    row("key without certificate", {u"listen"_s, address, u"--client-key=a"_s},
        u"--client-key needs --client-certificate."_s);
    row("json with listen", {u"listen"_s, address, u"--json={}"_s}, u"listen has no option --json."_s);
    row("raw with send", {u"send"_s, address, u"a"_s, u"--raw"_s}, u"send has no option --raw."_s);
    row("send nothing", {u"send"_s, address}, u"send needs a COMMAND or --json."_s);
    row("send both", {u"send"_s, address, u"a"_s, u"--json={}"_s},
        u"send takes a COMMAND or --json, not both."_s);
    row("doctor and two targets", {u"doctor"_s, address, u"b"_s},
        u"doctor takes one TARGET; “b” is too much."_s);
    row("doctor with a text", {u"doctor"_s, address, u"--json={}"_s},
        u"doctor takes --json without a text."_s);
    row("doctor with a number", {u"doctor"_s, address, u"--count=1"_s}, u"doctor has no option --count."_s);
    row("doctor with a time", {u"doctor"_s, address, u"--connect-timeout=1"_s},
        u"doctor has no option --connect-timeout."_s);
    row("no value", {u"send"_s, address, u"a"_s, u"room"_s}, u"“room” is not of the form name=value."_s);
    row("no name", {u"send"_s, address, u"a"_s, u"=1"_s}, u"“=1” is not of the form name=value."_s);
    row("twice", {u"send"_s, address, u"a"_s, u"x=1"_s, u"x=2"_s}, u"“x” is given twice."_s);
    row("command twice", {u"send"_s, address, u"a"_s, u"Command=b"_s},
        u"The command stands before its parameters; it is none of them."_s);
}

void TestCliArguments::wrongUsageIsSaid()
{
    QFETCH(QStringList, arguments);
    QTEST(errorOf(arguments), "error");
}

void TestCliArguments::thereIsNoOptionForASecret()
{
    for (const QString &option : {u"--header-value=x"_s, u"--auth-value=x"_s, u"--passphrase=x"_s})
        QVERIFY2(errorOf({u"listen"_s, address, option}).startsWith(u"Unknown option"_s), qPrintable(option));
}

void TestCliArguments::anAddressBecomesATarget()
{
    const Target target = resolveTarget(parsed({u"listen"_s, address}), *m_profiles);
    QCOMPARE(target.error, QString());
    QCOMPARE(target.profile.url(), QUrl(address));
    QVERIFY(target.needs.isEmpty());
    QVERIFY(target.profile.pins.isEmpty());
}

void TestCliArguments::aSavedConnectionIsFoundByName()
{
    const Target target = resolveTarget(parsed({u"listen"_s, u"hall a"_s}), *m_profiles);
    QCOMPARE(target.error, QString());
    QCOMPARE(target.profile, m_profiles->profiles().first());
    QCOMPARE(target.needs.size(), 1);
    QCOMPARE(target.needs.first().storage, SecretStorage::Keychain);
}

void TestCliArguments::anUnknownNameIsSaid()
{
    const Target target = resolveTarget(parsed({u"listen"_s, u"Hall"_s}), *m_profiles);
    QCOMPARE(target.error, u"There is no saved connection “Hall”, and an address begins with wss://."_s);
}

void TestCliArguments::optionsLieOverTheSavedConnection()
{
    const Target target = resolveTarget(parsed({u"listen"_s, u"Hall A"_s, u"--ca"_s, u"other.pem"_s,
                                            u"--client-certificate=c"_s, u"--client-key=k"_s}),
        *m_profiles);
    QCOMPARE(target.profile.authorityFile, u"other.pem"_s);
    QCOMPARE(target.profile.clientCertificateFile, u"c"_s);
    QCOMPARE(target.profile.clientKeyFile, u"k"_s);
    QCOMPARE(target.profile.headerName, std::optional(u"X-Saved"_s));
}

void TestCliArguments::theLargestMessageIsThatOfTheOptionElseOfTheConnection()
{
    Profile saved = m_profiles->profiles().first();
    saved.maximumMessageMebibytes = 200;
    QVERIFY(m_profiles->save(saved));
    const auto limitOf = [this](const QStringList &arguments) {
        return resolveTarget(parsed(arguments), *m_profiles).profile.maximumMessageMebibytes;
    };
    QCOMPARE(limitOf({u"listen"_s, address}), 64);
    QCOMPARE(limitOf({u"listen"_s, u"Hall A"_s}), 200);
    QCOMPARE(limitOf({u"listen"_s, u"Hall A"_s, u"--max-message"_s, u"1024"_s}), 1024);
}

void TestCliArguments::aPinOfTheCommandLineReplacesTheOthers()
{
    const QString pin = QString(64, u'a');
    const Target target = resolveTarget(parsed({u"listen"_s, address, u"--pin"_s, pin}), *m_profiles);
    QCOMPARE(target.profile.pins.size(), 1);
    QCOMPARE(target.profile.pins.first().sha256, QByteArray(32, '\xaa'));
    QVERIFY(target.profile.pins.first().fromCommandLine);
}

void TestCliArguments::aSecretComesFromItsFileElseFromItsVariable_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("name");
    QTest::newRow("header value") << u"--header-value-file"_s << QByteArray("EVENT_MANAGER_HEADER_VALUE")
                                  << QString();
    QTest::newRow("passphrase") << u"--passphrase-file"_s << QByteArray("EVENT_MANAGER_PASSPHRASE")
                                << passphraseName();
    QTest::newRow("proxy password") << u"--proxy-password-file"_s
                                    << QByteArray("EVENT_MANAGER_PROXY_PASSWORD") << proxyPasswordName();
}

void TestCliArguments::aSecretComesFromItsFileElseFromItsVariable()
{
    QFETCH(QString, option);
    QFETCH(QByteArray, variable);
    QFETCH(QString, name);
    QFile file(m_folder->filePath(u"value"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of the file\n") > 0);
    file.close();
    const QStringList plain{u"listen"_s, address};
    const QStringList withFile = plain + QStringList{option, file.fileName()};
    const auto given = [&](const QStringList &arguments) {
        QString error;
        return givenSecrets(parsed(arguments), &error).value_or(SecretsByName());
    };
    QVERIFY(!given(plain).contains(name));
    qputenv(variable.constData(), "of the variable");
    QCOMPARE(given(plain).value(name).reveal(), QByteArray("of the variable"));
    QCOMPARE(given(withFile).value(name).reveal(), QByteArray("of the file"));
    qputenv(variable.constData(), "");
    QVERIFY(given(plain).contains(name)); // an empty value is a value
    qunsetenv(variable.constData());
    QString error;
    QVERIFY(!givenSecrets(parsed(plain + QStringList{option, m_folder->filePath(u"missing"_s)}), &error));
    QVERIFY(error.contains(u"missing"_s));
}

void TestCliArguments::aMissingSecretNamesTheOptionThatGivesIt()
{
    const QUuid id = QUuid::createUuid();
    const auto sentence = [&](const QString &name, const QString &label) {
        return missingSecretSentence({{id, name}, SecretStorage::Keychain, label, {}});
    };
    QCOMPARE(sentence({}, u"header value of X-Key"_s),
        u"The header value of X-Key is not known: give it with --header-value-file FILE or in the "
        u"environment variable EVENT_MANAGER_HEADER_VALUE."_s);
    QVERIFY(sentence(passphraseName(), u"x"_s).contains(u"--passphrase-file FILE"_s));
    QVERIFY(sentence(proxyPasswordName(), u"x"_s).contains(u"--proxy-password-file FILE"_s));
    QVERIFY(sentence(furtherHeaderName(u"X-Site"_s), u"x"_s).contains(u"the system's keychain"_s));
}

void TestCliArguments::theKeychainIsNotAskedForAnotherHeaderOrKey()
{
    Profile saved = m_profiles->profiles().first();
    saved.furtherHeaders = {u"X-Site"_s};
    QVERIFY(m_profiles->save(saved));
    const test::Credentials client = test::selfSigned();
    QFile key(m_folder->filePath(u"other.p12"_s));
    QVERIFY(key.open(QIODevice::WriteOnly) && key.write(test::pkcs12(client, "hunter2")) > 0);
    key.close();
    const Target target = resolveTarget(parsed({u"listen"_s, u"Hall A"_s, u"--header"_s, u"X-Other"_s,
                                            u"--client-certificate"_s, key.fileName()}),
        *m_profiles);
    QCOMPARE(target.needs.size(), 3);
    QCOMPARE(target.needs[0].label, u"header value of X-Other"_s);
    QCOMPARE(target.needs[0].storage, SecretStorage::AskEveryTime);
    QCOMPARE(target.needs[1].storage, SecretStorage::Keychain); // of the further header
    QCOMPARE(target.needs[2].key.name, passphraseName());
    QCOMPARE(target.needs[2].storage, SecretStorage::AskEveryTime);
}

void TestCliArguments::aSecretForNothingIsSaid()
{
    const Target target =
        resolveTarget(parsed({u"listen"_s, address, u"--header-value-file"_s, u"f"_s}), *m_profiles);
    QVERIFY(target.error.contains(u"needs --header"));
    const auto errorWith = [this](const QString &option) {
        return resolveTarget(parsed({u"listen"_s, address, option, u"f"_s}), *m_profiles).error;
    };
    QVERIFY(errorWith(u"--passphrase-file"_s).contains(u"needs --client-certificate"));
    QVERIFY(errorWith(u"--proxy-password-file"_s).contains(u"needs a saved connection"));
}

void TestCliArguments::aValueFileLosesOneLineEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("none") << QByteArray("key") << QByteArray("key");
    QTest::newRow("LF") << QByteArray("key\n") << QByteArray("key");
    QTest::newRow("CRLF") << QByteArray("key\r\n") << QByteArray("key");
    QTest::newRow("two") << QByteArray("key\n\n") << QByteArray("key\n");
    QTest::newRow("CR") << QByteArray("key\r") << QByteArray("key\r");
    QTest::newRow("spaces") << QByteArray(" key \n") << QByteArray(" key ");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestCliArguments::aValueFileLosesOneLineEnd()
{
    QFETCH(QByteArray, bytes);
    QFile file(m_folder->filePath(u"value"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    QString error;
    const std::optional<Secret> secret = readValueFile(file.fileName(), &error);
    QVERIFY2(secret, qPrintable(error));
    QTEST(secret->reveal(), "value");
}

void TestCliArguments::aValueFileThatCannotBeReadIsSaid()
{
    QString error;
    QVERIFY(!readValueFile(m_folder->filePath(u"missing"_s), &error));
    QVERIFY(error.contains(m_folder->filePath(u"missing"_s)));
    QFile file(m_folder->filePath(u"big"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(100'000, 'x'));
    file.close();
    QVERIFY(!readValueFile(file.fileName(), &error));
    QVERIFY(error.endsWith(u"is too big for a secret."_s));
}

QTEST_GUILESS_MAIN(TestCliArguments)
#include "tst_cliarguments.moc"
