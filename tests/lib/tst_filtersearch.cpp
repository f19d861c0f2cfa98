#include "lib/filter/filterparser.h"
#include "lib/filter/filtersearch.h"
#include "lib/filter/logfilter.h"
#include "lib/filter/rowjudge.h"
#include "lib/log/textneedle.h"
#include "tests/support/batchbuilder.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace console;
using namespace Qt::StringLiterals;

class tst_FilterSearch : public QObject
{
    Q_OBJECT
private slots:
    void needlesAgreeWithANaiveSearch();
    void asciiCaseDoesNotMatterButOtherCaseDoes();
    void escapedTextIsFoundUnescaped();
    void brokenEscapesStayAsTheyAre();
    void everyRowThatHoldsTheTextIsFoundOnce();
    void aHitAcrossTwoRowsIsNone();
    void theNewestSegmentIsSearchedFirst();
    void theSearchGoesOnWithNewBatches();
    void aNewSearchMakesOldResultsVoid();
    void nothingToSearchIsFinishedAtOnce();
    void whatNeedsNoTextReadsNone();
    void newStringsAndAnswersAreKnownToTheSearchThatGoesOn();
    void anEndedSearchDoesNotOutliveItsOwner();
};

namespace {

QByteArray randomText(QRandomGenerator &random, int length, QByteArrayView alphabet)
{
    QByteArray text;
    for (int i = 0; i < length; ++i)
        text += alphabet[random.bounded(int(alphabet.size()))];
    return text;
}

QByteArray message(int i)
{
    return "{\"Event\":\"E" + QByteArray::number(i) + "\",\"values\":\"" + (i % 3 == 0 ? "Anna" : "Bob")
        + "\"}";
}

/// A filter for a text, whatever stands in it.
CompiledFilter filterFor(const QString &text, const MessageLog &log)
{
    FilterTerm term;
    term.kind = FilterTerm::Kind::Text;
    term.values = {{FilterValue::Form::Quoted, text, {}}};
    return LogFilter(FilterExpression(term), &log, nullptr).compiled();
}

struct Found
{
    explicit Found(FilterSearch *search)
    {
        QObject::connect(search, &FilterSearch::found, search,
            [this](MessageId from, MessageId, const std::vector<MessageId> &hits) {
                order.push_back(from.value);
                for (const MessageId hit : hits)
                    ids.push_back(hit.value);
            });
    }
    std::vector<quint64> sorted()
    {
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    std::vector<quint64> ids;
    std::vector<quint64> order;
};

} // namespace

void tst_FilterSearch::needlesAgreeWithANaiveSearch()
{
    constexpr quint32 seed = 20260311;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int i = 0; i < 3000; ++i) {
        const QByteArray text = randomText(random, random.bounded(300), "abAB_\"\xC3\xA4@`[{");
        const QByteArray needle = randomText(random, 1 + random.bounded(4), "abAB_\"\xC3\xA4@`[{");
        const qsizetype from = random.bounded(int(text.size()) + 1);
        const auto fold = [](QByteArray bytes) {
            for (char &byte : bytes)
                byte = byte >= 'A' && byte <= 'Z' ? char(byte + 32) : byte;
            return bytes;
        };
        QCOMPARE(TextNeedle(needle).indexIn(text, from), fold(text).indexOf(fold(needle), from));
    }
}

void tst_FilterSearch::asciiCaseDoesNotMatterButOtherCaseDoes()
{
    QVERIFY(containsText("Daniel KIM", false, "daniel kim"));
    QVERIFY(containsText("{\"a\":1}", false, "\"A\""));
    QVERIFY(containsText("M\xC3\xBCller", false, "m\xC3\xBCLLER"));
    QVERIFY(!containsText("M\xC3\xBCller", false, "M\xC3\x9CLLER"));
    QVERIFY(!containsText("a{b", false, "a[b"));
    QVERIFY(containsText("anything", false, ""));
    QVERIFY(!containsText("", false, "a"));
}

void tst_FilterSearch::escapedTextIsFoundUnescaped()
{
    const QByteArray text = R"({"name":"M\u00fcller \ud83d\ude00\n\"x\""})";
    QVERIFY(containsText(text, true, "m\xC3\xBCller"));
    QVERIFY(!containsText(text, false, "m\xC3\xBCller"));
    QVERIFY(containsText(text, true, "\\u00FC"));
    QCOMPARE(unescaped(text), QByteArray("{\"name\":\"M\xC3\xBCller \xF0\x9F\x98\x80\n\"x\"\"}"));
}

void tst_FilterSearch::brokenEscapesStayAsTheyAre()
{
    QCOMPARE(unescaped(R"(\u12)"), QByteArray(R"(\u12)"));
    QCOMPARE(unescaped(R"(\)"), QByteArray(R"(\)"));
    QCOMPARE(unescaped(R"(\ud83d!)"), QString(QChar(char16_t(0xd83d))).toUtf8() + '!');
}

void tst_FilterSearch::everyRowThatHoldsTheTextIsFoundOnce()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i < 40'000; ++i)
        builder.received(i % 1000 == 1 ? R"({"Event":"E","values":"\u0061nn\u0061 Anna"})" : message(i));
    builder.received(R"({"Event":"E","values":"\u0061nn\u0061"})");
    log.append(builder.take());
    std::vector<quint64> expected;
    for (MessageId id = log.first(); id < log.end(); id = id + 1) {
        if (containsText(log.text(id), log.record(id).has(MessageFlag::UnicodeEscapes), "anna"))
            expected.push_back(id.value);
    }
    QVERIFY(expected.size() > 13'000);
    FilterSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &FilterSearch::finished);
    search.start(filterFor(u"ANNA"_s, log), log.snapshot(log.first(), log.end()));
    QVERIFY(search.isActive());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.sorted(), expected);
}

