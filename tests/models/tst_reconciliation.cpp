#include "tests/support/logwriter.h"
#include "ui/models/reconciliation.h"
#include "ui/models/sessionmodels.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Ten came: one was dropped, two left memory, seven are there; one of these is a response.
Reconciliation sound()
{
    Reconciliation counts;
    counts.arrived = 10;
    counts.dropped = 1;
    counts.malformed = 2;
    counts.taken = 9;
    counts.left = 2;
    counts.kept = 7;
    counts.recorder.file = u"session.mcap"_s;
    counts.recorder.received = 8;
    counts.recorder.dropped = 1;
    counts.recorder.recorded = 4;
    counts.recorder.waiting = 2;
    counts.recorder.notRecorded = 1;
    counts.listed = 6;
    counts.eligible = 6;
    counts.shown = 5;
    return counts;
}

Reconciliation opened()
{
    Reconciliation counts = sound();
    counts.isOpened = true;
    counts.arrived = 0;
    counts.dropped = 0;
    counts.recorder = {};
    counts.opened = {3, 1'500, true};
    return counts;
}

QString valueOf(const Reconciliation &counts, const QString &label)
{
    for (const CountRow &row : countRows(counts)) {
        if (row.label == label && !row.value.isEmpty())
            return row.value;
    }
    return u"no such row"_s;
}

} // namespace

/// Counts that were made apart are held against each other.
class TestReconciliation : public QObject
{
    Q_OBJECT
private slots:
    void countsThatAgreeAreSaidToAgree();
    void eachCountThatIsWrongIsFound_data();
    void eachCountThatIsWrongIsFound();
    void rowsThatTheViewsWillLearnOfAreNoDifference();
    void withoutARecordingTheDiskIsNotAsked();
    void whatIsKnownToBeMissingIsSaidThoughTheCountsAgree();
    void rowsReadAsText();
    void anOpenedRecordingSaysWhatAppliesToIt();
    void theTableForTheClipboardHasPlainDigits();
    void theCountsOfASessionComeFromWhereTheyAreMade();
    void viewsThatArePausedAreBehindLive();
};

void TestReconciliation::countsThatAgreeAreSaidToAgree()
{
    QVERIFY(verdictOf(sound()).isEqual());
    QVERIFY(verdictOf(opened()).isEqual());
    QVERIFY(verdictOf(Reconciliation()).isEqual());
    QCOMPARE(verdictText(Reconciliation()), u"All counts agree"_s);
}

void TestReconciliation::eachCountThatIsWrongIsFound_data()
{
    QTest::addColumn<Reconciliation>("counts");
    QTest::addColumn<QString>("where");
    const auto wrong = [](const char *name, auto change, const QString &where) {
        Reconciliation counts = sound();
        change(counts);
        QTest::newRow(name) << counts << where;
    };
    const QString memory = u"between socket and memory"_s;
    wrong(
        "arrived", [](Reconciliation &counts) { counts.arrived += 3; }, memory);
    wrong(
        "dropped", [](Reconciliation &counts) { counts.dropped += 3; }, memory);
    wrong(
        "kept", [](Reconciliation &counts) { counts.kept -= 3; }, u"in memory"_s);
    wrong(
        "left", [](Reconciliation &counts) { counts.left += 3; }, u"in memory"_s);
    const QString disk = u"between socket and disk"_s;
    wrong(
        "received", [](Reconciliation &counts) { counts.recorder.received += 3; }, disk);
    wrong(
        "recorded", [](Reconciliation &counts) { counts.recorder.recorded -= 3; }, disk);
    wrong(
        "not recorded", [](Reconciliation &counts) { counts.recorder.notRecorded += 3; }, disk);
    wrong(
        "waiting", [](Reconciliation &counts) { counts.recorder.waiting += 3; }, disk);
    wrong(
        "dropped while recording", [](Reconciliation &counts) { counts.recorder.dropped += 3; }, disk);
    const QString table = u"between memory and the events table"_s;
    wrong(
        "listed", [](Reconciliation &counts) { counts.listed += 3; }, table);
    wrong(
        "eligible", [](Reconciliation &counts) { counts.eligible += 3; }, table);
    wrong(
        "shown", [](Reconciliation &counts) { counts.shown += 4; }, u"in the events table"_s);
}

void TestReconciliation::eachCountThatIsWrongIsFound()
{
    QFETCH(const Reconciliation, counts);
    QFETCH(const QString, where);
    const CountsVerdict verdict = verdictOf(counts);
    QCOMPARE(verdict.difference, quint64(3));
    QCOMPARE(verdict.where, where);
    QCOMPARE(verdictText(counts), u"The counts differ by 3 "_s + where);
}

