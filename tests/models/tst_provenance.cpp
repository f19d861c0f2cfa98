#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/inspection.h"
#include "ui/models/numbers.h"
#include "ui/models/personsummary.h"
#include "ui/models/provenance.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QString plain(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069)).replace(QChar(0x2009), u' ');
}

const QString noneSame = u"none said the same|within 10 s"_s;
const QByteArray muteFor104 =
    R"({"Command":"set_participant_state","room_id":1,"participant_id":104,"control":2,"value":1})";

struct Bench
{
    MessageId received(const QByteArray &text, qint64 later = 1'000'000)
    {
        log.append(builder.after(later).received(text).take());
        return MessageId(log.end().value - 1);
    }
    MessageId state(int control, int value, qint64 later = 1'000'000)
    {
        return received(R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":104,"control":)"
                + QByteArray::number(control) + ",\"value\":" + QByteArray::number(value) + "}",
            later);
    }
    Inspection inspection(MessageId message) const { return inspect(log, exchanges, &directory, message, 0); }
    /// "strong|soft" of one line of facts; empty: there is none.
    QString fact(MessageId message, const QString &label) const
    {
        return find(inspection(message).facts, label);
    }
    MessageId leadsTo(MessageId message, const QString &label) const
    {
        for (const Fact &fact : inspection(message).facts) {
            if (fact.label == label)
                return fact.toldBy;
        }
        return {};
    }
    static QString find(const QList<Fact> &facts, const QString &label)
    {
        for (const Fact &fact : facts) {
            if (fact.label == label)
                return plain(fact.strong + u'|' + fact.soft);
        }
        return {};
    }
    MessageId stateForAll(int value)
    {
        return received(R"({"Event":"SET_ALL_PARTICIPANTS_STATE","room_id":1,"control":2,"value":)"
            + QByteArray::number(value) + "}");
    }
    QString clock(MessageId message) const { return clockText(log.record(message).time).left(8); }

    MessageLog log{1'000'000'000};
    ExchangeLog exchanges{&log};
    RoomDirectory directory{&log};
    BatchBuilder builder;
};

} // namespace

class tst_Provenance : public QObject
{
    Q_OBJECT
private slots:
    void aValueBeforeSaysSinceWhenAndByWhichEvent();
    void whereNothingWasSeenThatIsSaid();
    void theEndOfAMuteSaysHowLongItWas();
    void aPlaceThatTheMessageDoesNotBringSaysFromWhere();
    void anAgeInFullSaysThatItCountsToTheMessage();
    void aNameThatNobodyToldCanBeAskedForWhileTheyAreThere();
    void aNameSaysWhoGaveIt();
    void aNameToldLaterSaysSo();
    void whoHasTheIdOfAnotherHasNeitherNameNorPlaceOfThem();
    void anAnswerIsNoEvent();
    void anEventSaysWhatOwnRequestSaidTheSame();
    void whatOthersAskedForIsNoOwnRequest();
    void whatWasAskedJustBeforeIsTold();
    void whereNothingWasAskedThatIsSaid();
    void whatWasRefusedSaidTheSameOnlyWhereNothingElseDid();
    void whatIsAskedForEverybodyIsToldOfEach();
    void whatCannotBeComparedIsNotJudged();
    void ofWhatIsNotHereNothingIsClaimed();
    void ofRequestsThatLeftMemoryNothingIsClaimed();
    void ofRequestsBeyondThoseThatAreKeptNothingIsClaimed();
    void ofIdsThatCannotBeReadNothingIsClaimed();
    void ofPeopleBeyondThePoolNothingIsClaimed();
    void whatOnlyTheRecordingHoldsIsAskedFor();
    void aRecordingFromTheMidstOfASessionClaimsNoStart();
    void whatTheServerDeniesIsGone();
    void aPersonsPageTellsAllThatIsKnown();
    void aPersonsPageListsWhatChangedEverybody();
    void aRoomsPageTellsItsLayout();
};

