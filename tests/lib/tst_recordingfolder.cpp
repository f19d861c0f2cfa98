#include "lib/log/recorder.h"
#include "lib/log/recordingcopy.h"
#include "lib/log/recordingfolder.h"
#include "tests/support/batchbuilder.h"

#include <QDir>
#include <QLockFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using State = RecorderStatus::State;

class TestRecordingFolder : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void itStandsInTheUsersDataFolder();
    void aNewFileIsNamedAfterProfileTimeAndProcess();
    void aNewFileNeverExists();
    void anyProfileNameMakesAFileInTheFolder_data();
    void anyProfileNameMakesAFileInTheFolder();
    void theFolderIsTheUsersAlone();
    void aCopyOfARecordingIsTheUsersAlone();
    void whatIsRecordedIsListedWithItsServerAndStart();
    void whatIsBeingRecordedIsHeldAndHasNoEnd();
    void theLockOfAKilledProgramHoldsNothing();
    void theNewestComesFirst();
    void aNameThatTheUserGaveIsNoAutomaticOne();
    void whatIsNoRecordingIsListedWithoutAServer();
    void removingTakesLockAndNotesAlong();
    void whatIsBeingRecordedIsNotRemovedAndSaid();
    void aFolderThatCannotBeWrittenIsSaid();
    void anEmptySessionLeavesNoFile();
    void aSessionWithAMessageLeavesItsFile();
    void aFileThatTheUserNamedStaysThoughItIsEmpty();
    void aFileThatTheRecorderDidNotMakeStays();

private:
    RecordingFolder folder() const { return RecordingFolder(m_home->filePath(u"data/recordings"_s)); }
    QString newFile(int second = 0) const
    {
        return folder().newFile(u"Hall A"_s, QDateTime({2026, 11, 23}, {14, 32, second}, Qt::UTC), 77);
    }
    QString record(const QString &file, const QByteArray &message);
    QString touch(const QString &file);
    void stop();

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Recorder> m_recorder;
};

void TestRecordingFolder::init()
{
    m_recorder = std::make_unique<Recorder>();
    m_home = std::make_unique<QTemporaryDir>();
}

void TestRecordingFolder::stop()
{
    const QSignalSpy stopped(m_recorder.get(), &Recorder::stopped);
    m_recorder->stop();
    QTRY_COMPARE(stopped.size(), 1);
}

/// Begins to record; an empty message is none.
QString TestRecordingFolder::record(const QString &file, const QByteArray &message)
{
    RecordingFacts facts;
    facts.server = "wss://engage.example.net:9002/";
    facts.start = "2026-11-23T14:30:00.500Z";
    m_recorder->start(file, facts);
    BatchBuilder builder;
    builder.note("connecting");
    if (!message.isEmpty())
        builder.received(message);
    m_recorder->append({builder.take()});
    const auto isReady = [&] {
        return m_recorder->status().file == file && m_recorder->status().state == State::Recording;
    };
    return QTest::qWaitFor(isReady) ? file : QString();
}

QString TestRecordingFolder::touch(const QString &file)
{
    QFile device(file);
    return device.open(QIODevice::WriteOnly) && device.write("x") == 1 ? file : QString();
}

void TestRecordingFolder::itStandsInTheUsersDataFolder()
{
    QStandardPaths::setTestModeEnabled(true);
    QCOMPARE(RecordingFolder().path(),
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + u"/event-manager-console/recordings"_s);
}

void TestRecordingFolder::aNewFileIsNamedAfterProfileTimeAndProcess()
{
    const QDateTime here({2026, 11, 23}, {15, 32, 7}, Qt::OffsetFromUTC, 3600);
    QCOMPARE(
        folder().newFile(u"Hall A"_s, here, 4711), folder().path() + u"/Hall A-20261123T143207Z-4711.mcap"_s);
}

void TestRecordingFolder::aNewFileNeverExists()
{
    QSet<QString> files;
    for (int i = 0; i < 4; ++i) {
        const QString file = newFile();
        QVERIFY(RecordingFolder::isAutomatic(file));
        QVERIFY(!QFileInfo::exists(file));
        files.insert(touch(file));
    }
    QCOMPARE(files.size(), 4);
}

