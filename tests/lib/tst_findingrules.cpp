#include "lib/filter/filterparser.h"
#include "lib/filter/logfilter.h"
#include "lib/log/exchangelog.h"
#include "tests/support/findingbench.h"

#include <QTest>

using namespace console;
using namespace console::test;
using namespace Qt::StringLiterals;

namespace {

/// 2025-11-23, when the messages of a BatchBuilder come.
QByteArray licence(const QByteArray &ends)
{
    return R"(,"license_info":{"valid":true,"expiration_date":")" + ends + "\"}";
}

QByteArray moved(const QByteArray &room, int person, double x, double azimuth = 0)
{
    return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","values":{"room_id":)" + room
        + R"(,"participant_id":)" + QByteArray::number(person) + R"(,"x":)" + QByteArray::number(x)
        + R"(,"y":0.0,"z":0.0,"azimuth_heading":)" + QByteArray::number(azimuth)
        + R"(,"elevation_heading":0.0}})";
}

QByteArray seated(int person, int seat)
{
    return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","values":{"room_id":1,"participant_id":)"
        + QByteArray::number(person) + R"(,"seat":{"id":)" + QByteArray::number(seat)
        + R"(,"position":{"x":0,"y":0,"z":0},"heading":{"azimuth_heading":0,"elevation_heading":0}}}})";
}

QByteArray state(int control, double value)
{
    return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":2,"control":)"
        + QByteArray::number(control) + R"(,"value":)" + QByteArray::number(value) + "}}";
}

const QByteArray layouts =
    R"(,"default":"table","room_list":{"table":{"id":1,"openRoom":false,"allowParticipantStacking":false},)"
    R"("pile":{"id":2,"openRoom":false,"allowParticipantStacking":true},"floor":{"id":3,"openRoom":true}})";

/// Room 1 has a layout of the file.
void furnish(FindingBench &bench, const QByteArray &layout)
{
    bench.answered(R"({"Command":"get_json_all_room_layouts"})", layouts);
    bench.answered(R"({"Command":"get_room_layout","room_id":1})", ",\"value\":" + layout);
    bench.judge();
}

} // namespace

/// Each rule with a message that it is about and one, as like it as can be, that it is not.
class tst_FindingRules : public QObject
{
    Q_OBJECT
private slots:
    void whatIsNoJsonObjectIsMalformed();
    void aBinaryMessageIsMalformed();
    void aResponseWithoutARequestIsUnmatched();
    void aSecondResponseIsADuplicate();
    void aResponseAfterTenSecondsIsLate();
    void aRequestWithoutAnAnswerIsLostWithItsConnection();
    void anErrorIsARefusalByCommandAndCode();
    void okWithADescriptionIsTold();
    void repeatedKeysAreTold();
    void numericEventsAreTold();
    void aLicenceNearItsEndIsTold_data();
    void aLicenceNearItsEndIsTold();
    void valuesOutOfRangeAreTold_data();
    void valuesOutOfRangeAreTold();
    void keysThatNobodyListsAreTold_data();
    void keysThatNobodyListsAreTold();
    void roomsThatNobodyToldOfAreOneFinding();
    void aRoomThatWasToldOfIsNoFinding();
    void eventsAfterARoomIsGoneAreTold();
    void movingInAClosedRoomIsTold();
    void turningTheHeadInAClosedRoomIsNot();
    void movingWhereTheLayoutIsOpenOrUnknownIsNot();
    void twoInOneSeatAreTold();
    void twoInOneSeatAreProbableWhereTheLayoutIsUnknown();
    void aSeatThatWasLeftOrMayBeSharedIsNoFinding();
    void whatChangedWhileNobodyListenedIsNoFinding();
    void whatWasDroppedOrNotReadMayHaveChangedSeats();
    void whatOurOwnRequestsChangeIsKnown();
    void numbersInFindingsAreShort();
    void numericEventsSayNothingOfRooms();
    void filtersLetThroughWhatWasFound();
};

void tst_FindingRules::whatIsNoJsonObjectIsMalformed()
{
    FindingBench bench;
    bench.builder.received("{\"a\":").received("[1]").received("{}");
    const auto finding = bench.find(FindingRule::Malformed);
    QVERIFY(finding);
    QCOMPARE(finding->count, 2);
    QCOMPARE(finding->first, MessageId(1));
    QCOMPARE(finding->last, MessageId(2));
    QCOMPARE(finding->severity, Severity::Error);
    bench.builder.received("{\"action\":\"x\"}");
    QVERIFY(!bench.find(FindingRule::Malformed));
}

