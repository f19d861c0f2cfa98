#include "tests/e2e/consoleundertest.h"
#include "tests/support/testserver.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QHelpEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QStandardPaths>
#include <QToolTip>
#include <QTreeView>

using namespace console;
using namespace Qt::StringLiterals;
using test::cell;
using test::ConsoleUnderTest;

namespace {

QByteArray moved(int participant)
{
    return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","values":{"room_id":1,"participant_id":)"
        + QByteArray::number(participant) + R"(,"x":1,"y":0,"z":0}})";
}

QByteArray joined(const QByteArray &room, const QByteArray &participant, const QByteArray &name)
{
    return R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":)" + room + R"(,"participant_id":)"
        + participant + R"(,"name":")" + name + R"("}})";
}

} // namespace

/// The views of the real window together: one selection, keys, layout, and what a hostile server says.
class TestConsoleViews : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aClickedRowIsSelectedEverywhere();
    void selectionsAreWalkedBackAndForward();
    void followingIsLeftAndTakenUpAgain();
    void theSameParticipantIsWalked();
    void aRequestIsSelectedWithItsResponse();
    void theRowOfTheTableInUseIsCopied();
    void keysShowAndHideTheParts();
    void theFullTimelineEndsWithItsWorkspace();
    void statisticsLeadBackToTheMonitor();
    void f6WalksThePanes();
    void theFilterIsEnteredLeftAndCleared();
    void theLayoutIsRemembered();
    void beforeTheFirstSessionEveryActionIsSafe();
    void brokenSettingsAreOutlived_data();
    void brokenSettingsAreOutlived();
    void hostileNamesStayPlainText();
    void hostileAnswersStayPlainText();
    void textIdsAreShownWhole();

private:
    void start();
    void receive(const QByteArray &message);
    QDockWidget *dock(const QString &name) { return m_console->window()->findChild<QDockWidget *>(name); }
    MessageId current() { return m_console->models()->navigator.current(); }
    PaneTable *events() { return m_console->table(u"Events"_s); }
    MessageId eventAt(int row) { return m_console->models()->events.idAt(row); }

    std::unique_ptr<test::Home> m_home;
    std::unique_ptr<test::TestServer> m_server;
    std::unique_ptr<ConsoleUnderTest> m_console;
    quint64 m_sent = 0;
};

void TestConsoleViews::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestConsoleViews::init()
{
    m_home = std::make_unique<test::Home>();
    m_server = std::make_unique<test::TestServer>();
    connect(m_server.get(), &test::TestServer::frameArrived, this, [this](const test::Frame &frame) {
        if (frame.opcode == test::Text)
            m_server->sendText(R"({"Status":"OK","Request":)" + frame.payload + '}');
    });
}

void TestConsoleViews::cleanup()
{
    m_console.reset();
    m_server.reset();
}

void TestConsoleViews::start()
{
    m_sent = 0;
    m_console.reset();
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    m_console->controller()->connectToAddress(m_server->url().toString());
    QTRY_VERIFY(m_console->dialog());
    m_console->press(u"Trust for this session"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_console->isActive());
}

void TestConsoleViews::receive(const QByteArray &message)
{
    m_server->sendText(message);
    ++m_sent;
    QTRY_COMPARE(m_console->models()->events.eligibleCount(), m_sent);
}

void TestConsoleViews::aClickedRowIsSelectedEverywhere()
{
    start();
    receive(joined("1", "104", "Daniel Kim"));
    receive(moved(105));
    m_console->choose(events(), 0);
    QCOMPARE(current(), eventAt(0));
    QCOMPARE(events()->currentIndex().row(), 0);
    QVERIFY(m_console->shows(u"Daniel Kim joined"_s));
    const auto *tree = m_console->find<QTreeView>(u"Message as a tree"_s);
    QVERIFY(tree && tree->model()->rowCount() == 2);
    auto *timeline = m_console->find<TimelineView>(u"Timeline"_s);
    const int lane = timeline->model()->laneOf(eventAt(1));
    QVERIFY(!timeline->grab().isNull()); // what was not painted yet cannot be clicked
    QTest::mouseClick(timeline, Qt::LeftButton, {},
        timeline->positionOf(lane, m_console->session()->log()->record(eventAt(1)).time));
    QCOMPARE(current(), eventAt(1));
    QCOMPARE(events()->currentIndex().row(), 1);
}

