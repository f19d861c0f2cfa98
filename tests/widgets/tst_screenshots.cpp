#include "tests/widgets/sessionstage.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/statisticspane.h"
#include "ui/widgets/timelineview.h"

#include <QDir>
#include <QFontDatabase>

using namespace console;
using namespace Qt::StringLiterals;

// What the views look like, beside pictures that were looked at. The pictures are a quarter of the size, so
// that they tell a layout, a colour or a missing part, and not how a version of a font draws one letter.
// After a change that is meant: run with SCREENSHOTS_TO=tests/data/screenshots, look at what is written
// there, and commit it.

namespace {

constexpr int shrunk = 4;
constexpr int tolerance = 48; // of 255, of one pixel of the shrunk picture
constexpr double spread = 0.004; // the share of pixels that may differ by more

QWidget *viewOf(SessionPanes &panes, const QString &view)
{
    if (view == u"timeline" || view == u"people")
        return panes.timeline();
    if (view == u"inspector")
        return panes.inspector();
    return view == u"statistics" ? static_cast<QWidget *>(panes.statistics()) : panes.monitor();
}

QImage shrink(const QImage &image)
{
    QImage small = image.scaled(
        image.width() / shrunk, image.height() / shrunk, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    small.setDevicePixelRatio(1);
    return small.convertToFormat(QImage::Format_RGB32);
}

int distance(QRgb left, QRgb right)
{
    return std::max({std::abs(qRed(left) - qRed(right)), std::abs(qGreen(left) - qGreen(right)),
        std::abs(qBlue(left) - qBlue(right))});
}

/// The share of pixels that differ, 1 where the sizes do.
double difference(const QImage &left, const QImage &right)
{
    if (left.size() != right.size())
        return 1;
    int different = 0;
    for (int y = 0; y < left.height(); ++y)
        for (int x = 0; x < left.width(); ++x)
            different += distance(left.pixel(x, y), right.pixel(x, y)) > tolerance ? 1 : 0;
    return double(different) / (left.width() * left.height());
}

} // namespace

class TestScreenshots : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void viewsLookAsTheyDid_data();
    void viewsLookAsTheyDid();
    void anotherColourOrAMissingRowIsSeen();

private:
    QImage picture(const QString &view, Scheme scheme, qreal ratio, QSize window);
};

/// The font that the program's package brings.
void TestScreenshots::initTestCase()
{
    for (const char *file : {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf"})
        QVERIFY2(QFontDatabase::addApplicationFont(
                     u"/usr/share/fonts/truetype/dejavu/"_s + QLatin1StringView(file))
                >= 0,
            "fonts-dejavu-core is missing");
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
}

QImage TestScreenshots::picture(const QString &view, Scheme scheme, qreal ratio, QSize window)
{
    test::SessionStage stage;
    stage.theme.setScheme(scheme);
    QApplication::setPalette(stage.theme.palette());
    const MessageId muted = stage.play();
    if (!stage.settle())
        return {};
    auto *timeline = static_cast<TimelineView *>(stage.panes.timeline());
    timeline->setZone(QTimeZone::utc());
    if (view == u"people") {
        stage.models.timeline.setGrouping(LaneGrouping::People);
        if (!QTest::qWaitFor([&] { return stage.models.timeline.lanes().size() == 7; }))
            return {};
    }
    stage.panes.setNarrow(window.width() < 1180);
    QWidget *widget = viewOf(stage.panes, view);
    const int timelineHeight = timeline->sizeHint().height();
    widget->resize(view == u"timeline" || view == u"people" ? QSize(window.width(), timelineHeight)
            : view == u"inspector"  ? QSize(window.width() < 1180 ? 304 : 340, window.height() - 360)
            : view == u"statistics" ? QSize(window.width(), window.height() - 140)
                                    : QSize(window.width() - 572, window.height() - 360));
    widget->show();
    if (!QTest::qWaitForWindowExposed(widget))
        return {};
    stage.models.navigator.select(muted);
    if (view == u"statistics"
        && !QTest::qWaitFor([&] { return stage.models.statistics.requests().commands().size() > 0; }))
        return {};
    for (int round = 0; round < 3; ++round) // what is shown for the first time asks for its place in turn
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QImage image(widget->size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    widget->render(&image);
    return shrink(image);
}

void TestScreenshots::viewsLookAsTheyDid_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<qreal>("ratio");
    QTest::addColumn<QSize>("window");
    for (const QString &view : {u"timeline"_s, u"people"_s, u"table"_s, u"inspector"_s, u"statistics"_s})
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
            for (const int ratio : {1, 2})
                for (const QSize window : {QSize(1440, 900), QSize(1024, 700)})
                    QTest::newRow(qPrintable(
                        u"%1-%2-%3-%4x"_s.arg(view, scheme == Scheme::Light ? u"light"_s : u"dark"_s,
                            QString::number(window.width()), QString::number(ratio))))
                        << view << scheme << qreal(ratio) << window;
}

void TestScreenshots::viewsLookAsTheyDid()
{
    QFETCH(QString, view);
    QFETCH(Scheme, scheme);
    QFETCH(qreal, ratio);
    QFETCH(QSize, window);
    const QImage seen = picture(view, scheme, ratio, window);
    QVERIFY(!seen.isNull());
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + u".png"_s;
    if (const QString folder = qEnvironmentVariable("SCREENSHOTS_TO"); !folder.isEmpty())
        QVERIFY(seen.save(folder + u'/' + name));
    const QImage expected(QStringLiteral(SCREENSHOTS) + u'/' + name);
    QVERIFY2(!expected.isNull(), "there is no picture to compare with");
    const double share = difference(seen, expected.convertToFormat(QImage::Format_RGB32));
    if (share > spread)
        seen.save(QDir::tempPath() + u"/differs-"_s + name);
    QVERIFY2(share <= spread, qPrintable(u"%1 % of the pixels differ"_s.arg(100 * share)));
}

/// The comparison itself can fail.
void TestScreenshots::anotherColourOrAMissingRowIsSeen()
{
    const QImage image = picture(u"table"_s, Scheme::Light, 1, {1440, 900});
    QCOMPARE(difference(image, image), 0.0);
    QImage wiped = image;
    for (int y = image.height() / 2; y < image.height() / 2 + 6; ++y)
        for (int x = 0; x < image.width(); ++x)
            wiped.setPixel(x, y, qRgb(255, 255, 255));
    QVERIFY(difference(image, wiped) > spread);
    QVERIFY(difference(image, picture(u"table"_s, Scheme::Dark, 1, {1440, 900})) > 0.5);
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
