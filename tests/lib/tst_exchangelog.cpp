#include "lib/log/exchangelog.h"
#include "tests/support/batchbuilder.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace console;

namespace {

const QByteArray request = R"({"Command":"get_room_count"})";
const QByteArray otherRequest = R"({"Command":"get_version"})";

QByteArray answer(const QByteArray &echo, const QByteArray &status = "OK")
{
    return "{\"Status\":\"" + status + "\",\"Request\":" + echo + "}";
}

/// A log with its exchanges, and a server on a string.
struct Bench
{
    Bench() { builder.time = QDateTime::currentMSecsSinceEpoch() * 1000; }
    void append() { log.append(builder.take()); }
    const Exchange &at(int index) const { return exchanges.exchanges()[size_t(index)]; }

    MessageLog log{100'000'000};
    ExchangeLog exchanges{&log};
    BatchBuilder builder;
};

} // namespace

class tst_ExchangeLog : public QObject
{
    Q_OBJECT
private slots:
    void anAnswerEndsTheOldestEqualRequest();
    void aRequestAndItsAnswerInOneBatchAreToldOnce();
    void anErrorIsARefusal();
    void aResponseThatEchoesNothingIsUnmatched();
    void aSecondAnswerIsADuplicate();
    void theEndOfTheConnectionLosesWhatIsOpen();
    void afterTenSecondsARequestIsOverdue();
    void anAnswerAfterThatIsLate();
    void aNewRequestIsNotOverdueYet();
    void whatWasRecordedIsLateByItsOwnTimeOnly();
    void requestsAreNumberedWithoutUnmatchedResponses();
    void exchangesLeaveWithTheirRowsUnlessOpen();
    void unmatchedResponsesWithoutEndStayBounded();
};

void tst_ExchangeLog::anAnswerEndsTheOldestEqualRequest()
{
    Bench bench;
    bench.builder.sent(request).sent(otherRequest).sent(request);
    bench.append();
    QCOMPARE(bench.exchanges.waiting(), 3);
    QSignalSpy changed(&bench.exchanges, &ExchangeLog::changed);
    bench.builder.after(3200).received(answer(request));
    bench.append();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toInt(), 0);
    QCOMPARE(bench.at(0).state, ExchangeState::Answered);
    QCOMPARE(bench.at(0).latency, 3200);
    QCOMPARE(bench.at(0).response, MessageId(4));
    QCOMPARE(bench.at(2).state, ExchangeState::Waiting);
    QCOMPARE(bench.exchanges.waiting(), 2);
    QCOMPARE(bench.exchanges.indexOf(MessageId(4)), 0);
    QCOMPARE(bench.exchanges.indexOf(MessageId(2)), 1);
    QCOMPARE(bench.exchanges.indexOf(MessageId(99)), -1);
}

void tst_ExchangeLog::aRequestAndItsAnswerInOneBatchAreToldOnce()
{
    Bench bench;
    QSignalSpy appended(&bench.exchanges, &ExchangeLog::appended);
    QSignalSpy changed(&bench.exchanges, &ExchangeLog::changed);
    bench.builder.sent(request).received(answer(request));
    bench.append();
    QCOMPARE(appended.size(), 1);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(bench.at(0).state, ExchangeState::Answered);
}

void tst_ExchangeLog::anErrorIsARefusal()
{
    Bench bench;
    bench.builder.sent(request).received(answer(request, "ERROR"));
    bench.append();
    QCOMPARE(bench.at(0).state, ExchangeState::Refused);
    QCOMPARE(bench.exchanges.waiting(), 0);
}

void tst_ExchangeLog::aResponseThatEchoesNothingIsUnmatched()
{
    Bench bench;
    bench.builder.sent(request).received(R"({"Status":"OK"})").received(answer(otherRequest));
    bench.append();
    QCOMPARE(bench.exchanges.unmatched(), 2);
    QCOMPARE(bench.at(1).state, ExchangeState::Unmatched);
    QVERIFY(!bench.at(1).request);
    QCOMPARE(bench.at(1).response, MessageId(2));
    QCOMPARE(bench.at(0).state, ExchangeState::Waiting);
}

void tst_ExchangeLog::aSecondAnswerIsADuplicate()
{
    Bench bench;
    bench.builder.sent(request).received(answer(request)).received(answer(request));
    bench.append();
    QCOMPARE(bench.at(1).state, ExchangeState::Duplicate);
}

void tst_ExchangeLog::theEndOfTheConnectionLosesWhatIsOpen()
{
    Bench bench;
    bench.builder.sent(request).sent(otherRequest).received(answer(request));
    bench.append();
    bench.builder.note("closed 1006").connectionLost();
    bench.append();
    QCOMPARE(bench.at(0).state, ExchangeState::Answered);
    QCOMPARE(bench.at(1).state, ExchangeState::Lost);
    QCOMPARE(bench.exchanges.waiting(), 0);
}

