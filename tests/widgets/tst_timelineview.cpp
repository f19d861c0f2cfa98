#include "lib/filter/filterconditions.h"
#include "lib/filter/filterparser.h"
#include "tests/support/logwriter.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelineview.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// A session of half a minute as in the design's picture, and the timeline over it.
struct Stage
{
    Stage()
    {
        view.setZone(QTimeZone::utc());
        view.setSentence([](MessageId id) { return u"<b>Sentence</b> %1"_s.arg(id.value); });
        model.setClock([this] { return now; });
        view.resize(1440, view.sizeHint().height());
    }

    bool settle()
    {
        writer.flush();
        now = writer.time();
        return QTest::qWaitFor([this] { return feed.end() == log.end(); }, 2000);
    }
    /// Opens the window once its lanes are known.
    bool open()
    {
        view.resize(1440, view.sizeHint().height());
        view.show();
        return QTest::qWaitForWindowExposed(&view);
    }
    void at(double seconds) { writer.advance(start + qint64(seconds * 1e6) - writer.time()); }
    QPoint place(MessageId id) const { return view.positionOf(model.laneOf(id), log.record(id).time); }

    const qint64 start = 1'795'444'300'000'000;
    qint64 now = start;
    MessageLog log{1 << 30};
    LogWriter writer{&log, start};
    ExchangeLog exchanges{&log};
    LogFeed feed{&log};
    TimelineModel model{&feed, &exchanges};
    Navigator navigator;
    Theme theme;
    TimelineView view{&model, &navigator, &theme};
};

/// Rows in order of time, whatever order they are told in.
struct Script
{
    std::vector<std::pair<double, QByteArray>> events;
    void add(const QByteArray &name, std::initializer_list<double> times)
    {
        for (const double time : times)
            events.emplace_back(time, name);
    }
    /// Walking people: a dense lane that swells.
    void addMoves(QRandomGenerator &random, double until)
    {
        for (double t = 0; t < until; t += 0.004 + 0.02 * random.generateDouble() * (1.4 + std::sin(t / 2)))
            events.emplace_back(t, "IMM_EVENT_SET_PARTICIPANT_POSITION");
    }
};

