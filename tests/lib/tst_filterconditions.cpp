#include "lib/filter/filterconditions.h"

#include "lib/filter/filterparser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

FilterExpression parsed(const QString &text)
{
    return parseFilter(text).expression;
}

using Values = QSet<QByteArray>;

} // namespace

class TestFilterConditions : public QObject
{
    Q_OBJECT

private slots:
    void conditionsOnAFieldAreRead();
    void onlyConditionsThatAllMustHoldCount();
    void aFieldsConditionsAreReplacedAndTheOthersStay();
    void eventTypesAreWrittenAsTheTablesCallThem();
    void whatIsWrittenIsReadAgain();
    void timesAreReadAndWrittenToTheMicrosecond();
    void timesOfDayAndOtherFieldsStay();
};

void TestFilterConditions::conditionsOnAFieldAreRead()
{
    const FilterExpression filter =
        parsed(u"room: 1, \"a b\" not event: Joined event != 4 participant == 7"_s);
    QCOMPARE(allowedValues(filter, FilterKey::Room), (Values{"1", "a b"}));
    QCOMPARE(allowedValues(filter, FilterKey::Participant), Values{"7"});
    QCOMPARE(forbiddenValues(filter, FilterKey::Event), (Values{"ADD_PARTICIPANT", "REMOVE_PARTICIPANT"}));
    QCOMPARE(allowedValues(filter, FilterKey::Event), Values());
}

void TestFilterConditions::onlyConditionsThatAllMustHoldCount()
{
    const FilterExpression filter = parsed(u"room: 1 or room: 2"_s);
    QCOMPARE(allowedValues(filter, FilterKey::Room), Values());
    QCOMPARE(allowedValues(parsed(u"room: /1/"_s), FilterKey::Room), Values());
}

void TestFilterConditions::aFieldsConditionsAreReplacedAndTheOthersStay()
{
    const FilterExpression filter = parsed(u"room: 1 and (a or b) and room != 3"_s);
    QCOMPARE(withValues(filter, FilterKey::Room, {"2", "10"}).text(), u"(a or b) and room: 10, 2"_s);
    QCOMPARE(withValues(filter, FilterKey::Room, {}, {"x y"}).text(), u"(a or b) and not room: \"x y\""_s);
    QCOMPARE(withValues(filter, FilterKey::Room, {}).text(), u"a or b"_s);
    QVERIFY(withValues(parsed(u"room: 1"_s), FilterKey::Room, {}).isEmpty());
    QCOMPARE(narrowed(parsed(u"a or b"_s), parsed(u"c"_s)).text(), u"(a or b) and c"_s);
    QCOMPARE(narrowed({}, parsed(u"c"_s)).text(), u"c"_s);
}

void TestFilterConditions::eventTypesAreWrittenAsTheTablesCallThem()
{
    QCOMPARE(
        withValues({}, FilterKey::Event, {"ADD_PARTICIPANT", "SET_ALL_PARTICIPANTS_STATE", "own"}).text(),
        u"event: Joined, \"State for all\", own"_s);
}

void TestFilterConditions::whatIsWrittenIsReadAgain()
{
    const Values hard{"", "a,b", "\"", "\\", "and", "/x/", "1..2", ":"};
    for (const FilterKey field : {FilterKey::Room, FilterKey::Participant, FilterKey::Name}) {
        const FilterExpression filter = withValues({}, field, hard);
        QCOMPARE(allowedValues(parsed(filter.text()), field), hard);
        QCOMPARE(parsed(filter.text()), filter);
    }
    const Values groups{"ADD_PARTICIPANT", "SET_NAME", "own event"};
    QCOMPARE(forbiddenValues(parsed(withValues({}, FilterKey::Event, {}, groups).text()), FilterKey::Event),
        groups);
}

void TestFilterConditions::timesAreReadAndWrittenToTheMicrosecond()
{
    const FilterTimes times{1'763'904'727'418'001, 1'763'904'729'000'000};
    const FilterExpression filter = withTimes(parsed(u"a"_s), times);
    QCOMPARE(
        filter.text(), u"a and time >= 2025-11-23T13:32:07.418001Z and time < 2025-11-23T13:32:09.000000Z"_s);
    QCOMPARE(allowedTimes(parsed(filter.text())), times);
    QCOMPARE(withTimes(filter, {}).text(), u"a"_s);
    QCOMPARE(
        allowedTimes(parsed(u"time: 2025-11-23T13:32Z..2025-11-23T13:33Z time > 2025-11-23T13:32:59Z"_s)),
        (FilterTimes{1'763'904'780'000'000, 1'763'904'840'000'000}));
    QVERIFY(!allowedTimes(parsed(u"a"_s)));
}

void TestFilterConditions::timesOfDayAndOtherFieldsStay()
{
    const FilterExpression filter = parsed(u"time > 14:00 and size > 5"_s);
    QVERIFY(!allowedTimes(filter));
    QCOMPARE(withTimes(filter, {}), filter);
}

QTEST_GUILESS_MAIN(TestFilterConditions)
#include "tst_filterconditions.moc"
