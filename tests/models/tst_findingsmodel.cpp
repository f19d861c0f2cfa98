#include "tests/support/batchbuilder.h"
#include "ui/models/dialecttext.h"
#include "ui/models/findingsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    Bench() { findings.start(); }

    bool judge()
    {
        log.append(builder.take());
        return QTest::qWaitFor([this] { return !findings.isBehind(); });
    }
    QStringList problems() const
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts += model.index(row, FindingsModel::Problem).data().toString();
        return texts;
    }

    MessageLog log{1'000'000'000};
    FindingLog findings{&log};
    BatchBuilder builder;
    FindingsModel model{&findings, &log};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

const QByteArray refusal =
    R"({"Status":"ERROR","Error Code":-9990,"Request":{"Command":"set_log_level","level":1}})";
const QString unmatchedText = u"Responses to set_log_level echo no request that was waiting"_s;
const QString refusedText = u"set_log_level was refused: \u22129990 IMM_ERROR_INVALID_VALUE"_s;

} // namespace

class tst_FindingsModel : public QObject
{
    Q_OBJECT
private slots:
    void findingsAreRowsInTheOrderInWhichTheyCame();
    void countsGrowInPlace();
    void whatIsIgnoredIsNotShownButCounted();
    void whatIsIgnoredCanBeShownAndBroughtBack();
    void whatWasIgnoredBeforeStaysIgnored();
    void duringAPauseNothingMovesAndNewOnesAreCounted();
    void afterAPauseAllIsCaughtUpWith();
    void whatIsIgnoredDuringAPauseIsGoneAtOnce();
    void textOfAServerIsMadeHarmless();
    void theDialectIsToldPointByPoint();
};

void tst_FindingsModel::findingsAreRowsInTheOrderInWhichTheyCame()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    bench.builder.received(refusal);
    QVERIFY(bench.judge());
    QCOMPARE(bench.problems(),
        (QStringList{u"Messages came that are no JSON object"_s, unmatchedText, refusedText}));
    const QModelIndex first = bench.model.index(0, FindingsModel::Problem);
    QCOMPARE(first.data(FindingsModel::SeverityRole).toInt(), int(Severity::Error));
    QCOMPARE(
        first.data(Qt::AccessibleTextRole).toString(), u"Error: Messages came that are no JSON object"_s);
    QCOMPARE(bench.model.index(0, FindingsModel::First).data().toString().size(), 12);
    QCOMPARE(bench.model.rowOf(FindingRule::Refused), 2);
    QCOMPARE(bench.model.rowOf(FindingRule::Lost), -1);
}

void tst_FindingsModel::countsGrowInPlace()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 1233; ++i)
        bench.builder.received("{");
    QVERIFY(bench.judge());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.model.index(0, FindingsModel::Count).data(Qt::EditRole).toString(), u"1234"_s);
}

void tst_FindingsModel::whatIsIgnoredIsNotShownButCounted()
{
    Bench bench;
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    QSignalSpy ignored(&bench.model, &FindingsModel::ignoredChanged);
    bench.model.ignore(1);
    QCOMPARE(ignored.size(), 1);
    QCOMPARE(bench.problems(), (QStringList{u"Messages came that are no JSON object"_s, refusedText}));
    QCOMPARE(bench.model.ignoredCount(), 1);
    QCOMPARE(bench.model.countedRows(), 2);
    QCOMPARE(bench.model.ignored(), QStringList{u"unmatched set_log_level"_s});
    bench.builder.received(refusal);
    QVERIFY(bench.judge());
    QCOMPARE(bench.model.rowCount(), 2); // and it stays so
}

void tst_FindingsModel::whatIsIgnoredCanBeShownAndBroughtBack()
{
    Bench bench;
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    bench.model.ignore(0);
    bench.model.setIgnoredShown(true);
    QCOMPARE(bench.model.rowCount(), 3);
    QVERIFY(bench.model.index(0, 0).data(FindingsModel::IgnoredRole).toBool());
    QVERIFY(!bench.model.index(1, 0).data(FindingsModel::IgnoredRole).toBool());
    QCOMPARE(bench.model.countedRows(), 2);
    bench.model.stopIgnoring(0);
    bench.model.setIgnoredShown(false);
    QCOMPARE(bench.model.rowCount(), 3);
    QCOMPARE(bench.model.ignored(), QStringList());
}

