#include "lib/filter/filterparser.h"
#include "lib/log/exchangelog.h"
#include "lib/log/textneedle.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/naivefilter.h"
#include "ui/models/messagetablemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    explicit Bench(quint64 limit = 1'000'000'000) : log(limit) { }
    void append() { log.append(builder.take()); }
    QString shown(int row, int column) { return model.index(row, column).data().toString(); }
    void waitForFeed() { QTRY_COMPARE(feed.end(), log.end()); }

    MessageLog log;
    RoomDirectory rooms{&log};
    ExchangeLog exchanges{&log};
    LogFeed feed{&log};
    MessageTableModel model{&feed, &rooms};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    BatchBuilder builder;
};

FilterExpression parsed(const QString &text)
{
    const ParsedFilter result = parseFilter(text);
    if (result.error)
        qFatal("%s: %s", qPrintable(text), qPrintable(toText(result.error)));
    return result.expression;
}

/// What the filters of these tests ask of a gap: its time, and its text.
bool showsGap(const Bench &bench, const FilterExpression &filter, MessageId id)
{
    const MessageRecord &record = bench.log.record(id);
    const FilterTimes times = allowedTimes(filter);
    const bool inTime =
        record.time >= times.from && (times.until == 0 || record.time - record.gapLength() < times.until);
    return inTime && std::ranges::all_of(filter.conditions(), [&](const FilterTerm &term) {
        return term.kind != FilterTerm::Kind::Text
            || containsText(bench.log.text(id), false, term.values.first().text.toUtf8());
    });
}

/// The slow and obvious answer to what a table must show.
std::vector<quint64> naive(const Bench &bench, const FilterExpression &filter)
{
    std::vector<quint64> ids;
    for (MessageId id = bench.log.first(); id < bench.feed.end(); id = id + 1) {
        const test::NaiveRow row{bench.log.record(id), id.value, bench.log.name(id), bench.log.room(id),
            bench.log.participant(id), bench.log.text(id).toByteArray()};
        const bool isOfTable = MessageTableModel::eventKinds().contains(row.record.kind);
        if (isOfTable ? test::passesNaively(filter.root(), row)
                      : row.record.isGap() && showsGap(bench, filter, id))
            ids.push_back(id.value);
    }
    return ids;
}

std::vector<quint64> shownIds(const MessageTableModel &model)
{
    std::vector<quint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.push_back(model.idAt(row).value);
    return ids;
}

/// Without the rows that tell a gap.
quint64 countEvents(const Bench &bench, const std::vector<quint64> &ids)
{
    return quint64(
        std::ranges::count_if(ids, [&](quint64 id) { return !bench.log.record(MessageId(id)).isGap(); }));
}

/// An event, a gap of 2 min 14 s, another event.
void addGap(Bench &bench)
{
    bench.builder.time = 1'763'867'523'220'000;
    bench.builder.received(R"({"Event":"CREATE_ROOM","room_id":1})");
    bench.builder.after(134'384'000).note("Connecting").gap(134'384'000).note("Connected");
    bench.builder.after(1'000'000).received(R"({"Event":"CREATE_ROOM","room_id":2})");
    bench.append();
}

void addRandom(BatchBuilder &builder, QRandomGenerator &random)
{
    static const QByteArrayList events = {"ADD_PARTICIPANT", "IMM_EVENT_SET_NAME", "DESTROY_ROOM",
        "call-quality", "3", "SET_PARTICIPANT_POSITION"};
    const QByteArray ids = "\"room_id\":" + QByteArray::number(random.bounded(4)) + ",\"participant_id\":\""
        + QByteArray::number(random.bounded(6)) + '"';
    builder.after(random.bounded(1000));
    if (random.bounded(50) == 0)
        builder.gap(1 + random.bounded(3'000'000));
    switch (random.bounded(8)) {
    case 0:
        builder.received("broken " + QByteArray(random.bounded(300), 'x'));
        break;
    case 1:
        builder.note("connected");
        break;
    case 2:
        builder.sent("{\"Command\":\"get_participant_name\"," + ids + "}");
        break;
    case 3:
        builder.received("{\"participant_id\":\"7\",\"action\":\"start-talking\"}");
        break;
    default:
        builder.received("{\"Event\":\"" + events[random.bounded(int(events.size()))] + "\"," + ids
            + ",\"name\":\"" + (random.bounded(3) == 0 ? "Ann\\u0061" : "Ben") + "\"}");
    }
}

