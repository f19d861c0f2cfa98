#include "lib/log/recorder.h"
#include "ui/models/recentrecordings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

qint64 microseconds(const QDateTime &time)
{
    return time.toMSecsSinceEpoch() * 1'000;
}

QString plain(QString text)
{
    return text.remove(u'\u2068').remove(u'\u2069');
}

} // namespace

class TestRecentRecordings : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void aLineSaysServerTimeAndSize();
    void aLineSaysThatItIsBeingRecordedOrHasNoEnd();
    void aForeignServerNameCannotPretend();
    void withoutAFolderThereAreNone();
    void whatIsThereIsRead();
    void aRecordingThatComesAndGoesIsNoticed();

private:
    RecordingFolder folder() const { return RecordingFolder(m_home->filePath(u"recordings"_s)); }
    QString touch() const
    {
        QFile file(folder().newFile(u"Hall A"_s, QDateTime::currentDateTimeUtc(), 1));
        return file.open(QIODevice::WriteOnly) ? file.fileName() : QString();
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestRecentRecordings::aLineSaysServerTimeAndSize()
{
    StoredRecording recording;
    recording.server = u"wss://engage.example.net:9002/"_s;
    recording.start = QDateTime({2026, 11, 23}, {14, 32, 7});
    recording.size = 2'100'000;
    recording.hasEnd = true;
    const qint64 now = microseconds(QDateTime({2026, 11, 24}, {9, 0}));
    QCOMPARE(plain(recordingDetail(recording, now)), u"engage.example.net:9002 · Yesterday 14:32 · 2.1 MB"_s);
    recording.server.clear();
    QCOMPARE(recordingDetail(recording, now), u"Yesterday 14:32 · 2.1 MB"_s);
}

void TestRecentRecordings::aLineSaysThatItIsBeingRecordedOrHasNoEnd()
{
    StoredRecording recording;
    recording.start = QDateTime({2026, 11, 23}, {14, 32, 7});
    const qint64 now = microseconds(recording.start);
    QVERIFY(recordingDetail(recording, now).endsWith(u" · without its end"));
    recording.isHeld = true;
    QVERIFY(recordingDetail(recording, now).endsWith(u" · being recorded"));
}

void TestRecentRecordings::aForeignServerNameCannotPretend()
{
    StoredRecording recording;
    recording.server = u"wss://a\u202Eb"_s;
    QVERIFY(recordingDetail(recording, 0).startsWith(u"\u2068a[U+202E]b\u2069"));
}

void TestRecentRecordings::withoutAFolderThereAreNone()
{
    RecentRecordings recordings(folder());
    const QSignalSpy changed(&recordings, &RecentRecordings::changed);
    recordings.refresh();
    workPool()->waitForDone();
    QCoreApplication::sendPostedEvents();
    QVERIFY(recordings.recordings().isEmpty());
    QCOMPARE(changed.size(), 0);
}

void TestRecentRecordings::whatIsThereIsRead()
{
    Recorder recorder;
    const QString file = folder().newFile(u"Hall A"_s, QDateTime::currentDateTimeUtc(), 1);
    RecordingFacts facts;
    facts.server = "wss://engage.example.net:9002/";
    recorder.start(file, facts);
    QTRY_COMPARE(recorder.status().state, RecorderStatus::State::Recording);
    RecentRecordings recordings(folder());
    recordings.refresh();
    QTRY_COMPARE(recordings.recordings().size(), 1);
    const RecentRecording live = recordings.recordings()[0];
    QCOMPARE(live.path, file);
    QCOMPARE(plain(live.name), u"Hall A"_s);
    QVERIFY(live.isLive);
    QVERIFY2(plain(live.detail).startsWith(u"engage.example.net:9002 · Today "), qPrintable(live.detail));
    recorder.stop(); // its lock goes, which is noticed
    QTRY_VERIFY(!recordings.recordings()[0].isLive);
}

void TestRecentRecordings::aRecordingThatComesAndGoesIsNoticed()
{
    const QString first = touch();
    RecentRecordings recordings(folder());
    recordings.refresh();
    QTRY_COMPARE(recordings.recordings().size(), 1);
    touch();
    QTRY_COMPARE(recordings.recordings().size(), 2);
    QVERIFY(QFile::remove(first));
    QTRY_COMPARE(recordings.recordings().size(), 1);
}

QTEST_GUILESS_MAIN(TestRecentRecordings)
#include "tst_recentrecordings.moc"