void tst_FindingRules::aBinaryMessageIsMalformed()
{
    FindingBench bench;
    bench.builder.receivedBinary("{}");
    const auto finding = bench.find(FindingRule::Malformed);
    QVERIFY(finding);
    QVERIFY(finding->sentence.contains(u"Binary"_s));
}

void tst_FindingRules::aResponseWithoutARequestIsUnmatched()
{
    FindingBench bench;
    bench.builder.received(R"({"Status":"OK","Request":{"Command":"get_version"}})");
    const auto finding = bench.find(FindingRule::Unmatched);
    QVERIFY(finding);
    QVERIFY(finding->sentence.contains(u"get_version"_s));
    bench.answered(R"({"Command":"get_version"})", R"(,"version":"v1")");
    QVERIFY(!bench.find(FindingRule::Unmatched));
}

void tst_FindingRules::aSecondResponseIsADuplicate()
{
    FindingBench bench;
    bench.answered(R"({"Command":"get_room_count"})", R"(,"value":1)");
    QVERIFY(!bench.find(FindingRule::DuplicateResponse));
    bench.builder.received(R"({"Status":"OK","Request":{"Command":"get_room_count"},"value":1})");
    const auto finding = bench.find(FindingRule::DuplicateResponse);
    QVERIFY(finding);
    QCOMPARE(finding->first, MessageId(3));
}

void tst_FindingRules::aResponseAfterTenSecondsIsLate()
{
    FindingBench bench;
    const QByteArray request = R"({"Command":"get_room_count"})";
    const QByteArray response = R"({"Status":"OK","Request":)" + request + R"(,"value":1})";
    bench.builder.sent(request).after(10'000'000).received(response);
    QVERIFY(!bench.find(FindingRule::Late));
    bench.builder.sent(request).after(10'000'001).received(response);
    const auto finding = bench.find(FindingRule::Late);
    QVERIFY(finding);
    QCOMPARE(finding->last, MessageId(4));
}

void tst_FindingRules::aRequestWithoutAnAnswerIsLostWithItsConnection()
{
    FindingBench bench;
    bench.answered(R"({"Command":"get_room_count"})", R"(,"value":1)");
    bench.builder.sent(R"({"Command":"get_version"})");
    QVERIFY(!bench.find(FindingRule::Lost)); // judged before the connection ends
    bench.builder.connectionLost();
    const auto finding = bench.find(FindingRule::Lost);
    QVERIFY(finding);
    QVERIFY(finding->sentence.contains(u"get_version"_s));
    QCOMPARE(finding->first, MessageId(3));
    QCOMPARE(finding->count, 1);
}

void tst_FindingRules::anErrorIsARefusalByCommandAndCode()
{
    FindingBench bench;
    const QByteArray request = R"({"Command":"set_log_level","level":2})";
    bench.answered(request, {});
    QVERIFY(!bench.find(FindingRule::Refused));
    bench.answered(request, R"(,"Error Code":-9990)", "ERROR");
    bench.answered(request, R"(,"Error Code":"IMM_ERROR_INVALID_VALUE")", "ERROR");
    bench.answered(request, R"(,"Error Code":-9982)", "ERROR");
    QList<Finding> found;
    for (const Finding &finding : bench.judge().findings) {
        if (finding.rule == FindingRule::Refused)
            found += finding;
    }
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].count, 2);
    QCOMPARE(found[0].sentence, u"set_log_level was refused: \u22129990 IMM_ERROR_INVALID_VALUE"_s);
    QCOMPARE(found[1].count, 1);
}

void tst_FindingRules::okWithADescriptionIsTold()
{
    FindingBench bench;
    bench.answered(R"({"Command":"get_version"})", R"(,"Error Description":"")");
    QVERIFY(!bench.find(FindingRule::OkWithDescription));
    bench.answered(R"({"Command":"get_version"})", R"(,"Error Description":"no")", "ERROR");
    QVERIFY(!bench.find(FindingRule::OkWithDescription));
    bench.answered(R"({"Command":"get_version"})", R"(,"Error Description":"no")");
    QVERIFY(bench.find(FindingRule::OkWithDescription));
}