FilterExpression randomFilter(QRandomGenerator &random, qint64 time)
{
    static const QStringList filters{u"kind: event, note"_s, u"kind: request"_s,
        u"not event: Moved, call-quality room: 1, 3"_s, u"participant: 2 anna"_s, u"\"EVENT\""_s, u""_s,
        u"(room: 1 or Ben) and not room: 2"_s};
    const int choice = random.bounded(int(filters.size()) + 1);
    return choice == filters.size() ? withTimes({}, {time - 100'000, 0}) : parsed(filters[choice]);
}

} // namespace

class tst_MessageTableModel : public QObject
{
    Q_OBJECT
private slots:
    void cellsSayWhatARowIs();
    void aRowShowsTheNameThatItsPersonHad();
    void rolesCarryTheMeaning();
    void textOfAServerIsCutIsolatedAndPlain();
    void theConnectionLogShowsNotes();
    void rowsAreFoundByMessage();
    void theIntervalIsFromTheRowAbove();
    void nothingIsShownForKindsOfAnotherTable();
    void aGapIsARowThatIsNotCounted();
    void aGapSaysWhyTheConnectionWasLost();
    void aGapStaysWhateverTypeRoomOrPersonIsFilteredFor();
    void aGapLeavesWithATextOrTimeThatItDoesNotMatch();
    void theIntervalAcrossAGapIsNotTold();
    void timesAreToldFromThePreviousOrTheSelectedRow();
    void theMicrosecondsAreCopiedAndInTheTooltip();
    void aGapLeavesWithTheFrontOfTheLog();
    void hitsOfATextFilterArriveInOrder();
    void highlightingKeepsAllRowsAndMarksWhatPasses();
    void markedPartsTellWhereMarksLie();
    void theFirstColourRuleThatHoldsTints();
    void aLargeLogIsJudgedInThePoolAndShownAtOnce();
    void latenciesOfResponsesAreKnown();
    void randomBatchesFiltersAndRemovalsAgreeWithANaiveFilter();
};

void tst_MessageTableModel::cellsSayWhatARowIs()
{
    Bench bench;
    bench.builder.time = 1'763'908'327'418'000;
    bench.builder.received(
        R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","room_id":1,"participant_id":104,"name":"Daniel Kim"})");
    bench.builder.after(423'000).received(
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":104,"control":2,"value":1}})");
    bench.builder.after(61'000'000).received(R"({"Event":"CREATE_ROOM","values":17})");
    bench.append();
    QCOMPARE(bench.shown(0, MessageTableModel::Number), u"1"_s);
    QCOMPARE(bench.shown(0, MessageTableModel::Time), u"14:32:07.418"_s);
    QCOMPARE(bench.shown(0, MessageTableModel::Interval), u"\u2014"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Interval), u"+0.423"_s);
    QCOMPARE(bench.shown(2, MessageTableModel::Interval), u"1:01"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Event), u"State changed"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Room), u"\u20681\u2069"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Participant), u"\u2068104\u2069 \u2068Daniel Kim\u2069"_s);
    QCOMPARE(bench.model.index(1, MessageTableModel::Participant).data(Qt::EditRole).toString(),
        u"104 Daniel Kim"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Details), u"Mute on"_s);
    QCOMPARE(bench.shown(2, MessageTableModel::Room), u"\u2014"_s);
    QCOMPARE(bench.shown(2, MessageTableModel::Participant), u"\u2014"_s);
    QCOMPARE(bench.model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"\u0394 s"_s);
}

