#include "lib/protocol/requestmatcher.h"

#include <QTest>

using namespace console;
using Outcome = RequestMatcher::Outcome;

namespace {

QByteArray numbered(int number)
{
    return "{\"Command\":\"x\",\"n\":" + QByteArray::number(number) + '}';
}

} // namespace

class TestRequestMatcher : public QObject
{
    Q_OBJECT

private slots:
    void anEchoFindsItsRequestHoweverItIsSpelled();
    void theOldestOfEqualRequestsIsAnswered();
    void answersMayComeOutOfOrder();
    void aResponseThatEchoesNothingIsUnmatched();
    void anEchoOfNothingSentIsUnmatched();
    void aSecondAnswerIsADuplicate();
    void anOutstandingEqualComesBeforeDuplicate();
    void duplicatesAreRememberedFor1024Answers();
    void repeatedAnswersStayRememberedByTheirLast();
    void theEndOfTheConnectionLosesWhatIsOutstanding();
    void textThatIsNoJsonCanOnlyBeLost();
    void thousandsOfRequestsAreFoundAtOnce();
};

void TestRequestMatcher::anEchoFindsItsRequestHoweverItIsSpelled()
{
    RequestMatcher matcher;
    matcher.sent(MessageId(5), R"({"Command":"set","value":1,"room_id":"a"})", 1000);
    const auto answer = matcher.answered(R"({ "room_id":"\u0061", "value":1.0, "Command":"set" })", 3500);
    QCOMPARE(answer.outcome, Outcome::Matched);
    QVERIFY(answer.request == MessageId(5));
    QCOMPARE(answer.latency, 2500);
    QCOMPARE(matcher.outstanding(), 0);
}

void TestRequestMatcher::theOldestOfEqualRequestsIsAnswered()
{
    RequestMatcher matcher;
    matcher.sent(MessageId(1), "{}", 10);
    matcher.sent(MessageId(2), "{}", 20);
    const auto first = matcher.answered("{ }", 100);
    const auto second = matcher.answered("{ }", 100);
    QVERIFY(first.request == MessageId(1));
    QCOMPARE(first.latency, 90);
    QVERIFY(second.request == MessageId(2));
    QCOMPARE(second.latency, 80);
}

void TestRequestMatcher::answersMayComeOutOfOrder()
{
    RequestMatcher matcher;
    for (int n = 1; n <= 3; ++n)
        matcher.sent(MessageId(quint64(n)), numbered(n), 0);
    for (const int n : {3, 1, 2})
        QVERIFY(matcher.answered(numbered(n), 0).request == MessageId(quint64(n)));
}

void TestRequestMatcher::aResponseThatEchoesNothingIsUnmatched()
{
    RequestMatcher matcher;
    matcher.sent(MessageId(1), "{}", 0);
    QCOMPARE(matcher.answered({}, 0).outcome, Outcome::Unmatched);
    QCOMPARE(matcher.outstanding(), 1);
}

void TestRequestMatcher::anEchoOfNothingSentIsUnmatched()
{
    RequestMatcher matcher;
    matcher.sent(MessageId(1), R"({"a":9007199254740993})", 0);
    QCOMPARE(matcher.answered(R"({"a":9007199254740992})", 0).outcome, Outcome::Unmatched);
    QCOMPARE(matcher.answered(R"({"a":"9007199254740993"})", 0).outcome, Outcome::Unmatched);
    QCOMPARE(matcher.outstanding(), 1);
}

void TestRequestMatcher::aSecondAnswerIsADuplicate()
{
    RequestMatcher matcher;
    matcher.sent(MessageId(1), "{}", 0);
    matcher.answered("{}", 0);
    const auto again = matcher.answered("{}", 0);
    QCOMPARE(again.outcome, Outcome::Duplicate);
    QVERIFY(!again.request);
}

void TestRequestMatcher::anOutstandingEqualComesBeforeDuplicate()
{
    RequestMatcher matcher;
    matcher.sent(MessageId(1), "{}", 0);
    matcher.answered("{}", 0);
    matcher.sent(MessageId(2), "{}", 0);
    QVERIFY(matcher.answered("{}", 0).request == MessageId(2));
    QCOMPARE(matcher.answered("{}", 0).outcome, Outcome::Duplicate);
}

void TestRequestMatcher::duplicatesAreRememberedFor1024Answers()
{
    RequestMatcher matcher;
    for (int n = 0; n <= 1024; ++n) {
        matcher.sent(MessageId(quint64(n + 1)), numbered(n), 0);
        matcher.answered(numbered(n), 0);
    }
    QCOMPARE(matcher.answered(numbered(0), 0).outcome, Outcome::Unmatched);
    QCOMPARE(matcher.answered(numbered(1), 0).outcome, Outcome::Duplicate);
    QCOMPARE(matcher.answered(numbered(1024), 0).outcome, Outcome::Duplicate);
}

void TestRequestMatcher::repeatedAnswersStayRememberedByTheirLast()
{
    RequestMatcher matcher;
    const auto exchange = [&matcher](int n) {
        matcher.sent(MessageId(1), numbered(n), 0);
        matcher.answered(numbered(n), 0);
    };
    exchange(0);
    for (int n = 1; n <= 1000; ++n)
        exchange(n);
    exchange(0);
    for (int n = 1001; n <= 1100; ++n)
        exchange(n);
    QCOMPARE(matcher.answered(numbered(0), 0).outcome, Outcome::Duplicate);
    QCOMPARE(matcher.answered(numbered(1), 0).outcome, Outcome::Unmatched);
}

void TestRequestMatcher::theEndOfTheConnectionLosesWhatIsOutstanding()
{
    RequestMatcher matcher;
    for (int n = 1; n <= 100; ++n)
        matcher.sent(MessageId(quint64(n)), numbered(n % 7), 0);
    matcher.answered(numbered(3), 0);
    const std::vector<MessageId> lost = matcher.takeLost();
    QCOMPARE(lost.size(), size_t(99));
    QVERIFY(std::is_sorted(lost.begin(), lost.end()));
    QVERIFY(std::find(lost.begin(), lost.end(), MessageId(3)) == lost.end());
    QCOMPARE(matcher.outstanding(), 0);
    QVERIFY(matcher.takeLost().empty());
    QCOMPARE(matcher.answered(numbered(3), 0).outcome, Outcome::Unmatched);
}

void TestRequestMatcher::textThatIsNoJsonCanOnlyBeLost()
{
    RequestMatcher matcher;
    matcher.sent(MessageId(1), "get_version", 0);
    QCOMPARE(matcher.outstanding(), 1);
    QCOMPARE(matcher.answered("get_version", 0).outcome, Outcome::Unmatched);
    QVERIFY(matcher.takeLost() == std::vector{MessageId(1)});
}

void TestRequestMatcher::thousandsOfRequestsAreFoundAtOnce()
{
    RequestMatcher matcher;
    for (int n = 0; n < 20'000; ++n)
        matcher.sent(MessageId(quint64(n + 1)), numbered(n % 2 == 0 ? 0 : n), 0);
    for (int n = 19'999; n > 0; n -= 2)
        QVERIFY(matcher.answered(numbered(n), 0).request == MessageId(quint64(n + 1)));
    for (int n = 0; n < 20'000; n += 2)
        QVERIFY(matcher.answered(numbered(0), 0).request == MessageId(quint64(n + 1)));
    QCOMPARE(matcher.outstanding(), 0);
}

QTEST_GUILESS_MAIN(TestRequestMatcher)
#include "tst_requestmatcher.moc"
