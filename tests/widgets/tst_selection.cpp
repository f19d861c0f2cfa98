#include "lib/filter/filterconditions.h"
#include "tests/widgets/sessionstage.h"
#include "ui/widgets/bookmarkspane.h"
#include "ui/widgets/eventspane.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/keybindings.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/neighboursview.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/problemspane.h"
#include "ui/widgets/singlekeyguard.h"
#include "ui/widgets/timelineview.h"

#include <QClipboard>
#include <QRandomGenerator>
#include <QTreeView>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// All that the navigator says of where the user is.
struct Whereabouts
{
    MessageId message;
    PersonRef person;
    bool following = true;
    TimeRange measured;
    QString filter;
    friend bool operator==(const Whereabouts &, const Whereabouts &) = default;
};

Whereabouts placeOf(const Navigator &navigator)
{
    return {navigator.current(), navigator.person(), navigator.isFollowing(), navigator.measuredRange(),
        navigator.filter().text()};
}

/// One way to a message, through one view. False: the view does not show it.
using Way = std::function<bool(MessageId)>;

} // namespace

/// Whatever view the user selects in, all of them are told the same.
class TestSelection : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_stage.reset(); }
    void everyViewSelectsAMessageInTheSameWay_data();
    void everyViewSelectsAMessageInTheSameWay();
    void everyViewShowsWhatWasSelected();
    void choosingWhatIsSelectedAlreadyBringsItBack();
    void treeAndTimelineSelectAPersonInTheSameWay();
    void whatIsMeasuredIsAFilterThatCanBeTakenAway();
    void pausingHoldsEveryViewAndResumingShowsAll();
    void theKeysOfTheTimelineAreThoseOfItsActions();
    void otherKeysForTheTimelineActInsteadOfTheUsual();
    void singleKeysThatAreOffLeaveTheTimelineAlone();
    void theWayThroughThePanesReachesTheLowerTableThatIsShown();
    void theTableWithTheFocusIsCopied();

private:
    Way wayThrough(const QString &view);
    void focusTimeline();
    bool clickRow(PaneTable *table, const QModelIndex &index);

    std::unique_ptr<test::SessionStage> m_stage;
    TimelineView *m_timeline = nullptr;
    PaneTable *m_events = nullptr;
    MessageId m_muted;
};

void TestSelection::init()
{
    m_stage = std::make_unique<test::SessionStage>();
    m_muted = m_stage->play();
    QVERIFY(m_stage->settle());
    m_stage->panes.monitor()->resize(900, 800);
    m_timeline = static_cast<TimelineView *>(m_stage->panes.timeline());
    m_timeline->resize(1440, m_timeline->sizeHint().height());
    m_stage->panes.inspector()->resize(340, 900);
    m_stage->panes.rooms()->resize(232, 600);
    for (QWidget *view : std::initializer_list<QWidget *>{m_stage->panes.monitor(), m_stage->panes.timeline(),
             m_stage->panes.rooms(), static_cast<QWidget *>(m_stage->panes.inspector())}) {
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view));
    }
    m_events = m_stage->panes.monitor()->findChild<EventsPane *>()->table();
    QVERIFY(m_events);
}

/// Keys act in the window that is active.
void TestSelection::focusTimeline()
{
    m_timeline->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_timeline));
    m_timeline->setFocus();
    QVERIFY(m_timeline->hasFocus());
}

bool TestSelection::clickRow(PaneTable *table, const QModelIndex &index)
{
    if (!index.isValid())
        return false;
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
    return true;
}

