#include "tests/bench/simulatorprocess.h"
#include "tests/e2e/killtrial.h"
#include "tests/e2e/program.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// The lines without number and time, of events alone: two connections count and stamp for themselves.
QList<QByteArray> events(const QByteArray &output)
{
    static const QByteArray kind = "\"direction\":\"in\",\"kind\":\"event\"";
    QList<QByteArray> found;
    for (const QByteArray &line : output.split('\n')) {
        if (const qsizetype at = line.indexOf(kind); at > 0)
            found.append(line.mid(at));
    }
    return found;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Records from the simulator as a user does, with the program, and looks into the file with it.
class TestCliRecording : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aRecordingHoldsWhatListenPrints();
    void infoTellsWhatIsInAFile();
    void noSecretIsInARecording();
    void aFileThatExistsIsNotOverwritten();
    void aFullDiskEndsTheRecordingAndIsSaid();
    void aFullFileSystemEndsTheRecordingAndKeepsWhatWasWritten();
    void aRemovedFileEndsTheRecordingAndIsSaid();
    void anInterruptedRecordingHasItsEnd();
    void aRecordingKilledAtAnyMomentHoldsAllButItsLastSecond();
    void repairGivesACopyItsEnd();
    void repairInPlaceGivesTheFileItsEnd();
    void aSoundRecordingIsNotRepaired();
    void convertWritesAFileInFullAndNeverOneThatExists();
    void convertWritesOnlyWhatAFilterLetsThrough();
    void whatIsNoRecordingIsSaid();

private:
    void startSimulator(const QString &rate);
    QStringList target() const;
    std::unique_ptr<test::Program> started(const QStringList &arguments);
    std::unique_ptr<test::Program> done(const QStringList &arguments);
    std::unique_ptr<test::Program> doneOnSmallDisk(const QString &script, const QStringList &arguments);
    QString path(const QString &name = u"session.mcap"_s) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SimulatorProcess> m_simulator;
};

void TestCliRecording::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestCliRecording::cleanup()
{
    m_simulator.reset();
}

void TestCliRecording::startSimulator(const QString &rate)
{
    QFile value(path(u"value"_s));
    QVERIFY(value.open(QIODevice::WriteOnly) && value.write("s3cret") == 6);
    value.close();
    m_simulator = std::make_unique<SimulatorProcess>(QStringList{
        u"--rate"_s, rate, u"--auth-key"_s, u"X-Key"_s, u"--auth-value-file"_s, path(u"value"_s)});
}

QStringList TestCliRecording::target() const
{
    QUrl url = m_simulator->settings().url;
    url.setPath(u"/"_s);
    return {url.toString(), u"--ca"_s, m_simulator->certificateFile(), u"--header"_s, u"X-Key"_s,
        u"--header-value-file"_s, path(u"value"_s)};
}

std::unique_ptr<test::Program> TestCliRecording::started(const QStringList &arguments)
{
    auto program = std::make_unique<test::Program>();
    program->setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    program->start(QStringLiteral(CLI_PROGRAM), arguments);
    return program;
}

