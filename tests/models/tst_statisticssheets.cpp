#include "tests/support/batchbuilder.h"
#include "tests/support/statisticsbench.h"
#include "ui/models/rateseries.h"
#include "ui/models/statisticssheets.h"

#include <QAbstractItemModelTester>

#include <numeric>

using namespace console;
using namespace Qt::StringLiterals;
using Bench = test::StatisticsBench;
using test::second;
using test::start;

class tst_StatisticsSheets : public QObject
{
    Q_OBJECT
private slots:
    void aThousandRowsAreTheMostOfASheet();
    void quietTimesAreToldToTheMicrosecond();
    void errorsAreCountedByCode();
    void whatHasLeftTheMemoryIsToldSo();
    void requestsThatHaveLeftTheMemoryAreSaidToBeMissing();
    void listedTypesThatNeverCameAreShown();
    void aTableKeepsTheRulesOfModels();
    void aCopyHasPlainDigits();
    void aSeriesHoldsAllWholeBins();
};

void tst_StatisticsSheets::aThousandRowsAreTheMostOfASheet()
{
    Bench bench;
    for (int person = 0; person < int(EventTally::maximumParts) + 500; ++person) {
        bench.writer.setPerson("1", QByteArray::number(person));
        bench.writer.event("a");
    }
    QVERIFY(bench.settle());
    const auto &parts = bench.statistics.events().parts(EventGrouping::Participant);
    QCOMPARE(parts.size(), EventTally::maximumParts + 1);
    QVERIFY(parts.back().isRest);
    QCOMPARE(parts.back().events.count(), quint64(500));
    const StatisticsSheet sheet = eventSheet(bench.statistics, EventGrouping::Participant);
    QCOMPARE(sheet.rows.size(), maximumSheetRows + 1);
    QVERIFY(sheet.rows.back().isRest);
    QCOMPARE(sheet.rows.back().cells.size(), sheet.columns.size());
}

void tst_StatisticsSheets::quietTimesAreToldToTheMicrosecond()
{
    Bench bench;
    bench.writer.event("a");
    bench.writer.advance(9 * second);
    bench.writer.event("a");
    bench.writer.advance(86 * second + 7);
    bench.writer.event("a");
    bench.writer.gap(40 * second);
    bench.writer.event("a");
    QVERIFY(bench.settle());
    const RateSeries series = rateSeries(bench.statistics, EventGrouping::Type);
    QCOMPARE(series.quiet.size(), size_t(1)); // too short is not quiet, and not connected is not quiet either
    QCOMPARE(series.quiet.front(), (QuietTime{start + 9 * second, start + 95 * second + 7}));
}

void tst_StatisticsSheets::errorsAreCountedByCode()
{
    Bench bench;
    BatchBuilder builder;
    for (int i = 0; i < 3; ++i) {
        const QByteArray request =
            R"({"Command":"get_participant_count","room_id":)" + QByteArray::number(i) + '}';
        const QByteArray code = i < 2 ? "-9989" : "-9990";
        builder.sent(request).after(1000);
        builder.received(R"({"Status":"ERROR","Request":)" + request + R"(,"Error Code":)" + code + '}');
    }
    builder.sent(R"({"Command":"get_version"})");
    bench.session.log()->append(builder.take());
    QTRY_COMPARE(bench.statistics.requests().all().sent, quint64(4));
    QCOMPARE(bench.statistics.requests().all().refused, quint64(3));
    QCOMPARE(bench.statistics.requests().all().waiting, quint64(1));
    const StatisticsSheet errors = errorSheet(bench.statistics);
    QCOMPARE(errors.rows.size(), 2);
    QCOMPARE(errors.rows[0].cells[1], u"IMM_ERROR_INVALID_HEADING"_s);
    QCOMPARE(errors.rows[0].cells[2], u"2"_s);
    const StatisticsSheet sheet = commandSheet(bench.statistics);
    QCOMPARE(sheet.rows[1].cells[3], u"waiting"_s);
}

void tst_StatisticsSheets::whatHasLeftTheMemoryIsToldSo()
{
    const RequestFact gone{
        .requestIsGone = true, .responseIsGone = true, .state = ExchangeState::Refused, .latency = 1};
    const RequestFact unnamed{.state = ExchangeState::Refused, .latency = 1};
    const RequestTally tally({gone, unnamed, gone});
    QCOMPARE(tally.commands().size(), size_t(2));
    QVERIFY(tally.commands()[0].isGone);
    QCOMPARE(tally.commands()[0].sent, quint64(2));
    QVERIFY(!tally.commands()[1].isGone);
    QCOMPARE(tally.errors().size(), size_t(2));
    QVERIFY(tally.errors()[0].isGone);
    QCOMPARE(tally.errors()[0].count, quint64(2));
    const Bench bench;
    QCOMPARE(commandLabel(bench.statistics, tally.commands()[0]), u"no longer in memory"_s);
    QCOMPARE(commandLabel(bench.statistics, tally.commands()[1]), u"names too long to keep"_s);
}