void tst_FilterSearch::aHitAcrossTwoRowsIsNone()
{
    MessageLog log(1'000'000);
    BatchBuilder builder;
    builder.received("aab").received("aabxaab").received("").received("bab").received("a").received("abc");
    log.append(builder.take());
    FilterSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &FilterSearch::finished);
    search.start(filterFor(u"baa"_s, log), log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.ids, std::vector<quint64>());
    search.start(filterFor(u"ab"_s, log), log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(found.ids, (std::vector<quint64>{1, 2, 4, 6}));
}

void tst_FilterSearch::theNewestSegmentIsSearchedFirst()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i < 16'384 * 6; ++i)
        builder.received("{\"Event\":\"Anna\"}");
    log.append(builder.take());
    FilterSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &FilterSearch::finished);
    search.start(filterFor(u"anna"_s, log), log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.order.size(), 6u);
    QVERIFY(found.order.front() > 16'384u);
    QCOMPARE(*std::min_element(found.order.end() - QThread::idealThreadCount(), found.order.end()), 1u);
}

void tst_FilterSearch::theSearchGoesOnWithNewBatches()
{
    MessageLog log(1'000'000);
    BatchBuilder builder;
    log.append(builder.received(message(0)).take());
    FilterSearch search;
    Found found(&search);
    const BatchPointer second = builder.received(message(1)).received(message(3)).take();
    search.continueOn(second);
    search.start(filterFor(u"anna"_s, log), log.snapshot(log.first(), log.end()));
    search.continueOn(second);
    QTRY_COMPARE(found.ids.size(), 2u);
    QCOMPARE(found.sorted(), (std::vector<quint64>{1, 3}));
}

void tst_FilterSearch::aNewSearchMakesOldResultsVoid()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i < 60'000; ++i)
        builder.received(message(i));
    log.append(builder.take());
    FilterSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &FilterSearch::finished);
    search.start(filterFor(u"anna"_s, log), log.snapshot(log.first(), log.end()));
    search.start(filterFor(u"\"E59999\""_s, log), log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.ids, (std::vector<quint64>{60'000}));
    search.start(filterFor(u"bob"_s, log), log.snapshot(log.first(), log.end()));
    search.cancel();
    QVERIFY(!search.isActive());
    QCoreApplication::processEvents();
    QCOMPARE(found.ids.size(), 1u);
}

void tst_FilterSearch::nothingToSearchIsFinishedAtOnce()
{
    FilterSearch search;
    QSignalSpy finished(&search, &FilterSearch::finished);
    search.start(filterFor(u"x"_s, MessageLog(0)), {});
    QCOMPARE(finished.size(), 1);
    search.cancel();
    QVERIFY(!search.isActive());
}

void tst_FilterSearch::whatNeedsNoTextReadsNone()
{
    MessageLog log(1'000'000);
    BatchBuilder builder;
    log.append(builder.received(message(0)).sent(R"({"Command":"c"})").note("Anna").take());
    const std::vector<SegmentSnapshot> segments = log.snapshot(log.first(), log.end());
    const auto passing = [&](const QString &text, bool readsText) {
        int reads = 0;
        LogFilter filter(parseFilter(text).expression, &log, nullptr);
        const auto ids = RowJudge(filter.compiled(), segments[0].first(), segments[0].rows())
                             .passing([&] { return ++reads, segments[0].text().text; }, [] { return false; });
        return reads == int(readsText) ? int(ids.size()) : -1;
    };
    QCOMPARE(passing(u"kind: event"_s, false), 1);
    QCOMPARE(passing(u"anna and kind: event"_s, true), 1);
    QCOMPARE(passing(u"anna and kind: malformed"_s, false), 0);
    QCOMPARE(passing(u"anna"_s, true), 2);
}

void tst_FilterSearch::newStringsAndAnswersAreKnownToTheSearchThatGoesOn()
{
    MessageLog log(1'000'000);
    BatchBuilder builder;
    log.append(builder.received(message(0)).take());
    FilterSearch search;
    Found found(&search);
    const FilterExpression filter = parseFilter(u"event: New or latency > 5ms or \"not there\""_s).expression;
    search.start(LogFilter(filter, &log, nullptr).compiled(), log.snapshot(log.first(), log.end()));
    builder.received(R"({"Event":"Old"})")
        .received(R"({"Event":"New"})")
        .sent(R"({"Command":"c"})")
        .after(6000);
    builder.received(R"({"Status":"OK","Request":{"Command":"c"}})");
    search.continueOn(builder.take());
    QTRY_COMPARE(found.ids.size(), 2u);
    QCOMPARE(found.sorted(), (std::vector<quint64>{3, 5}));
}

void tst_FilterSearch::anEndedSearchDoesNotOutliveItsOwner()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i < 60'000; ++i)
        builder.received(message(i));
    log.append(builder.take());
    auto search = std::make_unique<FilterSearch>();
    search->start(filterFor(u"anna"_s, log), log.snapshot(log.first(), log.end()));
    search.reset();
    QCoreApplication::processEvents(); // what was posted must have gone with it
}

QTEST_GUILESS_MAIN(tst_FilterSearch)
#include "tst_filtersearch.moc"
