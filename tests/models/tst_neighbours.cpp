#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/logwriter.h"
#include "ui/models/concern.h"
#include "ui/models/neighbours.h"
#include "ui/models/personsummary.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestNeighbours : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void theSameParticipantIsFoundAroundAMessage();
    void severalOfOneKindInARowAreOne();
    void customMessagesSayWhatTheyAreAbout();
    void theNearestRequestIsToldWithItsAnswer();
    void whatChangesEverybodyInTheRoomIsANeighbour();
    void whatChangedEverybodyBeforeSomebodyCameIsNone();
    void aChangeSaysWhatItWas();
    void othersAreNoNeighbours();
    void noTextIsReadToSeeWhomARowIsAbout();
    void whoNamesNobodyHasNone();
    void whatNobodyLookedAtIsSaid();
    void distancesHaveSigns();

private:
    static QByteArray custom(const QByteArray &action)
    {
        return "{\"participant_id\":104,\"room_id\":1,\"action\":\"" + action + "\"}";
    }
    static QByteArray moved(int person)
    {
        return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","values":{"room_id":1,"participant_id":)"
            + QByteArray::number(person) + "}}";
    }
    static QByteArray muted(int person)
    {
        return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":)"
            + QByteArray::number(person) + R"(,"control":2,"value":1}})";
    }
    static QByteArray mutedAll(int room)
    {
        return R"({"Event":"IMM_EVENT_SET_ALL_PARTICIPANTS_STATE","values":{"room_id":)"
            + QByteArray::number(room) + R"(,"control":2,"value":1}})";
    }
    static QByteArray about(const QByteArray &event, int person)
    {
        return "{\"Event\":\"IMM_EVENT_" + event + "\",\"values\":{\"room_id\":1,\"participant_id\":"
            + QByteArray::number(person) + R"(,"seat_id":7,"name":"Dan"}})";
    }
    QStringList told(quint64 message) const
    {
        QStringList list;
        for (const Neighbour &neighbour : neighboursOf(*m_log, *m_exchanges, MessageId(message)))
            list += QString::number(neighbour.message.value) + u' ' + neighbourText(neighbour) + u' '
                + neighbourDistance(neighbour);
        return list;
    }
    void take() { m_log->append(m_builder.take()); }

    BatchBuilder m_builder;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<ExchangeLog> m_exchanges;
};

void TestNeighbours::init()
{
    m_builder = {};
    m_exchanges.reset();
    m_log = std::make_unique<MessageLog>(64'000'000);
    m_exchanges = std::make_unique<ExchangeLog>(m_log.get());
}

