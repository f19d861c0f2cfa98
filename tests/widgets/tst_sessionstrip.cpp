#include "tests/support/logwriter.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/sessionstrip.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QLabel>
#include <QRandomGenerator>
#include <QTest>
#include <QToolTip>

#include <cmath>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Forty minutes of a session and the strip over it.
struct Stage
{
    Stage()
    {
        QRandomGenerator random(11);
        for (int second = 0; second < 2400; ++second) {
            writer.advance(1'000'000);
            const bool quiet = second > 700 && second < 800;
            for (int i = random.bounded(quiet ? 2 : 30); i >= 0; --i)
                writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
            if (second % 170 == 5)
                writer.add(MessageKind::Request, "get_version");
            if (second % 900 == 600)
                writer.add(MessageKind::Malformed);
        }
        model.setClock([this] { return now; });
        strip.resize(1440, 42);
    }
    bool settle()
    {
        writer.flush();
        now = writer.time();
        return QTest::qWaitFor([this] { return feed.end() == log.end(); }, 2000);
    }
    bool open()
    {
        strip.show();
        return settle() && QTest::qWaitForWindowExposed(&strip);
    }
    void showLastMinute() { navigator.setVisibleRange(followed({0, 60'000'000}, now)); }
    QString behind() const { return strip.findChild<QLabel *>()->text(); }

    qint64 now = 0;
    MessageLog log{1 << 30};
    LogWriter writer{&log};
    ExchangeLog exchanges{&log};
    LogFeed feed{&log};
    TimelineModel model{&feed, &exchanges};
    Navigator navigator;
    Theme theme;
    SessionStrip strip{&model, &navigator, &theme};
};

int count(const QImage &image, const QRect &area, const QColor &colour)
{
    int pixels = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            pixels += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    return pixels;
}

QString tipAt(QWidget &widget, QPoint position)
{
    QHelpEvent help(QEvent::ToolTip, position, widget.mapToGlobal(position));
    QCoreApplication::sendEvent(&widget, &help);
    return help.isAccepted() ? QToolTip::text() : QString();
}

void keep(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("TIMELINE_GRABS");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + u'/' + name + u".png"_s));
}

} // namespace

class TestSessionStrip : public QObject
{
    Q_OBJECT
private slots:
    void looksLikeTheDesign_data();
    void looksLikeTheDesign();
    void theFrameStandsForTheVisibleRange();
    void draggingTheFrameMovesTheRange();
    void draggingAnEdgeResizesTheRange();
    void clickingBesideTheFrameGoesThere();
    void theButtonFollowsAndTheWordsSayHowFarBehind();
    void followsOnItsOwn();
    void pausingSaysHowMuchIsNew();
    void aGapIsHatchedAndTold_data();
    void aGapIsHatchedAndTold();
    void anOpenGapGrowsAtTheEndOfTheTrack();
    void theFirstConnectionIsToldAtTheLeftEnd();
    void anEmptySessionPaintsQuietly();
};

void TestSessionStrip::looksLikeTheDesign_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void TestSessionStrip::looksLikeTheDesign()
{
    QFETCH(Scheme, scheme);
    Stage stage;
    stage.theme.setScheme(scheme);
    QVERIFY(stage.open());
    stage.model.setLive(true);
    stage.navigator.setFollowing(false);
    stage.showLastMinute();
    stage.now += 9'500'000;
    stage.navigator.setVisibleRange({stage.now - 69'500'000, stage.now - 9'500'000});
    keep(stage.strip, u"strip-"_s + QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(stage.behind(), u"9 s behind"_s);
    const QColor density =
        mixed(stage.theme.colours().panel, stage.theme.hue(EventType::SetParticipantPosition), 0.5);
    const QImage image = stage.strip.grab().toImage();
    const auto barHeight = [&](double share) {
        int pixels = 0;
        const int x = stage.strip.track().left() + int(share * stage.strip.track().width());
        for (int column = x; column < x + 3; ++column)
            for (int y = 0; y < image.height(); ++y)
                pixels += image.pixel(column, y) == density.rgb() ? 1 : 0;
        return pixels;
    };
    QVERIFY(barHeight(0.5) > 2 * barHeight(750.0 / 2400)); // the quiet stretch
    QVERIFY(barHeight(750.0 / 2400) > 0);
}

void TestSessionStrip::theFrameStandsForTheVisibleRange()
{
    Stage stage;
    QVERIFY(stage.strip.frame().isNull());
    QVERIFY(stage.open());
    const qint64 start = stage.model.sessionStart();
    const qint64 length = stage.now - start;
    stage.navigator.setFollowing(false);
    stage.navigator.setVisibleRange({start + length / 4, start + length / 2});
    const QRect track = stage.strip.track();
    QVERIFY(std::abs(stage.strip.frame().left() - (track.left() + track.width() / 4.0)) < 1);
    QVERIFY(std::abs(stage.strip.frame().right() - (track.left() + track.width() / 2.0)) < 1);
}

void TestSessionStrip::draggingTheFrameMovesTheRange()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.showLastMinute();
    const TimeRange before = stage.navigator.visibleRange();
    const QPoint inside = stage.strip.frame().center().toPoint();
    QTest::mousePress(&stage.strip, Qt::LeftButton, {}, inside);
    QTest::mouseMove(&stage.strip, inside - QPoint(100, 0));
    QTest::mouseRelease(&stage.strip, Qt::LeftButton, {}, inside - QPoint(100, 0));
    const TimeRange after = stage.navigator.visibleRange();
    const double pixel = double(stage.now - stage.model.sessionStart()) / stage.strip.track().width();
    QCOMPARE(after.length(), before.length());
    QVERIFY(std::abs(double(before.from - after.from) / pixel - 100) < 1.5);
    QVERIFY(!stage.navigator.isFollowing());
}

