#include "lib/log/messagelog.h"
#include "lib/log/searchnear.h"
#include "tests/support/batchbuilder.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray moved(int room, int participant)
{
    return "{\"Event\":\"SET_PARTICIPANT_POSITION\",\"values\":{\"room_id\":" + QByteArray::number(room)
        + ",\"participant_id\":" + QByteArray::number(participant) + "}}";
}

BatchPointer manyMoves(BatchBuilder &builder, int count)
{
    for (int i = 0; i < count; ++i)
        builder.after(10).received(moved(i % 7, i));
    return builder.take();
}

} // namespace

class tst_MessageLog : public QObject
{
    Q_OBJECT
private slots:
    void rowsKeepTheirBytesAndStringsAcrossSegments();
    void aFullSegmentIsSealedAndItsRowsStayWhereTheyAre();
    void beyondTheMemoryLimitWholeSegmentsLeaveAtTheFront();
    void rowsThatLeaveCanBeReadWhileItIsTold();
    void aLowerLimitHoldsFromTheNextRowsOn();
    void rowsThatARecordingHoldsAreNotDropped();
    void receivedMessagesAreCountedByKindAndWhereTheyWent();
    void oneSegmentAlwaysStays();
    void timesAreFound();
    void timesAreFoundHoweverUnevenlyMessagesCame();
    void aSearchFindsTheSameFromEveryGuess();
    void runsCoverEachRowOnce();
    void stringsThatWereTakenStay();
    void stringsTooLongForThePoolAreReadFromTheText();
    void aLongStringIsReadOnceAndNotForEachAsking();
    void aStringBeyondAllReasonIsCut();
    void aSnapshotSharesSealedSegmentsAndCopiesTheOpenOne();
};

void tst_MessageLog::rowsKeepTheirBytesAndStringsAcrossSegments()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    int seen = 0;
    connect(&log, &MessageLog::appended, this, [&](MessageId, quint64 count) { seen += int(count); });
    for (const int size : {1, 100, 16'283, 1, 17'000, 3})
        log.append(manyMoves(builder, size));
    QCOMPARE(log.size(), 33'388u);
    QCOMPARE(quint64(seen), log.size());
    int row = 0;
    for (const int size : {1, 100, 16'283, 1, 17'000, 3}) {
        for (int i = 0; i < size; ++i) {
            const MessageId id(quint64(++row));
            if (log.text(id) != moved(i % 7, i))
                QCOMPARE(log.text(id).toByteArray(), moved(i % 7, i));
            if (log.participant(id) != QByteArray::number(i))
                QCOMPARE(log.participant(id), QByteArray::number(i));
        }
    }
    QCOMPARE(log.room(MessageId(3)), QByteArray("1"));
    QCOMPARE(log.name(MessageId(3)), QByteArray("SET_PARTICIPANT_POSITION"));
}