Way TestSelection::wayThrough(const QString &view)
{
    SessionModels &models = m_stage->models;
    if (view == u"events")
        return [this, &models](MessageId id) {
            const int row = models.events.rowOf(id);
            return row >= 0 && clickRow(m_events, models.events.index(row, 1));
        };
    if (view == u"timeline")
        return [this, &models](MessageId id) {
            const qint64 time = models.session()->log()->record(id).time;
            models.navigator.setVisibleRange({time - 20'000, time + 20'000}); // nothing stands beside it
            const int lane = models.timeline.laneOf(id);
            if (lane < 0 || m_timeline->grab().isNull())
                return false;
            QTest::mouseClick(m_timeline, Qt::LeftButton, {}, m_timeline->positionOf(lane, time));
            return true;
        };
    if (view == u"bookmarks")
        return [this, &models](MessageId id) {
            models.bookmarks.toggle(id);
            PaneTable *table = m_stage->panes.bookmarks()->table();
            emit table->rowChosen(0);
            models.bookmarks.toggle(id);
            return true;
        };
    return [this, &models](MessageId id) { // the inspector, from the message before of the same participant
        const MessageId before = models.samePerson(id, -1);
        if (!before)
            return false;
        models.navigator.select(before);
        auto *neighbours = m_stage->panes.inspector()->findChild<NeighboursView *>();
        const QList<Neighbour> &known = neighbours->neighbours();
        for (int row = 0; row < known.size(); ++row) {
            if (known[row].message == id) {
                emit neighbours->chosen(id);
                return true;
            }
        }
        return false;
    };
}

void TestSelection::everyViewSelectsAMessageInTheSameWay_data()
{
    QTest::addColumn<QString>("view");
    for (const char *view : {"events", "timeline", "bookmarks", "inspector"})
        QTest::newRow(view) << QString::fromLatin1(view);
}

void TestSelection::everyViewSelectsAMessageInTheSameWay()
{
    QFETCH(QString, view);
    const Way way = wayThrough(view);
    const MessageLog &log = *m_stage->session.log();
    QRandomGenerator random(5);
    int selected = 0;
    for (int round = 0; round < 60; ++round) {
        const MessageId id = round == 0 ? m_muted : MessageId(1 + random.bounded(quint32(log.size())));
        if (log.record(id).kind != MessageKind::Event)
            continue;
        m_stage->models.navigator.select(id);
        const Whereabouts direct = placeOf(m_stage->models.navigator);
        m_stage->models.navigator.select({});
        m_stage->models.navigator.setFollowing(true);
        if (!way(id))
            continue;
        ++selected;
        // Events of one moment stand in one place of the timeline: the first of them is selected.
        if (view == u"timeline" && m_stage->models.navigator.current() != id) {
            QCOMPARE(log.record(m_stage->models.navigator.current()).time, log.record(id).time);
            continue;
        }
        QCOMPARE(placeOf(m_stage->models.navigator), direct);
    }
    QVERIFY2(selected >= (view == u"inspector" ? 1 : 10), QByteArray::number(selected));
}

void TestSelection::everyViewShowsWhatWasSelected()
{
    for (const MessageId id : {m_muted, MessageId(3), m_muted}) {
        m_stage->models.navigator.select(id);
        QCOMPARE(m_stage->panes.inspector()->shownMessage(), id);
        QCOMPARE(m_stage->models.events.idAt(m_events->currentIndex().row()), id);
        const TimeRange visible = m_stage->models.navigator.visibleRange();
        const qint64 time = m_stage->session.log()->record(id).time;
        QVERIFY(time >= visible.from && time < visible.until);
        QCOMPARE(m_timeline->focusLane(), m_stage->models.timeline.laneOf(id));
    }
}

void TestSelection::choosingWhatIsSelectedAlreadyBringsItBack()
{
    Navigator &navigator = m_stage->models.navigator;
    const qint64 time = m_stage->session.log()->record(m_muted).time;
    const auto isSeenInTime = [&navigator, time] {
        return time >= navigator.visibleRange().from && time < navigator.visibleRange().until;
    };
    const auto isSeenInTable = [this] { return m_events->isOnScreen(m_stage->models.events.rowOf(m_muted)); };
    navigator.setVisibleRange({time - 1'000'000, time + 1'000'000});
    navigator.select(m_muted);
    navigator.setFollowing(true);
    QVERIFY(!isSeenInTime());
    QVERIFY(!isSeenInTable());
    m_stage->event("CREATE_ROOM", 3, 0, {}); // what merely happens does not bring it back
    QVERIFY(m_stage->settle());
    QVERIFY(!isSeenInTime());
    QVERIFY(!isSeenInTable());
    navigator.select(m_muted);
    QVERIFY(isSeenInTime());
    QVERIFY(isSeenInTable());
    QVERIFY(!navigator.isFollowing());
}

