#include "lib/filter/valuesearch.h"
#include "lib/log/messagelog.h"
#include "tests/support/logwriter.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;

class TestValueSearch : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void theNearestIsFoundBothWays();
    void valuesAreTheSameHoweverTheyAreSpelt();
    void aValueElsewhereIsAnother();
    void farAwayIsFoundToo();
    void aNewSearchMakesTheOneBeforeVoid();
    void whereThereIsNoValueThereIsNoMessage();

private:
    MessageId add(const QByteArray &json)
    {
        const MessageId id = m_writer->event("e", json);
        m_writer->flush();
        return id;
    }
    void start(MessageId from, int direction, const QList<QByteArray> &keys = {"values", "id"})
    {
        const MessageId first = direction < 0 ? m_log->first() : from;
        const MessageId end = direction < 0 ? from + 1 : m_log->end();
        m_search->start(
            JsonPath(keys), m_log->text(from).toByteArray(), from, direction, m_log->snapshot(first, end));
    }
    MessageId find(MessageId from, int direction, const QList<QByteArray> &keys = {"values", "id"})
    {
        QSignalSpy finished(m_search.get(), &ValueSearch::finished);
        start(from, direction, keys);
        return finished.wait() ? finished[0][0].value<MessageId>() : MessageId(~quint64(0));
    }

    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<LogWriter> m_writer;
    std::unique_ptr<ValueSearch> m_search;
};

void TestValueSearch::init()
{
    m_search = std::make_unique<ValueSearch>();
    m_log = std::make_unique<MessageLog>(1'000'000'000);
    m_writer = std::make_unique<LogWriter>(m_log.get());
}

void TestValueSearch::theNearestIsFoundBothWays()
{
    for (const char *id : {"1", "2", "1", "2", "1", "3"})
        add(QByteArray(R"({"values":{"id":)") + id + "}}");
    QCOMPARE(find(MessageId(3), +1), MessageId(5));
    QCOMPARE(find(MessageId(3), -1), MessageId(1));
    QCOMPARE(find(MessageId(1), -1), MessageId());
    QCOMPARE(find(MessageId(6), +1), MessageId());
    QCOMPARE(find(MessageId(6), -1), MessageId());
}

void TestValueSearch::valuesAreTheSameHoweverTheyAreSpelt()
{
    add(R"({"values":{"id":100}})");
    add(R"({"values":{"id":"100"}})");
    add(R"({ "values" : { "id" : 1.0e2 } })");
    add(R"({"values":{"id":"\u0031\u00300"}})");
    add(R"({"values":{"id":null}})");
    add(R"({"values":{"id":null,"more":1}})");
    QCOMPARE(find(MessageId(1), +1), MessageId(3));
    QCOMPARE(find(MessageId(2), +1), MessageId(4));
    QCOMPARE(find(MessageId(5), +1), MessageId(6));
}

void TestValueSearch::aValueElsewhereIsAnother()
{
    add(R"({"values":{"id":1}})");
    add(R"({"id":1})");
    add(R"({"values":[1]})");
    add("no JSON 1");
    add(R"({"values":{"id":{"id":1}}})");
    QCOMPARE(find(MessageId(1), +1), MessageId());
    add(R"({"values":[5,1]})");
    QCOMPARE(find(MessageId(3), +1, {"values", "0"}), MessageId());
    QCOMPARE(find(MessageId(6), -1, {"values", "1"}), MessageId());
    add(R"({"values":[7,1]})");
    QCOMPARE(find(MessageId(6), +1, {"values", "1"}), MessageId(7));
}

void TestValueSearch::farAwayIsFoundToo()
{
    QList<MessageId> ids;
    for (int hit = 0; hit < 3; ++hit) { // each in another segment, with one in between
        ids.append(add(R"({"values":{"id":1}})"));
        for (int i = 0; i < 40'000; ++i)
            m_writer->event("e", R"({"values":{"id":2}})");
    }
    m_writer->flush();
    QCOMPARE(find(ids[0], +1), ids[1]);
    QCOMPARE(find(ids[2], -1), ids[1]);
    QCOMPARE(find(ids[2], +1), MessageId());
}

void TestValueSearch::aNewSearchMakesTheOneBeforeVoid()
{
    for (const char *id : {"1", "2", "1", "2"})
        add(QByteArray(R"({"values":{"id":)") + id + "}}");
    QSignalSpy finished(m_search.get(), &ValueSearch::finished);
    start(MessageId(1), +1);
    start(MessageId(2), +1);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished[0][0].value<MessageId>(), MessageId(4));
    start(MessageId(1), +1);
    m_search->cancel();
    start(MessageId(2), +1);
    QTRY_COMPARE(finished.size(), 2);
}

void TestValueSearch::whereThereIsNoValueThereIsNoMessage()
{
    add(R"({"values":{"id":1}})");
    add(R"({"values":{"id":1}})");
    QCOMPARE(find(MessageId(1), +1, {"values"}), MessageId());
    QCOMPARE(find(MessageId(1), +1, {"other"}), MessageId());
}

QTEST_GUILESS_MAIN(TestValueSearch)
#include "tst_valuesearch.moc"