void tst_MessageLog::aFullSegmentIsSealedAndItsRowsStayWhereTheyAre()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    log.append(manyMoves(builder, 16'385));
    const auto segments = log.snapshot(log.first(), log.end());
    QCOMPARE(segments.size(), 2u);
    QCOMPARE(segments[0].rows().size(), Segment::maximumRows);
    const char *bytes = log.text(MessageId(1)).data();
    log.append(manyMoves(builder, 40'000));
    QCOMPARE(log.text(MessageId(1)).data(), bytes);
}

void tst_MessageLog::beyondTheMemoryLimitWholeSegmentsLeaveAtTheFront()
{
    MessageLog log(3'000'000);
    BatchBuilder builder;
    QList<quint64> firsts;
    connect(&log, &MessageLog::removedFromFront, this, [&](MessageId first) { firsts += first.value; });
    for (int i = 0; i < 20; ++i)
        log.append(manyMoves(builder, 3000));
    QVERIFY(!firsts.isEmpty());
    QVERIFY(log.memoryUsed() <= 3'000'000);
    QCOMPARE(firsts.back(), log.first().value);
    QCOMPARE(log.droppedRows() % Segment::maximumRows, 0u);
    QCOMPARE(log.droppedRows() + log.size(), 60'000u);
    QVERIFY(!log.contains(MessageId(log.first().value - 1)));
    QCOMPARE(log.text(log.first()).toByteArray(),
        moved(int(log.droppedRows() % 3000) % 7, int(log.droppedRows() % 3000)));
}

void tst_MessageLog::rowsThatLeaveCanBeReadWhileItIsTold()
{
    MessageLog log(3'000'000);
    BatchBuilder builder;
    QByteArray lastWords;
    connect(&log, &MessageLog::removedFromFront, this, [&](MessageId first) {
        QCOMPARE(log.first(), first);
        lastWords = log.text(MessageId(first.value - 1)).toByteArray();
    });
    log.append(manyMoves(builder, 36'000));
    QVERIFY(lastWords.startsWith("{\"Event\":\"SET_PARTICIPANT_POSITION\""));
}

void tst_MessageLog::aLowerLimitHoldsFromTheNextRowsOn()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    log.append(manyMoves(builder, 60'000));
    log.setMemoryLimit(3'000'000);
    QCOMPARE(log.leftRows(), 0u);
    log.append(manyMoves(builder, 1));
    QVERIFY(log.leftRows() > 0);
    QVERIFY(log.memoryUsed() <= 3'000'000);
}

void tst_MessageLog::rowsThatARecordingHoldsAreNotDropped()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    log.append(manyMoves(builder, 3 * int(Segment::maximumRows)));
    const auto place = [](quint64 first, quint64 rows) {
        return TextPlace{.file = nullptr, .part = {}, .first = MessageId(first), .rows = rows};
    };
    log.addPlaces({place(1, 1000)});
    log.setMemoryLimit(1);
    log.append(manyMoves(builder, 1));
    QCOMPARE(log.leftRows(), 3 * Segment::maximumRows);
    QCOMPARE(log.droppedRows(), log.leftRows() - 1000);
    log.addPlaces({place(1001, log.leftRows() - 1000)}); // the disk took its time
    QCOMPARE(log.droppedRows(), 0u);
    log.addPlaces({place(log.leftRows() + 1, 1 + Segment::maximumRows)}); // that of rows to come
    log.append(manyMoves(builder, int(Segment::maximumRows) + 1));
    QCOMPARE(log.leftRows(), 4 * Segment::maximumRows);
    QCOMPARE(log.droppedRows(), 0u);
}

void tst_MessageLog::receivedMessagesAreCountedByKindAndWhereTheyWent()
{
    MessageLog log(3'000'000);
    BatchBuilder builder;
    log.append(builder.note("connected").sent("{}").received("no JSON").take());
    QCOMPARE(log.received(), 1u);
    QCOMPARE(log.count(MessageKind::Malformed), 1u);
    QCOMPARE(log.count(MessageKind::Request), 1u);
    for (int i = 0; i < 20; ++i)
        log.append(manyMoves(builder, 3000));
    QCOMPARE(log.received(), 60'001u);
    QCOMPARE(log.receivedLeft(), log.droppedRows() - 2); // note and request left too
    QCOMPARE(log.count(MessageKind::Event), log.received() - log.receivedLeft());
    QCOMPARE(log.count(MessageKind::Malformed), 0u);
}

void tst_MessageLog::oneSegmentAlwaysStays()
{
    MessageLog log(1);
    BatchBuilder builder;
    log.append(manyMoves(builder, 16'384 * 2 + 5));
    QCOMPARE(log.size(), 5u);
    log.append(manyMoves(builder, 1));
    QCOMPARE(log.size(), 6u);
}

void tst_MessageLog::timesAreFound()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    QCOMPARE(log.atOrAfter(0), log.end());
    QCOMPARE(log.firstTime(), 0);
    const qint64 start = builder.time;
    log.append(manyMoves(builder, 40'000));
    QCOMPARE(log.firstTime(), start + 10);
    QCOMPARE(log.lastTime(), start + 400'000);
    QCOMPARE(log.atOrAfter(0), MessageId(1));
    QCOMPARE(log.atOrAfter(start + 200'000), MessageId(20'000));
    QCOMPARE(log.atOrAfter(start + 199'999), MessageId(20'000));
    QCOMPARE(log.atOrAfter(start + 200'001), MessageId(20'001));
    QCOMPARE(log.atOrAfter(start + 400'001), log.end());
}

/// Storms, silence and many at the same time, over several segments whose first ones have left.
void tst_MessageLog::timesAreFoundHoweverUnevenlyMessagesCame()
{
    QRandomGenerator random(1);
    MessageLog log(1'600'000);
    BatchBuilder builder;
    for (int burst = 0; burst < 40; ++burst) {
        builder.after(random.bounded(2) ? random.bounded(1'000'000'000) : 0);
        const int distance = random.bounded(3); // microseconds
        for (int i = 0; i < 1500; ++i)
            builder.after(distance).received("[]");
        log.append(builder.take());
    }
    QVERIFY(log.first() > MessageId(1));
    std::vector<qint64> rows;
    for (MessageId id = log.first(); id < log.end(); id = id + 1)
        rows.push_back(log.record(id).time);
    std::vector<qint64> times{0, log.lastTime() + 1};
    for (int i = 0; i < 500; ++i) {
        times.push_back(rows[size_t(random.bounded(int(rows.size())))] + random.bounded(-1, 2));
        times.push_back(random.bounded(log.firstTime(), log.lastTime()));
    }
    std::ranges::sort(times);
    const std::vector<MessageId> found = log.atOrAfter(times);
    for (size_t i = 0; i < times.size(); ++i) {
        const MessageId expected =
            log.first() + quint64(std::ranges::lower_bound(rows, times[i]) - rows.begin());
        QCOMPARE(found[i], expected);
        QCOMPARE(log.atOrAfter(times[i]), expected);
    }
}

void tst_MessageLog::aSearchFindsTheSameFromEveryGuess()
{
    const std::vector<int> numbers{1, 1, 2, 4, 4, 4, 8, 9, 9, 16, 25, 25, 36, 49, 64, 64, 81};
    for (int wanted = 0; wanted < 83; ++wanted)
        for (auto guess = numbers.begin(); guess <= numbers.end(); ++guess)
            QCOMPARE(partitionPointNear(numbers.begin(), numbers.end(), guess,
                         [wanted](int number) { return number < wanted; }),
                std::ranges::lower_bound(numbers, wanted));
}

void tst_MessageLog::runsCoverEachRowOnce()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    log.append(manyMoves(builder, 50'000));
    quint64 next = 5;
    log.forEachRun(
        MessageId(5), MessageId(49'000), [&](MessageId first, const MessageRecord *rows, size_t count) {
            QCOMPARE(first.value, next);
            QCOMPARE(rows, &log.record(first));
            next += count;
        });
    QCOMPARE(next, 49'000u);
}

void tst_MessageLog::stringsThatWereTakenStay()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    log.append(manyMoves(builder, 6'000));
    const StringTable taken = log.strings();
    const quint32 count = taken.size();
    QVERIFY(count > 5'000);
    log.append(builder.received(moved(1, 1'000'000)).take());
    QCOMPARE(taken.size(), count);
    QVERIFY(taken.at(StringId(count + 1)).isEmpty() && taken.at(StringId()).isEmpty());
    QCOMPARE(log.string(StringId(count + 1)), QByteArray("1000000"));
    for (quint32 id = 1; id <= count; ++id)
        QCOMPARE(taken.at(StringId(id)), log.string(StringId(id)));
    const MessageId last(6'000);
    QCOMPARE(taken.at(log.record(last).participant), QByteArray("5999"));
}

void tst_MessageLog::stringsTooLongForThePoolAreReadFromTheText()
{
    const QByteArray longId(1000, 'r');
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    builder.received("{\"Event\":\"ADD_PARTICIPANT\",\"room_id\":\"" + longId + "\",\"participant_id\":7}");
    builder.sent("{\"Command\":\"get_room_layout\",\"room_id\":\"" + longId + "\"}");
    log.append(builder.take());
    QVERIFY(log.record(MessageId(1)).has(MessageFlag::Unpooled));
    QCOMPARE(log.room(MessageId(1)), longId);
    QCOMPARE(log.participant(MessageId(1)), QByteArray("7"));
    QCOMPARE(log.room(MessageId(2)), longId);
    QCOMPARE(log.name(MessageId(2)), QByteArray("get_room_layout"));
}

void tst_MessageLog::aLongStringIsReadOnceAndNotForEachAsking()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    for (int i = 0; i <= UnpooledTexts::maximumRows; ++i)
        builder.received("{\"Event\":\"x\",\"room_id\":\"" + QByteArray(1000, char('a' + i % 26)) + "\"}");
    log.append(builder.take());
    const QByteArray first = log.room(MessageId(1));
    QCOMPARE(log.room(MessageId(1)).constData(), first.constData());
    QCOMPARE(log.room(MessageId(2)), QByteArray(1000, 'b'));
    for (MessageId id = log.first(); id != log.end(); id = id + 1)
        QCOMPARE(log.room(id).front(), char('a' + (id.value - 1) % 26));
    const QByteArray again = log.room(MessageId(1));
    QCOMPARE(again, first);
    QVERIFY2(again.constData() != first.constData(), "what was read must not be kept without bounds");
}

void tst_MessageLog::aStringBeyondAllReasonIsCut()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    builder.received("{\"Event\":\"" + QByteArray(1'000'000, 'e') + "\",\"room_id\":7}");
    log.append(builder.take());
    QCOMPARE(log.name(MessageId(1)), QByteArray(UnpooledTexts::maximumLength, 'e'));
    QCOMPARE(log.room(MessageId(1)), QByteArray("7"));
}

void tst_MessageLog::aSnapshotSharesSealedSegmentsAndCopiesTheOpenOne()
{
    MessageLog log(1'000'000'000);
    BatchBuilder builder;
    log.append(manyMoves(builder, 20'000));
    const auto before = log.snapshot(log.first(), log.end());
    log.append(manyMoves(builder, 10));
    QCOMPARE(before[1].rows().size(), 20'000u - 16'384u);
    const auto after = log.snapshot(log.first(), log.end());
    QCOMPARE(&after[0].rows(), &before[0].rows());
    QCOMPARE(log.snapshot(MessageId(1), MessageId(10)).size(), 1u);
    QCOMPARE(log.snapshot(MessageId(16'385), log.end()).size(), 1u);
}

QTEST_GUILESS_MAIN(tst_MessageLog)
#include "tst_messagelog.moc"
