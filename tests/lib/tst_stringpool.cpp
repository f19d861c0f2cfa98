#include "lib/log/stringpool.h"

#include <QTest>

using namespace console;

class StringPoolTest : public QObject
{
    Q_OBJECT

private slots:
    void theSameTextHasOneNumber();
    void introducedStringsFollowTheirNumbers();
    void nothingAndTooMuchHaveNoNumber();
    void aFullPoolAnswersOther();
};

void StringPoolTest::theSameTextHasOneNumber()
{
    StringPool pool;
    const StringId room = pool.intern("room-1");
    QCOMPARE(room.value, 1u);
    QCOMPARE(pool.intern("room-2").value, 2u);
    QCOMPARE(pool.intern(QByteArray("room-") + '1'), room);
}

void StringPoolTest::introducedStringsFollowTheirNumbers()
{
    StringPool pool;
    StringId first;
    pool.intern("a");
    pool.intern("b");
    QCOMPARE(pool.takeIntroduced(&first), (std::vector<QByteArray>{"a", "b"}));
    QCOMPARE(first.value, 1u);
    pool.intern("a");
    pool.intern("c");
    QCOMPARE(pool.takeIntroduced(&first), (std::vector<QByteArray>{"c"}));
    QCOMPARE(first.value, 3u);
    QVERIFY(pool.takeIntroduced(&first).empty());
}

void StringPoolTest::nothingAndTooMuchHaveNoNumber()
{
    StringPool pool;
    QVERIFY(!pool.intern(""));
    QVERIFY(!pool.intern(QByteArray(StringPool::maximumLength + 1, 'x')));
    QVERIFY(bool(pool.intern(QByteArray(StringPool::maximumLength, 'x'))));
}

void StringPoolTest::aFullPoolAnswersOther()
{
    StringPool pool;
    for (qsizetype i = 1; i < StringPool::maximumCount; ++i)
        pool.intern(QByteArray::number(i));
    const StringId late = pool.intern("late");
    QCOMPARE(late.value, quint32(StringPool::maximumCount));
    QCOMPARE(pool.intern("later"), late);
    QCOMPARE(pool.intern("17").value, 17u);
    StringId first;
    QCOMPARE(pool.takeIntroduced(&first).back(), QByteArray("other"));
}

QTEST_GUILESS_MAIN(StringPoolTest)
#include "tst_stringpool.moc"