void tst_FindingRules::repeatedKeysAreTold()
{
    FindingBench bench;
    bench.builder.received(R"({"Event":"x","a":1,"b":1})");
    QVERIFY(!bench.find(FindingRule::DuplicateKeys));
    bench.builder.received(R"({"Event":"x","a":1,"a":1})");
    QVERIFY(bench.find(FindingRule::DuplicateKeys));
}

void tst_FindingRules::numericEventsAreTold()
{
    FindingBench bench;
    bench.builder.received(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":1})");
    QVERIFY(!bench.find(FindingRule::NumericEvent));
    bench.builder.received(R"({"Event":1,"values":1})").received(R"({"Event":3,"values":1})");
    const auto finding = bench.find(FindingRule::NumericEvent);
    QVERIFY(finding);
    QCOMPARE(finding->count, 2);
    QCOMPARE(finding->severity, Severity::Information);
}

void tst_FindingRules::aLicenceNearItsEndIsTold_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<int>("severity"); // -1: no finding
    QTest::newRow("far") << licence("2025-12-24") << -1;
    QTest::newRow("thirty days") << licence("2025-12-23") << int(Severity::Warning);
    QTest::newRow("today") << licence("2025-11-23") << int(Severity::Warning);
    QTest::newRow("yesterday") << licence("2025-11-22") << int(Severity::Error);
    QTest::newRow("with a time") << licence("2025-11-22T10:00:00Z") << int(Severity::Error);
    QTest::newRow("not valid") << QByteArray(R"(,"license_info":{"valid":false})") << int(Severity::Error);
    QTest::newRow("unknown form") << licence("next year") << -1;
    QTest::newRow("no date") << QByteArray() << -1;
}

void tst_FindingRules::aLicenceNearItsEndIsTold()
{
    QFETCH(QByteArray, rest);
    QFETCH(int, severity);
    FindingBench bench;
    bench.answered(R"({"Command":"get_license_info"})", rest);
    const auto finding = bench.find(FindingRule::Licence);
    QCOMPARE(finding ? int(finding->severity) : -1, severity);
}

void tst_FindingRules::valuesOutOfRangeAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isSent");
    QTest::addColumn<QString>("sentence");
    const QString none;
    QTest::newRow("heading at its end") << moved("1", 2, 0, -180) << false << none;
    QTest::newRow("heading beyond")
        << moved("1", 2, 0, 180.5) << false
        << u"azimuth_heading is out of range in Moved events: \u2212180 to 180 ° is allowed"_s;
    QTest::newRow("flat") << QByteArray(
        R"({"Event":"set_participant_position","values":2,"room_id":1,"participant_id":2,"elevation_heading":91})")
                          << false
                          << u"elevation_heading is out of range in Moved events: \u221290 to 90 ° is allowed"_s;
    QTest::newRow("no such control")
        << state(15, 0) << false
        << u"control is out of range in State changed events: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 or 14 is allowed"_s;
    QTest::newRow("attenuation within") << state(7, 40) << false << none;
    QTest::newRow("attenuation beyond")
        << state(7, 41) << false
        << u"value of control 7 is out of range in State changed events: 0 to 40 dB/m is allowed"_s;
    QTest::newRow("mute is on or off") << state(
        2, 2) << false << u"value of control 2 is out of range in State changed events: 0 or 1 is allowed"_s;
    QTest::newRow("a seat of no layout")
        << seated(2, 0) << false << u"seat_id is out of range in Seated events: at least 1 is allowed"_s;
    QTest::newRow("nobody's seat") << seated(2, -1) << false << none;
    QTest::newRow("custom events mean something else")
        << QByteArray(R"({"Event":"my_event","azimuth_heading":500})") << false << none;
    QTest::newRow("our own request")
        << QByteArray(R"({"Command":"set_log_level","level":7})") << true
        << u"level is out of range in requests set_log_level: 0, 1, 2, 3 or 4 is allowed"_s;
    QTest::newRow("our own request, within")
        << QByteArray(R"({"Command":"set_log_level","level":4})") << true << none;
    QTest::newRow("our own seat")
        << QByteArray(R"({"Command":"set_participant_seat","room_id":1,"participant_id":1,"seat_id":-1})")
        << true << u"seat_id is out of range in requests set_participant_seat: at least 1 is allowed"_s;
}

