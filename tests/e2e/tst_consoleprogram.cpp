#include <QFile>
#include <QImage>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The real program: what it answers, and how it ends.
class TestConsoleProgram : public QObject
{
    Q_OBJECT
private slots:
    void helpAndVersionNeedNoDisplay_data();
    void helpAndVersionNeedNoDisplay();
    void wrongUsageIsASentenceAndTwo_data();
    void wrongUsageIsASentenceAndTwo();
    void aPictureOfTheDemoIsTaken();

private:
    struct Outcome
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };
    Outcome run(const QStringList &arguments, bool display);

    QTemporaryDir m_home;
};

TestConsoleProgram::Outcome TestConsoleProgram::run(const QStringList &arguments, bool display)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"})
        environment.remove(QString::fromLatin1(name));
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(name), m_home.path());
    if (display)
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(CONSOLE_PROGRAM), arguments);
    if (!program.waitForFinished(40'000) || program.exitStatus() != QProcess::NormalExit) {
        program.kill();
        program.waitForFinished();
        return {-1, program.readAllStandardOutput(), program.readAllStandardError()};
    }
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

void TestConsoleProgram::helpAndVersionNeedNoDisplay_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("help") << u"--help"_s << QByteArray("--screenshot");
    QTest::newRow("version") << u"--version"_s << QByteArray("event-manager-console ");
}

void TestConsoleProgram::helpAndVersionNeedNoDisplay()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, word);
    const Outcome outcome = run({option}, false);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.output.contains(word), outcome.output.constData());
    QVERIFY2(outcome.errors.isEmpty(), outcome.errors.constData());
}

void TestConsoleProgram::wrongUsageIsASentenceAndTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--no-such-thing"_s};
    QTest::newRow("a file is missing") << QStringList{u"--screenshot"_s};
    QTest::newRow("an empty file") << QStringList{u"--demo"_s, u"--screenshot"_s, QString()};
    QTest::newRow("unknown workspace") << QStringList{u"--workspace"_s, u"kitchen"_s};
    QTest::newRow("unknown appearance") << QStringList{u"--appearance"_s, u"pink"_s};
    QTest::newRow("two servers") << QStringList{u"wss://one"_s, u"wss://two"_s};
    QTest::newRow("demo and a server") << QStringList{u"--demo"_s, u"wss://one"_s};
}

void TestConsoleProgram::wrongUsageIsASentenceAndTwo()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments, false);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.output.isEmpty());
    QVERIFY(outcome.errors.contains(' '));
    QCOMPARE(outcome.errors.count('\n'), 1);
}

void TestConsoleProgram::aPictureOfTheDemoIsTaken()
{
    const QString file = m_home.filePath(u"console.png"_s);
    const Outcome outcome = run({u"--demo"_s, u"--screenshot"_s, file, u"--appearance"_s, u"dark"_s}, true);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const QImage picture(file);
    QVERIFY(picture.width() >= 960 && picture.height() >= 600);
    QVERIFY(picture.pixelColor(4, 4).lightness() < 128);
}

QTEST_MAIN(TestConsoleProgram)
#include "tst_consoleprogram.moc"