void tst_Provenance::aValueBeforeSaysSinceWhenAndByWhichEvent()
{
    Bench bench;
    const MessageId off = bench.state(2, 0);
    const MessageId on = bench.state(2, 1, 5'000'000);
    QCOMPARE(bench.fact(on, u"Before"_s), u"Mute off|since %1, event 1"_s.arg(bench.clock(off)));
    const MessageId layout = bench.received(R"({"Event":"SET_ROOM_LAYOUT","room_id":1,"layout_id":2})");
    const MessageId other = bench.received(R"({"Event":"SET_ROOM_LAYOUT","room_id":1,"layout_id":3})");
    QCOMPARE(bench.fact(other, u"Before"_s), u"Layout 2|since %1, event 3"_s.arg(bench.clock(layout)));
}

void tst_Provenance::whereNothingWasSeenThatIsSaid()
{
    Bench bench;
    const MessageId gain = bench.state(12, 65);
    QCOMPARE(bench.fact(gain, u"Before"_s), u"|previous value not seen"_s);
    QCOMPARE(bench.fact(gain, u"Name"_s), u"|not known"_s);
    QCOMPARE(bench.fact(gain, u"Place"_s), QString());
    const MessageId moved = bench.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":104,"x":1,"y":0,"z":0})");
    QCOMPARE(bench.fact(moved, u"Before"_s), u"|previous place not seen"_s);
}

void tst_Provenance::theEndOfAMuteSaysHowLongItWas()
{
    Bench bench;
    const MessageId on = bench.state(2, 1);
    const MessageId off = bench.state(2, 0, 903'000'000);
    QCOMPARE(bench.inspection(off).sentence.subtitle,
        u"Muted for 15 min 3 s, since %1"_s.arg(clockText(bench.log.record(on).time)));
    QVERIFY(!bench.inspection(on).sentence.subtitle.startsWith(u"Muted for"));
    QVERIFY(!bench.inspection(bench.state(2, 0)).sentence.subtitle.startsWith(u"Muted for"));
    const MessageId begin = bench.received(R"({"participant_id":"104","action":"start-talking"})");
    const MessageId end = bench.received(R"({"participant_id":"104","action":"stop-talking"})", 4'200'000);
    QCOMPARE(bench.inspection(end).sentence.subtitle,
        u"Talked for 4.2 s, since %1"_s.arg(clockText(bench.log.record(begin).time)));
}

void tst_Provenance::aPlaceThatTheMessageDoesNotBringSaysFromWhere()
{
    Bench bench;
    bench.received(R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":104,"seat_id":7})");
    const MessageId gain = bench.state(12, 65, 185'000'000);
    QCOMPARE(bench.fact(gain, u"Place"_s), u"Seat 7|as of event 1, 3 min ago"_s);
    bench.log.append(bench.builder.after(9'000'000).gap(5'000'000).take());
    QCOMPARE(bench.fact(bench.state(12, 66), u"Place"_s),
        u"Seat 7|as of event 1, 3 min ago, not confirmed since"_s);
}

void tst_Provenance::anAgeInFullSaysThatItCountsToTheMessage()
{
    Bench bench;
    const auto inFull = [&bench](MessageId message) {
        for (const Fact &fact : bench.inspection(message).facts) {
            if (fact.label == u"Place")
                return plain(fact.softInFull);
        }
        return QString();
    };
    bench.received(R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":104,"seat_id":7})");
    const MessageId near = bench.state(12, 65, 400'000);
    const MessageId late = bench.state(12, 66, 185'000'000);
    QCOMPARE(bench.fact(near, u"Place"_s), u"Seat 7|as of event 1, just before"_s);
    QCOMPARE(inFull(near), u"as of event 1, just before this message"_s);
    QCOMPARE(inFull(late), u"as of event 1, 3 min before this message"_s);
}

void tst_Provenance::aNameThatNobodyToldCanBeAskedForWhileTheyAreThere()
{
    Bench bench;
    const auto offer = [&bench](MessageId message) {
        for (const Fact &fact : bench.inspection(message).facts) {
            if (fact.label == u"Name")
                return fact.offer;
        }
        return u"no name at all"_s;
    };
    const MessageId joined =
        bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":104})");
    const MessageId muted = bench.state(2, 1);
    const MessageId roomless = bench.received(R"({"Event":"start-talking","values":{"participant_id":104}})");
    for (const MessageId message : {joined, muted, roomless})
        QCOMPARE(offer(message), u"Ask name"_s);
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":104})");
    QCOMPARE(offer(muted), QString());
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":104,"name":"Daniel Kim"})");
    QCOMPARE(offer(muted), QString());
}

