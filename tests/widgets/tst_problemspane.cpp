#include "lib/filter/filterparser.h"
#include "tests/support/batchbuilder.h"
#include "ui/widgets/dialectdialog.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/problemspane.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QByteArray refusal =
    R"({"Status":"ERROR","Error Code":-9990,"Request":{"Command":"set_log_level","level":1}})";

struct Bench
{
    Bench()
    {
        findings.start();
        pane.resize(900, 200);
        pane.show();
    }

    bool judge()
    {
        log.append(builder.take());
        return QTest::qWaitFor([this] { return !findings.isBehind(); });
    }
    void choose(FindingRule rule)
    {
        pane.table()->setFocus();
        pane.table()->setCurrentIndex(model.index(model.rowOf(rule), 0));
    }
    QAction *menuEntry(const QString &text)
    {
        emit pane.table()->customContextMenuRequested(
            pane.table()->visualRect(pane.table()->currentIndex()).center());
        auto *menu = pane.findChild<QMenu *>();
        for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    Theme theme;
    MessageLog log{1'000'000'000};
    FindingLog findings{&log};
    BatchBuilder builder;
    FindingsModel model{&findings, &log};
    Navigator navigator;
    ProblemsPane pane{&model, &log, &navigator, &theme};
};

} // namespace

class tst_ProblemsPane : public QObject
{
    Q_OBJECT
private slots:
    void theTabTellsHowManyThereAre();
    void theTabTellsHowManyCameDuringAPause();
    void enterGoesToTheLastMessage();
    void aDoubleClickGoesToTheLastMessage();
    void theMenuGoesToTheFirst();
    void whatHasLeftMemoryCannotBeGoneTo();
    void onlyTheseFiltersTheEvents();
    void exchangesAreFilteredWhereTheyAre();
    void ignoredProblemsCanBeShownAgain();
    void whatIsNotListedIsSaid();
    void aRowIsCopiedWithTabs();
    void aFigureLeadsToItsProblem();
    void theDialectLeadsToItsEvidence();
};

void tst_ProblemsPane::theTabTellsHowManyThereAre()
{
    Bench bench;
    QCOMPARE(bench.pane.title(), u"Problems"_s);
    QVERIFY(!bench.pane.table()->emptyText().isEmpty());
    QSignalSpy told(&bench.pane, &ProblemsPane::titleChanged);
    bench.builder.received("{").received("{").receivedBinary("x");
    QVERIFY(bench.judge());
    QCOMPARE(bench.pane.title(), u"Problems 2"_s);
    QCOMPARE(told.last()[0].toString(), u"Problems 2"_s);
}

void tst_ProblemsPane::theTabTellsHowManyCameDuringAPause()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    bench.model.setPaused(true);
    QSignalSpy told(&bench.pane, &ProblemsPane::titleChanged);
    bench.builder.received("{").receivedBinary("x");
    QVERIFY(bench.judge());
    QCOMPARE(bench.pane.title(), u"Problems 1, 1 new"_s);
    QCOMPARE(told.last()[0].toString(), u"Problems 1, 1 new"_s);
    QCOMPARE(bench.model.rowCount(), 1);
    bench.model.setPaused(false);
    QCOMPARE(told.last()[0].toString(), u"Problems 2"_s);
}

void tst_ProblemsPane::enterGoesToTheLastMessage()
{
    Bench bench;
    bench.builder.received("{").received("{}").received("{");
    QVERIFY(bench.judge());
    bench.choose(FindingRule::Malformed);
    QVERIFY(!bench.navigator.current());
    QTest::keyClick(bench.pane.table(), Qt::Key_Return);
    QCOMPARE(bench.navigator.current(), MessageId(3));
    QVERIFY(!bench.navigator.isFollowing());
}

void tst_ProblemsPane::aDoubleClickGoesToTheLastMessage()
{
    Bench bench;
    bench.builder.received("{").received("{");
    QVERIFY(bench.judge());
    bench.choose(FindingRule::Malformed);
    const QPoint row = bench.pane.table()->visualRect(bench.pane.table()->currentIndex()).center();
    QTest::mouseClick(bench.pane.table()->viewport(), Qt::LeftButton, {}, row);
    QTest::mouseDClick(bench.pane.table()->viewport(), Qt::LeftButton, {}, row);
    QCOMPARE(bench.navigator.current(), MessageId(2));
}

void tst_ProblemsPane::theMenuGoesToTheFirst()
{
    Bench bench;
    bench.builder.received("{").received("{");
    QVERIFY(bench.judge());
    bench.choose(FindingRule::Malformed);
    QAction *entry = bench.menuEntry(u"Go to the first"_s);
    QVERIFY(entry && entry->isEnabled());
    entry->trigger();
    QCOMPARE(bench.navigator.current(), MessageId(1));
}