void tst_MessageTableModel::aRowShowsTheNameThatItsPersonHad()
{
    Bench bench;
    const QByteArray who = R"("room_id":1,"participant_id":501)";
    bench.builder.received("{\"Event\":\"ADD_PARTICIPANT\"," + who + ",\"name\":\"Daniel Kim\"}");
    bench.builder.received("{\"Event\":\"REMOVE_PARTICIPANT\"," + who + "}");
    bench.builder.received("{\"Event\":\"ADD_PARTICIPANT\"," + who + ",\"name\":\"Fatou Ferrari\"}");
    bench.builder.received("{\"Event\":\"ADD_PARTICIPANT\"," + who + "}");
    bench.append();
    const QStringList names{u"Daniel Kim"_s, u"Daniel Kim"_s, u"Fatou Ferrari"_s};
    for (int row = 0; row < 3; ++row) {
        const QModelIndex cell = bench.model.index(row, MessageTableModel::Participant);
        QCOMPARE(cell.data(Qt::EditRole).toString(), u"501 "_s + names[row]);
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(names[row]));
        QVERIFY(!cell.data(MessageTableModel::UnnamedRole).value<PersonRef>());
    }
    const QModelIndex unnamed = bench.model.index(3, MessageTableModel::Participant);
    QCOMPARE(unnamed.data(Qt::EditRole).toString(), u"person 501"_s);
    QVERIFY(unnamed.data(MessageTableModel::UnnamedRole).value<PersonRef>());
}

void tst_MessageTableModel::rolesCarryTheMeaning()
{
    Bench bench;
    const QByteArray text = R"({"Event":"REMOVE_PARTICIPANT","room_id":"a","participant_id":7})";
    bench.builder.note("connected").received(text);
    bench.append();
    const QModelIndex cell = bench.model.index(0, MessageTableModel::Participant);
    QCOMPARE(cell.data(MessageTableModel::MessageIdRole).toULongLong(), 2u);
    QCOMPARE(cell.data(MessageTableModel::KindRole).toInt(), int(MessageKind::Event));
    QCOMPARE(cell.data(MessageTableModel::EventTypeRole).toInt(), int(EventType::RemoveParticipant));
    QCOMPARE(cell.data(MessageTableModel::TimeRole).toLongLong(), bench.builder.time);
    QCOMPARE(cell.data(MessageTableModel::PersonRole).value<PersonRef>(), (PersonRef{"a", "7"}));
    QCOMPARE(cell.data(MessageTableModel::IdRole).toString(), u"7"_s);
    QCOMPARE(cell.data(MessageTableModel::NameRole).toString(), QString());
    QCOMPARE(cell.data(MessageTableModel::SizeRole).toLongLong(), text.size());
    QCOMPARE(cell.data().toString(), u"person \u20687\u2069"_s);
    QCOMPARE(
        cell.siblingAtColumn(MessageTableModel::Room).data(MessageTableModel::IdRole).toString(), u"a"_s);
    QVERIFY(
        cell.siblingAtColumn(MessageTableModel::Room).data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
}

void tst_MessageTableModel::textOfAServerIsCutIsolatedAndPlain()
{
    Bench bench;
    const QByteArray longText(200'000, 'x');
    bench.builder.received("{\"Event\":\"<b>Admin</b>\",\"room_id\":\"\xE2\x80\xAE" + longText
        + "\",\"participant_id\":\"" + longText + "\",\"name\":\"" + longText + "\"}");
    bench.builder.received(longText);
    bench.append();
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < MessageTableModel::ColumnCount; ++column) {
            QVERIFY2(bench.shown(row, column).size() <= 300, qPrintable(bench.shown(row, column)));
            const QString tip = bench.model.index(row, column).data(Qt::ToolTipRole).toString();
            QVERIFY(tip.count(u'\n') < 12);
            QVERIFY(!tip.contains(QChar(0x202E)));
        }
    }
    QVERIFY(!bench.shown(0, MessageTableModel::Room).contains(QChar(0x202E)));
    QVERIFY(bench.shown(0, MessageTableModel::Event).contains(u"<b>Admin</b>"));
}

void tst_MessageTableModel::theConnectionLogShowsNotes()
{
    Bench bench;
    bench.builder.note("connected").received("{\"Event\":\"E\"}").note("closed 1006");
    bench.append();
    QCOMPARE(bench.model.eligibleCount(), 1u);
    bench.model.setKinds({MessageKind::Note});
    QCOMPARE(shownIds(bench.model), (std::vector<quint64>{1, 3}));
    QCOMPARE(bench.model.eligibleCount(), 2u);
    QVERIFY(bench.shown(1, MessageTableModel::Details).contains(u"closed 1006"));
}