void tst_FindingsModel::whatWasIgnoredBeforeStaysIgnored()
{
    Bench bench;
    bench.model.setIgnored({u"malformed text"_s, u"a rule of next year"_s});
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    QCOMPARE(bench.problems(), (QStringList{unmatchedText, refusedText}));
    QCOMPARE(bench.model.ignoredCount(), 1);
    QCOMPARE(bench.model.ignored(), (QStringList{u"a rule of next year"_s, u"malformed text"_s}));
}

void tst_FindingsModel::duringAPauseNothingMovesAndNewOnesAreCounted()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    bench.model.setPaused(true);
    QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&bench.model, &QAbstractItemModel::rowsInserted);
    const QVariant last = bench.model.index(0, FindingsModel::Last).data();
    bench.builder.after(5'000'000);
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    QCOMPARE(bench.problems(), QStringList{u"Messages came that are no JSON object"_s});
    QCOMPARE(bench.model.index(0, FindingsModel::Count).data().toString(), u"1"_s);
    QCOMPARE(bench.model.index(0, FindingsModel::Last).data(), last);
    QCOMPARE(bench.model.countedRows(), 1);
    QCOMPARE(bench.model.heldBack(), 2);
    QCOMPARE(changed.size() + inserted.size(), 0);
}

void tst_FindingsModel::afterAPauseAllIsCaughtUpWith()
{
    Bench bench;
    bench.builder.received("{");
    QVERIFY(bench.judge());
    bench.model.setPaused(true);
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    bench.model.setPaused(false);
    QCOMPARE(bench.problems(),
        (QStringList{u"Messages came that are no JSON object"_s, unmatchedText, refusedText}));
    QCOMPARE(bench.model.index(0, FindingsModel::Count).data().toString(), u"2"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bench.model.heldBack(), 0);
    bench.builder.received("{");
    QVERIFY(bench.judge());
    QCOMPARE(bench.model.index(0, FindingsModel::Count).data().toString(), u"3"_s);
}

void tst_FindingsModel::whatIsIgnoredDuringAPauseIsGoneAtOnce()
{
    Bench bench;
    bench.builder.received("{").received(refusal);
    QVERIFY(bench.judge());
    bench.model.setPaused(true);
    bench.builder.received(R"({"Status":"ERROR","Request":{"Command":"get_version"}})");
    QVERIFY(bench.judge());
    const int heldBack = bench.model.heldBack();
    QVERIFY(heldBack > 0);
    bench.model.ignore(1);
    QCOMPARE(bench.problems(), (QStringList{u"Messages came that are no JSON object"_s, refusedText}));
    bench.model.setPaused(false);
    QCOMPARE(bench.model.rowCount(), 2 + heldBack);
}

void tst_FindingsModel::textOfAServerIsMadeHarmless()
{
    Bench bench;
    bench.builder.received(
        R"({"Status":"ERROR","Error Code":-1,"Request":{"Command":"a\u202e)" + QByteArray(400, 'b') + "\"}}");
    QVERIFY(bench.judge());
    for (const QString &problem : bench.problems()) {
        QVERIFY(!problem.contains(QChar(0x202e)));
        QVERIFY(problem.size() <= 256);
    }
}

void tst_FindingsModel::theDialectIsToldPointByPoint()
{
    ServerDialect dialect;
    dialect.setSaved({{u"ids"_s, u"number"_s}, {u"code"_s, u"name"_s}});
    dialect.add(DialectPoint::Ids, "string", MessageId(7));
    dialect.add(DialectPoint::Ids, "number", MessageId(8));
    dialect.add(DialectPoint::Ids, "number", MessageId(9));
    const QList<DialectRow> rows = dialectRows(dialect);
    QCOMPARE(rows.size(), 6); // five points, one of them twice
    QCOMPARE(rows[0].written, u"not seen yet"_s);
    QCOMPARE(rows[0].remark, u"before: names, as IMM_ERROR_INVALID_ROOM_ID"_s);
    QVERIFY(!rows[0].message);
    QCOMPARE(rows[4].written, u"text"_s);
    QCOMPARE(rows[4].evidence, u"message 7"_s);
    QCOMPARE(rows[4].remark, u"before: numbers"_s);
    QCOMPARE(rows[4].message, MessageId(7));
    QCOMPARE(rows[5].evidence, u"2 messages, the first is 8"_s);
    QCOMPARE(rows[5].remark, u"as before"_s);
    QCOMPARE(tableText(rows).count(u'\n'), 6);
}

QTEST_GUILESS_MAIN(tst_FindingsModel)
#include "tst_findingsmodel.moc"
