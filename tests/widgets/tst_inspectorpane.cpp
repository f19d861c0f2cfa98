#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/numbers.h"
#include "ui/models/personsummary.h"
#include "ui/widgets/comparisonpane.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/differenceview.h"
#include "ui/widgets/eventspane.h"
#include "ui/widgets/factsview.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/jsontextview.h"
#include "ui/widgets/neighboursview.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/panetabs.h"
#include "ui/widgets/theme.h"

#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray muted(int value)
{
    return "{\"Event\":\"IMM_EVENT_SET_PARTICIPANT_STATE\",\"values\":{\"room_id\":1,\"participant_id\":104,"
           "\"control\":2,\"value\":"
        + QByteArray::number(value) + "}}";
}

const QByteArray theyJoined =
    "{\"Event\":\"IMM_EVENT_ADD_PARTICIPANT\",\"values\":{\"room_id\":1,\"participant_id\":104,"
    "\"name\":\"Daniel Kim\"}}";

} // namespace

/// What stands around the message in the inspector, and how large ones are shown.
class TestInspectorPane : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { installTheme(qApp, &m_theme); }
    void init();
    void cleanup();

    void theSameParticipantsNeighboursAreListed();
    void aClickOrEnterGoesToANeighbour();
    void thePinKeepsTheMessage();
    void unpinnedItFollowsTheSelectionAgain();
    void nothingCannotBePinned();
    void thePinnedMessageIsComparedWithTheSelectedOne();
    void theComparisonGoesOnWithTheSelection();
    void ctrlAndAClickCompareTwoRows();
    void closingAComparisonOfTwoRowsLetsTheInspectorGo();
    void differencesAreWordsToo();
    void codesHaveNamesBesideThem();
    void aLongListComesByThePage();
    void whatIsTooDeepIsShownAsText();
    void aLargeMessageKeepsNobodyWaiting();
    void asInThePicture();
    void whatIsComparedWithNothingIsSelected();
    void aLowPaneScrolls();
    void anotherMessageBeginsWithItsSentence();
    void aFactWithoutRoomBesideGoesBelow();
    void allFactsHaveTheHeightTheyNeed();
    void anAgeThatGrowsShiftsNothing();
    void aLineNeverEndsWithinANumber();
    void aShortTreeIsAsHighAsItsRows();

private:
    void receive(const QByteArray &message)
    {
        m->log.append(m->builder.received(message).take());
        QTRY_COMPARE(m->feed.end(), m->log.end());
    }
    QTreeView *tree() const { return m->pane->findChild<QTreeView *>(); }
    NeighboursView *neighbours() const { return m->pane->findChild<NeighboursView *>(); }
    ComparisonPane *comparison() const { return m->pane->comparison(); }
    PaneButton *button(const QString &name) const
    {
        const QList<PaneButton *> all = m->pane->findChildren<PaneButton *>();
        for (PaneButton *button : all)
            if (button->accessibleName().contains(name) || button->text().contains(name))
                return button;
        return nullptr;
    }

    struct Stage
    {
        MessageLog log{256'000'000};
        ExchangeLog exchanges{&log};
        RoomDirectory directory{&log};
        LogFeed feed{&log};
        Navigator navigator;
        BatchBuilder builder;
        QWidget window;
        InspectorPane *pane = nullptr;
    };
    Theme m_theme;
    std::unique_ptr<Stage> m;
};

void TestInspectorPane::whatIsComparedWithNothingIsSelected()
{
    for (int i = 0; i < 3; ++i)
        receive(R"({"Event":"e","values":1})");
    m->pane->compareWith(MessageId(2));
    QCOMPARE(m->navigator.current(), MessageId(2));
    QVERIFY(!m->pane->isPinned());
    m->navigator.select(MessageId(3));
    QCOMPARE(m->pane->shownMessage(), MessageId(3));
}

void TestInspectorPane::aLowPaneScrolls()
{
    receive(R"({"Event":"e","values":{"room_id":1,"participant_id":2}})");
    m->navigator.select(MessageId(1));
    m->pane->resize(340, 240);
    auto *scroll = m->pane->findChild<QScrollArea *>();
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
    m->pane->resize(340, 900);
    QTRY_COMPARE(scroll->verticalScrollBar()->maximum(), 0);
}