void tst_MessageTableModel::rowsAreFoundByMessage()
{
    Bench bench;
    QCOMPARE(bench.model.nearestRow(MessageId(1)), -1);
    bench.builder.note("a").received("{}").note("b").note("c").received("{}");
    bench.append();
    QCOMPARE(bench.model.rowOf(MessageId(2)), 0);
    QCOMPARE(bench.model.rowOf(MessageId(3)), -1);
    QCOMPARE(bench.model.rowOf(MessageId(9)), -1);
    QCOMPARE(bench.model.nearestRow(MessageId(1)), 0);
    QCOMPARE(bench.model.nearestRow(MessageId(3)), 0);
    QCOMPARE(bench.model.nearestRow(MessageId(4)), 1);
    QCOMPARE(bench.model.nearestRow(MessageId(9)), 1);
}

void tst_MessageTableModel::theIntervalIsFromTheRowAbove()
{
    Bench bench(1);
    for (size_t i = 0; i < Segment::maximumRows; ++i)
        bench.builder.received("{}");
    bench.append();
    bench.builder.after(5'000'000).received("{}");
    QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    bench.append();
    QTRY_COMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.shown(0, MessageTableModel::Interval), u"\u2014"_s);
}

void tst_MessageTableModel::nothingIsShownForKindsOfAnotherTable()
{
    Bench bench;
    bench.builder.note("a").received("{}");
    bench.append();
    bench.model.setFilter(parsed(u"kind: note"_s));
    QCOMPARE(bench.model.rowCount(), 0);
    QCOMPARE(bench.model.eligibleCount(), 1u);
}

void tst_MessageTableModel::aGapSaysWhyTheConnectionWasLost()
{
    Bench bench;
    bench.builder.time = 1'763'867'523'220'000;
    bench.builder.after(134'384'000).gap(134'384'000, "Closed by the server: 1001, \u201cold\u202etxt\u201d");
    bench.append();
    const QString details = bench.shown(0, MessageTableModel::Details);
    QVERIFY2(details.contains(u" to 03:14:17.604: \u2068Closed by the server: 1001, \u201cold"_s),
        qPrintable(details));
    QVERIFY(!details.contains(QChar(0x202e))); // the server's words
}

void tst_MessageTableModel::aGapIsARowThatIsNotCounted()
{
    Bench bench;
    addGap(bench);
    QCOMPARE(shownIds(bench.model), (std::vector<quint64>{1, 3, 5}));
    QCOMPARE(bench.model.eligibleCount(), 2u);
    QCOMPARE(bench.model.shownCount(), 2u);
    QVERIFY(!bench.model.index(0, 0).data(MessageTableModel::GapRole).toBool());
    QVERIFY(bench.model.index(1, 0).data(MessageTableModel::GapRole).toBool());
    QCOMPARE(bench.shown(1, MessageTableModel::Event), u"Not connected 2 min 14 s"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Details),
        u"03:12:03.220 to 03:14:17.604, changes in between are not known"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Time), u"03:14:17.604"_s);
    QCOMPARE(bench.shown(1, MessageTableModel::Room), u"\u2014"_s);
    const QString tip = bench.model.index(1, MessageTableModel::Room).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.startsWith(u"Not connected 2 min 14 s\n03:12:03.220 to"));
    bench.model.setKinds({MessageKind::Malformed});
    QCOMPARE(bench.model.rowCount(), 0);
}

void tst_MessageTableModel::aGapStaysWhateverTypeRoomOrPersonIsFilteredFor()
{
    Bench bench;
    addGap(bench);
    bench.model.setFilter(parsed(u"room: 2"_s));
    QCOMPARE(shownIds(bench.model), (std::vector<quint64>{3, 5}));
    bench.model.setFilter(parsed(u"room: 9 participant: 9 event: Renamed kind: malformed"_s));
    QCOMPARE(shownIds(bench.model), (std::vector<quint64>{3}));
    QCOMPARE(bench.model.shownCount(), 0u);
    bench.builder.after(5'000).gap(2'000);
    bench.append();
    QTRY_COMPARE(shownIds(bench.model), (std::vector<quint64>{3, 6}));
    QCOMPARE(bench.model.shownCount(), 0u);
}

