#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/heldpool.h"
#include "ui/models/jsontreemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class JsonTreeModelTest : public QObject
{
    Q_OBJECT
private slots:
    void itIsASoundModel();
    void whatHasNoTreeHasNoPlaceToLeadTo();
    void aPathLeadsToItsValueAndBack();
    void ofRepeatedKeysThePathMeansTheLast();
    void keysKeepTheirOrderAndNumbersTheirDigits();
    void peopleAreNamedAsTheyWereWhenTheMessageCame();
    void codesAreExplained();
    void unknownKeysAreTaggedWhereAsked();
    void repeatedKeysAreKeptAndTagged();
    void depthEndsAtFiveHundredAndSaysSo();
    void aHundredThousandKeysComeByThePage();
    void theLastPageTakesTheRowMoreAway();
    void aLargeMessageIsReadInThePoolAndOnlyTheLatestCounts();
    void whatIsTooLargeIsLeftToTheText();
    void aValueIsCutForDisplayAndWholeForCopying();
};

void JsonTreeModelTest::itIsASoundModel()
{
    JsonTreeModel model(nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMessage(R"({"a":{"b":[1,2,{"c":null}]},"d":true})", false);
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex b = model.index(0, 0, model.index(0, 0));
    QCOMPARE(model.rowCount(b), 3);
    QCOMPARE(model.parent(model.index(2, 0, b)), b);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void JsonTreeModelTest::whatHasNoTreeHasNoPlaceToLeadTo()
{
    JsonTreeModel model(nullptr);
    for (const char *text : {"", "{", "no JSON"}) {
        model.setMessage(text, false);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.indexAt({u"a"_s}).isValid());
    }
}

void JsonTreeModelTest::keysKeepTheirOrderAndNumbersTheirDigits()
{
    JsonTreeModel model(nullptr);
    model.setMessage(R"({"z":12345678901234567890.10,"a":[]})", false);
    QCOMPARE(model.index(0, 0).data().toString(), u"z"_s);
    QCOMPARE(model.index(0, 1).data().toString(), u"12345678901234567890.10"_s);
    QCOMPARE(model.index(1, 1).data().toString(), u"[0]"_s);
}

void JsonTreeModelTest::peopleAreNamedAsTheyWereWhenTheMessageCame()
{
    MessageLog log(64'000'000);
    RoomDirectory directory(&log);
    BatchBuilder builder;
    const QByteArray joins = R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7,"name":)";
    log.append(builder.received(joins + "\"Dan\"}").received(joins + "\"Elif\"}").take());
    JsonTreeModel model(&directory);
    const auto nameAt = [&model](MessageId message) {
        model.setMessage(R"({"room_id":1,"participant_id":7})", false, message);
        return model.index(1, 0).data(JsonTreeModel::AnnotationRole).toString();
    };
    QCOMPARE(nameAt(MessageId(1)), u"Dan"_s);
    QCOMPARE(nameAt(MessageId(2)), u"Elif"_s);
    QCOMPARE(nameAt({}), u"Elif"_s);
}

void JsonTreeModelTest::codesAreExplained()
{
    MessageLog log(64'000'000);
    RoomDirectory directory(&log);
    BatchBuilder builder;
    log.append(
        builder
            .received(
                R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":104,"name":"Daniel Kim"}})")
            .take());
    JsonTreeModel model(&directory);
    model.setMessage(
        R"({"room_id":1,"participant_id":104,"control":2,"value":1,"x":3,"Error Code":-9989})", true);
    const auto annotation = [&](int row) {
        return model.index(row, 0).data(JsonTreeModel::AnnotationRole).toString();
    };
    QCOMPARE(annotation(1), u"Daniel Kim"_s);
    QCOMPARE(annotation(2), u"IMM_CONTROL_MUTE_ENABLE"_s);
    QCOMPARE(annotation(3), u"on"_s);
    QCOMPARE(annotation(4), u"cm"_s);
    QCOMPARE(annotation(5), u"IMM_ERROR_INVALID_HEADING, heading out of range"_s);
}

void JsonTreeModelTest::unknownKeysAreTaggedWhereAsked()
{
    JsonTreeModel model(nullptr);
    const QByteArray json = R"({"Event":"IMM_EVENT_SET_NAME","values":{"room_id":1,"ramp_ms":250}})";
    model.setMessage(json, true);
    const QModelIndex values = model.index(1, 0);
    QCOMPARE(model.index(0, 0, values).data(JsonTreeModel::TagRole).toString(), QString());
    QCOMPARE(model.index(1, 0, values).data(JsonTreeModel::TagRole).toString(), u"unknown key"_s);
    model.setMessage(json, false);
    QCOMPARE(model.index(1, 0, model.index(1, 0)).data(JsonTreeModel::TagRole).toString(), QString());
}

void JsonTreeModelTest::repeatedKeysAreKeptAndTagged()
{
    JsonTreeModel model(nullptr);
    model.setMessage(R"({"a":1,"a":2,"b":3})", false);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data(JsonTreeModel::TagRole).toString(), u"repeated key"_s);
    QCOMPARE(model.index(2, 0).data(JsonTreeModel::TagRole).toString(), QString());
}

