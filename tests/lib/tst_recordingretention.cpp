#include "lib/log/recordingretention.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Nobody named it; begun in this second.
StoredRecording recording(int second, qint64 size = 1)
{
    StoredRecording recording;
    recording.path = u"/r/%1"_s.arg(second);
    recording.start = QDateTime({2026, 11, 23}, {14, 32, second}, Qt::UTC);
    recording.size = size;
    recording.isAutomatic = true;
    return recording;
}

} // namespace

class TestRecordingRetention : public QObject
{
    Q_OBJECT
private slots:
    void whatKeepsToTheLimitsStays();
    void tooManyLoseTheOldestFirst();
    void tooLargeOnesLoseTheOldestFirst();
    void aNamedOneStaysAndDrivesOutNobody();
    void whatIsBeingWrittenOrShownStaysAndTheNextOldestGoes();
    void oneThatIsLargerThanAllTheRoomGoes();
    void theOrderOfTheListDoesNotMatter();
};

void TestRecordingRetention::whatKeepsToTheLimitsStays()
{
    QCOMPARE(recordingsBeyond({2, 20}, {recording(2, 10), recording(1, 10)}, {}), QStringList());
    QCOMPARE(recordingsBeyond({2, 20}, {}, {}), QStringList());
}

void TestRecordingRetention::tooManyLoseTheOldestFirst()
{
    QCOMPARE(recordingsBeyond({2, 100}, {recording(4), recording(3), recording(2), recording(1)}, {}),
        QStringList({u"/r/1"_s, u"/r/2"_s}));
}

void TestRecordingRetention::tooLargeOnesLoseTheOldestFirst()
{
    QCOMPARE(recordingsBeyond(
                 {10, 25}, {recording(4, 10), recording(3, 10), recording(2, 5), recording(1, 1)}, {}),
        QStringList({u"/r/1"_s}));
}

void TestRecordingRetention::aNamedOneStaysAndDrivesOutNobody()
{
    StoredRecording named = recording(1, 1'000);
    named.isAutomatic = false;
    QCOMPARE(recordingsBeyond({2, 20}, {recording(3, 10), recording(2, 10), named}, {}), QStringList());
}

void TestRecordingRetention::whatIsBeingWrittenOrShownStaysAndTheNextOldestGoes()
{
    StoredRecording held = recording(1);
    held.isHeld = true;
    QCOMPARE(recordingsBeyond({2, 100}, {recording(4), recording(3), recording(2), held}, {u"/r/2"_s}),
        QStringList({u"/r/3"_s, u"/r/4"_s}));
}

void TestRecordingRetention::oneThatIsLargerThanAllTheRoomGoes()
{
    QCOMPARE(recordingsBeyond({2, 20}, {recording(1, 30)}, {}), QStringList({u"/r/1"_s}));
}

void TestRecordingRetention::theOrderOfTheListDoesNotMatter()
{
    QCOMPARE(recordingsBeyond({1, 100}, {recording(1), recording(3), recording(2)}, {}),
        QStringList({u"/r/1"_s, u"/r/2"_s}));
}

QTEST_GUILESS_MAIN(TestRecordingRetention)
#include "tst_recordingretention.moc"