void TestNeighbours::theSameParticipantIsFoundAroundAMessage()
{
    m_builder.received(custom("start-talking")).after(7'885'000).received(custom("stop-talking"));
    m_builder.after(423'000).received(muted(104)).after(1'484'000).received(moved(104));
    take();
    QCOMPARE(told(3),
        (QStringList{u"4 Moved +1.484 s"_s, u"2 Custom, \u2068stop-talking\u2069 −0.423 s"_s,
            u"1 Custom, \u2068start-talking\u2069 −8.308 s"_s}));
}

void TestNeighbours::severalOfOneKindInARowAreOne()
{
    m_builder.received(muted(104));
    for (int i = 0; i < 3'506; ++i)
        m_builder.received(moved(104)).received(moved(105));
    m_builder.after(1'000'000).received(muted(104));
    take();
    const QStringList lines = told(7'014);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains(u"Moved, 3\u2009506 times"_s), qPrintable(lines[0]));
    QVERIFY(lines[0].startsWith(u"7012 "_s)); // the nearest of them
    QVERIFY(lines[1].startsWith(u"1 Mute on"_s));
}

void TestNeighbours::customMessagesSayWhatTheyAreAbout()
{
    for (const QByteArray action : {"start-talking", "stop-talking"})
        m_builder.received("{\"Event\":\"IMM_EVENT_CUSTOM\",\"values\":{\"room_id\":1,\"participant_id\":104,"
                           "\"action\":\""
            + action + "\"}}");
    m_builder.received(muted(104));
    take();
    const QStringList lines = told(3);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains(u"stop-talking"_s) && lines[1].contains(u"start-talking"_s),
        qPrintable(lines.join(u'|')));
}

void TestNeighbours::theNearestRequestIsToldWithItsAnswer()
{
    const QByteArray far = R"({"Command":"get_participant_seat","room_id":1,"participant_id":104})";
    const QByteArray near =
        R"({"Command":"get_participant_state","room_id":1,"participant_id":104,"control":2})";
    m_builder.sent(far).after(9'000'000).received(muted(104)).after(1'484'000).sent(near);
    m_builder.received(R"({"Status":"OK","value":1,"Request":)" + near + '}');
    take();
    const QList<Neighbour> all = neighboursOf(*m_log, *m_exchanges, MessageId(2));
    QCOMPARE(all.size(), 1);
    QCOMPARE(all[0].message, MessageId(3));
    QCOMPARE(all[0].kind, MessageKind::Request);
    QCOMPARE(all[0].state, ExchangeState::Answered);
    QVERIFY(all[0].label.contains(u"get_participant_state"_s));
    QCOMPARE(neighbourDistance(all[0]), u"+1.484 s"_s);
}

void TestNeighbours::whatChangesEverybodyInTheRoomIsANeighbour()
{
    m_builder.received(mutedAll(1)).after(1'000'000).received(muted(104)).after(1'000'000);
    m_builder.received(mutedAll(2)).received(mutedAll(1));
    m_builder.sent(R"({"Command":"set_all_participants_state","room_id":1,"control":2,"value":1})");
    take();
    QCOMPARE(told(2),
        (QStringList{u"5 \u2068set_all_participants_state\u2069 +1.000 s"_s, u"4 Mute on for all +1.000 s"_s,
            u"1 Mute on for all −1.000 s"_s}));
}

void TestNeighbours::whatChangedEverybodyBeforeSomebodyCameIsNone()
{
    m_builder.received(mutedAll(1)).received(about("ADD_PARTICIPANT", 104)).received(muted(104));
    m_builder.received(about("REMOVE_PARTICIPANT", 104)).received(mutedAll(1));
    take();
    QCOMPARE(told(3), (QStringList{u"4 Left +0.000 s"_s, u"2 Joined +0.000 s"_s}));
    QVERIFY(told(2).filter(u"for all"_s).isEmpty());
}

void TestNeighbours::aChangeSaysWhatItWas()
{
    m_builder.received(about("SET_PARTICIPANT_SEAT", 104)).received(about("SET_NAME", 104));
    m_builder.received(muted(104)).received(muted(104)).received(moved(104));
    take();
    QCOMPARE(told(5).join(u'|').remove(QChar(0x2068)).remove(QChar(0x2069)),
        u"4 Mute on +0.000 s|3 Mute on +0.000 s|2 Renamed, “Dan” +0.000 s"_s);
    QVERIFY(told(2).back().startsWith(u"1 Seat 7"_s));
}

void TestNeighbours::othersAreNoNeighbours()
{
    m_builder.received(muted(105)).received(muted(104)).received(moved(105));
    take();
    QVERIFY(told(2).isEmpty());
}

/// Names that are too long for the pool stand in the text, which may have left memory.
void TestNeighbours::noTextIsReadToSeeWhomARowIsAbout()
{
    m_log->setRecordedTextLimit(0);
    m_builder.received(moved(104));
    m_builder.received("{\"Event\":\"" + QByteArray(300, 'n') + "\",\"room_id\":1}");
    for (size_t row = 0; row < 5 * Segment::maximumRows; ++row)
        m_builder.received(R"({"Event":"e"})");
    take();
    for (quint64 segment = 1; segment < 5; ++segment)
        m_log->text(MessageId(segment * Segment::maximumRows + 2)); // so that the first is the oldest
    m_log->addPlaces({{nullptr, {}, MessageId(1), m_log->size()}});
    QVERIFY(m_log->record(MessageId(2)).has(MessageFlag::Unpooled) && !m_log->hasText(MessageId(2)));
    QSignalSpy arrived(m_log.get(), &MessageLog::textArrived);
    QVERIFY(told(1).isEmpty());
    QVERIFY(!concerns(*m_log, m_log->record(MessageId(2)), {"1", "104"}));
    QVERIFY(concerns(*m_log, m_log->record(MessageId(2)), {"1", {}}));
    RoomDirectory directory(m_log.get());
    QVERIFY(summarize(*m_log, *m_exchanges, directory, {"1", "104"}, 0).latest.isEmpty());
    QVERIFY(!arrived.wait(50));
}

void TestNeighbours::whoNamesNobodyHasNone()
{
    m_builder.received(R"({"Event":"e"})").received(R"({"Event":"e"})");
    take();
    QVERIFY(told(1).isEmpty());
    QVERIFY(neighboursOf(*m_log, *m_exchanges, MessageId(77)).isEmpty());
}

void TestNeighbours::whatNobodyLookedAtIsSaid()
{
    LogWriter writer(m_log.get());
    writer.setPerson("1", "104");
    const MessageId first = writer.event("IMM_EVENT_SET_NAME");
    for (quint64 i = 0; i < searchedNeighbours + 10; ++i)
        writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
    writer.flush();
    const QList<Neighbour> all = neighboursOf(*m_log, *m_exchanges, first);
    QCOMPARE(all.size(), 1);
    QVERIFY(all[0].mayBeMore);
    QCOMPARE(all[0].count, searchedNeighbours);
    QVERIFY(neighbourText(all[0]).contains(u"at least"_s));
}

void TestNeighbours::distancesHaveSigns()
{
    QCOMPARE(neighbourDistance({.distance = 1'484'000}), u"+1.484 s"_s);
    QCOMPARE(neighbourDistance({.distance = -8'308'000}), u"−8.308 s"_s);
    QVERIFY(neighbourDistance({.distance = -125'000'000}).startsWith(u"−2 min"_s));
}

QTEST_GUILESS_MAIN(TestNeighbours)
#include "tst_neighbours.moc"