void TestRecordingFolder::anyProfileNameMakesAFileInTheFolder_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << QString() << u"session"_s;
    QTest::newRow("the folder above") << u"../../etc/passwd"_s << u"_.._etc_passwd"_s;
    QTest::newRow("hidden") << u".hidden"_s << u"hidden"_s;
    QTest::newRow("an option") << u"-rf"_s << u"rf"_s;
    QTest::newRow("only dots") << u"..."_s << u"session"_s;
    QTest::newRow("control characters") << u"a\u0001\u202Eb"_s << u"a_b"_s;
    QTest::newRow("line ends") << u" a\r\n\u2029b "_s << u"a b"_s;
    QTest::newRow("letters of other scripts") << u"Saal Süd 東京"_s << u"Saal Süd 東京"_s;
    QTest::newRow("as the form itself") << u"a-20261123T143207Z-1.mcap"_s << u"a-20261123T143207Z-1.mcap"_s;
    QTest::newRow("too long") << QString(1000, u'n') << QString(150, u'n');
    QTest::newRow("too long in pairs")
        << u"n"_s + u"\U0001F600"_s.repeated(300) << u"n"_s + u"\U0001F600"_s.repeated(37);
}

void TestRecordingFolder::anyProfileNameMakesAFileInTheFolder()
{
    QFETCH(QString, profile);
    QFETCH(QString, name);
    const QString file = touch(folder().newFile(profile, QDateTime::currentDateTimeUtc(), 1));
    QCOMPARE(QFileInfo(file).absolutePath(), folder().path());
    const QList<StoredRecording> recordings = folder().recordings();
    QCOMPARE(recordings.size(), 1);
    QCOMPARE(recordings[0].name, name);
    QVERIFY(recordings[0].isAutomatic);
}

void TestRecordingFolder::theFolderIsTheUsersAlone()
{
    newFile();
    QCOMPARE(QFile::permissions(folder().path())
            & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
                | QFile::ExeOther),
        QFile::Permissions());
}

void TestRecordingFolder::aCopyOfARecordingIsTheUsersAlone()
{
    const QString file = record(newFile(), "{\"Event\":\"e\"}");
    stop();
    const QStringList copies{m_home->filePath(u"recording.mcap"_s), m_home->filePath(u"bytes.mcap"_s)};
    saveRecordingAs(file, copies[0]);
    saveFileAs(file, copies[1]);
    for (const QString &copy : copies) {
        const QFile::Permissions others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(QFileInfo(copy).size() > 0);
        QCOMPARE(QFile::permissions(copy) & others, QFile::Permissions());
    }
}

void TestRecordingFolder::whatIsRecordedIsListedWithItsServerAndStart()
{
    const QString file = record(newFile(), "{\"Event\":\"e\"}");
    stop();
    const QList<StoredRecording> recordings = folder().recordings();
    QCOMPARE(recordings.size(), 1);
    QCOMPARE(recordings[0].path, file);
    QCOMPARE(recordings[0].name, u"Hall A"_s);
    QCOMPARE(recordings[0].server, u"wss://engage.example.net:9002/"_s);
    QCOMPARE(recordings[0].start, QDateTime({2026, 11, 23}, {14, 30, 0, 500}, Qt::UTC));
    QCOMPARE(recordings[0].size, QFileInfo(file).size());
    QVERIFY(recordings[0].hasEnd);
    QVERIFY(!recordings[0].isHeld);
}

void TestRecordingFolder::whatIsBeingRecordedIsHeldAndHasNoEnd()
{
    const QString file = record(newFile(), "{\"Event\":\"e\"}");
    const StoredRecording live = folder().recordings().value(0);
    QCOMPARE(live.server, u"wss://engage.example.net:9002/"_s);
    QVERIFY(live.isHeld);
    QVERIFY(!live.hasEnd);
    QVERIFY2(QFileInfo::exists(file + u".lock"_s), "looking must not take the lock away");
}

void TestRecordingFolder::theLockOfAKilledProgramHoldsNothing()
{
    const QString file = touch(newFile());
    QFile lock(file + u".lock"_s);
    QVERIFY(lock.open(QIODevice::WriteOnly));
    // As QLockFile writes it: no process has this number.
    lock.write("2147483647\nevent-manager-console\n" + QSysInfo::machineHostName().toUtf8() + "\n"
        + QSysInfo::machineUniqueId() + "\n" + QSysInfo::bootUniqueId() + "\n");
    lock.close();
    QVERIFY(!folder().recordings().value(0).isHeld);
    QCOMPARE(folder().remove({file}), QString());
    QVERIFY(!QFileInfo::exists(file));
}