void TestInspectorPane::anotherMessageBeginsWithItsSentence()
{
    for (int i = 0; i < 2; ++i)
        receive(R"({"Event":"e","values":{"room_id":1,"participant_id":2}})");
    m->navigator.select(MessageId(1));
    m->pane->resize(340, 240);
    QScrollBar *bar = m->pane->findChild<QScrollArea *>()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(bar->maximum());
    m->navigator.select(MessageId(2));
    QCOMPARE(bar->value(), 0);
}

void TestInspectorPane::aFactWithoutRoomBesideGoesBelow()
{
    FactsView facts(&m_theme);
    facts.setFacts({{u"Before"_s, u"Mute on"_s, u"since 02:44:41, own request, answer 187 792"_s}});
    const int line = facts.heightForWidth(1000);
    QVERIFY(facts.heightForWidth(340) > line + 10);
    facts.setFacts({{u"Before"_s, u"Mute on"_s, u"event 1"_s}});
    QCOMPARE(facts.heightForWidth(340), line);
    facts.setFacts({{u"Before"_s, u"x −217 y 0 z −125 cm, heading 36.4°, 10° up"_s, u"event 1"_s}});
    QVERIFY(facts.heightForWidth(340) > line + 20); // over two lines, and what is soft below
    facts.setFacts({{u"Not seen yet"_s, {}, u"Mute, Whisper room, Sidebar room, AGC, "_s.repeated(4)}});
    QVERIFY(facts.heightForWidth(340) > line + 40);
}

void TestInspectorPane::allFactsHaveTheHeightTheyNeed()
{
    receive(theyJoined);
    receive(muted(1));
    receive(R"({"Event":"SET_NAME","room_id":1,"participant_id":104,"name":"Farid Haddad of the office"})");
    m->navigator.select(MessageId(2));
    auto *facts = m->pane->findChild<FactsView *>();
    QTRY_COMPARE(facts->height(), facts->heightForWidth(facts->width()));
    QVERIFY(facts->height() > facts->sizeHint().height());
}

void TestInspectorPane::anAgeThatGrowsShiftsNothing()
{
    receive(theyJoined);
    receive(muted(1));
    QSet<int> heights;
    FactsView facts(&m_theme);
    const qint64 second = 1'000'000;
    for (const qint64 age : {0 * second, 1 * second, 10 * second, 600 * second, 3'599 * second}) {
        const qint64 now = m->log.lastTime() + age;
        const PersonSummary summary = summarize(m->log, m->exchanges, m->directory, {"1", "104"}, now);
        facts.setFacts(summary.controls);
        for (int width = 160; width < 400; width += 2)
            heights += facts.heightForWidth(width) * 1000 + width;
    }
    QCOMPARE(heights.size(), 120); // one of each width
}

void TestInspectorPane::aLineNeverEndsWithinANumber()
{
    FactsView facts(&m_theme);
    const auto height = [&facts](const QString &digits, int width) {
        facts.setFacts({{u"Before"_s, {}, u"event %1"_s.arg(digits)}});
        return facts.heightForWidth(width);
    };
    for (int width = 120; width < 240; ++width) // as if it were one word
        QCOMPARE(height(groupedNumber(512'971'000), width), height(u"512\u202F971\u202F000"_s, width));
}

void TestInspectorPane::aShortTreeIsAsHighAsItsRows()
{
    receive(R"({"Event":"e","values":{"room_id":1,"participant_id":2,"long":[1,2,3,4,5,6,7,8,9,10,11,12]}})");
    m->navigator.select(MessageId(1));
    QTest::failOnWarning(QRegularExpression(u"Negative sizes"_s)); // where there is no row
    m->navigator.select({});
    m->navigator.select(MessageId(1));
    const auto rowsBelow = [this] {
        return tree()->viewport()->height() / tree()->visualRect(tree()->model()->index(0, 0)).height();
    };
    const QModelIndex list = tree()->model()->index(2, 0, tree()->model()->index(1, 0));
    QTRY_VERIFY(rowsBelow() >= 9); // does not fit: it takes what room there is
    tree()->collapse(list);
    QTRY_COMPARE(rowsBelow(), 5);
    tree()->expand(list);
    QTRY_VERIFY(rowsBelow() >= 9);
}

void TestInspectorPane::init()
{
    m = std::make_unique<Stage>();
    m->window.resize(1000, 700);
    m->pane = new InspectorPane(&m->log, &m->exchanges, &m->directory, &m->navigator, &m_theme, &m->window);
    m->pane->resize(340, 640);
    m->window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m->window));
}