void tst_ExchangeLog::afterTenSecondsARequestIsOverdue()
{
    Bench bench;
    bench.builder.time -= ExchangeLog::overdueAfter - 50'000;
    bench.builder.sent(request);
    bench.append();
    QCOMPARE(bench.at(0).state, ExchangeState::Waiting);
    QSignalSpy changed(&bench.exchanges, &ExchangeLog::changed);
    QTRY_COMPARE(bench.at(0).state, ExchangeState::Overdue);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bench.exchanges.waiting(), 1);
}

void tst_ExchangeLog::anAnswerAfterThatIsLate()
{
    Bench bench;
    bench.builder.time -= 2 * ExchangeLog::overdueAfter;
    bench.builder.sent(request).sent(otherRequest);
    bench.append();
    QTRY_COMPARE(bench.at(1).state, ExchangeState::Overdue);
    bench.builder.after(ExchangeLog::overdueAfter)
        .received(answer(request))
        .received(answer(otherRequest, "ERROR"));
    bench.append();
    QCOMPARE(bench.at(0).state, ExchangeState::Late);
    QCOMPARE(bench.at(1).state, ExchangeState::Refused);
    QCOMPARE(bench.exchanges.waiting(), 0);
}

void tst_ExchangeLog::aNewRequestIsNotOverdueYet()
{
    Bench bench;
    bench.builder.time -= 2 * ExchangeLog::overdueAfter;
    bench.builder.sent(request).after(2 * ExchangeLog::overdueAfter).sent(otherRequest);
    bench.append();
    QTRY_COMPARE(bench.at(0).state, ExchangeState::Overdue);
    QCOMPARE(bench.at(1).state, ExchangeState::Waiting);
}

void tst_ExchangeLog::whatWasRecordedIsLateByItsOwnTimeOnly()
{
    Bench bench;
    bench.exchanges.setLive(false);
    bench.builder.time -= 3'600'000'000;
    bench.builder.sent(request).sent(otherRequest);
    bench.append();
    QTest::qWait(0); // a timer of no time would have run
    QCOMPARE(bench.at(0).state, ExchangeState::Waiting);
    bench.builder.after(3200).received(answer(request));
    bench.append();
    QCOMPARE(bench.at(0).state, ExchangeState::Answered);
    bench.builder.after(11'000'000).received("{}");
    bench.append();
    QCOMPARE(bench.at(1).state, ExchangeState::Overdue);
}

void tst_ExchangeLog::requestsAreNumberedWithoutUnmatchedResponses()
{
    Bench bench;
    bench.builder.sent(request).received(R"({"Status":"OK"})").sent(otherRequest);
    bench.append();
    QCOMPARE(bench.at(0).number, 1);
    QCOMPARE(bench.at(1).number, 0);
    QCOMPARE(bench.at(2).number, 2);
    QCOMPARE(bench.exchanges.requests(), 2);
}

void tst_ExchangeLog::exchangesLeaveWithTheirRowsUnlessOpen()
{
    Bench bench;
    MessageLog log(1);
    ExchangeLog exchanges(&log);
    bench.builder.sent(request).received(answer(request)).sent(otherRequest).received(R"({"Status":"OK"})");
    log.append(bench.builder.take());
    QSignalSpy removed(&exchanges, &ExchangeLog::removedFromFront);
    for (size_t row = 0; row < Segment::maximumRows; ++row)
        bench.builder.received("{\"Event\":\"E\"}");
    log.append(bench.builder.take());
    QVERIFY(log.first() > MessageId(4));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].toInt(), 1);
    QCOMPARE(exchanges.removed(), 1u);
    QCOMPARE(exchanges.indexOf(MessageId(1)), -1);
    QCOMPARE(exchanges.indexOf(MessageId(3)), 0);
    log.append(bench.builder.received(answer(otherRequest)).take());
    QCOMPARE(exchanges.exchanges()[0].state, ExchangeState::Answered);
    QCOMPARE(exchanges.waiting(), 0);
}

void tst_ExchangeLog::unmatchedResponsesWithoutEndStayBounded()
{
    Bench bench;
    bench.builder.sent(request);
    bench.append();
    int left = 0;
    connect(&bench.exchanges, &ExchangeLog::removedFromFront, this, [&](int count) { left += count; });
    const size_t many = ExchangeLog::maximumCount / 4 * 5;
    for (size_t i = 0; i < many; ++i)
        bench.builder.received(R"({"Status":"OK"})");
    bench.append();
    QVERIFY(bench.exchanges.exchanges().size() <= ExchangeLog::maximumCount);
    QCOMPARE(size_t(left) + bench.exchanges.exchanges().size(), many + 1);
    QCOMPARE(size_t(bench.exchanges.unmatched()), many);
    QCOMPARE(bench.exchanges.waiting(), 0);
    QCOMPARE(bench.exchanges.requests(), 1);
    QCOMPARE(bench.exchanges.requestsLeft(), 1);
    QCOMPARE(bench.exchanges.leftUntil(), bench.log.record(MessageId(1)).time);
}

QTEST_GUILESS_MAIN(tst_ExchangeLog)
#include "tst_exchangelog.moc"