void TestRecordingFolder::theNewestComesFirst()
{
    for (const int second : {20, 40, 10, 30})
        touch(newFile(second));
    QList<int> seconds;
    for (const StoredRecording &recording : folder().recordings())
        seconds.append(recording.start.time().second());
    QCOMPARE(seconds, QList<int>({40, 30, 20, 10}));
}

void TestRecordingFolder::aNameThatTheUserGaveIsNoAutomaticOne()
{
    const QString file = touch(newFile());
    QVERIFY(QFile::rename(file, folder().path() + u"/The evening it broke.mcap"_s));
    const StoredRecording named = folder().recordings().value(0);
    QCOMPARE(named.name, u"The evening it broke"_s);
    QVERIFY(!named.isAutomatic);
    QVERIFY(named.start.isValid());
}

void TestRecordingFolder::whatIsNoRecordingIsListedWithoutAServer()
{
    touch(newFile());
    touch(folder().path() + u"/notes.txt"_s);
    const QList<StoredRecording> recordings = folder().recordings();
    QCOMPARE(recordings.size(), 1);
    QCOMPARE(recordings[0].server, QString());
    QVERIFY(!recordings[0].hasEnd);
}

void TestRecordingFolder::removingTakesLockAndNotesAlong()
{
    const QString file = touch(newFile(1));
    touch(file + u".notes.json"_s);
    const QString stays = touch(newFile(2));
    QCOMPARE(folder().remove({file}), QString());
    QCOMPARE(QDir(folder().path()).entryList(QDir::Files), QStringList{QFileInfo(stays).fileName()});
}

void TestRecordingFolder::whatIsBeingRecordedIsNotRemovedAndSaid()
{
    const QString live = record(newFile(1), "{\"Event\":\"e\"}");
    const QString old = touch(newFile(2));
    const QString problem = folder().remove({live, old});
    QVERIFY2(problem.contains(QFileInfo(live).fileName()) && problem.contains(u"being written"),
        qPrintable(problem));
    QVERIFY(!problem.contains(QFileInfo(old).fileName()));
    QVERIFY(QFileInfo::exists(live));
    QVERIFY(!QFileInfo::exists(old));
}

void TestRecordingFolder::aFolderThatCannotBeWrittenIsSaid()
{
    const QString problem = folder().remove({folder().path() + u"/missing/a.mcap"_s});
    QVERIFY2(problem.contains(u"a.mcap") && problem.contains(u"cannot be written"), qPrintable(problem));
}

void TestRecordingFolder::anEmptySessionLeavesNoFile()
{
    const QString file = record(newFile(), {});
    stop();
    QVERIFY(QFileInfo::exists(file));
    QCOMPARE(folder().removeIfEmpty(m_recorder->status()), QString());
    QVERIFY(!QFileInfo::exists(file));
}

void TestRecordingFolder::aSessionWithAMessageLeavesItsFile()
{
    const QString file = record(newFile(), "{\"Event\":\"e\"}");
    folder().removeIfEmpty(m_recorder->status());
    stop();
    folder().removeIfEmpty(m_recorder->status());
    QVERIFY(QFileInfo::exists(file));
}

void TestRecordingFolder::aFileThatTheUserNamedStaysThoughItIsEmpty()
{
    newFile();
    for (const QString &file :
        {folder().path() + u"/mine.mcap"_s, m_home->filePath(QFileInfo(newFile()).fileName())}) {
        QCOMPARE(record(file, {}), file);
        stop();
        folder().removeIfEmpty(m_recorder->status());
        QVERIFY(QFileInfo::exists(file));
    }
}

void TestRecordingFolder::aFileThatTheRecorderDidNotMakeStays()
{
    const QString file = touch(newFile());
    m_recorder->start(file, {});
    QTRY_COMPARE(m_recorder->status().state, State::Failed);
    folder().removeIfEmpty(m_recorder->status());
    QVERIFY(QFileInfo::exists(file));
}

QTEST_GUILESS_MAIN(TestRecordingFolder)
#include "tst_recordingfolder.moc"