/// The picture's half minute; answers a state change to select.
MessageId playHalfMinute(Stage &stage)
{
    QRandomGenerator random(3);
    Script script;
    script.add("IMM_EVENT_CREATE_ROOM", {26.3});
    script.add("IMM_EVENT_SET_ROOM_LAYOUT", {17.5});
    script.add("IMM_EVENT_ADD_PARTICIPANT", {5.6, 27.8});
    script.add("IMM_EVENT_REMOVE_PARTICIPANT", {22.4});
    script.add("IMM_EVENT_SET_NAME", {8.6});
    script.add("IMM_EVENT_SET_PARTICIPANT_SEAT", {2.6, 5.6, 17.5, 17.51, 17.52, 17.53, 27.8});
    script.add("IMM_EVENT_SET_PARTICIPANT_STATE", {0.3, 3.3, 6.0, 6.8, 10.0, 10.05, 15.1, 15.12, 25.3});
    script.add("IMM_EVENT_SET_ALL_PARTICIPANTS_STATE", {23.9});
    script.add(
        "IMM_EVENT_CUSTOM", {1.0, 1.9, 2.7, 3.9, 4.7, 7.7, 9.4, 11.3, 11.8, 16.2, 18.7, 19.6, 20.9, 28.4});
    script.addMoves(random, 29);
    std::ranges::stable_sort(script.events, {}, &std::pair<double, QByteArray>::first);
    MessageId chosen;
    MessageId request;
    double next = 4.3;
    for (const auto &[time, name] : script.events) {
        if (time > next && next < 28) {
            stage.at(next);
            request = stage.writer.add(MessageKind::Request, "get_participant_state");
            stage.writer.flush();
            stage.writer.advance(4'000);
            const bool failed = next > 15 && next < 18;
            const MessageFlag status = failed ? MessageFlag::StatusError : MessageFlag::StatusOk;
            if (next < 27)
                stage.writer.match(stage.writer.add(MessageKind::Response, {}, "{}", status), request, 4'000);
            next += 5.7;
        }
        if (!chosen && time > 20) {
            stage.at(20);
            chosen = stage.writer.event("IMM_EVENT_SET_PARTICIPANT_STATE");
        }
        stage.at(time);
        stage.writer.event(name);
    }
    stage.at(29.0);
    return chosen;
}

/// The picture's night, with a gap of 4 s and one of 2 min 14 s at 03:12; answers the latter.
MessageId playNight(Stage &stage)
{
    constexpr double lost = 45'623.22; // seconds from the start: 03:12:03 of the next day
    QRandomGenerator random(5);
    Script script;
    script.add("IMM_EVENT_CREATE_ROOM", {lost - 9000});
    script.add("IMM_EVENT_ADD_PARTICIPANT", {lost - 9900, lost - 8100, lost - 6000, lost + 200});
    script.add(
        "IMM_EVENT_REMOVE_PARTICIPANT", {lost - 9100, lost - 7700, lost - 5000, lost - 4500, lost + 4000});
    script.add("IMM_EVENT_SET_NAME", {lost - 7900});
    script.add("IMM_EVENT_SET_PARTICIPANT_SEAT", {lost - 9850, lost - 8200, lost - 6100, lost + 3000});
    for (double t = lost - 10'000; t < lost - 5500; t += 1 + 8 * random.generateDouble())
        script.events.emplace_back(t, "IMM_EVENT_SET_PARTICIPANT_POSITION");
    std::ranges::stable_sort(script.events, {}, &std::pair<double, QByteArray>::first);
    MessageId gap;
    bool brief = false;
    for (const auto &[time, name] : script.events) {
        if (!brief && time > lost - 6500) {
            stage.at(lost - 6500);
            brief = bool(stage.writer.gap(4'375'000));
        }
        if (!gap && time > lost) {
            stage.at(lost);
            gap = stage.writer.gap(134'384'000);
        }
        stage.at(time);
        stage.writer.event(name);
    }
    return gap;
}

/// For looking at: written where TIMELINE_GRABS says, else nowhere.
void keep(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("TIMELINE_GRABS");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + u'/' + name + u".png"_s));
}

int count(const QImage &image, const QRect &area, const QColor &colour)
{
    int pixels = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            pixels += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    return pixels;
}

void wheel(QWidget &widget, QPoint position, int delta, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(position, widget.mapToGlobal(position), {}, {0, delta}, Qt::NoButton, modifiers,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT
private slots:
    void looksLikeTheDesign_data();
    void looksLikeTheDesign();
    void crowdedLanesShowBarsAndSparseOnesGlyphs();
    void clickingAGlyphSelectsItsMessage();
    void whatIsSelectedElsewhereComesIntoView();
    void followingKeepsNowAtTheRightEnd();
    void followedStepByStepItLooksAsWhenLookedAtAnew_data();
    void followedStepByStepItLooksAsWhenLookedAtAnew();
    void followingPaintsThirtyPicturesASecondAtMost();
    void nothingMovesWhileNothingIsLive();
    void draggingPansAndEndsFollowing();
    void theWheelPansAndWithControlZoomsAtThePointer();
    void doubleClickZoomsToTheGlyph();
    void arrowKeysWalkThroughLanesAndEvents();
    void itZoomsAndFollows();
    void whatTheFilterHidesIsFaint();
    void barsAreFaintWhereTheFilterAsksForMoreThanTypes_data();
    void barsAreFaintWhereTheFilterAsksForMoreThanTypes();
    void eventsOfOthersAreFaintWhileAPersonIsChosen();
    void whatChangesEverybodyInTheirRoomIsNotFaint();
    void manyTypesOpenOnAClickAndScroll();
    void aGapIsHatchedOverAllLanesAndToldByLength_data();
    void aGapIsHatchedOverAllLanesAndToldByLength();
    void theShortestGapIsSeenAndFoundByThePointer();
    void anOpenGapIsHatchedUpToNow();
    void aQuietStretchSaysSo_data();
    void aQuietStretchSaysSo();
    void aQuietStretchGrowsUntilSomethingHappens();
    void aQuietStretchInBetweenSaysSoWhereItIsLong();
    void lanesAreGivenToAssistiveTechnology();
    void gapsAreGivenToAssistiveTechnology();
    void anEmptySessionPaintsQuietly();
    void draggingWithShiftMeasures();
    void theEndsOfTheRangeAreSetOneByOneAndCleared();
    void theMenuChoosesWhatLanesStandFor();
    void bandsAreHatchedAndToldByTheirWord();
    void wordsStandBesideMarksWithRoomOnly();
    void wordsStandWholeOrNotAtAll();
    void wordsEndBeforeNow();
    void wordsEndBeforeAGap();
    void theWordOfABandStandsBesideMarks();
    void theLabelOfAGapStandsBesideWords();
    void activatingAPersonsLaneSelectsThem();
    void whoeverJoinsTheLaneWithTheFocusKeepsIt();
    void everyMarkIsGivenToAssistiveTechnologyAndLeadsBackToItsEvent();
};

void TestTimelineView::looksLikeTheDesign_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void TestTimelineView::looksLikeTheDesign()
{
    QFETCH(Scheme, scheme);
    Stage stage;
    stage.theme.setScheme(scheme);
    const MessageId chosen = playHalfMinute(stage);
    QVERIFY(stage.settle());
    stage.model.setLive(true);
    QVERIFY(stage.open());
    stage.navigator.select(chosen);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    keep(stage.view, u"view-"_s + name);
    const TimelineGeometry parts = stage.view.geometryOfParts();
    const QImage image = stage.view.grab().toImage();
    const Colours &colours = stage.theme.colours();
    QVERIFY(count(image, parts.lanes(), colours.accent) > parts.lanes().height() - 24);
    QVERIFY(count(image, parts.lanes(), colours.ok) >= 2 * (parts.lanes().height() - 24));
    QVERIFY(count(image, parts.ruler(), colours.primary) > 500);
    stage.navigator.setVisibleRange({stage.start + 9'990'000, stage.start + 10'090'000});
    keep(stage.view, u"near-"_s + name);
}

void TestTimelineView::crowdedLanesShowBarsAndSparseOnesGlyphs()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    const QImage image = stage.view.grab().toImage();
    const TimelineGeometry parts = stage.view.geometryOfParts();
    const QColor hue = stage.theme.hue(EventType::SetParticipantPosition);
    const int moved = parts.laneAt(stage.view.positionOf(7, stage.start).y());
    const int seated = moved - 1;
    QCOMPARE(stage.model.lanes()[size_t(moved)].type, EventType::SetParticipantPosition);
    QVERIFY(count(image, parts.lane(moved), hue) > 2000);
    QVERIFY(count(image, parts.lane(seated), hue) > 60);
    QVERIFY(count(image, parts.lane(seated), hue) < 600);
}

void TestTimelineView::clickingAGlyphSelectsItsMessage()
{
    Stage stage;
    stage.at(1);
    const MessageId joined = stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    stage.at(9);
    stage.writer.event("IMM_EVENT_REMOVE_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.view.grab();
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, stage.place(joined) + QPoint(4, 3));
    QCOMPARE(stage.navigator.current(), joined);
    QVERIFY(!stage.navigator.isFollowing());
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, stage.place(joined) + QPoint(40, 0));
    QCOMPARE(stage.navigator.current(), joined);
}

void TestTimelineView::whatIsSelectedElsewhereComesIntoView()
{
    Stage stage;
    const MessageId first = stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    stage.at(600);
    stage.writer.event("IMM_EVENT_REMOVE_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    const qint64 length = stage.navigator.visibleRange().length();
    QVERIFY(stage.navigator.visibleRange().from > stage.start);
    stage.navigator.select(first);
    QVERIFY(stage.navigator.visibleRange().from <= stage.start);
    QCOMPARE(stage.navigator.visibleRange().length(), length);
}

void TestTimelineView::followingKeepsNowAtTheRightEnd()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    stage.model.setLive(true);
    QVERIFY(stage.open());
    const TimeRange before = stage.navigator.visibleRange();
    stage.now += 5'000'000;
    QTRY_COMPARE(stage.navigator.visibleRange().until, before.until + 5'000'000);
    QCOMPARE(stage.navigator.visibleRange().length(), before.length());
    stage.navigator.setFollowing(false);
    stage.now += 5'000'000;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QCOMPARE(stage.navigator.visibleRange().until, before.until + 5'000'000);
}