void TestInspectorPane::cleanup()
{
    qDeleteAll(m->window.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m.reset();
}

void TestInspectorPane::theSameParticipantsNeighboursAreListed()
{
    receive(theyJoined);
    m->builder.after(1'000'000);
    receive(muted(1));
    m->navigator.select(MessageId(2));
    QVERIFY(neighbours()->isVisible());
    QCOMPARE(neighbours()->count(), 1);
    QVERIFY2(neighbours()->item(0)->text().contains(u"Joined, −1.000 s"_s),
        qPrintable(neighbours()->item(0)->text()));
    receive("{\"Event\":\"e\"}");
    m->navigator.select(MessageId(3));
    QVERIFY(!neighbours()->isVisible());
}

void TestInspectorPane::aClickOrEnterGoesToANeighbour()
{
    receive(theyJoined);
    receive(muted(1));
    m->navigator.select(MessageId(2));
    QTest::mouseClick(neighbours()->viewport(), Qt::LeftButton, {},
        neighbours()->visualItemRect(neighbours()->item(0)).center());
    QCOMPARE(m->navigator.current(), MessageId(1));
    neighbours()->setFocus();
    neighbours()->setCurrentRow(0);
    QTest::keyClick(neighbours(), Qt::Key_Return);
    QCOMPARE(m->navigator.current(), MessageId(2));
}

void TestInspectorPane::thePinKeepsTheMessage()
{
    receive(muted(1));
    receive(muted(0));
    m->navigator.select(MessageId(1));
    QSignalSpy pinned(m->pane, &InspectorPane::pinnedChanged);
    button(u"Stay on this message"_s)->click();
    QCOMPARE(pinned.size(), 1);
    QVERIFY(m->pane->isPinned());
    m->navigator.select(MessageId(2));
    QCOMPARE(m->pane->shownMessage(), MessageId(1));
    m->navigator.select({});
    QCOMPARE(m->pane->shownMessage(), MessageId(1));
}

void TestInspectorPane::unpinnedItFollowsTheSelectionAgain()
{
    receive(muted(1));
    receive(muted(0));
    m->navigator.select(MessageId(1));
    m->pane->setPinned(true);
    m->navigator.select(MessageId(2));
    m->pane->setPinned(false);
    QCOMPARE(m->pane->shownMessage(), MessageId(2));
    QVERIFY(!comparison()->isVisible());
}

void TestInspectorPane::nothingCannotBePinned()
{
    m->pane->setPinned(true);
    QVERIFY(!m->pane->isPinned());
    receive(muted(1));
    m->navigator.select(MessageId(1));
    QCOMPARE(m->pane->shownMessage(), MessageId(1));
}

void TestInspectorPane::thePinnedMessageIsComparedWithTheSelectedOne()
{
    receive(muted(1));
    receive(muted(0));
    m->navigator.select(MessageId(1));
    m->pane->setPinned(true);
    QVERIFY(!comparison()->isVisible());
    m->navigator.select(MessageId(2));
    QVERIFY(comparison()->isVisible());
    button(u"Compare with message 2"_s)->click();
    QTRY_COMPARE(comparison()->summary(), u"1 difference"_s);
    QVERIFY(!tree()->isVisible());
    QCOMPARE(comparison()->view()->difference(0).path, (QStringList{u"values"_s, u"value"_s}));
    button(u"Close the comparison"_s)->click();
    QVERIFY(tree()->isVisible());
    QCOMPARE(m->pane->shownMessage(), MessageId(1));
}

void TestInspectorPane::theComparisonGoesOnWithTheSelection()
{
    receive(muted(1));
    receive(muted(0));
    receive("{\"Event\":\"e\"}");
    receive(" " + muted(1));
    m->navigator.select(MessageId(1));
    m->pane->setPinned(true);
    m->pane->compareWith(MessageId(2));
    QTRY_COMPARE(comparison()->summary(), u"1 difference"_s);
    m->navigator.select(MessageId(3));
    QTRY_COMPARE(comparison()->summary(), u"2 differences"_s);
    m->navigator.select(MessageId(4));
    QTRY_VERIFY(comparison()->summary().startsWith(u"They say the same"_s));
}

void TestInspectorPane::ctrlAndAClickCompareTwoRows()
{
    MessageTableModel events(&m->feed, &m->directory);
    auto *pane = new EventsPane(&events, &m->log, &m->directory, &m->navigator, &m_theme, &m->window);
    pane->setGeometry(350, 0, 640, 400);
    pane->show();
    connect(pane, &EventsPane::secondChosen, m->pane, &InspectorPane::compareWith);
    receive(muted(1));
    receive(muted(0));
    QTRY_COMPARE(events.rowCount(), 2);
    PaneTable *table = pane->table();
    const auto click = [table, &events](int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers,
            table->visualRect(events.index(row, MessageTableModel::Time)).center());
    };
    click(0, Qt::NoModifier);
    click(1, Qt::ControlModifier);
    QCOMPARE(m->navigator.current(), MessageId(1));
    QCOMPARE(table->lookOf(events.index(0, 0)), RowLook::Selected);
    QCOMPARE(table->lookOf(events.index(1, 0)), RowLook::Selected);
    QVERIFY(comparison()->isComparing());
    QTRY_COMPARE(comparison()->summary(), u"1 difference"_s);
    click(1, Qt::NoModifier);
    QCOMPARE(m->navigator.current(), MessageId(2));
    QVERIFY(table->lookOf(events.index(0, 0)) != RowLook::Selected);
    QVERIFY(!comparison()->isVisible());
    QVERIFY(!m->pane->isPinned());
    QCOMPARE(m->pane->shownMessage(), MessageId(2));
}

