#include "lib/filter/filterconditions.h"
#include "tests/support/logwriter.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/choicebutton.h"
#include "ui/widgets/latencychart.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/ratechart.h"
#include "ui/widgets/statisticspane.h"
#include "ui/widgets/statisticstablepane.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 start = 1'795'000'000'000'000;

/// A minute in which something happens every second, and two requests.
struct Bench
{
    Bench()
    {
        pane.resize(1200, 700);
        pane.show();
    }
    void fill()
    {
        writer.setPerson("1", "104");
        for (int i = 0; i < 60; ++i) {
            writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
            if (i % 10 == 0)
                writer.event("IMM_EVENT_SET_NAME");
            writer.advance(second);
        }
        const MessageId request = writer.add(MessageKind::Request, "get_version");
        writer.match(writer.add(MessageKind::Response, {}, "{}", MessageFlag::StatusOk), request, 4'000);
        writer.add(MessageKind::Request, "get_room_count");
    }
    bool settle()
    {
        writer.flush();
        return QTest::qWaitFor([this] { return models.statistics.requests().all().sent == 2; }, 5000);
    }

    Session session;
    SessionModels models{&session};
    Theme theme;
    StatisticsPane pane{&models.statistics, &theme};
    LogWriter writer{session.log(), start};
};

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class tst_StatisticsPane : public QObject
{
    Q_OBJECT
private slots:
    void anEmptySessionSaysSo();
    void aBarLeadsToItsTime();
    void theKeysWalkAllBars();
    void assistiveTechnologyHearsEveryItem();
    void aRowLeadsToTheMonitor();
    void whatIsMeasuredStaysSoInTheMonitor();
    void numbersAreCopiedAsATable();
    void theChosenCommandStaysChosen();
    void aNarrowPaneHasOneColumn();
    void measuredIsOfferedWhileSomethingIs();
};

void tst_StatisticsPane::anEmptySessionSaysSo()
{
    const Bench bench;
    QCOMPARE(bench.pane.rates()->itemCount(), 0);
    QCOMPARE(bench.pane.latencies()->itemCount(), 0);
    QVERIFY(bench.pane.commands()->table()->emptyText().startsWith(u"No requests yet"_s));
    QCOMPARE(bench.pane.events()->table()->model()->rowCount(), 11);
}

void tst_StatisticsPane::aBarLeadsToItsTime()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    RateChart *chart = bench.pane.rates();
    QCOMPARE(chart->itemCount(), 60);
    QTest::mouseClick(chart, Qt::LeftButton, {}, chart->itemRect(20).center());
    QCOMPARE(bench.models.navigator.visibleRange(), (TimeRange{start + 20 * second, start + 21 * second}));
    QVERIFY(!bench.models.navigator.isFollowing());
}

void tst_StatisticsPane::theKeysWalkAllBars()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    RateChart *chart = bench.pane.rates();
    QVERIFY(QTest::qWaitForWindowActive(&bench.pane));
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Home);
    for (int item = 0; item < chart->itemCount(); ++item) {
        QCOMPARE(chart->currentItem(), item);
        QVERIFY(chart->rect().contains(chart->itemRect(item)));
        QTest::keyClick(chart, Qt::Key_Right);
    }
    QCOMPARE(chart->currentItem(), chart->itemCount() - 1);
    QTest::keyClick(chart, Qt::Key_Left);
    QTest::keyClick(chart, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(bench.models.navigator.measuredRange(), (TimeRange{start + 58 * second, start + 59 * second}));
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(bench.models.navigator.visibleRange(), bench.models.navigator.measuredRange());
}

void tst_StatisticsPane::assistiveTechnologyHearsEveryItem()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    for (const ChartView *chart :
        std::initializer_list<ChartView *>{bench.pane.rates(), bench.pane.latencies()}) {
        QAccessibleInterface *accessible =
            QAccessible::queryAccessibleInterface(const_cast<ChartView *>(chart));
        QVERIFY(accessible != nullptr);
        QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
        QCOMPARE(accessible->childCount(), chart->itemCount());
        QVERIFY(accessible->childCount() > 0);
        for (int item = 0; item < accessible->childCount(); ++item) {
            QAccessibleInterface *child = accessible->child(item);
            QCOMPARE(child->text(QAccessible::Name), chart->itemName(item));
            QCOMPARE(child->text(QAccessible::Value), chart->itemValue(item));
            QCOMPARE(accessible->indexOfChild(child), item);
            QVERIFY(!child->rect().isEmpty());
        }
    }
    QCOMPARE(bench.pane.rates()->itemValue(10), u"Moved 1.0 per second, all others 1.0"_s);
    QCOMPARE(bench.pane.latencies()->itemValue(0), u"1 request"_s);
}