/// The lane with a line from end to end of the stretch; -1: there is none.
static int laneOfQuiet(Stage &stage, const TimeRange &quiet)
{
    const QImage image = stage.view.grab().toImage();
    for (int lane = 0; lane < int(stage.model.lanes().size()); ++lane) {
        const QRect row = stage.view.geometryOfParts().lane(lane);
        const int from = stage.view.positionOf(lane, quiet.from).x();
        const int until = stage.view.positionOf(lane, quiet.until).x();
        const QRect inside = image.rect() & row & QRect(from, row.top() + 3, until - from, row.height() - 6);
        if (count(image, inside, stage.theme.colours().line2) > 30)
            return lane;
    }
    return -1;
}

/// As on a screen of this density, without the buttons, of which one has the focus.
QImage picture(QWidget &widget, qreal density)
{
    QImage image(widget.size() * density, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(density);
    widget.render(&image, {}, {}, QWidget::RenderFlags());
    return image;
}

void TestTimelineView::followedStepByStepItLooksAsWhenLookedAtAnew_data()
{
    QTest::addColumn<qreal>("density");
    QTest::addColumn<LaneGrouping>("grouping");
    QTest::addColumn<int>("quiet"); // seconds before the first step
    QTest::newRow("types, 1x") << 1.0 << LaneGrouping::Types << 0;
    QTest::newRow("types, 2x") << 2.0 << LaneGrouping::Types << 0;
    QTest::newRow("types, 2x, quiet") << 2.0 << LaneGrouping::Types << 15;
    QTest::newRow("types, 1x, long quiet") << 1.0 << LaneGrouping::Types << 40;
    QTest::newRow("people, 1x") << 1.0 << LaneGrouping::People << 0;
    QTest::newRow("people, 2x") << 2.0 << LaneGrouping::People << 0;
    QTest::newRow("people, 1x, quiet") << 1.0 << LaneGrouping::People << 15;
}

void TestTimelineView::followedStepByStepItLooksAsWhenLookedAtAnew()
{
    QFETCH(qreal, density);
    QFETCH(LaneGrouping, grouping);
    QFETCH(int, quiet);
    Stage stage;
    stage.writer.setPerson("1", "0");
    playHalfMinute(stage);
    const TimeRange pause{stage.writer.time(), stage.writer.time() + quiet * TimeScale::second};
    stage.writer.advance(pause.length());
    QVERIFY(stage.settle());
    stage.model.setGrouping(grouping);
    QTRY_VERIFY(stage.model.lanes().size() > 2); // people are counted in pieces
    stage.model.setLive(true);
    QVERIFY(stage.open());
    QRandomGenerator random(11);
    for (int step = 0; step < 40; ++step) {
        for (int row = random.bounded(6); row > 0; --row) {
            stage.writer.advance(random.bounded(60'000));
            stage.writer.setPerson("1", QByteArray::number(random.bounded(2)));
            stage.writer.event(
                row == 3 ? "IMM_EVENT_SET_PARTICIPANT_STATE" : "IMM_EVENT_SET_PARTICIPANT_POSITION");
        }
        stage.writer.advance(50'000);
        QVERIFY(stage.settle());
        stage.navigator.setVisibleRange(followed(stage.navigator.visibleRange(), stage.now));
        const QImage followedPicture = picture(stage.view, density);
        if (step % 5 > 0)
            continue;
        TimelineView anew(&stage.model, &stage.navigator, &stage.theme);
        anew.setZone(QTimeZone::utc());
        anew.resize(stage.view.size());
        anew.show();
        QCOMPARE(picture(anew, density), followedPicture);
    }
    QCOMPARE(laneOfQuiet(stage, pause) >= 0, quiet > 0);
}

/// Counts what it is told to paint.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(QWidget *widget) : QObject(widget) { widget->installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

void TestTimelineView::followingPaintsThirtyPicturesASecondAtMost()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    stage.model.setLive(true);
    QVERIFY(stage.open());
    auto *counter = new PaintCounter(&stage.view);
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 600) { // as the strip and new rows do, at any moment
        stage.now += 40'000;
        stage.navigator.setVisibleRange(followed(stage.navigator.visibleRange(), stage.now));
        QTest::qWait(1);
    }
    const qint64 most = clock.elapsed() / 33 + 1;
    QVERIFY2(counter->count <= most + 2, // and the labels
        qPrintable(u"%1 pictures in %2 ms"_s.arg(counter->count).arg(clock.elapsed())));
    QVERIFY(counter->count > 0);
}

void TestTimelineView::nothingMovesWhileNothingIsLive()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.now += 60'000'000;
    QSignalSpy moved(&stage.navigator, &Navigator::visibleRangeChanged);
    QTest::qWait(120);
    QCOMPARE(moved.count(), 0);
}

void TestTimelineView::draggingPansAndEndsFollowing()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    const TimeRange before = stage.navigator.visibleRange();
    const QPoint from(800, 100);
    QTest::mousePress(&stage.view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&stage.view, from + QPoint(60, 0));
    QTest::mouseMove(&stage.view, from + QPoint(121, 0));
    QTest::mouseRelease(&stage.view, Qt::LeftButton, {}, from + QPoint(121, 0));
    QVERIFY(!stage.navigator.isFollowing());
    const TimeScale scale{before, stage.view.geometryOfParts().axisWidth()};
    QCOMPARE(stage.navigator.visibleRange(), scale.panned(-121));
    QVERIFY(!stage.navigator.current());
}