void TestReconciliation::rowsThatTheViewsWillLearnOfAreNoDifference()
{
    Reconciliation counts = sound();
    counts.eligible = 4;
    counts.shown = 4;
    counts.unannounced = 2;
    QVERIFY(verdictOf(counts).isEqual());
    counts.unannounced = 1;
    QCOMPARE(verdictOf(counts).difference, quint64(1));
}

void TestReconciliation::withoutARecordingTheDiskIsNotAsked()
{
    Reconciliation counts = sound();
    counts.recorder = {};
    QVERIFY(verdictOf(counts).isEqual());
    QCOMPARE(valueOf(counts, u"Recorded"_s), u"no such row"_s);
    QCOMPARE(valueOf(counts, u"Disk behind live"_s), u"no such row"_s);
}

void TestReconciliation::whatIsKnownToBeMissingIsSaidThoughTheCountsAgree()
{
    QCOMPARE(verdictText(sound()), u"All counts agree; 1 dropped, 1 not recorded"_s);
    QCOMPARE(verdictText(opened()), u"All counts agree; 3 rows missing"_s);
}

void TestReconciliation::rowsReadAsText()
{
    Reconciliation counts = sound();
    counts.arrived = 1'234'567;
    counts.behindLive = 3'200;
    counts.diskLag = 1'400'000;
    QCOMPARE(valueOf(counts, u"Delivered by the socket"_s), u"1\u2009234\u2009567"_s);
    QCOMPARE(valueOf(counts, u"Malformed"_s), u"2"_s);
    QCOMPARE(valueOf(counts, u"Recorded"_s), u"4"_s);
    QCOMPARE(valueOf(counts, u"Shown"_s), u"5"_s);
    QCOMPARE(valueOf(counts, u"Hidden by the filter"_s), u"1"_s);
    QCOMPARE(valueOf(counts, u"Views behind live"_s), u"3.2 ms"_s);
    QCOMPARE(valueOf(counts, u"Disk behind live"_s), u"1.4 s"_s);
    QVERIFY(countRows(counts).first().value.isEmpty()); // a heading
}

void TestReconciliation::anOpenedRecordingSaysWhatAppliesToIt()
{
    QCOMPARE(countRows(opened()).first().label, u"Recorded elsewhere"_s);
    QCOMPARE(valueOf(opened(), u"Read from the file"_s), u"9"_s);
    QCOMPARE(valueOf(opened(), u"Rows missing"_s), u"3"_s);
    QCOMPARE(valueOf(opened(), u"Left out"_s), u"1\u2009500 bytes"_s);
    QCOMPARE(valueOf(opened(), u"Delivered by the socket"_s), u"no such row"_s);
    QCOMPARE(valueOf(opened(), u"Views behind live"_s), u"no such row"_s);
}

void TestReconciliation::theTableForTheClipboardHasPlainDigits()
{
    Reconciliation counts = sound();
    counts.arrived = 1'234'567;
    const QStringList lines = tableText(counts).split(u'\n');
    QVERIFY(lines.first().startsWith(u"The counts differ by 1234557 between socket and memory"));
    QVERIFY(lines.contains(u"Delivered by the socket\t1234567\t"_s));
}

void TestReconciliation::theCountsOfASessionComeFromWhereTheyAreMade()
{
    Session session;
    SessionModels models(&session);
    LogWriter writer(session.log());
    writer.event("one");
    writer.event("two");
    writer.add(MessageKind::Malformed);
    writer.add(MessageKind::Response);
    writer.add(MessageKind::Note);
    writer.flush();
    QTRY_COMPARE(models.events.eligibleCount(), quint64(3));
    const Reconciliation counts = reconciliationOf(models);
    QCOMPARE(counts.taken, quint64(4));
    QCOMPARE(counts.kept, quint64(4));
    QCOMPARE(counts.listed, quint64(3));
    QCOMPARE(counts.shown, quint64(3));
    QCOMPARE(counts.unannounced, quint64(0));
    // Past the socket: the one count that would have missed them says so.
    QCOMPARE(verdictOf(counts).difference, quint64(4));
    QCOMPARE(verdictOf(counts).where, u"between socket and memory"_s);
}

void TestReconciliation::viewsThatArePausedAreBehindLive()
{
    Session session;
    SessionModels models(&session);
    LogWriter writer(session.log());
    writer.event("one");
    writer.flush();
    QTRY_COMPARE(models.events.eligibleCount(), quint64(1));
    models.feed.setPaused(true);
    writer.advance(2'500'000);
    writer.event("two");
    writer.flush();
    QCOMPARE(reconciliationOf(models).behindLive, qint64(2'500'000));
    QCOMPARE(reconciliationOf(models).unannounced, quint64(1));
    models.feed.setPaused(false);
    QCOMPARE(reconciliationOf(models).behindLive, qint64(0));
}

QTEST_GUILESS_MAIN(TestReconciliation)
#include "tst_reconciliation.moc"
