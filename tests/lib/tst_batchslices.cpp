#include "lib/log/batchslices.h"
#include "lib/log/exchangelog.h"
#include "tests/support/batchbuilder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray moved(quint32 number)
{
    return "{\"Event\":\"E" + QByteArray::number(number % 9)
        + "\",\"participant_id\":" + QByteArray::number(number) + "}";
}

BatchPointer randomBatch(BatchBuilder &builder, QRandomGenerator &random)
{
    const QByteArray request = "{\"Command\":\"get_version\"}";
    for (quint32 left = random.bounded(1u, 60u); left > 0; --left) {
        switch (random.bounded(4)) {
        case 0:
            builder.sent(request);
            break;
        case 1:
            builder.received("{\"Status\":\"OK\",\"Request\":" + request + "}");
            break;
        default:
            builder.received(random.bounded(5) == 0 ? QByteArray() : moved(random.generate()));
        }
    }
    if (random.bounded(3) == 0)
        builder.connectionLost();
    return builder.take();
}

struct Taken
{
    MessageLog log{1'000'000'000};
    ExchangeLog exchanges{&log};
};

QByteArray rowOf(const MessageLog &log, MessageId id)
{
    return QByteArray::number(log.record(id).time) + ' ' + log.name(id) + ' ' + log.participant(id) + ' '
        + log.text(id).toByteArray();
}

bool areEqual(const Exchange &a, const Exchange &b)
{
    return a.request == b.request && a.response == b.response && a.latency == b.latency && a.state == b.state;
}

} // namespace

class TestBatchSlices : public QObject
{
    Q_OBJECT
private slots:
    void slicesFillALogAsTheirBatchWould_data();
    void slicesFillALogAsTheirBatchWould();
    void aSmallBatchIsItsOnlySlice();
    void countsComeOnce();
};

void TestBatchSlices::slicesFillALogAsTheirBatchWould_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {1, 2, 7, 30, 100})
        QTest::addRow("%d rows", rows) << rows;
}

void TestBatchSlices::slicesFillALogAsTheirBatchWould()
{
    QFETCH(int, rows);
    QRandomGenerator random(quint32(rows) + 5);
    BatchBuilder builder;
    Taken whole;
    Taken cut;
    for (int i = 0; i < 60; ++i) {
        const BatchPointer batch = randomBatch(builder, random);
        whole.log.append(batch);
        BatchSlices slices(batch, size_t(rows));
        while (const BatchPointer slice = slices.next()) {
            QVERIFY(!slice->rows.empty() && slice->rows.size() <= size_t(rows));
            QCOMPARE(quint64(slice->text.size()), slice->rows.back().end);
            cut.log.append(slice);
        }
        QVERIFY(slices.isAtEnd());
    }
    QCOMPARE(cut.log.end(), whole.log.end());
    for (MessageId id = whole.log.first(); id < whole.log.end(); id = id + 1)
        QCOMPARE(rowOf(cut.log, id), rowOf(whole.log, id));
    QVERIFY(std::ranges::equal(cut.exchanges.exchanges(), whole.exchanges.exchanges(), areEqual));
}

void TestBatchSlices::aSmallBatchIsItsOnlySlice()
{
    const BatchPointer batch = BatchBuilder().received(moved(1)).received(moved(2)).take();
    BatchSlices slices(batch, 2);
    QCOMPARE(slices.next(), batch);
    QVERIFY(slices.isAtEnd());
    QVERIFY(!slices.next());
    QVERIFY(BatchSlices().isAtEnd());
}

void TestBatchSlices::countsComeOnce()
{
    MessageBatch batch = *BatchBuilder().received(moved(1)).received(moved(2)).received(moved(3)).take();
    batch.dropped = 4;
    BatchSlices slices(std::make_shared<const MessageBatch>(batch), 2);
    QCOMPARE(slices.next()->dropped, 0u);
    QCOMPARE(slices.next()->dropped, 4u);
}

QTEST_GUILESS_MAIN(TestBatchSlices)
#include "tst_batchslices.moc"