void tst_StatisticsSheets::requestsThatHaveLeftTheMemoryAreSaidToBeMissing()
{
    Bench bench(Session::Options{.memoryLimit = 0}); // one segment stays
    const MessageId request = bench.writer.add(MessageKind::Request, "get_version");
    bench.writer.match(bench.writer.add(MessageKind::Response), request, 1000);
    bench.writer.advance(second);
    bench.writer.add(MessageKind::Request, "get_room_count");
    QVERIFY(bench.settle());
    QCOMPARE(statisticsFigures(bench.statistics)[3].label, u"requests, 1 waiting"_s);
    QCOMPARE(commandSheet(bench.statistics).count, u"2 commands"_s);
    for (int batch = 0; batch < 4; ++batch) {
        for (int i = 0; i < 16'000; ++i)
            bench.writer.event("IMM_EVENT_SET_NAME");
        bench.writer.flush();
    }
    bench.writer.advance(second);
    bench.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(bench.settle());
    const StatisticsFigure figure = statisticsFigures(bench.statistics)[3];
    QCOMPARE(figure.value, u"1"_s);
    QCOMPARE(figure.label, u"request in memory, 1 waiting"_s);
    QVERIFY(figure.explanation.endsWith(u"2 were sent in this session."_s));
    QCOMPARE(commandSheet(bench.statistics).count, u"1 command, earlier requests no longer in memory"_s);
    bench.models.navigator.setMeasuredRange({start + second / 2, start + 10 * second});
    QVERIFY(bench.choose(StatisticsScope::MeasuredRange));
    QCOMPARE(statisticsFigures(bench.statistics)[3].label, u"request, 1 waiting"_s);
}

void tst_StatisticsSheets::listedTypesThatNeverCameAreShown()
{
    Bench bench;
    bench.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(bench.settle());
    const StatisticsSheet sheet = eventSheet(bench.statistics, EventGrouping::Type);
    QCOMPARE(sheet.rows.size(), eventTypeCount - 1);
    QCOMPARE(sheet.rows.front().cells.front(), u"Renamed"_s);
    QCOMPARE(sheet.rows.back().cells.back(), u"never"_s);
}

void tst_StatisticsSheets::aTableKeepsTheRulesOfModels()
{
    Bench bench;
    StatisticsTable table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&table, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    bench.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(bench.settle());
    table.setSheet(eventSheet(bench.statistics, EventGrouping::Type));
    bench.writer.advance(second);
    bench.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(bench.settle());
    table.setSheet(eventSheet(bench.statistics, EventGrouping::Type));
    QCOMPARE(reset.size(), 1); // the same rows at the same places are only other numbers
    QCOMPARE(changed.size(), 1);
    QCOMPARE(table.index(0, 1).data().toString(), u"2"_s);
    table.setSheet(commandSheet(bench.statistics));
    QCOMPARE(reset.size(), 2);
    QCOMPARE(table.rowCount(), 0);
}

void tst_StatisticsSheets::aCopyHasPlainDigits()
{
    Bench bench;
    for (int i = 0; i < 1234; ++i)
        bench.writer.event("IMM_EVENT_SET_NAME");
    bench.writer.advance(2 * second);
    bench.writer.event("call-quality");
    QVERIFY(bench.settle());
    StatisticsTable table;
    table.setSheet(eventSheet(bench.statistics, EventGrouping::Type));
    const QStringList lines = table.copied().split(u'\n');
    QCOMPARE(lines[0], u"Event\tCount\tShare %\tPer s\tPeak per s\tLast seen"_s);
    QVERIFY2(lines[1].startsWith(u"Renamed\t1234\t99.9\t617\t1234\t"_s), qPrintable(lines[1]));
    QCOMPARE(lines.size(), 1 + 12 + 1); // a name of its own is a row of its own
}

void tst_StatisticsSheets::aSeriesHoldsAllWholeBins()
{
    Bench bench;
    for (int i = 0; i < 100; ++i) {
        bench.writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
        if (i % 10 == 0)
            bench.writer.event("IMM_EVENT_SET_NAME");
        bench.writer.advance(second);
    }
    QVERIFY(bench.settle());
    const RateSeries series = rateSeries(bench.statistics, EventGrouping::Type);
    QCOMPARE(series.label, u"Moved"_s);
    QCOMPARE(series.binLength, second);
    QCOMPARE(series.biggest.size(), size_t(99)); // the hundredth has only begun
    QCOMPARE(std::accumulate(series.biggest.begin(), series.biggest.end(), 0U), 99U);
    QCOMPARE(std::accumulate(series.others.begin(), series.others.end(), 0U), 10U);
    QCOMPARE(series.binRange(1), (TimeRange{start + second, start + 2 * second}));
}

QTEST_GUILESS_MAIN(tst_StatisticsSheets)
#include "tst_statisticssheets.moc"