void TestInspectorPane::closingAComparisonOfTwoRowsLetsTheInspectorGo()
{
    receive(muted(1));
    receive(muted(0));
    m->navigator.select(MessageId(1));
    m->pane->compareWith(MessageId(2));
    button(u"Close the comparison"_s)->click();
    QVERIFY(!m->pane->isPinned());
    QVERIFY(tree()->isVisible());
    m->pane->setPinned(true);
    m->pane->compareWith(MessageId(2));
    button(u"Close the comparison"_s)->click();
    QVERIFY(m->pane->isPinned()); // the user did that
}

void TestInspectorPane::differencesAreWordsToo()
{
    receive("{\"Event\":\"e\",\"old\":1,\"both\":\"<b>a</b>\"}");
    receive("{\"Event\":\"e\",\"both\":\"b\",\"new\":[1]}");
    m->navigator.select(MessageId(1));
    m->pane->compareWith(MessageId(2));
    QTRY_COMPARE(comparison()->view()->count(), 3);
    QCOMPARE(comparison()->view()->item(0)->text(), u".old removed: 1"_s);
    QCOMPARE(comparison()->view()->item(1)->text(), u".both changed: \"<b>a</b>\" → \"b\""_s);
    QCOMPARE(comparison()->view()->item(2)->text(), u".new added: [1]"_s);
}

void TestInspectorPane::codesHaveNamesBesideThem()
{
    receive(theyJoined);
    receive(muted(1));
    m->navigator.select(MessageId(2));
    const QAbstractItemModel *model = tree()->model();
    const QModelIndex values = model->index(1, 0);
    const auto beside = [&](int row) {
        return model->index(row, 0, values).data(JsonTreeModel::AnnotationRole).toString();
    };
    QCOMPARE(beside(1), u"Daniel Kim"_s);
    QCOMPARE(beside(2), u"IMM_CONTROL_MUTE_ENABLE"_s);
    QCOMPARE(beside(3), u"on"_s);
}