void TestSelection::treeAndTimelineSelectAPersonInTheSameWay()
{
    auto *tree = m_stage->panes.rooms()->findChild<QTreeView *>();
    QTRY_COMPARE(tree->model()->rowCount(), 2);
    m_stage->models.navigator.select(m_muted);
    const QModelIndex person = m_stage->models.rooms.indexOf("1", "102");
    QVERIFY(person.isValid());
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(person).center());
    QCOMPARE(m_stage->models.navigator.person(), (PersonRef{"1", "102"}));
    QVERIFY(!m_stage->models.navigator.current());

    m_stage->models.timeline.setGrouping(LaneGrouping::People);
    const auto lane = [this] {
        const std::vector<Lane> &lanes = m_stage->models.timeline.lanes();
        const auto found = std::ranges::find(lanes, "102", &Lane::participant);
        return found == lanes.end() ? -1 : int(found - lanes.begin());
    };
    QTRY_VERIFY(lane() >= 0);
    m_stage->models.navigator.selectPerson({});
    m_timeline->setFocusLane(lane());
    QTest::keyClick(m_timeline, Qt::Key_Return);
    QCOMPARE(m_stage->models.navigator.person(), (PersonRef{"1", "102"}));
}

void TestSelection::whatIsMeasuredIsAFilterThatCanBeTakenAway()
{
    Navigator &navigator = m_stage->models.navigator;
    const qint64 time = m_stage->session.log()->record(m_muted).time;
    navigator.setFilter(withValues({}, FilterKey::Room, {"1"}));
    const int unmeasured = m_stage->models.events.rowCount();
    navigator.setMeasuredRange({time, time + 1});
    QTRY_VERIFY(m_stage->models.events.rowCount() < unmeasured);
    QVERIFY(m_stage->models.events.rowOf(m_muted) >= 0);
    navigator.setFilter(withTimes(navigator.filter(), {}));
    QCOMPARE(navigator.measuredRange(), TimeRange());
    QTRY_COMPARE(m_stage->models.events.rowCount(), unmeasured);
    navigator.setMeasuredRange({time, time + 1});
    navigator.setMeasuredRange({});
    QCOMPARE(navigator.filter(), withValues({}, FilterKey::Room, {"1"}));
}

void TestSelection::pausingHoldsEveryViewAndResumingShowsAll()
{
    const int rows = m_stage->models.events.rowCount();
    const quint64 lane = m_stage->models.timeline.lanes()[1].count;
    m_stage->models.navigator.setPaused(true);
    m_stage->writer.advance(1'000'000);
    m_stage->event("CREATE_ROOM", 3, 0, {});
    m_stage->writer.flush();
    QCOMPARE(m_stage->models.feed.heldBack(), 1u);
    QCOMPARE(m_stage->models.events.rowCount(), rows);
    QCOMPARE(m_stage->models.timeline.lanes()[1].count, lane);
    m_stage->models.navigator.setPaused(false);
    QCOMPARE(m_stage->models.events.rowCount(), rows + 1);
    QCOMPARE(m_stage->models.timeline.lanes()[1].count, lane + 1);
}

