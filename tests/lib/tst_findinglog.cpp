#include "lib/findings/findinglog.h"
#include "tests/support/batchbuilder.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    Bench() { findings.start(); }

    void append() { log.append(builder.take()); }
    /// Until everything appended so far is judged.
    bool judge()
    {
        append();
        return QTest::qWaitFor([this] { return !findings.isBehind(); });
    }
    const Finding *find(FindingRule rule) const
    {
        for (const Finding &finding : findings.findings()) {
            if (finding.rule == rule)
                return &finding;
        }
        return nullptr;
    }

    MessageLog log{1'000'000'000};
    FindingLog findings{&log};
    BatchBuilder builder;
};

QByteArray unknownKey(int number)
{
    return R"({"Event":"IMM_EVENT_CREATE_ROOM","values":1,"key)" + QByteArray::number(number) + "\":1}";
}

} // namespace

class tst_FindingLog : public QObject
{
    Q_OBJECT
private slots:
    void messagesOfOneRuleAndSubjectAreOneFinding();
    void laterBatchesAddToWhatIsKnown();
    void messagesAreJudgedInTheirOrderHoweverTheyCome();
    void findingsAreBoundedAndTheRestIsCounted();
    void nothingIsLookedForUntilItIsStarted();
    void remarksAboutARecordingAreFindings();
    void theDialectIsToldOnceItShows();
    void anotherDialectThanBeforeIsAFinding();
    void theSameDialectAsBeforeIsNone();
    void whatComesTooFastIsLookedUpLater();
    void whatWasDroppedMeanwhileMayHaveChangedSeats();
    void whatHasLeftMemoryBeforeIsCounted();
    void endingWhileItJudgesIsSafe();
};

void tst_FindingLog::messagesOfOneRuleAndSubjectAreOneFinding()
{
    Bench bench;
    bench.builder.received("{").after(5).received("[]").after(5).received("1");
    QSignalSpy appended(&bench.findings, &FindingLog::appended);
    QVERIFY(bench.judge());
    QCOMPARE(appended.size(), 1);
    QCOMPARE(bench.findings.findings().size(), 1);
    const Finding &finding = bench.findings.findings().front();
    QCOMPARE(finding.count, 3);
    QCOMPARE(finding.first, MessageId(1));
    QCOMPARE(finding.last, MessageId(3));
    QCOMPARE(finding.firstTime, bench.log.record(MessageId(1)).time);
    QCOMPARE(finding.lastTime, bench.log.record(MessageId(3)).time);
}

void tst_FindingLog::laterBatchesAddToWhatIsKnown()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    QSignalSpy appended(&bench.findings, &FindingLog::appended);
    QSignalSpy changed(&bench.findings, &FindingLog::changed);
    bench.builder.received("{").received("{");
    QVERIFY(bench.judge());
    QCOMPARE(appended.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].value<std::vector<int>>(), std::vector<int>{0});
    QCOMPARE(bench.findings.findings().front().count, 3);
    QCOMPARE(bench.findings.findings().front().last, MessageId(3));
}

/// A request lost in one batch was sent in another, and one seat is taken in a third.
void tst_FindingLog::messagesAreJudgedInTheirOrderHoweverTheyCome()
{
    Bench bench;
    const auto seated = [&bench](int person, int seat) {
        bench.builder.received(R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","room_id":1,"participant_id":)"
            + QByteArray::number(person) + ",\"seat_id\":" + QByteArray::number(seat) + "}");
        bench.append();
    };
    bench.builder.sent(R"({"Command":"get_version"})");
    bench.append();
    for (int round = 0; round < 100; ++round) { // in order nobody ever shares a seat
        seated(1, 1);
        seated(1, 2);
        seated(2, 1);
        seated(2, 3);
    }
    bench.builder.note("closed").connectionLost();
    QVERIFY(bench.judge());
    QVERIFY(bench.find(FindingRule::Lost));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
}

void tst_FindingLog::findingsAreBoundedAndTheRestIsCounted()
{
    Bench bench;
    const int most = FindingJudge::maximumOfARule;
    for (int key = 0; key < most + 10; ++key)
        bench.builder.received(unknownKey(key));
    QVERIFY(bench.judge());
    QCOMPARE(int(bench.findings.findings().size()), most);
    QCOMPARE(bench.findings.unlisted(), 10);
    bench.builder.received(unknownKey(0)).received(unknownKey(most + 20));
    QVERIFY(bench.judge());
    QCOMPARE(bench.findings.findings().front().count, 2); // what is listed goes on
    QCOMPARE(bench.findings.unlisted(), 11);
    bench.builder.received("{"); // of another rule
    QVERIFY(bench.judge());
    QVERIFY(bench.find(FindingRule::Malformed));
}

