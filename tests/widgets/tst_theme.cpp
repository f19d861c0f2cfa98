#include "lib/profile/profile.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/highcontrast.h"
#include "ui/widgets/picturepreparation.h"
#include "ui/widgets/preparedimage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/windowminiature.h"

#include <QBackingStore>
#include <QDirIterator>
#include <QPaintEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <atomic>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF()))
        + 0.0722 * linear(double(colour.blueF()));
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return qMax(x, y) / qMin(x, y);
}

/// How many pixels the title of a column of this height takes.
int inkOfTitle(int height)
{
    const Theme theme;
    const ConsoleStyle style(&theme);
    QImage image(100, height, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionHeader header;
    header.rect = image.rect();
    header.text = u"gypsy"_s;
    header.textAlignment = Qt::AlignVCenter;
    style.drawControl(QStyle::CE_Header, &header, &painter);
    int ink = 0;
    for (int y = 0; y < height - 1; ++y) // below is a line
        for (int x = 0; x < image.width() - 1; ++x)
            ink += image.pixel(x, y) == image.pixel(0, 0) ? 0 : 1;
    return ink;
}

/// The fully opaque colours of an image.
QSet<QRgb> solidColours(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qAlpha(image.pixel(x, y)) == 255)
                colours.insert(image.pixel(x, y) & 0xFFFFFF);
    return colours;
}

/// Green, and knows what of it was painted how often.
class GreenWindow : public QWidget
{
public:
    QRegion painted;
    int paintings = 0;

    /// What stands in its memory.
    QImage picture() const
    {
        backingStore()->beginPaint({});
        const QImage picture = dynamic_cast<QImage *>(backingStore()->paintDevice())->copy();
        backingStore()->endPaint();
        return picture;
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        painted += event->region();
        ++paintings;
        QPainter(this).fillRect(rect(), Qt::green);
    }
};