void TestTimelineView::theWheelPansAndWithControlZoomsAtThePointer()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    const TimeRange before = stage.navigator.visibleRange();
    wheel(stage.view, {700, 100}, 120);
    QVERIFY(!stage.navigator.isFollowing());
    QVERIFY(stage.navigator.visibleRange().from < before.from);
    const int width = stage.view.geometryOfParts().axisWidth();
    const qint64 under = TimeScale{stage.navigator.visibleRange(), width}.timeAt(700 - 232);
    wheel(stage.view, {700, 100}, 120, Qt::ControlModifier);
    const TimeScale zoomed{stage.navigator.visibleRange(), width};
    QVERIFY(zoomed.range.length() < before.length());
    QVERIFY(std::abs(zoomed.xOf(under) - (700 - 232)) < 1);
}

void TestTimelineView::doubleClickZoomsToTheGlyph()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.view.grab();
    const qint64 before = stage.navigator.visibleRange().length();
    const QPoint merged = stage.view.positionOf(6, stage.start + 17'500'000);
    QTest::mouseDClick(&stage.view, Qt::LeftButton, {}, merged);
    QVERIFY(stage.navigator.current());
    const TimeRange near = stage.navigator.visibleRange();
    QVERIFY(near.length() < before / 4);
    QVERIFY(std::abs((near.from + near.until) / 2 - (stage.start + 17'500'000)) < near.length() / 10);
}

void TestTimelineView::arrowKeysWalkThroughLanesAndEvents()
{
    Stage stage;
    std::vector<MessageId> joined;
    for (int i = 0; i < 4; ++i) {
        stage.at(i);
        joined.push_back(stage.writer.event("IMM_EVENT_ADD_PARTICIPANT"));
        stage.writer.event("IMM_EVENT_SET_NAME");
    }
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.view.setFocus();
    stage.navigator.select(joined[1]);
    QTest::keyClick(&stage.view, Qt::Key_Right);
    QCOMPARE(stage.navigator.current(), joined[2]);
    QTest::keyClick(&stage.view, Qt::Key_Left);
    QTest::keyClick(&stage.view, Qt::Key_Left);
    QCOMPARE(stage.navigator.current(), joined[0]);
    QTest::keyClick(&stage.view, Qt::Key_Left);
    QCOMPARE(stage.navigator.current(), joined[0]);
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QCOMPARE(stage.view.focusLane(), 2);
    QTest::keyClick(&stage.view, Qt::Key_Right);
    QCOMPARE(stage.model.laneOf(stage.navigator.current()), 2);
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(&stage.view, Qt::Key_Up);
    QCOMPARE(stage.view.focusLane(), 0);
}

void TestTimelineView::itZoomsAndFollows()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    const qint64 length = stage.navigator.visibleRange().length();
    stage.view.zoomIn();
    QVERIFY(stage.navigator.visibleRange().length() < length);
    stage.view.zoomOut();
    QVERIFY(std::abs(stage.navigator.visibleRange().length() - length) < 10);
    QTest::keyClick(&stage.view, Qt::Key_Home);
    QVERIFY(!stage.navigator.isFollowing());
    QVERIFY(stage.navigator.visibleRange().from <= stage.start);
    QTest::keyClick(&stage.view, Qt::Key_End);
    QVERIFY(stage.navigator.isFollowing());
    QVERIFY(stage.navigator.visibleRange().until >= stage.now);
    stage.view.showWholeSession();
    QVERIFY(stage.navigator.visibleRange().from <= stage.start);
    QVERIFY(stage.navigator.visibleRange().until >= stage.now);
}

void TestTimelineView::whatTheFilterHidesIsFaint()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.navigator.setFilter(withValues({}, FilterKey::Event, {}, {"SET_PARTICIPANT_POSITION"}));
    const QImage image = stage.view.grab().toImage();
    keep(stage.view, u"filtered"_s);
    const TimelineGeometry parts = stage.view.geometryOfParts();
    const QColor hue = stage.theme.hue(EventType::SetParticipantPosition);
    QCOMPARE(count(image, parts.lane(7), hue), 0);
    QVERIFY(count(image, parts.lane(7), mixed(stage.theme.colours().base, hue, 0.25)) > 1000);
    QVERIFY(count(image, parts.lane(6), hue) > 60); // seated, of the same hue
}

void TestTimelineView::barsAreFaintWhereTheFilterAsksForMoreThanTypes_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("isFaint");
    const auto row = [](const char *filter, bool isFaint) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << isFaint;
    };
    row("values.control == 2", true);
    row("Keiko", true);
    row("room: 1", true);
    row("participant: 104", true);
    row("event: Moved and Keiko", true);
    row("event: Moved or Keiko", true);
    row("event: Joined", true);
    row("event: Moved", false);
    row("not event: Joined", false);
}

void TestTimelineView::barsAreFaintWhereTheFilterAsksForMoreThanTypes()
{
    QFETCH(QString, filter);
    QFETCH(bool, isFaint);
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.navigator.setFilter(parseFilter(filter).expression);
    const QImage image = stage.view.grab().toImage();
    const QRect lane = stage.view.geometryOfParts().lane(7);
    const QColor hue = stage.theme.hue(EventType::SetParticipantPosition);
    const QColor faint = mixed(stage.theme.colours().base, hue, 0.25);
    QCOMPARE(count(image, lane, hue) > 1000, !isFaint);
    QCOMPARE(count(image, lane, faint) > 1000, isFaint);
}

void TestTimelineView::eventsOfOthersAreFaintWhileAPersonIsChosen()
{
    Stage stage;
    stage.writer.setPerson("1", "104");
    const MessageId mine = stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    stage.at(10);
    stage.writer.setPerson("1", "105");
    const MessageId theirs = stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.navigator.selectPerson({"1", "104"});
    const QImage image = stage.view.grab().toImage();
    const QColor hue = stage.theme.hue(EventType::AddParticipant);
    const auto around = [&](MessageId id) { return QRect(stage.place(id) - QPoint(6, 6), QSize(13, 13)); };
    QVERIFY(count(image, around(mine), hue) > 20);
    QCOMPARE(count(image, around(theirs), hue), 0);
}