void tst_MessageTableModel::aGapLeavesWithATextOrTimeThatItDoesNotMatch()
{
    Bench bench;
    addGap(bench);
    bench.model.setFilter(parsed(u"create"_s));
    QTRY_COMPARE(shownIds(bench.model), (std::vector<quint64>{1, 5}));
    QCOMPARE(bench.model.shownCount(), 2u);
    bench.model.setFilter(parsed(u"\"not connected\""_s));
    QTRY_COMPARE(shownIds(bench.model), (std::vector<quint64>{3}));
    QCOMPARE(bench.model.shownCount(), 0u);
    const qint64 begin = bench.log.record(MessageId(1)).time;
    bench.model.setFilter(withTimes({}, {0, begin + 10}));
    QCOMPARE(shownIds(bench.model), (std::vector<quint64>{1, 3})); // its begin is seen
    bench.model.setFilter(withTimes({}, {0, begin}));
    QCOMPARE(shownIds(bench.model), std::vector<quint64>());
    bench.model.setFilter(withTimes({}, {bench.log.record(MessageId(3)).time + 1, 0}));
    QCOMPARE(shownIds(bench.model), (std::vector<quint64>{5}));
}

void tst_MessageTableModel::timesAreToldFromThePreviousOrTheSelectedRow()
{
    using Model = MessageTableModel;
    Bench bench;
    bench.builder.received(R"({"Event":"a"})").after(423'118).received(R"({"Event":"b"})");
    bench.builder.after(1'000'000).received(R"({"Event":"c"})");
    bench.append();
    bench.waitForFeed();
    bench.model.setTimeForm(Model::TimeForm::SincePrevious);
    QCOMPARE(bench.shown(0, Model::Time), u"\u2014"_s);
    QCOMPARE(bench.shown(1, Model::Time), u"+0.423"_s);
    bench.model.setTimeForm(Model::TimeForm::SinceSelected);
    QCOMPARE(bench.shown(1, Model::Time), u"\u2014"_s);
    const QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    bench.model.setTimeReference(bench.model.idAt(1));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bench.shown(0, Model::Time), u"\u22120.423118"_s);
    QCOMPARE(bench.shown(1, Model::Time), u"0"_s);
    QCOMPARE(bench.shown(2, Model::Time), u"+1.000000"_s);
    QVERIFY(bench.model.headerData(Model::Time, Qt::Horizontal, Qt::DisplayRole)
                .toString()
                .contains(u"selected"));
}

void tst_MessageTableModel::theMicrosecondsAreCopiedAndInTheTooltip()
{
    using Model = MessageTableModel;
    Bench bench;
    bench.builder.time = 1'763'904'727'418'007;
    bench.builder.received(R"({"Event":"a"})").after(423'118).received(R"({"Event":"b"})");
    bench.append();
    bench.waitForFeed();
    const auto copied = [&](int row, int column) {
        return bench.model.index(row, column).data(Qt::EditRole).toString();
    };
    QVERIFY2(copied(0, Model::Time).endsWith(u":07.418007"), qPrintable(copied(0, Model::Time)));
    QCOMPARE(copied(0, Model::Interval), u"\u2014"_s);
    QCOMPARE(copied(1, Model::Interval), u"+0.423118"_s);
    const QString tip = bench.model.index(1, Model::Time).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u":07.841125"), qPrintable(tip));
    bench.model.setTimeForm(Model::TimeForm::SincePrevious);
    QCOMPARE(copied(1, Model::Time), u"+0.423118"_s);
    bench.model.setTimeForm(Model::TimeForm::SinceSelected);
    bench.model.setTimeReference(bench.model.idAt(1));
    QCOMPARE(copied(0, Model::Time), u"-0.423118"_s);
}

