#include "tests/widgets/sessionstage.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/statisticspane.h"
#include "ui/widgets/timelineview.h"

#include <QDir>
#include <QFontDatabase>
#include <QPainter>
#include <QRawFont>

using namespace console;
using namespace Qt::StringLiterals;

// What the views look like, beside pictures that were looked at: every pixel of them. The fonts are those of
// tests/data/fonts and no others, whatever the machine has. After a change that is meant: run with
// SCREENSHOTS_TO=tests/data/screenshots, once more with QT_SCALE_FACTOR=2, look at what is written there, and
// commit it.

namespace {

// A picture is compared tile by tile, so that something small counts as much on a large one. Another version
// of Qt may draw the edge of a letter a little lighter or darker, which these allow.
constexpr int tileSize = 16; // pixels
constexpr int edgeTolerance = 8; // of 255: less than a hairline differs from its ground
constexpr int otherPixels = 12; // of a tile may differ by more
constexpr int colourTolerance = 2; // of 255, of a tile on average

QWidget *viewOf(SessionPanes &panes, const QString &view)
{
    if (view == u"timeline" || view == u"people")
        return panes.timeline();
    if (view == u"inspector")
        return panes.inspector();
    return view == u"statistics" ? static_cast<QWidget *>(panes.statistics()) : panes.monitor();
}

/// How the pixels of a tile differ.
struct Difference
{
    void add(QRgb left, QRgb right)
    {
        const std::array now{
            qRed(left) - qRed(right), qGreen(left) - qGreen(right), qBlue(left) - qBlue(right)};
        for (size_t colour = 0; colour < now.size(); ++colour)
            sums[colour] += now[colour];
        ++pixels;
        others += std::ranges::any_of(now, [](int it) { return std::abs(it) > edgeTolerance; }) ? 1 : 0;
    }
    bool isSeen() const
    {
        return others > otherPixels
            || std::ranges::any_of(sums, [this](int it) { return std::abs(it) > colourTolerance * pixels; });
    }

    std::array<int, 3> sums{};
    int pixels = 0;
    int others = 0;
};

Difference differenceIn(const QRect &tile, const QImage &left, const QImage &right)
{
    Difference difference;
    for (int y = tile.top(); y <= tile.bottom(); ++y)
        for (int x = tile.left(); x <= tile.right(); ++x)
            difference.add(left.pixel(x, y), right.pixel(x, y));
    return difference;
}

/// The tiles that look otherwise; the whole picture where the sizes differ.
QList<QRect> differences(const QImage &left, const QImage &right)
{
    if (left.size() != right.size())
        return {left.rect()};
    QList<QRect> tiles;
    for (int y = 0; y < left.height(); y += tileSize)
        for (int x = 0; x < left.width(); x += tileSize) {
            const QRect tile = left.rect().intersected({x, y, tileSize, tileSize});
            if (differenceIn(tile, left, right).isSeen())
                tiles += tile;
        }
    return tiles;
}

/// "3 places differ, the first at 120, 48; see /tmp/differs-table-dark-1440-1x.png"
QString report(const QList<QRect> &tiles, const QImage &seen, const QString &name)
{
    const QString file = QDir::tempPath() + u"/differs-"_s + name;
    seen.save(file);
    return u"%1 places differ, the first at %2, %3; see %4"_s.arg(tiles.size())
        .arg(tiles.first().x())
        .arg(tiles.first().y())
        .arg(file);
}

QImage without(QImage image, const QRect &part)
{
    QPainter(&image).fillRect(part, image.pixelColor(part.topLeft()));
    return image;
}

} // namespace

class TestScreenshots : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void viewsLookAsTheyDid_data();
    void viewsLookAsTheyDid();
    void aMissingWordIsSeen();
    void aRowOnePixelOffIsSeen();
    void anotherColourIsSeen();

private:
    QImage picture(const QString &view, Scheme scheme, QSize window);

    const std::unique_ptr<Theme> m_theme = std::make_unique<Theme>(); // the style's
};

void TestScreenshots::initTestCase()
{
    for (const QString &family : QFontDatabase::families()) // general ones stand for another
        QVERIFY2(QRawFont::fromFont(family).familyName().startsWith(u"DejaVu Sans"), qPrintable(family));
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    installTheme(qApp, m_theme.get());
}

QImage TestScreenshots::picture(const QString &view, Scheme scheme, QSize window)
{
    test::SessionStage stage;
    m_theme->setScheme(scheme);
    stage.theme.setScheme(scheme);
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
    QImage image(widget->size() * widget->devicePixelRatio(), QImage::Format_RGB32);
    image.setDevicePixelRatio(widget->devicePixelRatio());
    widget->render(&image);
    image.setDevicePixelRatio(1);
    return image;
}

void TestScreenshots::viewsLookAsTheyDid_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QSize>("window");
    for (const QString &view : {u"timeline"_s, u"people"_s, u"table"_s, u"inspector"_s, u"statistics"_s})
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
            for (const QSize window : {QSize(1440, 900), QSize(1024, 700)})
                QTest::newRow(
                    qPrintable(u"%1-%2-%3-%4x"_s.arg(view, scheme == Scheme::Light ? u"light"_s : u"dark"_s,
                        QString::number(window.width()), QString::number(qApp->devicePixelRatio()))))
                    << view << scheme << window;
}

void TestScreenshots::viewsLookAsTheyDid()
{
    QFETCH(QString, view);
    QFETCH(Scheme, scheme);
    QFETCH(QSize, window);
    const QImage seen = picture(view, scheme, window);
    QVERIFY(!seen.isNull());
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + u".png"_s;
    if (const QString folder = qEnvironmentVariable("SCREENSHOTS_TO"); !folder.isEmpty())
        QVERIFY(seen.save(folder + u'/' + name));
    const QImage expected(QStringLiteral(SCREENSHOTS) + u'/' + name);
    QVERIFY2(!expected.isNull(), "there is no picture to compare with");
    const QList<QRect> tiles = differences(seen, expected.convertToFormat(QImage::Format_RGB32));
    QVERIFY2(tiles.isEmpty(), tiles.isEmpty() ? "" : qPrintable(report(tiles, seen, name)));
}

/// The comparison itself can fail, and not without a reason.
void TestScreenshots::aMissingWordIsSeen()
{
    const QImage image = picture(u"table"_s, Scheme::Light, {1440, 900});
    QVERIFY(differences(image, image).isEmpty());
    const QRect title(8, 8, 48, 24);
    QVERIFY(!differences(image, without(image, title)).isEmpty());
}

void TestScreenshots::aRowOnePixelOffIsSeen()
{
    const QImage image = picture(u"table"_s, Scheme::Dark, {1440, 900});
    QImage moved = image;
    QPainter(&moved).drawImage(0, 201, image, 0, 200, image.width(), 20);
    QVERIFY(!differences(image, moved).isEmpty());
}

void TestScreenshots::anotherColourIsSeen()
{
    const QImage image = picture(u"table"_s, Scheme::Dark, {1440, 900});
    Theme theme;
    theme.setScheme(Scheme::Dark);
    const QColor base = theme.colours().base;
    QImage lighter = image;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) == base.rgb())
                lighter.setPixelColor(x, y, {base.red() + 3, base.green() + 3, base.blue() + 3});
    QVERIFY(!differences(image, lighter).isEmpty());
}

int main(int argc, char **argv)
{
    qputenv("FONTCONFIG_FILE", FONTS "/fonts.conf"); // is read when the application begins
    QApplication application(argc, argv);
    TestScreenshots test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_screenshots.moc"
