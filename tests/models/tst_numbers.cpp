#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/text.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class tst_Numbers : public QObject
{
    Q_OBJECT
private slots:
    void thousandsAreSetApartByThinSpaces();
    void intervalsReadAsSecondsAndFromAMinuteOnAsAClock();
    void signedIntervalsKeepTheMicroseconds();
    void timesOfAnotherDayCarryTheWeekday();
    void digitsCompareByValue();
    void cellsAreCutBetweenCharacters();
    void whatIsCopiedIsPlain();
    void tooltipsHaveTwelveLinesAtMost();
};

void tst_Numbers::thousandsAreSetApartByThinSpaces()
{
    QCOMPARE(groupedNumber(0), u"0"_s);
    QCOMPARE(groupedNumber(999), u"999"_s);
    QCOMPARE(groupedNumber(1'463'982), u"1\u2009463\u2009982"_s);
    QCOMPARE(groupedNumber(-999), u"\u2212999"_s);
    QCOMPARE(groupedNumber(-9989), u"\u22129\u2009989"_s);
}

void tst_Numbers::intervalsReadAsSecondsAndFromAMinuteOnAsAClock()
{
    QCOMPARE(intervalText(423'000), u"+0.423"_s);
    QCOMPARE(intervalText(59'999'999), u"+59.999"_s);
    QCOMPARE(intervalText(60'000'000), u"1:00"_s);
    QCOMPARE(intervalText(1'372'000'000), u"22:52"_s);
    QCOMPARE(intervalText(11'225'000'000), u"3:07:05"_s);
    QCOMPARE(intervalText(-5), u"+0.000"_s);
}

void tst_Numbers::signedIntervalsKeepTheMicroseconds()
{
    QCOMPARE(signedIntervalText(0), u"0"_s);
    QCOMPARE(signedIntervalText(423'118), u"+0.423118"_s);
    QCOMPARE(signedIntervalText(-61'000'007), u"\u221261.000007"_s);
    QCOMPARE(microsecondDigits(1'763'904'727'418'007), u"007"_s);
    QCOMPARE(microsecondDigits(-1), u"999"_s);
}

void tst_Numbers::timesOfAnotherDayCarryTheWeekday()
{
    const qint64 time = 1'763'908'327'418'999; // Sun 23 Nov 2025, 14:32:07.418 UTC, the tests' zone
    QCOMPARE(clockText(time), u"14:32:07.418"_s);
    QCOMPARE(clockText(time, time + 3'600'000'000), u"14:32:07.418"_s);
    QCOMPARE(clockText(time, time + 86'400'000'000), u"Sun 14:32:07.418"_s);
}

void tst_Numbers::digitsCompareByValue()
{
    const QByteArrayList sorted = {
        "", "-1", "1", "01", "2", "10", "10a", "conf-9", "conf-10", "conf-10b", "conf-x"};
    for (int left = 0; left < sorted.size(); ++left) {
        for (int right = 0; right < sorted.size(); ++right) {
            const int order = compareNaturally(sorted[left], sorted[right]);
            if (sorted[left] == "01" || sorted[right] == "01")
                QCOMPARE(order == 0, left == right); // equal in value, still not the same
            else
                QCOMPARE(order < 0, left < right);
        }
    }
    QVERIFY(compareNaturally("99999999999999999999998", "99999999999999999999999") < 0);
}

void tst_Numbers::cellsAreCutBetweenCharacters()
{
    QCOMPARE(cellText({}), u"\u2014"_s);
    QCOMPARE(cellText(u"a"_s), u"a"_s);
    const QString faces = QString(255, u'a') + u"\U0001F600b"_s;
    QCOMPARE(cellText(faces), QString(255, u'a') + u'\u2026');
    QCOMPARE(safeCell(u"ab"_s), u"\u2068ab\u2069"_s);
    QVERIFY(safeCell(QByteArray(5'000'000, 'x')).size() < 260);
    QVERIFY(safeCell(QString(400, QChar(0x202E))).endsWith(u"\u2026\u2069"_s));
    QVERIFY(!safeCell(u"\u202Eab"_s).contains(QChar(0x202E)));
}

void tst_Numbers::whatIsCopiedIsPlain()
{
    QCOMPARE(copiedText(u"\u22129\u2009989 "_s + isolated(u"x"_s)), u"-9989 x"_s);
}

void tst_Numbers::tooltipsHaveTwelveLinesAtMost()
{
    const QString text = tooltipText(QByteArray(1'000'000, 'x'));
    QCOMPARE(text.count(u'\n'), 11);
    QVERIFY(text.endsWith(u'\u2026'));
    QCOMPARE(tooltipText("<b>Admin</b>"), u"<b>Admin</b>"_s);
    QCOMPARE(tooltipText({}), QString());
}

QTEST_GUILESS_MAIN(tst_Numbers)
#include "tst_numbers.moc"