/// The program, at its end.
std::unique_ptr<test::Program> TestCliRecording::done(const QStringList &arguments)
{
    std::unique_ptr<test::Program> program = started(arguments);
    program->waitForFinished(20'000);
    return program;
}

/// The shell's script, at its end, in the folder of a file system of one MiB, which nobody else sees and
/// which ends with it. Another exit code where nobody but root may mount one.
std::unique_ptr<test::Program> TestCliRecording::doneOnSmallDisk(
    const QString &script, const QStringList &arguments)
{
    const QString disk = path(u"disk"_s);
    QDir().mkdir(disk);
    auto program = std::make_unique<test::Program>();
    program->setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    program->start(u"unshare"_s,
        QStringList{u"--user"_s, u"--map-root-user"_s, u"--mount"_s, u"sh"_s, u"-c"_s,
            u"mount -t tmpfs -o size=1m none \"$0\" && cd \"$0\" || exit; "_s + script, disk}
            + arguments);
    program->waitForFinished(30'000);
    return program;
}

void TestCliRecording::aRecordingHoldsWhatListenPrints()
{
    startSimulator(u"500"_s);
    const auto listening = started(QStringList{u"listen"_s} + target());
    QTRY_VERIFY(!events(listening->output()).isEmpty());
    const auto recorded =
        done(QStringList{u"record"_s} + target() + QStringList{path(), u"--count"_s, u"300"_s});
    QVERIFY2(recorded->exitCode() == 0, recorded->complaints());
    QVERIFY(recorded->complaints().contains("messages are recorded in"));
    QVERIFY(recorded->output().isEmpty());
    const auto converted = done({u"convert"_s, path(), u"--to"_s, u"ndjson"_s});
    QCOMPARE(converted->exitCode(), 0);
    QCOMPARE(converted->complaints(), QByteArray());
    const QList<QByteArray> inFile = events(converted->output());
    QVERIFY(inFile.size() >= 300);
    // Events sent while the recording closed its connection still reach the listener.
    QTRY_VERIFY(events(listening->output()).contains(inFile.last()));
    const QList<QByteArray> heard = events(listening->output());
    QCOMPARE(heard.mid(heard.lastIndexOf(inFile.last()) + 1 - inFile.size(), inFile.size()), inFile);
    const QByteArray first = converted->output().left(converted->output().indexOf('\n'));
    QVERIFY2(QRegularExpression(
                 u"^\\{\"n\":1,\"time\":\"[-0-9]{10}T[:0-9]{8}\\.[0-9]{6}Z\",\"kind\":\"note\",\"text\":\""_s)
                 .match(QString::fromUtf8(first))
                 .hasMatch(),
        first);
}

void TestCliRecording::infoTellsWhatIsInAFile()
{
    startSimulator(u"500"_s);
    QCOMPARE(
        done(QStringList{u"record"_s} + target() + QStringList{path(), u"--count"_s, u"50"_s})->exitCode(),
        0);
    const auto info = done({u"info"_s, path()});
    QCOMPARE(info->exitCode(), 0);
    const QByteArray text = info->output();
    QVERIFY2(text.startsWith("Written by   event-manager-cli "), text);
    QVERIFY2(text.contains("\nServer       wss://"), text);
    QVERIFY2(text.contains("\nTLS          TLS"), text);
    QVERIFY2(text.contains("\nCertificate  " + m_simulator->settings().pins[0].sha256.toHex()), text);
    QVERIFY2(text.contains(" events, "), text);
    QVERIFY2(text.contains("\nEnd          written\n"), text);
}

void TestCliRecording::noSecretIsInARecording()
{
    startSimulator(u"500"_s);
    QStringList arguments = QStringList{u"record"_s} + target() + QStringList{path(), u"--count"_s, u"50"_s};
    arguments[1] += u"?token=s3cret"_s;
    QCOMPARE(done(arguments)->exitCode(), 0);
    QVERIFY(!read(path()).contains("s3cret"));
    QVERIFY(!done({u"convert"_s, path(), u"--to"_s, u"ndjson"_s})->output().contains("s3cret"));
    QVERIFY(!done({u"info"_s, path()})->output().contains("s3cret"));
}

void TestCliRecording::aFileThatExistsIsNotOverwritten()
{
    startSimulator(u"10"_s);
    const QByteArray before = read(path(u"value"_s));
    const auto recorded = done(QStringList{u"record"_s} + target() + QStringList{path(u"value"_s)});
    QCOMPARE(recorded->exitCode(), 5);
    QVERIFY(recorded->complaints().contains("exists already"));
    QVERIFY2(!recorded->complaints().contains("are recorded"), recorded->complaints());
    QCOMPARE(read(path(u"value"_s)), before);
}

void TestCliRecording::aFullDiskEndsTheRecordingAndIsSaid()
{
    startSimulator(u"5000"_s);
    // The shell's limit of a file's size stands for a disk's: 1000 blocks of 512 bytes.
    test::Program recording;
    recording.setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    recording.start(u"/bin/sh"_s,
        QStringList{u"-c"_s, u"trap '' XFSZ; ulimit -f 1000; exec \"$0\" \"$@\""_s,
            QStringLiteral(CLI_PROGRAM), u"record"_s}
            + target() + QStringList{path()});
    QTRY_VERIFY_WITH_TIMEOUT(recording.isOver(), 20'000);
    QCOMPARE(recording.exitCode(), 5);
    QVERIFY2(recording.complaints().contains("takes nothing more"), recording.complaints());
    const auto converted = done({u"convert"_s, path(), u"--to"_s, u"ndjson"_s});
    QCOMPARE(converted->exitCode(), 0);
    QVERIFY(!events(converted->output()).isEmpty());
}

void TestCliRecording::aFullFileSystemEndsTheRecordingAndKeepsWhatWasWritten()
{
    const auto trial = doneOnSmallDisk({}, {});
    if (trial->exitCode() != 0 || trial->error() != QProcess::UnknownError)
        QSKIP("This computer lets only root mount a file system.");
    startSimulator(u"5000"_s);
    const auto recorded = doneOnSmallDisk(u"\"$@\"; echo $?; \"$1\" convert full.mcap --to ndjson"_s,
        QStringList{QStringLiteral(CLI_PROGRAM), u"record"_s} + target() + QStringList{u"full.mcap"_s});
    QVERIFY2(recorded->output().startsWith("5\n"), recorded->output().left(200));
    QVERIFY2(recorded->complaints().contains("takes nothing more: No space left"), recorded->complaints());
    const qsizetype kept = events(recorded->output()).size();
    QVERIFY(kept > 1'000);
    QVERIFY2(recorded->complaints().contains(' ' + QByteArray::number(kept) + " messages are recorded in"),
        recorded->complaints());
}

void TestCliRecording::aRemovedFileEndsTheRecordingAndIsSaid()
{
    startSimulator(u"500"_s);
    const auto recording = started(QStringList{u"record"_s} + target() + QStringList{path()});
    QTRY_VERIFY(QFileInfo(path()).size() > 4'000);
    QVERIFY(QFile::remove(path()));
    QTRY_VERIFY(recording->isOver());
    QCOMPARE(recording->exitCode(), 5);
    QVERIFY2(recording->complaints().contains("is gone"), recording->complaints());
}

void TestCliRecording::anInterruptedRecordingHasItsEnd()
{
    startSimulator(u"500"_s);
    const auto recording = started(QStringList{u"record"_s} + target() + QStringList{path()});
    QTRY_VERIFY(QFileInfo(path()).size() > 4'000);
    ::kill(pid_t(recording->processId()), SIGINT);
    QTRY_VERIFY(recording->isOver());
    QCOMPARE(recording->exitCode(), 130);
    QVERIFY(done({u"info"_s, path()})->output().contains("\nEnd          written\n"));
    QVERIFY(done({u"convert"_s, path(), u"--to"_s, u"ndjson"_s})->output().contains("\"kind\":\"note\""));
}

void TestCliRecording::aRecordingKilledAtAnyMomentHoldsAllButItsLastSecond()
{
#ifdef __SANITIZE_ADDRESS__
    constexpr int rate = 4'000; // else the simulator's slowness would be tested
#else
    constexpr int rate = 20'000;
#endif
    const SimulatorProcess simulator({u"--rate"_s, QString::number(rate)});
    const quint32 seed = QRandomGenerator::system()->generate();
    test::KillTrial trial(simulator, rate, seed);
    for (int kill = 1; kill <= 5; ++kill) {
        const QString problem = trial.run();
        QVERIFY2(problem.isEmpty(), qPrintable(u"seed %1, kill %2: %3"_s.arg(seed).arg(kill).arg(problem)));
    }
}

void TestCliRecording::repairGivesACopyItsEnd()
{
    startSimulator(u"5000"_s);
    const auto recording = started(QStringList{u"record"_s} + target() + QStringList{path()});
    QTRY_VERIFY(QFileInfo(path()).size() > 50'000);
    QCOMPARE(done({u"repair"_s, path()})->exitCode(), 5); // it is being recorded
    recording->kill();
    QVERIFY(recording->waitForFinished());
    const QByteArray before = read(path());
    const auto repaired = done({u"repair"_s, path()});
    QVERIFY2(repaired->exitCode() == 0, repaired->complaints());
    QCOMPARE(read(path()), before);
    const QString copy = path(u"session-repaired.mcap"_s);
    QVERIFY(done({u"info"_s, copy})->output().contains("\nEnd          written\n"));
    QCOMPARE(done({u"convert"_s, copy, u"--to"_s, u"ndjson"_s})->output(),
        done({u"convert"_s, path(), u"--to"_s, u"ndjson"_s})->output());
    QCOMPARE(done({u"repair"_s, path()})->exitCode(), 5); // the copy exists
}

void TestCliRecording::repairInPlaceGivesTheFileItsEnd()
{
    startSimulator(u"5000"_s);
    const auto recording = started(QStringList{u"record"_s} + target() + QStringList{path()});
    QTRY_VERIFY(QFileInfo(path()).size() > 50'000);
    recording->kill();
    QVERIFY(recording->waitForFinished());
    const QByteArray before = done({u"convert"_s, path(), u"--to"_s, u"ndjson"_s})->output();
    QCOMPARE(done({u"repair"_s, path(), u"--in-place"_s})->exitCode(), 0);
    QVERIFY(done({u"info"_s, path()})->output().contains("\nEnd          written\n"));
    QCOMPARE(done({u"convert"_s, path(), u"--to"_s, u"ndjson"_s})->output(), before);
}

void TestCliRecording::aSoundRecordingIsNotRepaired()
{
    startSimulator(u"500"_s);
    QCOMPARE(
        done(QStringList{u"record"_s} + target() + QStringList{path(), u"--count"_s, u"50"_s})->exitCode(),
        0);
    const QByteArray before = read(path());
    const auto repaired = done({u"repair"_s, path(), u"--in-place"_s});
    QCOMPARE(repaired->exitCode(), 0);
    QVERIFY(repaired->complaints().contains("nothing to repair"));
    QCOMPARE(read(path()), before);
}

void TestCliRecording::convertWritesAFileInFullAndNeverOneThatExists()
{
    startSimulator(u"500"_s);
    QCOMPARE(
        done(QStringList{u"record"_s} + target() + QStringList{path(), u"--count"_s, u"50"_s})->exitCode(),
        0);
    const QStringList convert{u"convert"_s, path(), u"--to"_s, u"ndjson"_s};
    QCOMPARE(done(convert + QStringList{u"--output"_s, path(u"rows.ndjson"_s)})->exitCode(), 0);
    QCOMPARE(read(path(u"rows.ndjson"_s)), done(convert)->output());
    const QByteArray before = read(path());
    QCOMPARE(done(convert + QStringList{u"--output"_s, path()})->exitCode(), 2);
    QCOMPARE(read(path()), before);
    const QStringList csv{u"convert"_s, path(), u"--to"_s, u"csv"_s};
    const auto again = done(csv + QStringList{u"--output"_s, path(u"rows.ndjson"_s)});
    QCOMPARE(again->exitCode(), 5);
    QVERIFY2(again->complaints().contains("exists already"), again->complaints());
    QCOMPARE(read(path(u"rows.ndjson"_s)), done(convert)->output());
}

void TestCliRecording::convertWritesOnlyWhatAFilterLetsThrough()
{
    startSimulator(u"500"_s);
    QCOMPARE(
        done(QStringList{u"record"_s} + target() + QStringList{path(), u"--count"_s, u"200"_s})->exitCode(),
        0);
    const QStringList convert{u"convert"_s, path(), u"--to"_s, u"ndjson"_s};
    const QByteArray all = done(convert)->output();
    const QByteArray moved =
        done(convert + QStringList{u"--filter"_s, u"event: Moved and \"room_id\\\":1,\""_s})->output();
    QList<QByteArray> expected;
    for (const QByteArray &line : all.split('\n')) {
        const QByteArray raw = QJsonDocument::fromJson(line).object()[u"raw"].toString().toUtf8();
        if (raw.contains("SET_PARTICIPANT_POSITION") && raw.contains("room_id\":1,"))
            expected.append(line);
    }
    QVERIFY(!expected.isEmpty());
    QCOMPARE(moved, expected.join('\n') + '\n');
    QCOMPARE(done(convert + QStringList{u"--filter"_s, u"number == 3"_s})->output().count('\n'), 1);
}

void TestCliRecording::whatIsNoRecordingIsSaid()
{
    for (const QString &command : {u"info"_s, u"repair"_s}) {
        const auto program = done({command, QStringLiteral(CLI_PROGRAM)});
        QCOMPARE(program->exitCode(), 5);
        QVERIFY(program->complaints().contains("“" CLI_PROGRAM "” is no MCAP file."));
        QVERIFY(program->output().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestCliRecording)
#include "tst_clirecording.moc"
