#include "tests/support/logwriter.h"
#include "ui/models/bookmarkmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    explicit Bench(quint64 memoryLimit = 1'000'000'000) : session({.memoryLimit = memoryLimit})
    {
        writer.setPerson("1", "104");
        for (int i = 0; i < 4; ++i) {
            writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION",
                R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","room_id":1,"participant_id":104})");
            writer.advance(1'000'000);
        }
        writer.flush();
    }
    QString shown(int row, int column) const { return model.index(row, column).data().toString(); }

    Session session;
    LogWriter writer{session.log()};
    Bookmarks bookmarks{session.log()};
    BookmarkModel model{&bookmarks, &session};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

class TestBookmarkModel : public QObject
{
    Q_OBJECT
private slots:
    void rowsComeAndGoInTheOrderOfTheMessages();
    void aRowSaysWhichMessageWhenAndWhat();
    void aNoteIsPlainAndCopiedAsItIs();
    void whatWasSetBeforeIsThere();
    void aMessageThatLeftMemoryIsSaid();
};

void TestBookmarkModel::rowsComeAndGoInTheOrderOfTheMessages()
{
    Bench bench;
    for (const quint64 message : {3, 1, 4})
        bench.bookmarks.toggle(MessageId(message));
    QCOMPARE(bench.model.rowCount(), 3);
    QCOMPARE(bench.model.idAt(0), MessageId(1));
    QCOMPARE(bench.model.rowOf(MessageId(4)), 2);
    bench.bookmarks.toggle(MessageId(3));
    QCOMPARE(bench.model.rowOf(MessageId(4)), 1);
    QCOMPARE(bench.model.rowOf(MessageId(3)), -1);
}

void TestBookmarkModel::aRowSaysWhichMessageWhenAndWhat()
{
    Bench bench;
    const QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    bench.bookmarks.toggle(MessageId(2));
    bench.bookmarks.setNote(MessageId(2), u"here it begins"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bench.shown(0, BookmarkModel::Number), u"2"_s);
    const qint64 time = bench.session.log()->record(MessageId(2)).time;
    QCOMPARE(bench.shown(0, BookmarkModel::Time),
        QDateTime::fromMSecsSinceEpoch(time / 1000).toString(u"HH:mm:ss.zzz"));
    QVERIFY2(bench.shown(0, BookmarkModel::Message).contains(u"moved"),
        qPrintable(bench.shown(0, BookmarkModel::Message)));
    QCOMPARE(bench.shown(0, BookmarkModel::Note), u"here it begins"_s);
}

void TestBookmarkModel::aNoteIsPlainAndCopiedAsItIs()
{
    Bench bench;
    const QString note = u"a\u202Eb <b>c</b>"_s;
    bench.bookmarks.setNote(MessageId(2), note);
    QCOMPARE(bench.shown(0, BookmarkModel::Note), u"a[U+202E]b <b>c</b>"_s);
    QCOMPARE(bench.model.index(0, BookmarkModel::Note).data(Qt::EditRole).toString(), note);
}

void TestBookmarkModel::whatWasSetBeforeIsThere()
{
    Bench bench;
    bench.bookmarks.toggle(MessageId(2));
    const BookmarkModel later(&bench.bookmarks, &bench.session);
    QCOMPARE(later.rowCount(), 1);
}

void TestBookmarkModel::aMessageThatLeftMemoryIsSaid()
{
    Bench bench(1'000'000);
    bench.bookmarks.toggle(MessageId(2));
    while (bench.session.log()->contains(MessageId(2))) {
        for (int i = 0; i < 10'000; ++i)
            bench.writer.event("e", QByteArray(100, 'x'));
        bench.writer.flush();
    }
    QCOMPARE(bench.shown(0, BookmarkModel::Message), u"no longer in memory"_s);
    QCOMPARE(bench.bookmarks.next({}, +1), MessageId());
}

QTEST_GUILESS_MAIN(TestBookmarkModel)
#include "tst_bookmarkmodel.moc"