void TestSessionStrip::draggingAnEdgeResizesTheRange()
{
    Stage stage;
    QVERIFY(stage.open());
    const qint64 start = stage.model.sessionStart();
    stage.navigator.setFollowing(false);
    stage.navigator.setVisibleRange({start + 600'000'000, start + 1'200'000'000});
    const QRectF frame = stage.strip.frame();
    const QPoint edge(qRound(frame.left()), 20);
    QTest::mousePress(&stage.strip, Qt::LeftButton, {}, edge);
    QTest::mouseMove(&stage.strip, edge + QPoint(30, 0));
    QTest::mouseRelease(&stage.strip, Qt::LeftButton, {}, edge + QPoint(30, 0));
    QVERIFY(stage.navigator.visibleRange().from > start + 600'000'000);
    QCOMPARE(stage.navigator.visibleRange().until, start + 1'200'000'000);
}

void TestSessionStrip::clickingBesideTheFrameGoesThere()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.showLastMinute();
    const QPoint there(stage.strip.track().center().x(), 20);
    QTest::mouseClick(&stage.strip, Qt::LeftButton, {}, there);
    QVERIFY(!stage.navigator.isFollowing());
    QVERIFY(std::abs(stage.strip.frame().center().x() - there.x()) < 1.5);
}

void TestSessionStrip::theButtonFollowsAndTheWordsSayHowFarBehind()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.model.setLive(true);
    stage.showLastMinute();
    QCOMPARE(stage.behind(), u"Live"_s);
    stage.navigator.setFollowing(false);
    const TimeRange range = stage.navigator.visibleRange();
    stage.navigator.setVisibleRange({range.from - 3'600'000'000, stage.now - 600'000'000});
    QCOMPARE(stage.behind(), u"10 min behind"_s);
    QVERIFY(stage.strip.findChild<QLabel *>()->isVisible());
    auto *follow = stage.strip.findChild<PaneButton *>();
    QVERIFY(!follow->isChecked());
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(stage.navigator.isFollowing());
    QVERIFY(follow->isChecked());
    QVERIFY(stage.navigator.visibleRange().until > stage.now);
}

void TestSessionStrip::pausingSaysHowMuchIsNew()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.showLastMinute();
    PaneButton *pause = stage.strip.findChildren<PaneButton *>()[1];
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(stage.navigator.isPaused());
    QCOMPARE(pause->text(), u"Resume"_s);
    QCOMPARE(stage.behind(), u"0 new"_s);
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(!stage.navigator.isPaused());
    QCOMPARE(pause->text(), u"Pause"_s);
}

void TestSessionStrip::followsOnItsOwn()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.model.setLive(true);
    stage.showLastMinute();
    const qint64 before = stage.navigator.visibleRange().until;
    stage.now += 3'000'000;
    QTRY_COMPARE(stage.navigator.visibleRange().until, before + 3'000'000);
}

void TestSessionStrip::aGapIsHatchedAndTold_data()
{
    looksLikeTheDesign_data();
}

void TestSessionStrip::aGapIsHatchedAndTold()
{
    QFETCH(Scheme, scheme);
    Stage stage;
    stage.theme.setScheme(scheme);
    const MessageId gap = stage.writer.gap(134'384'000);
    stage.writer.gap(300'000);
    for (int second = 0; second < 600; ++second) {
        stage.writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
        stage.writer.advance(1'000'000);
    }
    stage.writer.gap(200'000);
    stage.writer.advance(600'000'000);
    stage.writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
    QVERIFY(stage.open());
    keep(stage.strip, u"strip-gaps-"_s + QString::fromLatin1(QTest::currentDataTag()));
    const std::vector<GapBand> bands = gapBands(stage.model.gaps(),
        {{stage.model.sessionStart(), stage.now}, stage.strip.track().width()}, stage.now);
    QCOMPARE(bands.size(), 2u);
    QVERIFY(bands[1].width() >= 6);
    const QImage image = stage.strip.grab().toImage();
    const QRect brief(stage.strip.track().left() + qRound(bands[1].from), 2, 6, stage.strip.height() - 4);
    QVERIFY(count(image, brief, stage.theme.colours().text3) > brief.width() * brief.height() / 20);
    QCOMPARE(count(image, brief.translated(20, 0), stage.theme.colours().text3), 0);
    QVERIFY(tipAt(stage.strip, brief.center()).contains(u"Not connected 200 ms, "));
    QCOMPARE(tipAt(stage.strip, brief.center() + QPoint(40, 0)), QString());
    const Gap told = gapOf(stage.log.record(gap), gap);
    const QStringList described = stage.strip.accessibleDescription().split(u'\n');
    QCOMPARE(described.size(), 3);
    QCOMPARE(described.first(), gapSentence(told, stage.now, QTimeZone::systemTimeZone()));
    QVERIFY(described.first().startsWith(u"Not connected 2 min 14 s, "));
}

void TestSessionStrip::anOpenGapGrowsAtTheEndOfTheTrack()
{
    Stage stage;
    QVERIFY(stage.open());
    ConnectionStatus status;
    status.state = ConnectionState::Retrying;
    status.lostAt = stage.now;
    status.tries = 1;
    stage.model.setConnection(status);
    QVERIFY(stage.strip.accessibleDescription().startsWith(u"Not connected since "));
    const QRect track = stage.strip.track();
    const auto hatchedFrom = [&] {
        const QImage image = stage.strip.grab().toImage();
        const Colours &colours = stage.theme.colours();
        for (int x = track.right();; --x) {
            const QRect column(x, 2, 1, image.height() - 4);
            if (count(image, column, colours.line2) < 3 && count(image, column, colours.text3) < 3)
                return x + 1;
        }
    };
    const int before = hatchedFrom();
    QCOMPARE(track.right() + 1 - before, 6);
    stage.now += 600'000'000;
    QVERIFY(hatchedFrom() < before - track.width() / 10);
    stage.writer.gap(600'000'000);
    QVERIFY(stage.settle());
    stage.model.setLive(true);
    QVERIFY(stage.strip.accessibleDescription().startsWith(u"Not connected 10 min 0 s, "));
}

void TestSessionStrip::theFirstConnectionIsToldAtTheLeftEnd()
{
    MessageLog log(1 << 20);
    LogWriter writer(&log);
    ExchangeLog exchanges(&log);
    LogFeed feed(&log);
    TimelineModel model(&feed, &exchanges);
    Navigator navigator;
    Theme theme;
    SessionStrip strip(&model, &navigator, &theme);
    strip.resize(1440, 42);
    const qint64 opened = writer.time();
    writer.opening();
    for (int second = 0; second < 600; ++second) {
        writer.advance(1'000'000);
        writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
    }
    writer.flush();
    QTRY_VERIFY(strip.accessibleDescription().startsWith(u"Connected at "));
    QVERIFY(strip.accessibleDescription().endsWith(u", earlier not seen"));
    // Else bars stand there.
    const QRect words(strip.track().left() + 8, 4, 150, 14);
    const auto said = [&] { return count(strip.grab().toImage(), words, theme.colours().panel) > 1000; };
    QVERIFY(said());
    navigator.setVisibleRange({opened, opened + 30'000'000});
    QVERIFY(!said()); // the frame goes before
    navigator.setVisibleRange({opened + 500'000'000, opened + 530'000'000});
    QVERIFY(said());
    writer.advance(2'400'000'000);
    writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
    writer.flush();
    QTRY_VERIFY(!said()); // long known by now
}

void TestSessionStrip::anEmptySessionPaintsQuietly()
{
    MessageLog log(1 << 20);
    ExchangeLog exchanges(&log);
    LogFeed feed(&log);
    TimelineModel model(&feed, &exchanges);
    Navigator navigator;
    Theme theme;
    SessionStrip strip(&model, &navigator, &theme);
    strip.resize(1440, 42);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {700, 20});
    QVERIFY(!strip.grab().isNull());
    QCOMPARE(navigator.visibleRange(), TimeRange());
}

QTEST_MAIN(TestSessionStrip)
#include "tst_sessionstrip.moc"