void tst_Provenance::aNameSaysWhoGaveIt()
{
    Bench bench;
    const MessageId name =
        bench.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":104,"name":"Daniel Kim"})");
    const MessageId mute = bench.state(2, 1);
    QCOMPARE(bench.fact(mute, u"Name"_s), u"Daniel Kim|named %1, event 1"_s.arg(bench.clock(name)));
    const MessageId renamed =
        bench.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":104,"name":"Dan"})");
    QCOMPARE(bench.fact(renamed, u"Before"_s), u"Daniel Kim|since %1, event 1"_s.arg(bench.clock(name)));
}

void tst_Provenance::aNameToldLaterSaysSo()
{
    Bench bench;
    const MessageId nameless = bench.state(2, 1);
    const MessageId name =
        bench.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":104,"name":"Daniel Kim"})");
    QCOMPARE(bench.fact(nameless, u"Name"_s),
        u"Daniel Kim|named %1, event 2, after this message"_s.arg(bench.clock(name)));
    const MessageId named = bench.state(2, 0);
    bench.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":104,"name":"Dan"})");
    QCOMPARE(bench.fact(named, u"Name"_s),
        u"Daniel Kim|since %1, event 2, now called Dan"_s.arg(bench.clock(name)));
}

void tst_Provenance::whoHasTheIdOfAnotherHasNeitherNameNorPlaceOfThem()
{
    Bench bench;
    const MessageId joined =
        bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":104,"name":"Daniel Kim"})");
    const MessageId muted = bench.state(2, 1);
    bench.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":104,"x":1,"y":0,"z":2})");
    const MessageId other = bench.received(
        R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":104,"name":"Fatou Ferrari"})");
    const MessageId otherMuted = bench.state(2, 1);
    QCOMPARE(bench.fact(muted, u"Name"_s), u"Daniel Kim|since %1, event 1"_s.arg(bench.clock(joined)));
    QVERIFY(bench.inspection(muted).sentence.title.startsWith(u"\u2068Daniel Kim"));
    QCOMPARE(bench.inspection(muted).person, u"\u2068Daniel Kim\u2069"_s);
    QCOMPARE(bench.fact(otherMuted, u"Name"_s), u"Fatou Ferrari|named %1, event 4"_s.arg(bench.clock(other)));
    for (const MessageId ofOther : {other, otherMuted}) {
        for (const Fact &fact : bench.inspection(ofOther).facts)
            QVERIFY(fact.label != u"Place");
    }
}