void tst_ProblemsPane::whatHasLeftMemoryCannotBeGoneTo()
{
    Bench bench;
    bench.findings.addRemarks({u"Something is missing."_s});
    bench.choose(FindingRule::Recording);
    QTest::keyClick(bench.pane.table(), Qt::Key_Return);
    QVERIFY(!bench.navigator.current());
    QAction *entry = bench.menuEntry(u"Go to the last"_s);
    QVERIFY(entry && !entry->isEnabled());
}

void tst_ProblemsPane::onlyTheseFiltersTheEvents()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    bench.choose(FindingRule::Malformed);
    QAction *entry = bench.menuEntry(u"Show only these"_s);
    QVERIFY(entry && entry->isEnabled());
    entry->trigger();
    QCOMPARE(bench.navigator.filter(), parseFilter(u"kind: malformed"_s).expression);
}

void tst_ProblemsPane::exchangesAreFilteredWhereTheyAre()
{
    Bench bench;
    QSignalSpy requested(&bench.pane, &ProblemsPane::exchangesRequested);
    bench.builder.received(refusal);
    QVERIFY(bench.judge());
    bench.choose(FindingRule::Refused);
    bench.pane.showOnlyThese();
    QCOMPARE(requested.size(), 1);
    QVERIFY(bench.navigator.filter().isEmpty());
}

void tst_ProblemsPane::ignoredProblemsCanBeShownAgain()
{
    Bench bench;
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    auto *show = bench.pane.findChild<PaneButton *>();
    QVERIFY(!show->isVisible());
    bench.choose(FindingRule::Malformed);
    QTest::keyClick(bench.pane.table(), Qt::Key_Delete);
    QCOMPARE(bench.model.rowCount(), 2);
    QCOMPARE(bench.pane.title(), u"Problems 2"_s);
    QVERIFY(show->isVisible());
    QCOMPARE(show->text(), u"Show"_s);
    show->click();
    QCOMPARE(bench.model.rowCount(), 3);
    QCOMPARE(bench.pane.title(), u"Problems 2"_s);
    QCOMPARE(show->text(), u"Hide"_s);
    bench.choose(FindingRule::Malformed);
    QAction *entry = bench.menuEntry(u"No longer ignore"_s);
    QVERIFY(entry);
    entry->trigger();
    QCOMPARE(bench.pane.title(), u"Problems 3"_s);
    QVERIFY(!show->isVisible());
}

void tst_ProblemsPane::whatIsNotListedIsSaid()
{
    Bench bench;
    for (int key = 0; key < FindingJudge::maximumOfARule + 7; ++key)
        bench.builder.received(
            R"({"Event":"IMM_EVENT_CREATE_ROOM","values":1,"key)" + QByteArray::number(key) + "\":1}");
    QVERIFY(bench.judge());
    bool isSaid = false;
    for (const ThemedLabel *label : bench.pane.findChildren<ThemedLabel *>())
        isSaid |= label->isVisible()
            && label->text() == u"7 messages have further problems, which are not listed"_s;
    QVERIFY(isSaid);
}

void tst_ProblemsPane::aRowIsCopiedWithTabs()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    bench.choose(FindingRule::Malformed);
    bench.pane.copyRow();
    const QStringList cells = QApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.size(), int(FindingsModel::ColumnCount));
    QCOMPARE(cells[0], u"Messages came that are no JSON object"_s);
    QCOMPARE(cells[1], u"1"_s);
}

void tst_ProblemsPane::aFigureLeadsToItsProblem()
{
    Bench bench;
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    bench.pane.selectRule(FindingRule::Unmatched);
    QCOMPARE(bench.pane.table()->currentIndex().row(), bench.model.rowOf(FindingRule::Unmatched));
    bench.pane.selectRule(FindingRule::Late); // there is none: nothing happens
    QCOMPARE(bench.pane.table()->currentIndex().row(), bench.model.rowOf(FindingRule::Unmatched));
}

void tst_ProblemsPane::theDialectLeadsToItsEvidence()
{
    Bench bench;
    bench.builder.received("{}").received(R"({"Event":"add_participant","room_id":"1","values":2})");
    QVERIFY(bench.judge());
    DialectDialog dialog(&bench.findings, &bench.theme);
    dialog.show();
    QSignalSpy requested(&dialog, &DialectDialog::messageRequested);
    dialog.table()->setCurrentIndex(dialog.table()->model()->index(0, 0)); // codes: not seen
    emit dialog.table()->activated(dialog.table()->currentIndex());
    QCOMPARE(requested.size(), 0);
    dialog.table()->setCurrentIndex(dialog.table()->model()->index(4, 0));
    QCOMPARE(dialog.table()->model()->index(4, 1).data().toString(), u"text"_s);
    emit dialog.table()->activated(dialog.table()->currentIndex());
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested[0][0].value<MessageId>(), MessageId(2));
}

QTEST_MAIN(tst_ProblemsPane)
#include "tst_problemspane.moc"