void tst_StatisticsPane::aRowLeadsToTheMonitor()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    QSignalSpy monitor(&bench.pane, &StatisticsPane::monitorRequested);
    PaneTable *table = bench.pane.events()->table();
    table->setCurrentIndex(table->model()->index(0, 0));
    emit table->activated(table->currentIndex());
    QCOMPARE(monitor.size(), 1);
    QCOMPARE(allowedValues(bench.models.navigator.filter(), FilterKey::Event),
        QSet<QByteArray>{"SET_PARTICIPANT_POSITION"});
    table = bench.pane.commands()->table();
    table->setCurrentIndex(table->model()->index(0, 0));
    const FilterExpression events = bench.models.navigator.filter();
    QSignalSpy exchanges(&bench.pane, &StatisticsPane::exchangesRequested);
    emit table->activated(table->currentIndex());
    QCOMPARE(monitor.size(), 2);
    QCOMPARE(exchanges.size(), 1);
    QCOMPARE(allowedValues(exchanges[0][0].value<FilterExpression>(), FilterKey::Command).size(), 1);
    QCOMPARE(bench.models.navigator.filter(), events); // no event has a command
}

void tst_StatisticsPane::whatIsMeasuredStaysSoInTheMonitor()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    const TimeRange measured{start - second, start + 10 * second};
    bench.models.navigator.setMeasuredRange(measured);
    emit bench.pane.scopeChoice()->chosen(int(StatisticsScope::MeasuredRange));
    QTRY_COMPARE(bench.models.statistics.events().all().count(), quint64(11));
    PaneTable *table = bench.pane.events()->table();
    table->setCurrentIndex(table->model()->index(0, 0));
    emit table->activated(table->currentIndex());
    QCOMPARE(bench.models.navigator.measuredRange(), measured);
    QCOMPARE(allowedTimes(bench.models.navigator.filter()), (FilterTimes{measured.from, measured.until}));
}

void tst_StatisticsPane::numbersAreCopiedAsATable()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    bench.pane.copy();
    QVERIFY(clipboard().startsWith(u"Event\tCount\tShare %"_s));
    QVERIFY(QTest::qWaitForWindowActive(&bench.pane));
    bench.pane.rates()->setFocus();
    bench.pane.copy();
    const QStringList lines = clipboard().split(u'\n');
    QCOMPARE(lines.front(), u"Time\tSeconds\tMoved\tAll others"_s);
    QVERIFY2(lines[1].endsWith(u"\t1\t1\t1"_s), qPrintable(lines[1]));
    QCOMPARE(lines.size(), 62);
    bench.pane.commands()->table()->setFocus();
    bench.pane.copy();
    QVERIFY(clipboard().startsWith(u"Command\tSent\tERROR"_s));
}

void tst_StatisticsPane::theChosenCommandStaysChosen()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    ChoiceButton *choice = bench.pane.commandChoice();
    QCOMPARE(choice->choices().size(), 3);
    choice->setCurrent(2);
    emit choice->chosen(2);
    QCOMPARE(bench.pane.latencies()->itemCount(), 0); // it still waits
    const QString chosen = choice->text();
    for (int i = 0; i < 3; ++i) // most sent comes first
        bench.writer.add(MessageKind::Request, "get_room_count");
    bench.writer.advance(second);
    bench.writer.event("set_name");
    bench.writer.flush();
    QTRY_COMPARE(bench.models.statistics.requests().all().sent, quint64(5));
    QCOMPARE(choice->text(), chosen);
    QCOMPARE(choice->current(), 1);
}

void tst_StatisticsPane::aNarrowPaneHasOneColumn()
{
    Bench bench;
    const auto left = [&](const QWidget *widget) { return widget->mapTo(&bench.pane, QPoint()).x(); };
    QVERIFY(left(bench.pane.latencies()) > left(bench.pane.rates()));
    bench.pane.resize(700, 400);
    QTRY_COMPARE(left(bench.pane.latencies()), left(bench.pane.rates()));
    QTRY_VERIFY(bench.pane.latencies()->height() >= bench.pane.latencies()->minimumSizeHint().height());
    PaneTable *table = bench.pane.commands()->table();
    QVERIFY(table->viewport()->visibleRegion().isEmpty());
    QVERIFY(QTest::qWaitForWindowActive(&bench.pane));
    table->setFocus(); // as F6 does
    QTRY_VERIFY(!table->viewport()->visibleRegion().isEmpty());
}

void tst_StatisticsPane::measuredIsOfferedWhileSomethingIs()
{
    Bench bench;
    bench.fill();
    QVERIFY(bench.settle());
    bench.models.navigator.setMeasuredRange({start, start + 10 * second});
    emit bench.pane.scopeChoice()->chosen(int(StatisticsScope::MeasuredRange));
    QTRY_COMPARE(bench.models.statistics.events().all().count(), quint64(11));
    bench.models.navigator.setMeasuredRange({});
    QTRY_COMPARE(bench.pane.scopeChoice()->text(), u"Whole session"_s);
}

QTEST_MAIN(tst_StatisticsPane)
#include "tst_statisticspane.moc"