void TestConsoleViews::selectionsAreWalkedBackAndForward()
{
    start();
    for (int i = 0; i < 3; ++i)
        receive(moved(104));
    for (const int row : {0, 2, 1})
        m_console->choose(events(), row);
    m_console->key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(current(), eventAt(2));
    m_console->key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(current(), eventAt(0));
    QCOMPARE(events()->currentIndex().row(), 0);
    m_console->key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(current(), eventAt(2));
}

void TestConsoleViews::followingIsLeftAndTakenUpAgain()
{
    start();
    receive(moved(104));
    QVERIFY(m_console->models()->navigator.isFollowing());
    m_console->choose(events(), 0);
    QVERIFY(!m_console->models()->navigator.isFollowing());
    QVERIFY(!m_console->controller()->actions()->action(ActionId::Follow)->isChecked());
    m_console->key(Qt::Key_F);
    QVERIFY(m_console->models()->navigator.isFollowing());
    QVERIFY(events()->isTailFollowed());
}

void TestConsoleViews::theSameParticipantIsWalked()
{
    start();
    for (const int participant : {104, 105, 104, 105})
        receive(moved(participant));
    m_console->choose(events(), 0);
    m_console->key(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(current(), eventAt(2));
    m_console->key(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(current(), eventAt(2));
    m_console->key(Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(current(), eventAt(0));
}

void TestConsoleViews::aRequestIsSelectedWithItsResponse()
{
    start();
    receive(moved(104));
    m_console->session()->send(R"({"Command":"get_version"})");
    PaneTable *requests = m_console->table(u"Requests and responses"_s);
    QTRY_VERIFY(requests->model()->rowCount() == 1
        && cell(requests->model(), 0, ExchangeModel::Answer).startsWith(u"OK"_s));
    m_console->choose(requests, 0);
    const Exchange &exchange = m_console->session()->exchanges()->exchanges().front();
    QCOMPARE(current(), exchange.response);
    QVERIFY(m_console->shows(u"get_version"_s));
    QCOMPARE(events()->currentIndex().row(), -1);
    m_console->choose(events(), 0);
    QCOMPARE(requests->currentIndex().row(), -1);
}

void TestConsoleViews::theRowOfTheTableInUseIsCopied()
{
    start();
    receive(moved(104));
    m_console->session()->send(R"({"Command":"get_version"})");
    PaneTable *requests = m_console->table(u"Requests and responses"_s);
    QTRY_COMPARE(requests->model()->rowCount(), 1);
    m_console->choose(requests, 0);
    m_console->key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QApplication::clipboard()->text().contains(u"get_version"_s));
    m_console->choose(events(), 0);
    m_console->key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QApplication::clipboard()->text().contains(u"104"_s));
    m_console->key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8(moved(104)));
}