void TestSelection::theKeysOfTheTimelineAreThoseOfItsActions()
{
    Navigator &navigator = m_stage->models.navigator;
    focusTimeline();
    const qint64 length = navigator.visibleRange().length();
    QTest::keyClick(m_timeline, Qt::Key_Plus);
    const qint64 closer = navigator.visibleRange().length();
    QVERIFY(closer < length);
    QTest::keyClick(m_timeline, Qt::Key_Equal);
    QVERIFY(navigator.visibleRange().length() < closer);
    QTest::keyClick(m_timeline, Qt::Key_Minus);
    QVERIFY(std::abs(navigator.visibleRange().length() - closer) < 10);
    QTest::keyClick(m_timeline, Qt::Key_0);
    QVERIFY(navigator.visibleRange().from <= m_stage->session.log()->firstTime());
    QTest::keyClick(m_timeline, Qt::Key_Space);
    QVERIFY(navigator.isPaused());
    QTest::keyClick(m_timeline, Qt::Key_Space);
    QVERIFY(!navigator.isPaused());
    navigator.select(m_muted);
    const qint64 time = m_stage->session.log()->record(m_muted).time;
    QTest::keyClick(m_timeline, Qt::Key_BracketLeft);
    QTest::keyClick(m_timeline, Qt::Key_BracketRight);
    QCOMPARE(navigator.measuredRange(), (TimeRange{time, time + 1}));
    QTest::keyClick(m_timeline, Qt::Key_Escape);
    QCOMPARE(navigator.measuredRange(), TimeRange());
}

void TestSelection::otherKeysForTheTimelineActInsteadOfTheUsual()
{
    Navigator &navigator = m_stage->models.navigator;
    KeyBindings bindings;
    m_stage->actions.setBindings(&bindings);
    bindings.setKeys(ActionRegistry::name(ActionId::Pause), {QKeySequence(Qt::Key_P)});
    focusTimeline();
    QTest::keyClick(m_timeline, Qt::Key_Space);
    QVERIFY(!navigator.isPaused());
    QTest::keyClick(m_timeline, Qt::Key_P);
    QVERIFY(navigator.isPaused());
    m_stage.reset();
}

void TestSelection::singleKeysThatAreOffLeaveTheTimelineAlone()
{
    Navigator &navigator = m_stage->models.navigator;
    KeyBindings bindings;
    m_stage->actions.setBindings(&bindings);
    new SingleKeyGuard(&m_stage->actions, m_timeline);
    bindings.setSingleKeys(false);
    focusTimeline();
    const TimeRange visible = navigator.visibleRange();
    for (const Qt::Key key : {Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Minus, Qt::Key_0, Qt::Key_Space,
             Qt::Key_BracketLeft, Qt::Key_BracketRight})
        QTest::keyClick(m_timeline, key);
    QCOMPARE(navigator.visibleRange(), visible);
    QCOMPARE(navigator.measuredRange(), TimeRange());
    QVERIFY(!navigator.isPaused());
    m_stage.reset();
}

void TestSelection::theWayThroughThePanesReachesTheLowerTableThatIsShown()
{
    const auto isReached = [this](const QWidget *pane) {
        return pane->isVisible() && m_stage->panes.focusOrder(false).contains(pane);
    };
    QVERIFY(!isReached(m_stage->panes.problems()));
    m_stage->panes.showProblems();
    QVERIFY(isReached(m_stage->panes.problems()));
    QVERIFY(!isReached(m_stage->panes.bookmarks()));
}

void TestSelection::theTableWithTheFocusIsCopied()
{
    m_stage->models.navigator.select(m_muted);
    m_stage->panes.copyMessage();
    const QString message = QGuiApplication::clipboard()->text();
    QVERIFY(message.startsWith(u'{'));
    m_stage->session.findings()->start();
    m_stage->writer.add(MessageKind::Malformed);
    m_stage->writer.flush();
    PaneTable *problems = m_stage->panes.problems()->table();
    QTRY_VERIFY(problems->model()->rowCount() > 0);
    m_stage->panes.monitor()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_stage->panes.monitor()));
    m_stage->panes.showProblems();
    QVERIFY(problems->hasFocus());
    problems->showRow(0);
    m_stage->panes.copyMessage();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u'\t'));
    m_stage->panes.monitor()->hide();
    QGuiApplication::clipboard()->setText(u"before"_s);
    m_stage->panes.copyRow(); // nobody sees which
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
}

QTEST_MAIN(TestSelection)
#include "tst_selection.moc"
