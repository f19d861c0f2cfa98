#include "lib/log/textneedle.h"
#include "lib/log/textsearch.h"
#include "tests/support/batchbuilder.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace console;
using namespace Qt::StringLiterals;

class tst_TextSearch : public QObject
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

struct Found
{
    explicit Found(TextSearch *search)
    {
        QObject::connect(search, &TextSearch::found, search,
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

void tst_TextSearch::needlesAgreeWithANaiveSearch()
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

void tst_TextSearch::asciiCaseDoesNotMatterButOtherCaseDoes()
{
    QVERIFY(containsText("Daniel KIM", false, "daniel kim"));
    QVERIFY(containsText("{\"a\":1}", false, "\"A\""));
    QVERIFY(containsText("M\xC3\xBCller", false, "m\xC3\xBCLLER"));
    QVERIFY(!containsText("M\xC3\xBCller", false, "M\xC3\x9CLLER"));
    QVERIFY(!containsText("a{b", false, "a[b"));
    QVERIFY(containsText("anything", false, ""));
    QVERIFY(!containsText("", false, "a"));
}

void tst_TextSearch::escapedTextIsFoundUnescaped()
{
    const QByteArray text = R"({"name":"M\u00fcller \ud83d\ude00\n\"x\""})";
    QVERIFY(containsText(text, true, "m\xC3\xBCller"));
    QVERIFY(!containsText(text, false, "m\xC3\xBCller"));
    QVERIFY(containsText(text, true, "\\u00FC"));
    QCOMPARE(unescaped(text), QByteArray("{\"name\":\"M\xC3\xBCller \xF0\x9F\x98\x80\n\"x\"\"}"));
}

void tst_TextSearch::brokenEscapesStayAsTheyAre()
{
    QCOMPARE(unescaped(R"(\u12)"), QByteArray(R"(\u12)"));
    QCOMPARE(unescaped(R"(\)"), QByteArray(R"(\)"));
    QCOMPARE(unescaped(R"(\ud83d!)"), QString(QChar(char16_t(0xd83d))).toUtf8() + '!');
}

void tst_TextSearch::everyRowThatHoldsTheTextIsFoundOnce()
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
    TextSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &TextSearch::finished);
    search.start(u"ANNA"_s, log.snapshot(log.first(), log.end()));
    QVERIFY(search.isActive());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.sorted(), expected);
}

void tst_TextSearch::aHitAcrossTwoRowsIsNone()
{
    MessageLog log(1'000'000);
    BatchBuilder builder;
    builder.received("aab").received("aabxaab").received("").received("bab").received("a").received("abc");
    log.append(builder.take());
    TextSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &TextSearch::finished);
    search.start(u"baa"_s, log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.ids, std::vector<quint64>());
    search.start(u"ab"_s, log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(found.ids, (std::vector<quint64>{1, 2, 4, 6}));
}

void tst_TextSearch::theNewestSegmentIsSearchedFirst()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i < 16'384 * 6; ++i)
        builder.received("{\"Event\":\"Anna\"}");
    log.append(builder.take());
    TextSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &TextSearch::finished);
    search.start(u"anna"_s, log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.order.size(), 6u);
    QVERIFY(found.order.front() > 16'384u);
    QCOMPARE(*std::min_element(found.order.end() - QThread::idealThreadCount(), found.order.end()), 1u);
}

void tst_TextSearch::theSearchGoesOnWithNewBatches()
{
    MessageLog log(1'000'000);
    BatchBuilder builder;
    log.append(builder.received(message(0)).take());
    TextSearch search;
    Found found(&search);
    const BatchPointer second = builder.received(message(1)).received(message(3)).take();
    search.continueOn(second);
    search.start(u"anna"_s, log.snapshot(log.first(), log.end()));
    search.continueOn(second);
    QTRY_COMPARE(found.ids.size(), 2u);
    QCOMPARE(found.sorted(), (std::vector<quint64>{1, 3}));
}

void tst_TextSearch::aNewSearchMakesOldResultsVoid()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i < 60'000; ++i)
        builder.received(message(i));
    log.append(builder.take());
    TextSearch search;
    Found found(&search);
    QSignalSpy finished(&search, &TextSearch::finished);
    search.start(u"anna"_s, log.snapshot(log.first(), log.end()));
    search.start(u"\"E59999\""_s, log.snapshot(log.first(), log.end()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.ids, (std::vector<quint64>{60'000}));
    search.start(u"bob"_s, log.snapshot(log.first(), log.end()));
    search.cancel();
    QVERIFY(!search.isActive());
    QCoreApplication::processEvents();
    QCOMPARE(found.ids.size(), 1u);
}

void tst_TextSearch::nothingToSearchIsFinishedAtOnce()
{
    TextSearch search;
    QSignalSpy finished(&search, &TextSearch::finished);
    search.start(u"x"_s, {});
    QCOMPARE(finished.size(), 1);
    search.start({}, {});
    QVERIFY(!search.isActive());
}

void tst_TextSearch::anEndedSearchDoesNotOutliveItsOwner()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i < 60'000; ++i)
        builder.received(message(i));
    log.append(builder.take());
    auto search = std::make_unique<TextSearch>();
    search->start(u"anna"_s, log.snapshot(log.first(), log.end()));
    search.reset();
    QCoreApplication::processEvents(); // what was posted must have gone with it
}

QTEST_GUILESS_MAIN(tst_TextSearch)
#include "tst_textsearch.moc"