void tst_FindingRules::valuesOutOfRangeAreTold()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isSent);
    QFETCH(QString, sentence);
    FindingBench bench;
    isSent ? bench.builder.sent(text) : bench.builder.received(text);
    const auto finding = bench.find(FindingRule::OutOfRange);
    QCOMPARE(finding ? finding->sentence : QString(), sentence);
}

void tst_FindingRules::keysThatNobodyListsAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isSent");
    QTest::addColumn<QString>("key"); // empty: no finding
    QTest::newRow("all listed") << moved("1", 2, 0) << false << QString();
    QTest::newRow("a seat and what is in it") << seated(1, 2) << false << QString();
    QTest::newRow("at the top") << QByteArray(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":1,"colour":2})")
                                << false << u"colour"_s;
    QTest::newRow("nested") << QByteArray(
        R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":1,"colour":{"red":2}}})")
                            << false << u"colour"_s;
    QTest::newRow("custom event") << QByteArray(R"({"Event":"IMM_EVENT_CUSTOM","colour":2})") << false
                                  << QString();
    QTest::newRow("request") << QByteArray(R"({"Command":"get_version","room":1})") << true << u"room"_s;
    QTest::newRow("request that takes more")
        << QByteArray(R"({"Command":"custom_event","room_id":1,"colour":2})") << true << QString();
    QTest::newRow("request of one's own")
        << QByteArray(R"({"Command":"my_command","colour":2})") << true << QString();
    QTest::newRow("response") << QByteArray(
        R"({"Status":"OK","Request":{"Command":"get_version","x":1},"version":"1","build":2})")
                              << false << u"build"_s;
    QTest::newRow("layouts by name") << QByteArray(
        R"({"Status":"OK","Request":{"Command":"get_json_all_room_layouts"},"default":"a","room_list":{"a":{}}})")
                                     << false << QString();
}

void tst_FindingRules::keysThatNobodyListsAreTold()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isSent);
    QFETCH(QString, key);
    FindingBench bench;
    isSent ? bench.builder.sent(text) : bench.builder.received(text);
    const auto finding = bench.find(FindingRule::UnknownKey);
    QCOMPARE(finding.has_value(), !key.isEmpty());
    if (finding)
        QVERIFY2(finding->sentence.contains(u"The key "_s + key + u' '), qUtf8Printable(finding->sentence));
}

void tst_FindingRules::roomsThatNobodyToldOfAreOneFinding()
{
    FindingBench bench;
    bench.builder.received(moved("1", 2, 0)).received(moved("1", 2, 0)).received(moved("2", 2, 0));
    const auto finding = bench.find(FindingRule::UnseenRoom);
    QVERIFY(finding);
    QCOMPARE(finding->count, 2); // rooms, not events
    QCOMPARE(finding->severity, Severity::Information);
    QCOMPARE(finding->last, MessageId(3));
}

void tst_FindingRules::aRoomThatWasToldOfIsNoFinding()
{
    FindingBench bench;
    bench.builder.received(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":1}})");
    bench.builder.received(moved("1", 2, 0));
    bench.answered(R"({"Command":"get_participant_count","room_id":2})", R"(,"value":1)");
    bench.builder.received(moved("2", 2, 0));
    QVERIFY(!bench.find(FindingRule::UnseenRoom));
}

void tst_FindingRules::eventsAfterARoomIsGoneAreTold()
{
    FindingBench bench;
    bench.builder.received(moved("1", 2, 0));
    bench.builder.received(R"({"Event":"IMM_EVENT_DESTROY_ROOM","values":{"room_id":1}})");
    bench.builder.received(
        R"({"Event":"IMM_EVENT_REMOVE_PARTICIPANT","values":{"room_id":1,"participant_id":2}})");
    QVERIFY(!bench.find(FindingRule::DestroyedRoom));
    bench.builder.received(moved("1", 2, 0));
    const auto finding = bench.find(FindingRule::DestroyedRoom);
    QVERIFY(finding);
    QVERIFY(finding->sentence.contains(u"room 1"_s));
}

void tst_FindingRules::movingInAClosedRoomIsTold()
{
    FindingBench bench;
    furnish(bench, "1");
    bench.builder.received(seated(2, 1)).received(moved("1", 2, 60));
    const auto finding = bench.find(FindingRule::ClosedRoom);
    QVERIFY(finding);
    QCOMPARE(finding->last, MessageId(6));
}