void tst_FindingLog::nothingIsLookedForUntilItIsStarted()
{
    MessageLog log(1'000'000'000);
    const FindingLog findings(&log);
    log.append(BatchBuilder().received("{").take());
    QVERIFY(!findings.isBehind());
    QVERIFY(findings.findings().empty());
}

void tst_FindingLog::remarksAboutARecordingAreFindings()
{
    Bench bench;
    bench.findings.addRemarks({u"12 bytes of the file are left out."_s});
    bench.findings.addRemarks({u"12 bytes of the file are left out."_s, u"And more."_s});
    QCOMPARE(bench.findings.findings().size(), 2);
    QCOMPARE(bench.findings.findings()[1].sentence, u"And more."_s);
    QVERIFY(!bench.findings.findings()[1].first);
    QVERIFY(bench.judge());
}

void tst_FindingLog::theDialectIsToldOnceItShows()
{
    Bench bench;
    QSignalSpy told(&bench.findings, &FindingLog::dialectChanged);
    for (int i = 0; i < 3; ++i) {
        bench.builder.received(R"({"Event":"add_participant","room_id":"1","values":2})");
        QVERIFY(bench.judge());
    }
    QCOMPARE(told.size(), 1);
    const auto &ids = bench.findings.dialect().seen(DialectPoint::Ids);
    QCOMPARE(ids.size(), 1);
    QCOMPARE(ids[0].form, "string");
    QCOMPARE(ids[0].count, 3);
    QCOMPARE(ids[0].first, MessageId(1));
    QCOMPARE(ids[0].last, MessageId(3));
    QVERIFY(!bench.find(FindingRule::Dialect));
}

void tst_FindingLog::anotherDialectThanBeforeIsAFinding()
{
    Bench bench;
    bench.findings.setSavedDialect({{u"ids"_s, u"number"_s}, {u"code"_s, u"name"_s}});
    bench.builder.received(R"({"Event":"add_participant","room_id":"1","values":2})");
    QVERIFY(bench.judge());
    const Finding *finding = bench.find(FindingRule::Dialect);
    QVERIFY(finding);
    QCOMPARE(finding->sentence,
        u"Ids of rooms and participants are written otherwise than before: text, not numbers"_s);
    QCOMPARE(bench.findings.dialect().toJson({{u"newer"_s, 1}}),
        (QJsonObject{{u"ids"_s, u"string"_s}, {u"code"_s, u"name"_s}, {u"event"_s, u"lower"_s},
            {u"values"_s, u"flat"_s}, {u"newer"_s, 1}}));
}

void tst_FindingLog::theSameDialectAsBeforeIsNone()
{
    Bench bench;
    bench.findings.setSavedDialect({{u"ids"_s, u"string"_s}, {u"event"_s, u"a form of next year"_s}});
    bench.builder.received(R"({"Event":"add_participant","room_id":"1","values":2})");
    QVERIFY(bench.judge());
    QVERIFY(!bench.find(FindingRule::Dialect));
    bench.builder.received(R"({"Event":"add_participant","room_id":1,"values":2})"); // within the session
    QVERIFY(bench.judge());
    QVERIFY(bench.find(FindingRule::Dialect));
}

/// The pool is held back until far more has come than it keeps.
void tst_FindingLog::whatComesTooFastIsLookedUpLater()
{
    Bench bench;
    const QByteArray padding(1024 * 1024, ' ');
    const int most = int(FindingBacklog::maximumMemory / padding.size());
    bench.builder.sent(R"({"Command":"get_version"})");
    for (int i = 0; i < most + 20; ++i) {
        bench.builder.received("{" + padding);
        bench.append();
    }
    const QByteArray request = R"({"Command":"get_room_count"})";
    bench.builder.sent(request).after(11'000'000).received(R"({"Status":"OK","Request":)" + request + "}");
    bench.append();
    bench.builder.note("closed").connectionLost();
    QVERIFY(bench.judge());
    QCOMPARE(bench.find(FindingRule::Malformed)->count, most + 20);
    QVERIFY(bench.find(FindingRule::Late));
    QVERIFY(bench.find(FindingRule::Lost));
    QCOMPARE(bench.findings.unchecked(), 0);
    bench.builder.received("{").received(unknownKey(1));
    QVERIFY(bench.judge());
    QCOMPARE(bench.find(FindingRule::Malformed)->count, most + 21);
    QVERIFY(bench.find(FindingRule::UnknownKey));
}

void tst_FindingLog::whatWasDroppedMeanwhileMayHaveChangedSeats()
{
    Bench bench;
    const auto seated = [&bench](int person) {
        bench.builder.received(
            R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","room_id":1,"seat_id":1,"participant_id":)"
            + QByteArray::number(person) + "}");
    };
    bench.builder.received("{" + QByteArray(FindingBacklog::maximumMemory, ' '));
    bench.append();
    seated(1);
    auto dropping = std::make_shared<MessageBatch>(*bench.builder.take());
    dropping->dropped = 1;
    bench.log.append(dropping); // is looked up later
    seated(2);
    QVERIFY(bench.judge());
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    seated(3);
    QVERIFY(bench.judge());
    QVERIFY(bench.find(FindingRule::SharedSeat));
}

void tst_FindingLog::whatHasLeftMemoryBeforeIsCounted()
{
    Bench bench;
    bench.log.setMemoryLimit(1024 * 1024);
    const QByteArray padding(Segment::maximumText / 8, ' ');
    for (int i = 0; i < 20; ++i) {
        bench.builder.received("{" + padding);
        bench.append();
    }
    QVERIFY(bench.log.leftRows() > 0);
    QVERIFY(bench.judge());
    QCOMPARE(bench.find(FindingRule::Malformed)->count + bench.findings.unchecked(), 20);
    QVERIFY(bench.findings.unchecked() > 0);
}

/// Whatever the moment: before anything is judged, between two portions and within one.
void tst_FindingLog::endingWhileItJudgesIsSafe()
{
    for (int moment = 0; moment < 3; ++moment) {
        Bench bench;
        QSignalSpy judged(&bench.findings, &FindingLog::judged);
        const QByteArray padding(FindingBacklog::maximumMemory, ' ');
        for (int key = 0; key < 2000; ++key)
            bench.builder.received(unknownKey(key));
        bench.builder.received("{" + padding);
        bench.append();
        bench.builder.received("{" + padding); // is looked up, for there is enough that waits
        bench.append();
        if (moment > 0)
            QVERIFY(judged.wait());
        if (moment > 1)
            QTest::qWait(0); // the second portion begins
        QVERIFY(bench.findings.isBehind());
    }
}

QTEST_GUILESS_MAIN(tst_FindingLog)
#include "tst_findinglog.moc"