QImage drawn(Glyph glyph)
{
    QImage image(16, 16, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawGlyph(&painter, glyph, {8, 8}, Qt::black);
    return image;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private slots:
    void bandsAreTellableAndNoEventHue_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }

    void bandsAreTellableAndNoEventHue()
    {
        QFETCH(Scheme, scheme);
        const Theme theme(scheme);
        const Colours &c = theme.colours();
        QSet<QRgb> hues;
        for (int glyph = 0; glyph < glyphCount; ++glyph)
            hues.insert(theme.hue(Glyph(glyph)).rgb());
        QSet<QRgb> bands;
        for (int band = 1; band <= int(ColourBand::Violet); ++band) {
            const QColor colour = theme.bandColour(ColourBand(band));
            bands.insert(colour.rgb());
            QVERIFY(!hues.contains(colour.rgb()));
            for (const QColor &back : {c.window, c.panel, c.base, c.selection})
                QVERIFY2(contrast(colour, back) >= 3, qPrintable(colour.name()));
        }
        QCOMPARE(bands.size(), 5);
    }

    void textIsReadableWhereItStands_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }

    void textIsReadableWhereItStands()
    {
        QFETCH(Scheme, scheme);
        const Theme theme(scheme);
        const Colours &c = theme.colours();
        for (const QColor &back : {c.window, c.panel, c.base, c.alt, c.button, c.selection,
                 c.selectionInactive, c.checked, c.hover}) {
            QVERIFY(contrast(c.text, back) >= 4.5);
            QVERIFY(contrast(c.text2, back) >= 4.5);
        }
        for (const QColor &back : {c.window, c.panel, c.base})
            QVERIFY(contrast(c.text3, back) >= 4.5);
        QVERIFY(contrast(c.onPrimary, c.primary) >= 4.5);
        QVERIFY(contrast(c.ok, c.okBack) >= 4.5);
        QVERIFY(contrast(c.warn, c.warnBack) >= 4.5);
        QVERIFY(contrast(c.error, c.errorBack) >= 4.5);
        QVERIFY(contrast(c.info, c.infoBack) >= 4.5);
        QVERIFY(contrast(c.control, c.base) >= 3);
        QVERIFY(contrast(c.checked, c.button) >= 1.2); // a button tells whether it is pressed in
    }

    void glyphsStandOutOnRows_data() { textIsReadableWhereItStands_data(); }

    void glyphsStandOutOnRows()
    {
        QFETCH(Scheme, scheme);
        const Theme theme(scheme);
        for (int i = 0; i < glyphCount; ++i)
            for (const QColor &back : {theme.colours().base, theme.colours().alt, theme.colours().selection})
                QVERIFY2(contrast(theme.hue(Glyph(i)), back) >= 3, qPrintable(QString::number(i)));
    }

    void aSelectionWithoutTheFocusIsGrey()
    {
        const Theme theme;
        const QPalette palette = theme.palette();
        QCOMPARE(palette.color(QPalette::Active, QPalette::Highlight), QColor(0xDCE7FD));
        QCOMPARE(palette.color(QPalette::Inactive, QPalette::Highlight), QColor(0xE6E9EF));
        QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), theme.colours().disabled);
    }

    void theSchemeChangesOnce()
    {
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setScheme(Scheme::Light);
        QCOMPARE(changed.size(), 0);
        theme.setScheme(Scheme::Dark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(theme.colours().window, QColor(0x1E2025));
        QCOMPARE(theme.hue(EventType::SetParticipantSeat), QColor(0x5FCBF7));
    }

    void everyIconIsDrawnInTheColourAskedFor()
    {
        const Theme theme;
        QDirIterator icons(u":/console/icons"_s);
        int count = 0;
        while (icons.hasNext()) {
            const QString name = QFileInfo(icons.next()).baseName();
            const QImage image = theme.pixmap(name, QColor(0x2B5FD9), 32, 2).toImage();
            QCOMPARE(image.size(), QSize(64, 64));
            QVERIFY2(solidColours(image) == QSet<QRgb>{0x2B5FD9}, qPrintable(name));
            ++count;
        }
        QVERIFY(count >= 70);
    }

    void anIconFollowsTheScheme()
    {
        Theme theme;
        const QIcon icon = theme.icon(u"stop"_s, &Colours::error);
        const QImage light = icon.pixmap(QSize(32, 32), 1.0).toImage();
        theme.setScheme(Scheme::Dark);
        const QImage dark = icon.pixmap(QSize(32, 32), 1.0).toImage();
        QVERIFY(solidColours(light).contains(0xB3261E));
        QVERIFY(solidColours(dark).contains(0xFF8F7F));
    }

    void aDisabledIconIsFaint()
    {
        const Theme theme;
        const QImage image = theme.icon(u"stop"_s).pixmap(QSize(32, 32), 1.0, QIcon::Disabled).toImage();
        QVERIFY(solidColours(image).contains(theme.colours().disabled.rgb() & 0xFFFFFF));
    }

    void anImageIsPaintedByThePoolWhenNobodyNeedsItYet()
    {
        std::atomic<QThread *> painter = nullptr;
        const PreparedImage image([&painter] {
            painter = QThread::currentThread();
            return QImage(3, 4, QImage::Format_RGB32);
        });
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QVERIFY(painter);
        QVERIFY(painter != QThread::currentThread());
        QCOMPARE(image.image().size(), QSize(3, 4));
    }

    void anImageIsPaintedOnceByWhoeverNeedsItWhileThePoolIsBusy()
    {
        QThreadPool *pool = QThreadPool::globalInstance();
        QSemaphore end;
        for (int thread = 0; thread < pool->maxThreadCount(); ++thread)
            pool->start([&end] { end.acquire(); });
        std::atomic<int> paintings = 0;
        const PreparedImage image([&paintings] {
            ++paintings;
            return QImage(3, 4, QImage::Format_RGB32);
        });
        const QSize size = image.image().size();
        end.release(pool->maxThreadCount());
        QVERIFY(pool->waitForDone());
        QCOMPARE(size, QSize(3, 4));
        QCOMPARE(paintings, 1);
        QCOMPARE(image.image().size(), QSize(3, 4));
    }

    void aPreparedIconLooksLikeOneThatIsNot()
    {
        const Theme theme;
        theme.prepareIcon(u"stop"_s, 16);
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCOMPARE(theme.pixmap(u"stop"_s, Qt::red, 16, 1).toImage(),
            Theme().pixmap(u"stop"_s, Qt::red, 16, 1).toImage());
        theme.prepareIcon(u"nowhere"_s, 16);
        QVERIFY(theme.pixmap(u"nowhere"_s, Qt::red, 16, 1).isNull());
    }

    void aMiniatureWithoutRoomIsNotPainted()
    {
        const Theme theme;
        WindowMiniature miniature(&theme);
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        miniature.resize(0, 40);
        miniature.grab();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
    }

    void noTwoGlyphsLookAlike()
    {
        for (int a = 0; a < glyphCount; ++a)
            for (int b = a + 1; b < glyphCount; ++b)
                QVERIFY2(drawn(Glyph(a)) != drawn(Glyph(b)), qPrintable(u"%1 %2"_s.arg(a).arg(b)));
    }

    void highContrastKeepsTheSystemsPalette()
    {
        QPalette system;
        system.setColor(QPalette::Window, Qt::black);
        system.setColor(QPalette::WindowText, Qt::yellow);
        Theme theme;
        theme.setHighContrast(system);
        QCOMPARE(theme.palette(), system);
        QCOMPARE(theme.hue(Glyph::Joined), QColor(Qt::yellow));
        theme.setScheme(Scheme::Light);
        QCOMPARE(theme.hue(Glyph::Joined), QColor(0x3A7B5B));
    }

    void whetherAPaletteHasHighContrastIsTold()
    {
        QPalette palette;
        const auto set = [&palette](QColor ground, QColor text) {
            for (const auto role : {QPalette::Window, QPalette::Base})
                palette.setColor(role, ground);
            for (const auto role : {QPalette::WindowText, QPalette::Text})
                palette.setColor(role, text);
        };
        set(Qt::black, Qt::yellow);
        QVERIFY(isHighContrast(palette));
        set(QColor(0xEFEFEF), Qt::black); // as ordinary themes are
        QVERIFY(!isHighContrast(palette));
        palette.setColor(QPalette::Base, Qt::white);
        QVERIFY(!isHighContrast(palette));
        Theme theme;
        QVERIFY(!isHighContrast(theme.palette()));
        QVERIFY(isHighContrast(highContrastPalette(false)));
        QVERIFY(isHighContrast(highContrastPalette(true)));
    }

    void titlesAreLargerThanText()
    {
        QVERIFY(Theme::font(TextSize::PageTitle).pixelSize() > Theme::font(TextSize::Body).pixelSize());
        QCOMPARE(Theme::font(TextSize::Heading).weight(), QFont::DemiBold);
        QCOMPARE(Theme::font(TextSize::Body).weight(), QFont::Normal);
    }

    void aPreparedWindowIsPaintedWholeAndOnce()
    {
        GreenWindow window;
        window.resize(900, 700);
        window.show();
        new PicturePreparation(&window);
        QTRY_COMPARE(window.painted, QRegion(window.rect()));
        QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(window.paintings, 1);
        QCOMPARE(solidColours(window.picture()), QSet<QRgb>{QColor(Qt::green).rgb() & 0xFFFFFF});
    }

    void theTitleOfAColumnIsNotCutAtItsFeet() { QCOMPARE(inkOfTitle(25), inkOfTitle(60)); }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