void tst_MessageTableModel::theIntervalAcrossAGapIsNotTold()
{
    Bench bench;
    addGap(bench);
    QCOMPARE(bench.shown(1, MessageTableModel::Interval), u"\u2014"_s);
    QCOMPARE(bench.shown(2, MessageTableModel::Interval), u"\u2014"_s);
    bench.model.setFilter(parsed(u"create"_s)); // hides the gap, but it was there
    QTRY_COMPARE(bench.model.rowCount(), 2);
    QCOMPARE(bench.shown(1, MessageTableModel::Interval), u"\u2014"_s);
    bench.builder.after(1'372'000'000).received(R"({"Event":"CREATE_ROOM","room_id":3})");
    bench.append();
    QTRY_COMPARE(bench.model.rowCount(), 3);
    QCOMPARE(bench.shown(2, MessageTableModel::Interval), u"22:52"_s);
}

void tst_MessageTableModel::aGapLeavesWithTheFrontOfTheLog()
{
    Bench bench(1);
    bench.builder.gap(2'000'000);
    for (size_t i = 1; i < Segment::maximumRows; ++i)
        bench.builder.received("{}");
    bench.append();
    QCOMPARE(bench.model.shownCount(), Segment::maximumRows - 1);
    bench.builder.received("{}").gap(1'000'000);
    bench.append();
    QTRY_COMPARE(bench.model.rowCount(), 2);
    QCOMPARE(bench.model.shownCount(), 1u);
    QCOMPARE(bench.model.eligibleCount(), 1u);
}

void tst_MessageTableModel::hitsOfATextFilterArriveInOrder()
{
    Bench bench;
    for (int i = 0; i < 40'000; ++i)
        bench.builder.received(i % 3 == 0 ? "{\"Event\":\"Anna\"}" : "{\"Event\":\"Ben\"}");
    bench.append();
    QSignalSpy searching(&bench.model, &MessageTableModel::searchingChanged);
    bench.model.setFilter(parsed(u"anna"_s));
    QVERIFY(bench.model.isSearching());
    bench.builder.received("{\"Event\":\"Anna\"}");
    bench.append();
    QTRY_COMPARE(bench.model.rowCount(), 13'335);
    QTRY_VERIFY(!bench.model.isSearching());
    QCOMPARE(searching.size(), 2);
    for (int row = 0; row < bench.model.rowCount() - 1; ++row) {
        if (bench.model.idAt(row).value != quint64(row) * 3 + 1)
            QCOMPARE(bench.model.idAt(row).value, quint64(row) * 3 + 1);
    }
    QCOMPARE(bench.model.idAt(bench.model.rowCount() - 1).value, 40'001u);
}

void tst_MessageTableModel::highlightingKeepsAllRowsAndMarksWhatPasses()
{
    Bench bench;
    bench.builder.received(R"({"Event":"A","room_id":1})").received(R"({"Event":"B","room_id":2})").note("1");
    bench.append();
    bench.model.setHighlighting(true);
    bench.model.setFilter(parsed(u"room: 2"_s));
    const auto marks = [&bench] {
        QList<bool> list;
        for (int row = 0; row < bench.model.rowCount(); ++row)
            list += bench.model.index(row, 0).data(MessageTableModel::MarkedRole).toBool();
        return list;
    };
    QCOMPARE(marks(), (QList<bool>{false, true}));
    bench.builder.received(R"({"Event":"C","room_id":2})");
    bench.append();
    QTRY_COMPARE(marks(), (QList<bool>{false, true, true}));
    QCOMPARE(bench.model.markedCount(), 2u);
    QCOMPARE(bench.model.nextMarked(MessageId(2), 1), MessageId(4));
    QCOMPARE(bench.model.nextMarked(MessageId(2), -1), MessageId());
    bench.model.setFilter(parsed(u"\"\\\"C\\\"\""_s));
    QTRY_COMPARE(marks(), (QList<bool>{false, false, true}));
    bench.model.setHighlighting(false);
    QTRY_COMPARE(shownIds(bench.model), (std::vector<quint64>{4}));
    QCOMPARE(marks(), (QList<bool>{false}));
    bench.model.setFilter({});
    QCOMPARE(shownIds(bench.model), (std::vector<quint64>{1, 2, 4}));
}

void tst_MessageTableModel::markedPartsTellWhereMarksLie()
{
    Bench bench;
    for (int i = 0; i < 1000; ++i)
        bench.builder.received(i == 0 || i == 555 || i == 999 ? R"({"Event":"A"})" : R"({"Event":"B"})");
    bench.append();
    QCOMPARE(bench.model.markedParts(4), std::vector<bool>(4, false));
    bench.model.setHighlighting(true);
    bench.model.setFilter(parsed(u"event: A"_s));
    QCOMPARE(bench.model.markedParts(4), (std::vector<bool>{true, false, true, true}));
    QCOMPARE(bench.model.markedParts(10),
        (std::vector<bool>{true, false, false, false, false, true, false, false, false, true}));
}

void tst_MessageTableModel::theFirstColourRuleThatHoldsTints()
{
    Bench bench;
    bench.builder.received(R"({"Event":"A"})").received(R"({"Event":"B"})").received(R"({"Event":"C"})");
    bench.append();
    bench.model.setColourRules({{u"off"_s, parsed(u"event: A"_s), 4, false},
        {u"a"_s, parsed(u"event: A, B"_s), 2}, {u"b"_s, parsed(u"\"B\""_s), 3}, {u"empty"_s, {}, 5}});
    const auto tint = [&bench](
                          int row) { return bench.model.index(row, 0).data(MessageTableModel::TintRole); };
    QCOMPARE(tint(0), QVariant(2));
    QCOMPARE(tint(1), QVariant(2));
    QVERIFY(!tint(2).isValid());
}

void tst_MessageTableModel::aLargeLogIsJudgedInThePoolAndShownAtOnce()
{
    Bench bench;
    for (quint64 i = 0; i <= RowFinder::judgedAtOnce; ++i)
        bench.builder.received(i % 3 == 0 ? R"({"Event":"A"})" : R"({"Event":"B"})");
    bench.append();
    bench.waitForFeed();
    QSignalSpy resets(&bench.model, &QAbstractItemModel::modelReset);
    bench.model.setFilter(parsed(u"event: A"_s));
    QVERIFY(bench.model.isSearching());
    QVERIFY(bench.model.rowCount() > int(RowFinder::judgedAtOnce)); // what was there stays until then
    bench.builder.received(R"({"Event":"A"})").received(R"({"Event":"B"})");
    bench.append();
    QTRY_VERIFY(!bench.model.isSearching());
    bench.waitForFeed();
    QTRY_COMPARE(shownIds(bench.model), naive(bench, parsed(u"event: A"_s)));
    QCOMPARE(resets.size(), 1);
    bench.model.setFilter({});
    bench.model.setFilter(parsed(u"event: B"_s)); // before the pool answered
    QTRY_VERIFY(!bench.model.isSearching());
    QCOMPARE(shownIds(bench.model), naive(bench, parsed(u"event: B"_s)));
}

void tst_MessageTableModel::latenciesOfResponsesAreKnown()
{
    Bench bench;
    bench.model.setExchanges(&bench.exchanges);
    bench.model.setKinds({MessageKind::Response});
    bench.model.setFilter(parsed(u"latency > 5ms"_s));
    for (const int delay : {9000, 1000, 7000}) {
        bench.builder.sent(R"({"Command":"c"})").after(delay);
        bench.builder.received(R"({"Status":"OK","Request":{"Command":"c"}})");
        bench.append();
    }
    QTRY_COMPARE(shownIds(bench.model), (std::vector<quint64>{2, 6}));
    bench.model.setFilter(parsed(u"latency > 8ms or \"not there\""_s));
    QTRY_COMPARE(shownIds(bench.model), (std::vector<quint64>{2}));
}

void tst_MessageTableModel::randomBatchesFiltersAndRemovalsAgreeWithANaiveFilter()
{
    constexpr quint32 seed = 20261123;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    Bench bench(1'200'000); // less than two segments: rows leave all the time
    FilterExpression filter;
    for (int round = 0; round < 60; ++round) {
        if (round % 3 == 0) {
            filter = randomFilter(random, bench.builder.time);
            bench.model.setFilter(filter);
        }
        const int count = random.bounded(8) == 0 ? 4000 : random.bounded(400);
        for (int i = 0; i < count; ++i)
            addRandom(bench.builder, random);
        bench.append();
        if (round % 2 == 0) {
            bench.waitForFeed();
            const std::vector<quint64> expected = naive(bench, filter);
            QTRY_COMPARE(shownIds(bench.model), expected);
            const std::vector<quint64> all = naive(bench, {});
            QCOMPARE(bench.model.eligibleCount(), countEvents(bench, all));
            QCOMPARE(bench.model.shownCount(), countEvents(bench, shownIds(bench.model)));
        }
    }
    QVERIFY(bench.log.first() > MessageId(1));
}

QTEST_GUILESS_MAIN(tst_MessageTableModel)
#include "tst_messagetablemodel.moc"
