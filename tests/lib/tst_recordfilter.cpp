#include "lib/log/recordfilter.h"
#include "tests/support/batchbuilder.h"

#include <QTest>

using namespace console;

class tst_RecordFilter : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void anEmptyFilterLetsEverythingThrough();
    void kindsAreChosen();
    void allSpellingsOfAnEventAreOneGroup();
    void aHiddenGroupHidesOnlyItself();
    void rowsWithoutANameStayUnlessGroupsAreAskedFor();
    void roomsAndPeopleAreComparedAsText();
    void timeIsHalfOpen();
    void gapsPassWhateverElseIsAskedForIfTheyAreWanted();
    void stringsThatWereNotPooledAreReadFromTheText();
    void stringsThatCameAfterTheFilterAreDecidedToo();

private:
    std::vector<quint64> shown(const RecordFilter &filter) const;

    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<BatchBuilder> m_builder;
    qint64 m_start = 0;
};

using Ids = std::vector<quint64>;

void tst_RecordFilter::init()
{
    m_log = std::make_unique<MessageLog>(100'000'000);
    m_builder = std::make_unique<BatchBuilder>();
    m_start = m_builder->time;
    m_builder->received(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","room_id":1,"participant_id":"7"})")
        .after(100);
    m_builder->received(R"({"Event":"add_participant","values":{"room_id":"2","participant_id":7}})")
        .after(100);
    m_builder->received(R"({"Event":"IMM_EVENT_DESTROY_ROOM","values":3})").after(100);
    m_builder->received("no JSON").after(100);
    m_builder->note("connected").after(100);
    m_builder->sent(R"({"Command":"get_version"})");
    m_log->append(m_builder->take());
}

Ids tst_RecordFilter::shown(const RecordFilter &filter) const
{
    RowPredicate predicate(filter, m_log.get());
    Ids ids;
    for (MessageId id = m_log->first(); id < m_log->end(); id = id + 1) {
        if (predicate(m_log->record(id), id))
            ids.push_back(id.value);
    }
    return ids;
}

void tst_RecordFilter::anEmptyFilterLetsEverythingThrough()
{
    QVERIFY(!RecordFilter().restrictsRows());
    QCOMPARE(shown({}), (Ids{1, 2, 3, 4, 5, 6}));
}

void tst_RecordFilter::kindsAreChosen()
{
    RecordFilter filter;
    filter.kinds = {MessageKind::Malformed, MessageKind::Request};
    QVERIFY(!filter.restrictsRows());
    QCOMPARE(shown(filter), (Ids{4, 6}));
}

void tst_RecordFilter::allSpellingsOfAnEventAreOneGroup()
{
    RecordFilter filter;
    filter.shownGroups = {"ADD_PARTICIPANT"};
    QVERIFY(filter.restrictsRows());
    QCOMPARE(shown(filter), (Ids{1, 2}));
}

void tst_RecordFilter::aHiddenGroupHidesOnlyItself()
{
    RecordFilter filter;
    filter.hiddenGroups = {"ADD_PARTICIPANT"};
    QCOMPARE(shown(filter), (Ids{3, 4, 5, 6}));
}

void tst_RecordFilter::rowsWithoutANameStayUnlessGroupsAreAskedFor()
{
    RecordFilter filter;
    filter.shownGroups = {"DESTROY_ROOM"};
    QCOMPARE(shown(filter), (Ids{3}));
    filter.shownGroups.clear();
    filter.hiddenGroups = {"DESTROY_ROOM", ""};
    QCOMPARE(shown(filter), (Ids{1, 2, 4, 5, 6}));
}

void tst_RecordFilter::roomsAndPeopleAreComparedAsText()
{
    RecordFilter filter;
    filter.participants = {"7"};
    QCOMPARE(shown(filter), (Ids{1, 2}));
    filter.rooms = {"2", "9"};
    QCOMPARE(shown(filter), (Ids{2}));
}

void tst_RecordFilter::timeIsHalfOpen()
{
    RecordFilter filter;
    filter.from = m_start + 100;
    filter.until = m_start + 300;
    QCOMPARE(shown(filter), (Ids{2, 3}));
}

void tst_RecordFilter::gapsPassWhateverElseIsAskedForIfTheyAreWanted()
{
    m_builder->after(5'000'000).gap(5'000'000);
    m_log->append(m_builder->take());
    RecordFilter filter;
    filter.kinds = {MessageKind::Malformed};
    filter.rooms = {"2"};
    QCOMPARE(shown(filter), Ids());
    filter.withGaps = true;
    QCOMPARE(shown(filter), (Ids{7})); // other notes do not
    filter.from = m_builder->time + 1;
    QCOMPARE(shown(filter), Ids());
    filter.from = 0;
    filter.until = m_builder->time - 4'000'000; // it had begun
    QCOMPARE(shown(filter), (Ids{7}));
}

void tst_RecordFilter::stringsThatWereNotPooledAreReadFromTheText()
{
    const QByteArray longId(300, 'x');
    m_builder->received("{\"Event\":\"ADD_PARTICIPANT\",\"room_id\":\"" + longId + "\"}");
    m_log->append(m_builder->take());
    RecordFilter filter;
    filter.rooms = {longId};
    QCOMPARE(shown(filter), (Ids{7}));
}

void tst_RecordFilter::stringsThatCameAfterTheFilterAreDecidedToo()
{
    RecordFilter filter;
    filter.rooms = {"new"};
    RowPredicate predicate(filter, m_log.get());
    QVERIFY(!predicate(m_log->record(MessageId(1)), MessageId(1)));
    m_builder->received(R"({"Event":"CREATE_ROOM","room_id":"other"})");
    m_builder->received(R"({"Event":"CREATE_ROOM","room_id":"new"})");
    m_log->append(m_builder->take());
    QVERIFY(!predicate(m_log->record(MessageId(7)), MessageId(7)));
    QVERIFY(predicate(m_log->record(MessageId(8)), MessageId(8)));
}

QTEST_GUILESS_MAIN(tst_RecordFilter)
#include "tst_recordfilter.moc"