void TestConsoleViews::keysShowAndHideTheParts()
{
    start();
    for (const auto &[key, name] :
        {std::pair(Qt::Key_B, u"navigator"_s), std::pair(Qt::Key_I, u"inspector"_s)}) {
        QVERIFY(dock(name)->isVisible());
        m_console->key(key, Qt::ControlModifier);
        QVERIFY(!dock(name)->isVisible());
        m_console->key(key, Qt::ControlModifier);
        QVERIFY(dock(name)->isVisible());
    }
    m_console->key(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(m_console->find<QLineEdit>(u"Find a command"_s));
    QVERIFY(!dock(u"timeline"_s)->isVisible() && dock(u"strip"_s)->isVisible());
    m_console->key(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(events() && dock(u"timeline"_s)->isVisible());
}

void TestConsoleViews::theFullTimelineEndsWithItsWorkspace()
{
    start();
    m_console->key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!events() && !dock(u"inspector"_s)->isVisible() && dock(u"timeline"_s)->isVisible());
    m_console->key(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(m_console->table(u"Requests and responses"_s) && dock(u"inspector"_s)->isVisible());
    m_console->key(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(!events());
    m_console->key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(events() && dock(u"inspector"_s)->isVisible());
}

void TestConsoleViews::statisticsLeadBackToTheMonitor()
{
    start();
    receive(moved(104));
    receive(joined("1", "104", "Daniel Kim"));
    m_console->key(Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(m_console->window()->workspace(), Workspace::Statistics);
    QVERIFY(dock(u"strip"_s)->isVisible() && !events());
    for (const QString &name : {u"timeline"_s, u"navigator"_s, u"inspector"_s})
        QVERIFY2(!dock(name)->isVisible(), qPrintable(name));
    PaneTable *types = m_console->table(u"By event type"_s);
    QTRY_COMPARE(types->model()->index(1, 1).data().toString(), u"1"_s);
    types->setFocus();
    types->setCurrentIndex(types->model()->index(0, 0));
    m_console->key(Qt::Key_Return);
    QCOMPARE(m_console->window()->workspace(), Workspace::Monitor);
    QVERIFY(events() && dock(u"timeline"_s)->isVisible() && dock(u"navigator"_s)->isVisible());
    QTRY_COMPARE(events()->model()->rowCount(), 1);
}

void TestConsoleViews::f6WalksThePanes()
{
    start();
    receive(joined("1", "104", "Daniel Kim"));
    m_console->choose(events(), 0);
    QTRY_VERIFY(m_console->find<QTreeView>(u"Rooms and people"_s));
    const QStringList panes{u"Requests and responses"_s, u"Message as a tree"_s, u"Timeline"_s,
        u"Rooms and people"_s, u"Events"_s};
    QStringList walked;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        m_console->key(Qt::Key_F6);
        walked.append(QApplication::focusWidget()->accessibleName());
    }
    QCOMPARE(walked, panes);
    m_console->key(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Rooms and people"_s);
}

void TestConsoleViews::theFilterIsEnteredLeftAndCleared()
{
    start();
    receive(joined("1", "104", "Daniel Kim"));
    receive(moved(105));
    m_console->key(Qt::Key_Slash);
    m_console->type(u"daniel/f"_s); // in a text field a key is a character
    QTRY_COMPARE(events()->model()->rowCount(), 0);
    QTRY_VERIFY(events()->emptyText().contains(u"No event matches"_s));
    m_console->key(Qt::Key_Backspace);
    m_console->key(Qt::Key_Backspace);
    QTRY_COMPARE(events()->model()->rowCount(), 1);
    m_console->key(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), events());
    QCOMPARE(events()->model()->rowCount(), 1);
    m_console->key(Qt::Key_Escape);
    QTRY_COMPARE(events()->model()->rowCount(), 2);
}

void TestConsoleViews::theLayoutIsRemembered()
{
    start();
    m_console->window()->resize(1300, 850);
    m_console->window()->resizeDocks({dock(u"navigator"_s)}, {310}, Qt::Horizontal);
    m_console->key(Qt::Key_I, Qt::ControlModifier);
    auto *splitter = m_console->window()->findChild<QSplitter *>(u"monitor"_s);
    splitter->setSizes({100, splitter->height() - 100});
    const int upper = splitter->sizes().first();
    QTRY_COMPARE(dock(u"navigator"_s)->width(), 310);
    m_console->models()->rooms.setOrder(RoomTreeModel::Order::LatestEvent);
    QVERIFY(m_console->quits());

    m_console =
        std::make_unique<ConsoleUnderTest>(m_home.get()); // a look at the welcome page changes nothing
    for (const QString &name : {u"strip"_s, u"timeline"_s, u"navigator"_s, u"inspector"_s})
        QVERIFY2(!dock(name)->isVisible(), qPrintable(name));
    QVERIFY(m_console->quits());
    start();
    QCOMPARE(m_console->window()->size(), QSize(1300, 850));
    QTRY_COMPARE(dock(u"navigator"_s)->width(), 310);
    QVERIFY(!dock(u"inspector"_s)->isVisible());
    QCOMPARE(m_console->models()->rooms.order(), RoomTreeModel::Order::LatestEvent);
    QTRY_COMPARE(m_console->window()->findChild<QSplitter *>(u"monitor"_s)->sizes().first(), upper);
    m_console->controller()->actions()->action(ActionId::FullTimeline)->trigger();
    QVERIFY(!events());
    m_console->controller()->actions()->action(ActionId::ResetLayout)->trigger();
    QVERIFY(dock(u"inspector"_s)->isVisible() && events());
    QTRY_COMPARE(dock(u"navigator"_s)->width(), 232);
}

void TestConsoleViews::beforeTheFirstSessionEveryActionIsSafe()
{
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    MainWindow *window = m_console->window();
    ActionRegistry *actions = m_console->controller()->actions();
    const QList<QAction *> ending{actions->action(ActionId::Quit), actions->action(ActionId::CloseWindow),
        actions->action(ActionId::DemoServer)};
    for (QAction *action : window->actions()) {
        if (!action->isEnabled() || ending.contains(action))
            continue;
        action->trigger();
        while (QWidget *dialog = QApplication::activeModalWidget())
            dialog->close();
        window->resize(window->width() == 1000 ? 1400 : 1000, 700);
    }
    for (const QString &name : {u"strip"_s, u"timeline"_s, u"navigator"_s, u"inspector"_s})
        QVERIFY2(!dock(name)->isVisible(), qPrintable(name));
    QVERIFY(!window->models()); // none was made for all this
    QVERIFY(m_console->quits());
}

void TestConsoleViews::brokenSettingsAreOutlived_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no settings") << QByteArray("\xff\xfe\0[[[=", 7);
    QTest::newRow("other values") << QByteArray("geometry=5\n[layout]\nmonitor=@ByteArray(\\0\\0\\0\\xff)\n"
                                                "[splitter]\nmonitor=x\n[shown]\ninspector=maybe\n"
                                                "[rooms]\norder=5\ncollapseNew=maybe\n");
}

void TestConsoleViews::brokenSettingsAreOutlived()
{
    QFETCH(const QByteArray, content);
    QFile file(m_home->settingsFile());
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(content);
    file.close();
    start();
    QVERIFY(events() && dock(u"navigator"_s)->isVisible());
    QVERIFY(events()->height() > 50 && m_console->window()->width() >= 960);
    QVERIFY(m_console->quits());
    start();
    QVERIFY(events());
}

void TestConsoleViews::hostileNamesStayPlainText()
{
    start();
    const QString override = u"\u202Eevil"_s;
    receive(joined("1", "1", "<b>Admin</b>"));
    receive(joined("1", "2", override.toUtf8()));
    receive(joined("1", "3", QByteArray(300, 'x')));
    receive(joined("1", "4", "&File <img src='file:///etc/passwd'>"));
    const auto *model = events()->model();
    QTRY_VERIFY(cell(model, 0, MessageTableModel::Participant).contains(u"<b>Admin</b>"_s));
    auto *tree = m_console->find<QTreeView>(u"Rooms and people"_s);
    QTRY_VERIFY(tree && tree->model()->rowCount(tree->model()->index(0, 0)) == 4);
    // 256 characters and the marks that isolate them.
    for (int row = 0; row < 4; ++row) {
        const QString person = tree->model()->index(row, 0, tree->model()->index(0, 0)).data().toString();
        QVERIFY(!person.contains(u'\u202E') && person.size() <= 258);
        for (int column = 0; column < model->columnCount(); ++column) {
            const QString text = model->index(row, column).data().toString();
            QVERIFY(!text.contains(u'\u202E') && text.size() <= 258);
        }
        m_console->choose(events(), row);
        for (const QLabel *label : m_console->window()->findChildren<QLabel *>()) {
            QVERIFY(!label->text().contains(u'\u202E') && !label->toolTip().contains(u"<b>"_s));
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                qPrintable(label->text()));
        }
    }
    m_console->choose(events(), 0);
    QVERIFY(m_console->shows(u"<b>Admin</b>"_s));
    QVERIFY(m_console->window()->width() <= 1440 && !m_console->window()->grab().isNull());
}

void TestConsoleViews::hostileAnswersStayPlainText()
{
    start();
    m_console->session()->send(R"({"Command":"set_participant_name","name":"<b>Admin</b>"})");
    PaneTable *requests = m_console->table(u"Requests and responses"_s);
    QTRY_COMPARE(requests->model()->rowCount(), 1);
    const QPoint place =
        requests->visualRect(requests->model()->index(0, ExchangeModel::Parameters)).center();
    QHelpEvent wish(QEvent::ToolTip, place, requests->viewport()->mapToGlobal(place));
    QApplication::sendEvent(requests->viewport(), &wish);
    QVERIFY(QToolTip::text().contains(u"&lt;b&gt;Admin"_s));
    QToolTip::hideText();
}

void TestConsoleViews::textIdsAreShownWhole()
{
    start();
    const QString room = u"room-eu-west-1/conf-0042"_s;
    receive(joined('"' + room.toUtf8() + '"', R"("7f3a-c2")", "Zoë"));
    const auto *model = events()->model();
    QTRY_VERIFY(model->index(0, MessageTableModel::Room).data(MessageTableModel::IdRole).toString() == room);
    QTRY_COMPARE(events()->columnWidth(MessageTableModel::Room), 152);
    m_console->choose(events(), 0);
    QVERIFY(m_console->shows(u"Zoë"_s));
    auto *tree = m_console->find<QTreeView>(u"Rooms and people"_s);
    QTRY_VERIFY(tree && tree->model()->rowCount() == 1);
    QCOMPARE(tree->model()->index(0, 0).data(RoomTreeModel::IdRole).toString(), room);
}

QTEST_MAIN(TestConsoleViews)
#include "tst_consoleviews.moc"
