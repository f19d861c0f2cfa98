#include "ui/models/profiletext.h"
#include "ui/widgets/colourband.h"
#include "ui/widgets/theme.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestColourBand : public QObject
{
    Q_OBJECT
private slots:
    void withoutAColourThereIsNoBand()
    {
        const Theme theme;
        ColourBandWidget band(&theme);
        band.setBand(ColourBand::None, u"Hall A"_s);
        QVERIFY(!band.isVisibleTo(nullptr));
    }

    void theBandIsThreePixelsOfItsColour()
    {
        Theme theme;
        ColourBandWidget band(&theme);
        band.setBand(ColourBand::Red, u"Hall A"_s);
        QCOMPARE(band.sizeHint().height(), 3);
        band.resize(100, 3);
        QCOMPARE(band.grab().toImage().pixelColor(50, 1), theme.bandColour(ColourBand::Red));
        theme.setScheme(Scheme::Dark);
        QCOMPARE(band.grab().toImage().pixelColor(50, 1), theme.bandColour(ColourBand::Red));
    }

    void theBandSaysWhatItIsFor()
    {
        const Theme theme;
        ColourBandWidget band(&theme);
        band.setBand(ColourBand::Red, u"Hall <b>A</b>"_s);
        QVERIFY(band.accessibleName().startsWith(u"Red band"_s));
        QVERIFY(band.accessibleName().contains(u"Hall <b>A</b>"_s));
        QVERIFY(!band.toolTip().contains(u"<b>A"_s));
    }

    void eachColourHasAName()
    {
        QSet<QString> names;
        for (int i = 0; i <= int(ColourBand::Violet); ++i)
            names.insert(colourName(ColourBand(i)));
        QCOMPARE(names.size(), 6);
        QVERIFY(!names.contains(QString()));
    }
};

QTEST_MAIN(TestColourBand)
#include "tst_colourband.moc"