void TestTimelineView::whatChangesEverybodyInTheirRoomIsNotFaint()
{
    Stage stage;
    stage.writer.setPerson("1", {});
    const MessageId here = stage.writer.event("IMM_EVENT_SET_ALL_PARTICIPANTS_STATE");
    stage.at(10);
    stage.writer.setPerson("2", {});
    const MessageId elsewhere = stage.writer.event("IMM_EVENT_SET_ALL_PARTICIPANTS_STATE");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    const QImage before = stage.view.grab().toImage();
    stage.navigator.selectPerson({"1", "104"});
    const QImage after = stage.view.grab().toImage();
    const auto around = [&](MessageId id) { return QRect(stage.place(id) - QPoint(6, 6), QSize(13, 13)); };
    QCOMPARE(after.copy(around(here)), before.copy(around(here)));
    QVERIFY(after.copy(around(elsewhere)) != before.copy(around(elsewhere)));
}

void TestTimelineView::manyTypesOpenOnAClickAndScroll()
{
    Stage stage;
    for (int type = 0; type < 40; ++type) {
        stage.at(type / 2.0);
        stage.writer.event("IMM_EVENT_TYPE_" + QByteArray::number(type));
        stage.writer.event("<b>custom</b> " + QByteArray::number(type));
    }
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    keep(stage.view, u"types-closed"_s);
    QCOMPARE(stage.model.lanes().size(), 12u);
    const QPoint more = stage.view.geometryOfParts().label(11).center();
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, more);
    QVERIFY(stage.model.lanes()[11].isOpen);
    stage.view.resize(1440, 300);
    keep(stage.view, u"types-open"_s);
    wheel(stage.view, {50, 100}, -1200);
    QVERIFY(stage.view.geometryOfParts().scrolled > 0);
    stage.view.setFocusLane(0);
    QCOMPARE(stage.view.geometryOfParts().scrolled, 0);
}

void TestTimelineView::aGapIsHatchedOverAllLanesAndToldByLength_data()
{
    looksLikeTheDesign_data();
}

void TestTimelineView::aGapIsHatchedOverAllLanesAndToldByLength()
{
    QFETCH(Scheme, scheme);
    Stage stage;
    stage.theme.setScheme(scheme);
    const MessageId gap = playNight(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.view.showWholeSession();
    const QImage image = stage.view.grab().toImage();
    keep(stage.view, u"gaps-"_s + QString::fromLatin1(QTest::currentDataTag()));
    const Gap told = gapOf(stage.log.record(gap), gap);
    const QRect place = stage.view.placeOf(told);
    QVERIFY(place.width() >= 6);
    const QColor line = stage.theme.colours().text3;
    for (int lane = 0; lane < int(stage.model.lanes().size()); ++lane) {
        const QRect row = stage.view.geometryOfParts().lane(lane) & place;
        QVERIFY2(
            count(image, row, line) > row.width() * row.height() / 20, qPrintable(QString::number(lane)));
    }
    QCOMPARE(stage.view.sentenceOf(told), u"Not connected 2 min 14 s, 03:12:03 to 03:14:17"_s);
}

void TestTimelineView::theShortestGapIsSeenAndFoundByThePointer()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    stage.at(100);
    const MessageId gap = stage.writer.gap(20'000);
    stage.at(200);
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.view.showWholeSession();
    stage.view.grab();
    const QRect place = stage.view.placeOf(gapOf(stage.log.record(gap), gap));
    QCOMPARE(place.width(), 6);
    const QPoint under(place.center().x(), stage.view.geometryOfParts().lane(1).center().y());
    QHelpEvent help(QEvent::ToolTip, under, stage.view.mapToGlobal(under));
    QCoreApplication::sendEvent(&stage.view, &help);
    QVERIFY(QToolTip::text().contains(u"Not connected 20 ms"));
    QTest::mouseClick(&stage.view, Qt::LeftButton, {}, under);
    QCOMPARE(stage.navigator.current(), gap);
}

void TestTimelineView::anOpenGapIsHatchedUpToNow()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    ConnectionStatus status;
    status.state = ConnectionState::Retrying;
    status.lostAt = stage.now;
    status.tries = 1;
    stage.model.setConnection(status);
    const qint64 before = stage.navigator.visibleRange().until;
    stage.now += 12'000'000;
    QTRY_COMPARE(stage.navigator.visibleRange().until, before + 12'000'000);
    const QImage image = stage.view.grab().toImage();
    keep(stage.view, u"gap-open"_s);
    const QRect place = stage.view.placeOf(stage.model.gaps().at(0, stage.model.now()));
    const QRect lane = stage.view.geometryOfParts().lane(1);
    QCOMPARE(place.right() + 1, stage.view.positionOf(1, stage.now).x());
    const QColor line = stage.theme.colours().line2;
    QVERIFY(count(image, lane & place, line) > place.width());
    const QRect future(place.right() + 2, lane.top(), image.width() - place.right() - 2, lane.height());
    QCOMPARE(count(image, future, line), 0);
}

static int laneOfQuiet(Stage &stage)
{
    return laneOfQuiet(stage, stage.model.quiet());
}

void TestTimelineView::aQuietStretchSaysSo_data()
{
    looksLikeTheDesign_data();
}

void TestTimelineView::aQuietStretchSaysSo()
{
    QFETCH(Scheme, scheme);
    Stage stage;
    stage.theme.setScheme(scheme);
    playNight(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.model.setLive(true);
    stage.view.showWholeSession();
    const int own = stage.model.laneOf(stage.model.newestEvent());
    QCOMPARE(laneOfQuiet(stage), -1); // not long enough
    stage.now += 7'920'000'000;
    stage.view.showWholeSession();
    QCOMPARE(laneOfQuiet(stage), own);
    keep(stage.view, u"quiet-"_s + QString::fromLatin1(QTest::currentDataTag()));
    stage.model.setLive(false); // time stands still: the session ends with its last row
    QCOMPARE(laneOfQuiet(stage), -1);
}

void TestTimelineView::aQuietStretchGrowsUntilSomethingHappens()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.model.setLive(true);
    QCOMPARE(laneOfQuiet(stage), -1);
    stage.now += 25'000'000;
    QTRY_COMPARE(laneOfQuiet(stage), 1);
    stage.writer.advance(25'000'000);
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    stage.writer.flush();
    QTRY_COMPARE(laneOfQuiet(stage), -1);
}