void JsonTreeModelTest::depthEndsAtFiveHundredAndSaysSo()
{
    JsonTreeModel model(nullptr);
    model.setMessage("{\"a\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}', false);
    QTRY_VERIFY(!model.isReading());
    QVERIFY(model.remark().contains(u"500"));
    int depth = 0;
    QModelIndex deepest;
    for (QModelIndex at = model.index(0, 0); at.isValid(); at = model.index(0, 0, at)) {
        ++depth;
        deepest = at;
    }
    QVERIFY(deepest.data(JsonTreeModel::IsDeepRole).toBool());
    QCOMPARE(deepest.data(JsonTreeModel::TagRole).toString(), u"too deep, show as text"_s);
    QVERIFY2(depth > 490 && depth <= 501, qPrintable(QString::number(depth)));
}

static QByteArray numbered(int count)
{
    QByteArray json = "{";
    for (int i = 0; i < count; ++i)
        json += (i ? ",\"k" : "\"k") + QByteArray::number(i) + "\":" + QByteArray::number(i);
    return json + '}';
}

void JsonTreeModelTest::aHundredThousandKeysComeByThePage()
{
    JsonTreeModel model(nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy arrived(&model, &JsonTreeModel::arrived);
    model.setMessage("{\"all\":" + numbered(100'000) + '}', false);
    QVERIFY(model.isReading());
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(arrived.size(), 1);
    QVERIFY(!model.isReading());
    const QModelIndex all = model.index(0, 0);
    QCOMPARE(all.siblingAtColumn(1).data().toString(), u"{100000}"_s);
    QCOMPARE(model.rowCount(all), JsonTreeModel::pageSize + 1);
    const QModelIndex more = model.index(JsonTreeModel::pageSize, 0, all);
    QVERIFY(more.data(JsonTreeModel::IsMoreRole).toBool());
    QCOMPARE(more.parent(), all);
    QVERIFY2(more.data().toString().startsWith(u"99\u2009000 more"_s), qPrintable(more.data().toString()));
    QVERIFY(!model.isScalar(more));
    model.showMore(more);
    QCOMPARE(model.rowCount(all), 2 * JsonTreeModel::pageSize + 1);
    QCOMPARE(model.index(1'999, 1, all).data().toString(), u"1999"_s);
    model.showMore(more); // the row has moved: a second press of the same click does nothing
    QCOMPARE(model.rowCount(all), 2 * JsonTreeModel::pageSize + 1);
}

void JsonTreeModelTest::theLastPageTakesTheRowMoreAway()
{
    JsonTreeModel model(nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMessage(numbered(1'001), false);
    QCOMPARE(model.rowCount(), 1'001);
    const QPersistentModelIndex last = model.index(999, 0);
    model.showMore(model.index(1'000, 0));
    QCOMPARE(model.rowCount(), 1'001);
    QVERIFY(!model.index(1'000, 0).data(JsonTreeModel::IsMoreRole).toBool());
    QCOMPARE(model.index(1'000, 1).data().toString(), u"1000"_s);
    QCOMPARE(last.row(), 999);
}

void JsonTreeModelTest::aLargeMessageIsReadInThePoolAndOnlyTheLatestCounts()
{
    JsonTreeModel model(nullptr);
    QSignalSpy arrived(&model, &JsonTreeModel::arrived);
    {
        test::HeldPool pool;
        model.setMessage(numbered(50'000), false);
        model.setMessage(R"({"small":1})", false);
        QCOMPARE(model.rowCount(), 1);
        pool.release();
    }
    QCoreApplication::processEvents();
    QCOMPARE(arrived.size(), 0);
    QCOMPARE(model.index(0, 0).data().toString(), u"small"_s);
}

void JsonTreeModelTest::aPathLeadsToItsValueAndBack()
{
    JsonTreeModel model(nullptr);
    model.setMessage(R"({"Event":"e","values":{"seats":[{"id":1},{"id":2}],"a.b":null}})", false);
    const QStringList path{u"values"_s, u"seats"_s, u"1"_s, u"id"_s};
    const QModelIndex index = model.indexAt(path);
    QCOMPARE(model.rawValue(index), QByteArray("2"));
    QCOMPARE(model.path(index), path);
    QVERIFY(model.isScalar(index));
    QVERIFY(!model.isScalar(model.indexAt({u"values"_s})));
    QCOMPARE(model.rawValue(model.indexAt({u"values"_s, u"a.b"_s})), QByteArray("null"));
    QVERIFY(!model.indexAt({u"values"_s, u"seats"_s, u"2"_s}).isValid());
    QVERIFY(!model.indexAt({}).isValid());
    QVERIFY(!model.isScalar({}));
}

void JsonTreeModelTest::ofRepeatedKeysThePathMeansTheLast()
{
    JsonTreeModel model(nullptr);
    model.setMessage(R"({"a":1,"a":2})", false);
    QCOMPARE(model.rawValue(model.indexAt({u"a"_s})), QByteArray("2"));
}

void JsonTreeModelTest::whatIsTooLargeIsLeftToTheText()
{
    JsonTreeModel model(nullptr);
    model.setMessage("{\"a\":\"" + QByteArray(JsonTreeModel::maximumSize, 'x') + "\"}", false);
    QTRY_VERIFY(!model.isReading());
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.remark().contains(u"as received"));
}

void JsonTreeModelTest::aValueIsCutForDisplayAndWholeForCopying()
{
    JsonTreeModel model(nullptr);
    model.setMessage("{\"a\":\"" + QByteArray(5000, 'x') + "\"}", false);
    QVERIFY(model.index(0, 1).data().toString().size() <= 257);
    QCOMPARE(model.rawValue(model.index(0, 0)).size(), 5002);
}

QTEST_GUILESS_MAIN(JsonTreeModelTest)
#include "tst_jsontreemodel.moc"