void TestInspectorPane::aLongListComesByThePage()
{
    receive("{\"Event\":\"e\",\"values\":[" + QByteArray("1,").repeated(50'000) + "1]}");
    m->navigator.select(MessageId(1));
    QTRY_COMPARE(tree()->model()->rowCount(), 2);
    const QModelIndex values = tree()->model()->index(1, 0);
    tree()->expand(values);
    QCOMPARE(tree()->model()->rowCount(values), JsonTreeModel::pageSize + 1);
    const QModelIndex more = tree()->model()->index(JsonTreeModel::pageSize, 0, values);
    tree()->setFocus();
    tree()->setCurrentIndex(more);
    QTest::keyClick(tree(), Qt::Key_Return);
    QCOMPARE(tree()->model()->rowCount(values), 2 * JsonTreeModel::pageSize + 1);
    QCOMPARE(tree()->currentIndex().row(), JsonTreeModel::pageSize); // the first of the new ones
    const QModelIndex again = tree()->model()->index(2 * JsonTreeModel::pageSize, 0, values);
    tree()->scrollTo(again);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(again).center());
    QCOMPARE(tree()->model()->rowCount(values), 3 * JsonTreeModel::pageSize + 1);
}

void TestInspectorPane::whatIsTooDeepIsShownAsText()
{
    receive("{\"Event\":\"e\",\"values\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}');
    m->navigator.select(MessageId(1));
    QTRY_COMPARE(tree()->model()->rowCount(), 2);
    QModelIndex deepest = tree()->model()->index(1, 0);
    while (tree()->model()->rowCount(deepest) > 0)
        deepest = tree()->model()->index(0, 0, deepest);
    QVERIFY(deepest.data(JsonTreeModel::IsDeepRole).toBool());
    tree()->setFocus();
    tree()->setCurrentIndex(deepest);
    QTest::keyClick(tree(), Qt::Key_Return);
    QVERIFY(m->pane->findChild<JsonTextView *>()->isVisible());
}

void TestInspectorPane::aLargeMessageKeepsNobodyWaiting()
{
    QByteArray json = "{\"Event\":\"e\",\"values\":[0";
    while (json.size() < 20'000'000)
        json += ",\"some text of an item\",12345.678";
    receive(json + "]}");
    m->navigator.select(MessageId(1));
    QCOMPARE(tree()->model()->rowCount(), 0); // the pool reads it
    QTRY_COMPARE_WITH_TIMEOUT(tree()->model()->rowCount(), 2, 20'000);
    QVERIFY(!m->pane->findChild<JsonTextView *>()->isVisible());
}

/// For looking at: written where PANE_GRABS says, else nowhere.
void TestInspectorPane::asInThePicture()
{
    const QString folder = qEnvironmentVariable("PANE_GRABS");
    receive(theyJoined);
    m->builder.after(7'885'000);
    receive("{\"participant_id\":104,\"room_id\":1,\"action\":\"start-talking\"}");
    m->builder.after(423'000);
    receive(muted(1));
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        m_theme.setScheme(scheme);
        const QString name = scheme == Scheme::Dark ? u"dark"_s : u"light"_s;
        m->navigator.select(MessageId(3));
        QTRY_COMPARE(tree()->palette().color(QPalette::Base), m_theme.colours().base);
        QTRY_COMPARE(neighbours()->height(), neighbours()->sizeHint().height());
        if (!folder.isEmpty())
            QVERIFY(m->pane->grab().save(folder + u"/inspector-"_s + name + u".png"_s));
        m->pane->compareWith(MessageId(1));
        QTRY_VERIFY(comparison()->summary().contains(u"difference"_s));
        if (!folder.isEmpty())
            QVERIFY(m->pane->grab().save(folder + u"/difference-"_s + name + u".png"_s));
        m->pane->setPinned(false);
    }
    m_theme.setScheme(Scheme::Light);
}

QTEST_MAIN(TestInspectorPane)
#include "tst_inspectorpane.moc"