void TestTimelineView::aQuietStretchInBetweenSaysSoWhereItIsLong()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    const auto next = [&](qint64 pause) {
        const qint64 from = stage.writer.time();
        stage.writer.advance(pause);
        stage.writer.event("IMM_EVENT_REMOVE_PARTICIPANT");
        return TimeRange{from, stage.writer.time()};
    };
    const TimeRange brief = next(30'000'000);
    const TimeRange lengthy = next(200'000'000);
    const TimeRange last = next(70'000'000);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.view.showWholeSession();
    keep(stage.view, u"quiet-between"_s);
    const int own = stage.model.laneOf(stage.model.newestEvent());
    QCOMPARE(laneOfQuiet(stage, brief), -1);
    QCOMPARE(laneOfQuiet(stage, lengthy), own);
    QCOMPARE(laneOfQuiet(stage, last), own);
    stage.navigator.setVisibleRange({lengthy.from + 50'000'000, lengthy.from + 51'000'000}); // no end is seen
    QCOMPARE(laneOfQuiet(stage, stage.navigator.visibleRange()), own);
    stage.navigator.setVisibleRange({stage.start, stage.start + 10 * lengthy.length()});
    QCOMPARE(laneOfQuiet(stage, lengthy), -1);
}

void TestTimelineView::lanesAreGivenToAssistiveTechnology()
{
    Stage stage;
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    QAccessibleInterface *timeline = QAccessible::queryAccessibleInterface(&stage.view);
    QVERIFY(timeline != nullptr);
    QCOMPARE(timeline->role(), QAccessible::List);
    QCOMPARE(timeline->childCount(), 2);
    QAccessibleInterface *lane = timeline->child(1);
    QCOMPARE(lane->text(QAccessible::Name), u"Joined"_s);
    QCOMPARE(lane->text(QAccessible::Value), u"1"_s);
    QCOMPARE(timeline->indexOfChild(lane), 1);
    QCOMPARE(lane->parent(), timeline);
}

void TestTimelineView::gapsAreGivenToAssistiveTechnology()
{
    Stage stage;
    const MessageId gap = playNight(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    QAccessibleInterface *timeline = QAccessible::queryAccessibleInterface(&stage.view);
    const int lanes = int(stage.model.lanes().size());
    QCOMPARE(timeline->childCount(), lanes + 2);
    QAccessibleInterface *second = timeline->child(lanes + 1);
    QCOMPARE(second->text(QAccessible::Name), u"Not connected 2 min 14 s, 03:12:03 to 03:14:17"_s);
    QCOMPARE(timeline->indexOfChild(second), lanes + 1);
    QCOMPARE(second->parent(), timeline);
    const QRect place = stage.view.placeOf(gapOf(stage.log.record(gap), gap));
    QCOMPARE(second->rect().size(), place.size());
    QVERIFY(!timeline->child(lanes + 2));
}

void TestTimelineView::anEmptySessionPaintsQuietly()
{
    Stage stage;
    QVERIFY(stage.open());
    keep(stage.view, u"empty"_s);
    stage.view.zoomIn();
    stage.view.showWholeSession();
    QTest::keyClick(&stage.view, Qt::Key_Home);
    QTest::keyClick(&stage.view, Qt::Key_Right);
    wheel(stage.view, {700, 30}, 120, Qt::ControlModifier);
    QTest::mouseDClick(&stage.view, Qt::LeftButton, {}, {700, 30});
    QVERIFY(!stage.view.grab().isNull());
    // The first message chooses the range.
    stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.navigator.visibleRange().from < stage.start);
    QVERIFY(stage.navigator.visibleRange().until > stage.start);
}