void tst_FindingRules::turningTheHeadInAClosedRoomIsNot()
{
    FindingBench bench;
    furnish(bench, "1");
    bench.builder.received(moved("1", 2, 60, 0)).received(moved("1", 2, 60, 90));
    QVERIFY(!bench.find(FindingRule::ClosedRoom));
}

void tst_FindingRules::movingWhereTheLayoutIsOpenOrUnknownIsNot()
{
    FindingBench bench;
    furnish(bench, "3");
    bench.builder.received(moved("1", 2, 0)).received(moved("1", 2, 60));
    bench.builder.received(moved("9", 2, 0)).received(moved("9", 2, 60));
    QVERIFY(!bench.find(FindingRule::ClosedRoom));
}

void tst_FindingRules::twoInOneSeatAreTold()
{
    FindingBench bench;
    furnish(bench, "1");
    bench.builder.received(seated(2, 1)).received(seated(3, 2)).received(seated(2, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    bench.builder.received(seated(4, 1));
    const auto finding = bench.find(FindingRule::SharedSeat);
    QVERIFY(finding);
    QCOMPARE(finding->severity, Severity::Warning);
    QCOMPARE(finding->sentence, u"Two people are in one seat of room 1, whose layout allows one"_s);
}

void tst_FindingRules::twoInOneSeatAreProbableWhereTheLayoutIsUnknown()
{
    FindingBench bench;
    bench.builder.received(seated(2, 1)).received(seated(3, 1));
    const auto finding = bench.find(FindingRule::SharedSeat);
    QVERIFY(finding);
    QCOMPARE(finding->severity, Severity::Information);
    QVERIFY(finding->sentence.contains(u"probably"_s));
}

void tst_FindingRules::aSeatThatWasLeftOrMayBeSharedIsNoFinding()
{
    FindingBench bench;
    furnish(bench, "2");
    bench.builder.received(seated(2, 1)).received(seated(3, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    furnish(bench, "1");
    bench.builder.received(seated(2, 1)).received(seated(2, 2)).received(seated(3, 1));
    bench.builder.received(
        R"({"Event":"IMM_EVENT_REMOVE_PARTICIPANT","values":{"room_id":1,"participant_id":3}})");
    bench.builder.received(seated(4, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
}

void tst_FindingRules::whatChangedWhileNobodyListenedIsNoFinding()
{
    FindingBench bench;
    bench.builder.received(seated(2, 1)).received(seated(3, 2)).gap(1'000'000).received(seated(3, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    bench.builder.received(R"({"Event":"IMM_EVENT_DESTROY_ROOM","values":{"room_id":1}})").gap(1'000'000);
    bench.builder.received(seated(2, 1));
    QVERIFY(!bench.find(FindingRule::DestroyedRoom));
    bench.builder.received(seated(3, 1));
    QVERIFY(bench.find(FindingRule::SharedSeat));
}

void tst_FindingRules::whatWasDroppedOrNotReadMayHaveChangedSeats()
{
    FindingBench bench;
    const auto judge = [&bench](const BatchPointer &batch) {
        return bench.rules.judge({.batches = {batch}}, bench.stop);
    };
    auto dropping = std::make_shared<MessageBatch>(*bench.builder.received(seated(2, 1)).take());
    dropping->dropped = 1;
    judge(dropping);
    bench.builder.received(seated(3, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    bench.builder.received(seated(3, 2)).take(); // never judged
    bench.builder.received(seated(4, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    auto unreadable = std::make_shared<MessageBatch>(*bench.builder.received(seated(4, 2)).take());
    unreadable->text.clear();
    const FindingNews news = judge(unreadable);
    QCOMPARE(news.unread, 1);
    QVERIFY(news.findings.empty());
    bench.builder.received(seated(5, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    bench.builder.received(seated(6, 1));
    QVERIFY(bench.find(FindingRule::SharedSeat));
}

void tst_FindingRules::whatOurOwnRequestsChangeIsKnown()
{
    FindingBench bench;
    bench.builder.received(seated(2, 1)).received(seated(3, 2));
    bench.answered(R"({"Command":"set_participant_seat","room_id":1,"participant_id":2,"seat_id":5})", {});
    bench.builder.received(seated(4, 1));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    bench.answered(R"({"Command":"remove_participant","room_id":1,"participant_id":3})", {});
    bench.builder.received(seated(6, 2));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    bench.answered(R"({"Command":"destroy_room","room_id":1})", {});
    bench.answered(R"({"Command":"create_room","room_id":1})", {});
    bench.builder.received(seated(7, 5));
    QVERIFY(!bench.find(FindingRule::SharedSeat));
    bench.answered(R"({"Command":"set_participant_seat","room_id":1,"participant_id":2,"seat_id":9})", {});
    bench.builder.received(seated(8, 9));
    QVERIFY(bench.find(FindingRule::SharedSeat));
}

void tst_FindingRules::numbersInFindingsAreShort()
{
    FindingBench bench;
    bench.builder.received(
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":2,"control":7.)"
        + QByteArray(100, '0') + R"(,"value":41}})");
    const auto finding = bench.find(FindingRule::OutOfRange);
    QVERIFY(finding);
    QVERIFY(finding->sentence.startsWith(u"value of control 7 is out of range"_s));
    QVERIFY(!finding->filter.contains(u"7.0"_s));
}

void tst_FindingRules::numericEventsSayNothingOfRooms()
{
    FindingBench bench;
    bench.builder.received(R"({"Event":5,"values":{"room_id":1,"participant_id":2,"seat":{"id":1}}})");
    bench.builder.received(R"({"Event":5,"values":{"room_id":1,"participant_id":3,"seat":{"id":1}}})");
    for (const Finding &finding : bench.judge().findings)
        QVERIFY(finding.rule != FindingRule::SharedSeat && finding.rule != FindingRule::UnseenRoom);
}

/// Whatever a rule has found must be among what its filter shows.
void tst_FindingRules::filtersLetThroughWhatWasFound()
{
    MessageLog log(1'000'000'000);
    ExchangeLog exchanges(&log);
    FindingBench bench;
    const QByteArray request = R"({"Command":"get_room_count"})";
    bench.answered(R"({"Command":"get_json_all_room_layouts"})", layouts);
    bench.answered(R"({"Command":"get_room_layout","room_id":1})", ",\"value\":1");
    bench.builder.received("{").receivedBinary("x").received(seated(1, 1)).received(seated(2, 1));
    bench.builder.received(moved("1", 2, 60, 181)).received(state(7, 41)).received(state(15, 1));
    bench.builder.received(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":1,"odd key":2,"odd key":3})");
    bench.builder.received(R"({"Event":3,"values":1})");
    bench.builder.received(R"({"Event":"IMM_EVENT_DESTROY_ROOM","room_id":1})").received(state(2, 1));
    bench.answered(request, R"(,"Error Code":-9990)", "ERROR");
    bench.answered(request, R"(,"Error Description":"no")");
    bench.answered(R"({"Command":"get_license_info"})", licence("2020-01-01"));
    bench.builder.received(R"({"Status":"OK","Request":{"Command":"get_room_count"}})");
    bench.builder.received(R"({"Status":"OK","Request":"say \"hi\" \\"})");
    bench.builder.sent(request).after(11'000'000).received(R"({"Status":"OK","Request":)" + request + "}");
    bench.builder.sent(R"({"Command":"set_log_level","level":9})").connectionLost();
    bench.builder.received(moved("77", 2, 0));
    const BatchPointer batch = bench.builder.take();
    log.append(batch);
    QSet<FindingRule> rules;
    for (const Finding &finding : bench.rules.judge({.batches = {batch}}, bench.stop).findings) {
        rules += finding.rule;
        if (finding.filter.isEmpty())
            continue;
        const ParsedFilter filter = parseFilter(finding.filter);
        QVERIFY2(!filter.error, qUtf8Printable(finding.filter + u": "_s + toText(filter.error)));
        LogFilter shown(filter.expression, &log, &exchanges);
        QVERIFY2(shown.passes(log.record(finding.first), finding.first), qUtf8Printable(finding.filter));
        QVERIFY2(shown.passes(log.record(finding.last), finding.last), qUtf8Printable(finding.filter));
    }
    QCOMPARE(rules.size(), int(FindingRule::Recording)); // all but that of recordings
}

QTEST_GUILESS_MAIN(tst_FindingRules)
#include "tst_findingrules.moc"