void tst_Provenance::anEventSaysWhatOwnRequestSaidTheSame()
{
    Bench bench;
    const QByteArray set =
        R"({"Command":"set_participant_state","room_id":1,"participant_id":104,"control":2,"value":0})";
    const MessageId on = bench.state(2, 1);
    bench.builder.after(1'000'000).sent(set).after(12'000);
    bench.received(R"({"Status":"OK","Request":)" + set + "}", 0);
    const MessageId off = bench.state(2, 0, 19'000);
    QCOMPARE(bench.fact(off, u"Own request"_s), u"1 said the same|31.0 ms before, answered OK"_s);
    QCOMPARE(bench.fact(off, u"Before"_s), u"Mute on|since %1, event 1"_s.arg(bench.clock(on)));
    QVERIFY(bench.inspection(off).sentence.subtitle.startsWith(u"Muted for 1.0 s"));
    for (const Fact &fact : bench.inspection(off).facts) {
        if (fact.label == u"Own request")
            QCOMPARE(fact.toldBy, MessageId(2));
        if (fact.label == u"Before")
            QCOMPARE(fact.toldBy, on);
    }
}

void tst_Provenance::whatOthersAskedForIsNoOwnRequest()
{
    Bench bench;
    bench.builder.sent(
        R"({"Command":"set_participant_state","room_id":1,"participant_id":104,"control":2,"value":1})");
    QCOMPARE(bench.fact(bench.state(2, 0), u"Own request"_s), noneSame); // another value
    QCOMPARE(bench.fact(bench.state(12, 1), u"Own request"_s), noneSame); // another control
    QVERIFY(bench.fact(bench.state(2, 1), u"Own request"_s) != noneSame);
    QCOMPARE(bench.fact(bench.state(2, 1, 11'000'000), u"Own request"_s), noneSame); // too long ago
    bench.builder.sent(R"({"Command":"set_all_participants_state","room_id":1,"control":2,"value":1})");
    QVERIFY(bench.fact(bench.stateForAll(1), u"Own request"_s) != noneSame);
}

void tst_Provenance::whatWasAskedJustBeforeIsTold()
{
    Bench bench;
    bench.builder.sent(R"({"Command":"get_version"})").after(1'200'000);
    bench.builder.sent(muteFor104).after(3'000'000);
    const MessageId on = bench.state(2, 1, 0);
    QCOMPARE(bench.fact(on, u"Own request"_s), u"2 said the same|3.0 s before, no answer yet"_s);
    QCOMPARE(bench.fact(on, u"Asked before"_s), u"1 get_version|1.2 s before 2"_s);
    QCOMPARE(bench.leadsTo(on, u"Asked before"_s), MessageId(1));
    const MessageId off = bench.state(2, 0, 1'400'000);
    QCOMPARE(bench.fact(off, u"Own request"_s), noneSame);
    QCOMPARE(bench.leadsTo(off, u"Own request"_s), MessageId());
    QCOMPARE(bench.fact(off, u"Asked before"_s), u"2 set_participant_state|4.4 s before"_s);
    QCOMPARE(bench.leadsTo(off, u"Asked before"_s), MessageId(2));
}

void tst_Provenance::whereNothingWasAskedThatIsSaid()
{
    Bench bench;
    const MessageId on = bench.state(2, 1);
    QCOMPARE(bench.fact(on, u"Own request"_s), u"none|nothing was asked before"_s);
    QCOMPARE(bench.fact(on, u"Asked before"_s), QString());
    bench.builder.sent(muteFor104);
    const MessageId again = bench.state(2, 1);
    QCOMPARE(bench.fact(on, u"Own request"_s), u"none|nothing was asked before"_s);
    QCOMPARE(bench.fact(again, u"Asked before"_s), u"|nothing"_s);
}

void tst_Provenance::whatWasRefusedSaidTheSameOnlyWhereNothingElseDid()
{
    Bench bench;
    const QByteArray refusal = R"({"Status":"ERROR","Error Code":-9988,"Request":)" + muteFor104 + "}";
    bench.builder.sent(muteFor104);
    bench.received(refusal);
    QCOMPARE(bench.fact(bench.state(2, 1), u"Own request"_s), u"1 said the same|2.0 s before, refused"_s);
    bench.builder.sent(muteFor104)
        .after(1'000'000)
        .received(R"({"Status":"OK","Request":)" + muteFor104 + "}");
    bench.builder.sent(muteFor104);
    bench.received(refusal);
    QCOMPARE(bench.fact(bench.state(2, 1), u"Own request"_s), u"2 said the same|3.0 s before, answered OK"_s);
}

void tst_Provenance::whatIsAskedForEverybodyIsToldOfEach()
{
    Bench bench;
    bench.builder.sent(R"({"Command":"set_all_participants_state","room_id":1,"control":2,"value":1})");
    QVERIFY(bench.fact(bench.state(2, 1), u"Own request"_s).startsWith(u"1 said the same|"));
    QCOMPARE(bench.fact(bench.state(2, 0), u"Own request"_s), noneSame);
    bench.builder.sent(muteFor104);
    QVERIFY(bench.fact(bench.stateForAll(1), u"Own request"_s).startsWith(u"1 said the same|"));
}

void tst_Provenance::whatCannotBeComparedIsNotJudged()
{
    Bench bench;
    bench.builder.sent(muteFor104);
    const MessageId talks = bench.received(R"({"participant_id":"104","action":"start-talking"})");
    QCOMPARE(bench.fact(talks, u"Own request"_s), u"|not known, this event cannot be compared"_s);
    QCOMPARE(bench.fact(talks, u"Asked before"_s), u"1 set_participant_state|1.0 s before"_s);
}

void tst_Provenance::ofWhatIsNotHereNothingIsClaimed()
{
    const QString noneFound = u"none found|not all within 10 s can be looked at"_s;
    Bench bench;
    const MessageId on = bench.state(2, 1);
    bench.exchanges.setWhole(false);
    QCOMPARE(bench.fact(on, u"Own request"_s), noneFound);
    QVERIFY(bench.fact(on, u"Asked before"_s).startsWith(u"|not known"));
    bench.exchanges.setWhole(true);
    bench.builder.sent(muteFor104.chopped(1) + ",\"text\":\"" + QByteArray(70'000, 'x') + "\"}");
    QCOMPARE(bench.fact(bench.state(2, 1), u"Own request"_s), noneFound); // too long to read
    for (int i = 0; i < 300; ++i)
        bench.builder.sent(R"({"Command":"get_version"})");
    QCOMPARE(bench.fact(bench.state(2, 1), u"Own request"_s), noneFound); // too many to look at
}

void tst_Provenance::ofRequestsThatLeftMemoryNothingIsClaimed()
{
    for (const bool isAnswered : {false, true}) {
        Bench bench;
        bench.log.setMemoryLimit(1);
        bench.builder.sent(muteFor104);
        if (isAnswered)
            bench.builder.received(R"({"Status":"OK","Request":)" + muteFor104 + "}");
        for (size_t row = 0; row < 2 * Segment::maximumRows; ++row)
            bench.builder.received(R"({"Event":"e"})");
        bench.log.append(bench.builder.take());
        const MessageId on = bench.state(2, 1);
        QVERIFY(!bench.log.contains(MessageId(1)) && bench.log.contains(on));
        QVERIFY(bench.fact(on, u"Own request"_s).startsWith(u"none found|"));
        QVERIFY(bench.fact(on, u"Asked before"_s).startsWith(u"|not known"));
    }
}

void tst_Provenance::ofRequestsBeyondThoseThatAreKeptNothingIsClaimed()
{
    Bench bench;
    bench.received(R"({"Event":"e"})");
    bench.builder.after(20'000'000).sent(muteFor104);
    const MessageId on = bench.state(2, 1);
    bench.builder.after(1'000'000);
    for (size_t i = 0; i < ExchangeLog::maximumCount; ++i)
        bench.builder.sent(R"({"Command":"get_version"})");
    bench.log.append(bench.builder.take());
    QVERIFY(bench.log.contains(MessageId(1)) && bench.exchanges.requestsLeft() > 0);
    QVERIFY(bench.fact(on, u"Own request"_s).startsWith(u"none found|"));
    const MessageId late = bench.state(2, 1, 11'000'000);
    QCOMPARE(bench.fact(late, u"Own request"_s), noneSame);
}

void tst_Provenance::ofIdsThatCannotBeReadNothingIsClaimed()
{
    Bench bench;
    bench.log.setRecordedTextLimit(0);
    const QByteArray longId(StringPool::maximumLength + 1, 'x');
    const QByteArray said = R"_("room_id":1,"participant_id":")_" + longId + R"_(","control":2,"value":1})_";
    bench.builder.sent(R"({"Command":"set_participant_state",)" + said);
    for (size_t row = 0; row < 5 * Segment::maximumRows; ++row)
        bench.builder.received(R"({"Event":"e"})");
    const MessageId on = bench.received(R"({"Event":"SET_PARTICIPANT_STATE",)" + said);
    for (quint64 segment = 1; segment < 5; ++segment)
        bench.log.text(MessageId(segment * Segment::maximumRows + 2)); // so that the first is the oldest
    bench.log.addPlaces({{nullptr, {}, MessageId(1), bench.log.size()}});
    QVERIFY(!bench.log.hasText(MessageId(1)) && bench.log.hasText(on));
    const Inspection shown = bench.inspection(on);
    QVERIFY(Bench::find(shown.facts, u"Own request"_s).startsWith(u"none found|"));
    QCOMPARE(shown.awaited, MessageId(1));
}

void tst_Provenance::ofPeopleBeyondThePoolNothingIsClaimed()
{
    Bench bench;
    bench.builder.sent(QByteArray(muteFor104).replace("104", "105"));
    bench.builder.after(1'000'000).received(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":104,"control":2,"value":1})");
    MessageBatch batch = *bench.builder.take();
    for (MessageRecord &row : batch.rows)
        row.participant = StringId(quint32(StringPool::maximumCount)); // which both are once the pool is full
    bench.log.append(std::make_shared<const MessageBatch>(batch));
    QCOMPARE(bench.fact(MessageId(2), u"Own request"_s), u"|not known, this event cannot be compared"_s);
}

void tst_Provenance::whatOnlyTheRecordingHoldsIsAskedFor()
{
    Bench bench;
    bench.log.setRecordedTextLimit(0);
    bench.builder.sent(muteFor104);
    for (size_t row = 0; row < 5 * Segment::maximumRows; ++row)
        bench.builder.received(R"({"Event":"e"})");
    const MessageId on = bench.state(2, 1);
    for (quint64 segment = 1; segment < 5; ++segment)
        bench.log.text(MessageId(segment * Segment::maximumRows + 2)); // so that the first is the oldest
    bench.log.addPlaces({{nullptr, {}, MessageId(1), bench.log.size()}});
    QVERIFY(!bench.log.hasText(MessageId(1)) && bench.log.hasText(on));
    QSignalSpy arrived(&bench.log, &MessageLog::textArrived);
    const Inspection shown = bench.inspection(on);
    QCOMPARE(shown.awaited, MessageId(1));
    QVERIFY(Bench::find(shown.facts, u"Own request"_s).startsWith(u"none found|"));
    QTRY_COMPARE(arrived.size(), 1);
}

void tst_Provenance::aRecordingFromTheMidstOfASessionClaimsNoStart()
{
    for (const bool isFromStart : {false, true}) {
        Bench bench;
        bench.exchanges.setLive(false);
        bench.builder.note("connecting").note("connected", isFromStart ? NoteKind::Opened : NoteKind::Other);
        const MessageId on = bench.state(2, 1);
        const QString own = bench.fact(on, u"Own request"_s);
        QVERIFY2(own.startsWith(isFromStart ? u"none|nothing" : u"none found|"), qPrintable(own));
        const MessageId late = bench.state(2, 1, 11'000'000);
        QCOMPARE(bench.fact(late, u"Own request"_s), isFromStart ? own : noneSame); // all 10 s are here
    }
}

void tst_Provenance::whatTheServerDeniesIsGone()
{
    Bench bench;
    bench.state(2, 1);
    const QByteArray ask = R"({"Command":"get_room_layout","room_id":1})";
    bench.builder.sent(ask);
    const MessageId answer = bench.received(
        R"({"Status":"ERROR","Error Code":-9993,"Error Description":"no","Request":)" + ask + "}");
    const PersonSummary summary =
        summarize(bench.log, bench.exchanges, bench.directory, {"1", {}}, bench.log.lastTime());
    QCOMPARE(Bench::find(summary.facts, u"Seen"_s),
        u"destroyed|%1, answer 3: there is none"_s.arg(bench.clock(answer)));
}

void tst_Provenance::anAnswerIsNoEvent()
{
    Bench bench;
    const QByteArray ask =
        R"({"Command":"get_participant_state","room_id":1,"participant_id":104,"control":2})";
    const QByteArray set =
        R"({"Command":"set_participant_state","room_id":1,"participant_id":104,"control":2,"value":0})";
    bench.builder.sent(ask);
    bench.received(R"({"Status":"OK","value":1,"Request":)" + ask + "}");
    QVERIFY(bench.fact(bench.state(2, 0), u"Before"_s).endsWith(u", answer 2"_s));
    bench.builder.sent(set);
    bench.received(R"({"Status":"OK","Request":)" + set + "}");
    bench.state(2, 1);
    QVERIFY(bench.fact(MessageId(5), u"Before"_s).endsWith(u", event 3"_s));
    QCOMPARE(tellerText(bench.log, MessageId(5)), u"own request, answer 5"_s);
}

void tst_Provenance::aPersonsPageTellsAllThatIsKnown()
{
    Bench bench;
    bench.received(
        R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":104,"name":"Daniel Kim","type":1})");
    for (int i = 0; i < 30; ++i)
        bench.received(
            R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":104,"x":1,"y":0,"z":2})");
    const MessageId mute = bench.state(2, 1);
    bench.builder.sent(R"({"Command":"get_participant_seat","room_id":1,"participant_id":104})");
    bench.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":105,"name":"Elif"})");
    const PersonSummary summary = summarize(
        bench.log, bench.exchanges, bench.directory, {"1", "104"}, bench.log.lastTime() + 60'000'000);
    QCOMPARE(plain(summary.title), u"Daniel Kim"_s);
    QCOMPARE(Bench::find(summary.facts, u"Place"_s), u"x 1 y 0 z 2 cm|as of event 31, 1 min ago"_s);
    QCOMPARE(Bench::find(summary.facts, u"Talking"_s), u"|not seen yet"_s);
    QCOMPARE(summary.controls.size(), 2);
    QCOMPARE(Bench::find(summary.controls, u"Mute"_s), u"on|as of event 32, 1 min ago"_s);
    const QString notSeen = Bench::find(summary.controls, u"Not seen yet"_s);
    QCOMPARE(notSeen.count(u','), 12);
    QVERIFY(notSeen.contains(controlLabel("12")) && !notSeen.contains(controlLabel("2") + u','));
    QCOMPARE(summary.latest.size(), 4);
    QCOMPARE(plain(summary.latest[0].label), u"get_participant_seat"_s);
    QCOMPARE(summary.latest[0].state, ExchangeState::Waiting);
    QCOMPARE(summary.latest[1].message, mute);
    QCOMPARE(plain(summary.latest[1].label), u"Mute on"_s);
    QCOMPARE(summary.latest[2].message, MessageId(31));
    QCOMPARE(summary.latest[3].message, MessageId(1));
}

void tst_Provenance::aPersonsPageListsWhatChangedEverybody()
{
    Bench bench;
    bench.stateForAll(0);
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":104,"name":"Daniel Kim"})");
    const MessageId mute = bench.stateForAll(1);
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":104})");
    bench.stateForAll(0);
    const PersonSummary summary =
        summarize(bench.log, bench.exchanges, bench.directory, {"1", "104"}, bench.log.lastTime());
    QCOMPARE(summary.latest.size(), 3);
    QCOMPARE(summary.latest[1].message, mute);
    QCOMPARE(plain(summary.latest[1].label), u"Everyone in room 1 was muted"_s);
}

void tst_Provenance::aRoomsPageTellsItsLayout()
{
    Bench bench;
    bench.received(R"({"Event":"CREATE_ROOM","room_id":1})");
    bench.received(R"({"Event":"SET_ROOM_LAYOUT","room_id":1,"layout_id":3})");
    bench.state(2, 1);
    const PersonSummary summary =
        summarize(bench.log, bench.exchanges, bench.directory, {"1", {}}, bench.log.lastTime());
    QCOMPARE(plain(summary.title), u"Room 1"_s);
    QCOMPARE(Bench::find(summary.facts, u"Layout"_s), u"Layout 3|as of event 2, 1 s ago"_s);
    QVERIFY(Bench::find(summary.facts, u"People"_s).startsWith(u"1|"_s));
    QVERIFY(summary.controls.isEmpty());
    QCOMPARE(summary.latest.size(), 3);
}

QTEST_GUILESS_MAIN(tst_Provenance)
#include "tst_provenance.moc"