void TestTimelineView::draggingWithShiftMeasures()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    const TimeRange visible = stage.navigator.visibleRange();
    const TimeScale scale{visible, stage.view.geometryOfParts().axisWidth()};
    const int left = stage.view.geometryOfParts().labelWidth;
    QTest::mousePress(&stage.view, Qt::LeftButton, Qt::ShiftModifier, {left + 500, 60});
    QMouseEvent move(QEvent::MouseMove, QPointF(left + 300, 80),
        stage.view.mapToGlobal(QPointF(left + 300, 80)), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
    QCoreApplication::sendEvent(&stage.view, &move);
    QTest::mouseRelease(&stage.view, Qt::LeftButton, Qt::ShiftModifier, {left + 300, 80});
    const TimeRange measured{scale.timeAt(300), scale.timeAt(500)};
    QCOMPARE(stage.navigator.measuredRange(), measured);
    QCOMPARE(stage.navigator.visibleRange(), visible);
    QVERIFY(!stage.navigator.isFollowing());
    QVERIFY(!stage.navigator.current());
    quint64 events = 0;
    for (MessageId id = stage.log.first(); id < stage.log.end(); id = id + 1) {
        const MessageRecord &row = stage.log.record(id);
        events += row.kind == MessageKind::Event && row.time >= measured.from && row.time < measured.until;
    }
    QVERIFY2(stage.view.measureText().contains(u", %1 events, "_s.arg(events)),
        qPrintable(stage.view.measureText()));
    const QImage image = stage.view.grab().toImage();
    const QColor tint = mixed(stage.theme.colours().base, stage.theme.colours().accent, 0.14);
    const QRect lanes = stage.view.geometryOfParts().lanes();
    QVERIFY(count(image, QRect(left + 310, lanes.top(), 180, lanes.height()), tint) > 10'000);
    QCOMPARE(count(image, QRect(left, lanes.top(), 290, lanes.height()), tint), 0);
}

void TestTimelineView::theEndsOfTheRangeAreSetOneByOneAndCleared()
{
    Stage stage;
    stage.at(5);
    const MessageId first = stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    stage.at(9);
    const MessageId last = stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    stage.navigator.select(first);
    stage.view.measureFrom();
    QCOMPARE(stage.navigator.measuredRange().from, stage.log.record(first).time);
    stage.navigator.select(last);
    stage.view.measureUntil();
    QCOMPARE(stage.navigator.measuredRange(),
        (TimeRange{stage.log.record(first).time, stage.log.record(last).time + 1}));
    QVERIFY(stage.view.measureText().contains(u"2 events"_s));
    const auto wordsSeen = [&stage] {
        return count(
            stage.view.grab().toImage(), stage.view.geometryOfParts().ruler(), stage.theme.colours().text);
    };
    const int besideTheFlag = wordsSeen();
    stage.navigator.select({});
    QVERIFY2(besideTheFlag > 0.8 * wordsSeen(), "the flag of the selected time lies upon the words");
    stage.view.clearMeasure();
    QCOMPARE(stage.navigator.measuredRange(), TimeRange());
    QVERIFY(stage.view.measureText().isEmpty());
}

void TestTimelineView::theMenuChoosesWhatLanesStandFor()
{
    Stage stage;
    stage.writer.setPerson("1", "104");
    stage.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    auto *menu = stage.view.findChild<QMenu *>();
    QVERIFY(menu);
    menu->actions()[1]->trigger();
    QCOMPARE(stage.model.grouping(), LaneGrouping::People);
    QTRY_COMPARE(stage.model.lanes().size(), 3u);
    QCOMPARE(stage.model.lanes()[2].participant, "104");
    menu->actions()[2]->trigger();
    QCOMPARE(stage.model.grouping(), LaneGrouping::Rooms);
    QTRY_COMPARE(stage.model.lanes().size(), 2u);
    QVERIFY(!stage.model.lanes()[1].canOpen);
}

/// One person of one room, muted from second 10 to 20, talking from 25 on.
struct PersonStage : Stage
{
    PersonStage()
    {
        view.setBands([this](const Lane &lane, const TimeRange &) {
            if (lane.participant != "104")
                return std::vector<Band>();
            return std::vector<Band>{
                {Band::Kind::Muted, 1, start + 10'000'000, start + 20'000'000, muted, unmuted},
                {Band::Kind::Talking, 1, start + 25'000'000, 0, talking, {}}};
        });
        view.setLabels([](MessageId id) { return u"label of %1"_s.arg(id.value); });
        writer.setPerson("1", "104");
        at(2);
        writer.event("IMM_EVENT_SET_NAME");
        at(10);
        muted = writer.event("IMM_EVENT_SET_PARTICIPANT_STATE");
        at(20);
        unmuted = writer.event("IMM_EVENT_SET_PARTICIPANT_STATE");
        at(25);
        talking = writer.event("start-talking");
        at(29);
        writer.add(MessageKind::Note);
    }
    bool openPeople()
    {
        const bool settled = settle();
        model.setGrouping(LaneGrouping::People);
        return settled && QTest::qWaitFor([this] { return model.lanes().size() == 3; }) && open();
    }
    int x(double second) const { return view.positionOf(2, start + qint64(second * 1e6)).x(); }

    MessageId muted;
    MessageId unmuted;
    MessageId talking;
};

void TestTimelineView::bandsAreHatchedAndToldByTheirWord()
{
    PersonStage stage;
    QVERIFY(stage.openPeople());
    keep(stage.view, u"bands"_s);
    const QRect lane = stage.view.geometryOfParts().lane(2);
    const QImage image = stage.view.grab().toImage();
    const auto strip = [&](double from, double until) {
        return QRect(stage.x(from), lane.top(), stage.x(until) - stage.x(from), lane.height());
    };
    const auto empty = [&](const QRect &area) {
        return double(count(image, area, stage.theme.colours().base)) / (area.width() * area.height());
    };
    QVERIFY(empty(strip(14, 18)) < 0.75); // hatched
    QVERIFY(empty(strip(22.5, 24)) > 0.9);
    const QColor talking = mixed(stage.theme.colours().base, stage.theme.hue(Glyph::Custom), 0.25);
    QVERIFY(count(image, strip(25.5, 28.5), talking) > 500);
    QCOMPARE(stage.view.itemAt(2, 0).name, u"muted"_s);
    QVERIFY(stage.view.itemAt(2, 0).value.endsWith(u"for 10.0 s"_s));
    QCOMPARE(stage.view.itemAt(2, 1).name, u"talking"_s);
}

void TestTimelineView::wordsStandBesideMarksWithRoomOnly()
{
    PersonStage stage;
    QVERIFY(stage.openPeople());
    const auto inkBehind = [&](double second) {
        const QRect lane = stage.view.geometryOfParts().lane(2);
        const QRect area(stage.x(second) + 8, lane.top() + 4, 60, lane.height() - 8);
        const QImage image = stage.view.grab().toImage();
        return area.width() * area.height() - count(image, area, stage.theme.colours().base);
    };
    QVERIFY(inkBehind(2) > 50);
    QVERIFY(inkBehind(20) > 50);
    stage.view.setLabels({});
    QVERIFY(inkBehind(2) < 30);
}

void TestTimelineView::wordsStandWholeOrNotAtAll()
{
    const auto picture = [](const QString &label) {
        PersonStage stage;
        stage.view.setLabels([label](MessageId) { return label; });
        return stage.openPeople() ? stage.view.grab().toImage() : QImage();
    };
    const QString tooLong(80, u'w');
    const QImage empty = picture({});
    QVERIFY(!empty.isNull());
    QCOMPARE(picture(tooLong), empty);
    QVERIFY(picture(u"words "_s + tooLong) != empty);
}

void TestTimelineView::wordsEndBeforeNow()
{
    PersonStage stage;
    stage.at(28);
    stage.writer.event("IMM_EVENT_SET_NAME");
    stage.at(30);
    stage.writer.add(MessageKind::Note);
    stage.view.setLabels([](MessageId) { return u"many words one by one to be said of it"_s; });
    QVERIFY(stage.openPeople());
    stage.model.setLive(true);
    const auto around = [&stage](qint64 from, int width) {
        const QRect lane = stage.view.geometryOfParts().lane(2);
        const int left = stage.view.positionOf(2, from).x();
        return QRect(left, lane.top(), width, lane.height());
    };
    const QRect behindNow = around(stage.model.now(), 60);
    const QRect beforeNow = around(stage.start + 28'200'000, 60);
    const QImage with = stage.view.grab().toImage();
    stage.view.setLabels({});
    const QImage without = stage.view.grab().toImage();
    QVERIFY(with.copy(beforeNow) != without.copy(beforeNow));
    QCOMPARE(with.copy(behindNow), without.copy(behindNow));
}

void TestTimelineView::wordsEndBeforeAGap()
{
    const auto pictureOfGap = [](const QString &label) {
        PersonStage stage;
        stage.at(29.5);
        stage.writer.event("IMM_EVENT_SET_NAME");
        stage.at(33);
        const MessageId gap = stage.writer.gap(2'000'000);
        stage.view.setLabels([label](MessageId) { return label; });
        if (!stage.openPeople())
            return QImage();
        const QRect lane = stage.view.geometryOfParts().lane(2);
        const QImage image = stage.view.grab().toImage();
        return image.copy(stage.view.placeOf(gapOf(stage.log.record(gap), gap)) & lane);
    };
    const QImage empty = pictureOfGap({});
    QVERIFY(empty.width() > 50);
    QCOMPARE(pictureOfGap(u"many words one by one to be said of it"_s), empty);
}

void TestTimelineView::theWordOfABandStandsBesideMarks()
{
    PersonStage stage;
    stage.view.setBands([&stage](const Lane &lane, const TimeRange &) {
        if (lane.participant != "104")
            return std::vector<Band>();
        return std::vector{Band{.kind = Band::Kind::Sidebar, .number = 2, .from = stage.start + 19'300'000}};
    });
    QVERIFY(stage.openPeople());
    const QRect lane = stage.view.geometryOfParts().lane(2);
    const QRect behindMark(
        stage.x(20) + 40, lane.top() + 6, 20, lane.height() - 12); // and behind what was before
    const QImage image = stage.view.grab().toImage();
    keep(stage.view, u"band-word"_s);
    QVERIFY(
        count(image, behindMark, stage.theme.colours().base) < behindMark.width() * behindMark.height() - 20);
}

void TestTimelineView::theLabelOfAGapStandsBesideWords()
{
    Stage stage;
    stage.view.setLabels([](MessageId) { return u"joined, with some words"_s; });
    stage.writer.setPerson("1", "104");
    stage.at(15);
    const MessageId worded = stage.writer.event("IMM_EVENT_ADD_PARTICIPANT");
    stage.at(18);
    stage.writer.setPerson("1", {});
    const MessageId ofTheRoom = stage.writer.event("IMM_EVENT_SET_ROOM_LAYOUT");
    stage.at(20);
    stage.writer.gap(100'000);
    stage.at(29);
    stage.writer.add(MessageKind::Note);
    QVERIFY(stage.settle());
    stage.model.setGrouping(LaneGrouping::People);
    QTRY_COMPARE(stage.model.lanes().size(), 3u);
    QVERIFY(stage.open());
    QCOMPARE(stage.model.laneOf(ofTheRoom), 1);
    const QImage image = stage.view.grab().toImage();
    keep(stage.view, u"gap-words"_s);
    const auto labelIn = [&](int lane) {
        const QRect row = stage.view.geometryOfParts().lane(lane);
        return count(
            image, QRect(stage.place(worded).x(), row.top(), 220, row.height()), stage.theme.colours().panel);
    };
    QCOMPARE(labelIn(2), 0);
    QVERIFY(labelIn(0) > 500);
}

void TestTimelineView::activatingAPersonsLaneSelectsThem()
{
    PersonStage stage;
    QVERIFY(stage.openPeople());
    stage.view.setFocusLane(2);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QCOMPARE(stage.navigator.person(), (PersonRef{"1", "104"}));
    stage.view.setFocusLane(1);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QVERIFY(!stage.model.lanes()[1].isOpen);
}

void TestTimelineView::whoeverJoinsTheLaneWithTheFocusKeepsIt()
{
    PersonStage stage;
    QVERIFY(stage.openPeople());
    stage.view.setFocusLane(2);
    stage.writer.setPerson("1", "103");
    stage.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(stage.settle());
    QTRY_COMPARE(stage.model.lanes().size(), 4u);
    QCOMPARE(stage.view.focusLane(), 3);
    QCOMPARE(stage.model.lanes()[3].participant, "104");
}

void TestTimelineView::everyMarkIsGivenToAssistiveTechnologyAndLeadsBackToItsEvent()
{
    Stage stage;
    playHalfMinute(stage);
    QVERIFY(stage.settle());
    QVERIFY(stage.open());
    QVERIFY(!stage.view.grab().isNull());
    QAccessibleInterface *timeline = QAccessible::queryAccessibleInterface(&stage.view);
    int marks = 0;
    for (int lane = 0; lane < int(stage.model.lanes().size()); ++lane) {
        QAccessibleInterface *accessible = timeline->child(lane);
        const int items = stage.view.itemCount(lane);
        QVERIFY(items > 0);
        QCOMPARE(accessible->childCount(), items);
        for (int i = 0; i < items; ++i) {
            const TimelineItem painted = stage.view.itemAt(lane, i);
            QAccessibleInterface *item = accessible->child(i);
            QVERIFY(!item->text(QAccessible::Name).isEmpty());
            QVERIFY(!item->text(QAccessible::Value).isEmpty());
            QCOMPARE(item->parent(), accessible);
            if (!painted.message)
                continue;
            ++marks;
            QTest::mouseClick(&stage.view, Qt::LeftButton, {}, painted.place.center());
            QCOMPARE(stage.navigator.current(), painted.message);
            QVERIFY(item->state().selected);
        }
    }
    QVERIFY(marks > 30);
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
