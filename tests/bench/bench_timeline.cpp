#include "tests/bench/figure.h"
#include "ui/models/timelinescene.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelineview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

// Ten million events in eleven lanes: what one look at the timeline costs, whatever stretch of time it shows.

namespace {

constexpr int rows = 10'000'000;
constexpr int batchRows = 10'000;
constexpr qint64 start = 1'795'000'000'000'000;
constexpr qint64 interval = 120; // microseconds between events: twenty minutes in all

const std::vector<QByteArray> names{"IMM_EVENT_CREATE_ROOM", "IMM_EVENT_SET_ROOM_LAYOUT",
    "IMM_EVENT_ADD_PARTICIPANT", "IMM_EVENT_REMOVE_PARTICIPANT", "IMM_EVENT_SET_NAME",
    "IMM_EVENT_SET_PARTICIPANT_SEAT", "IMM_EVENT_SET_PARTICIPANT_POSITION", "IMM_EVENT_SET_PARTICIPANT_STATE",
    "IMM_EVENT_SET_ALL_PARTICIPANTS_STATE", "call-quality"};

/// Some types are rare, some crowd.
StringId randomName(QRandomGenerator &random)
{
    const quint32 draw = random.bounded(1'000'000u);
    const std::array<quint32, 9> limits{2, 10, 500, 1'000, 1'010, 5'000, 900'000, 980'000, 980'020};
    return StringId(1 + quint32(std::ranges::upper_bound(limits, draw) - limits.begin()));
}

/// Who the event is of: a hundred people in ten rooms.
void choosePerson(MessageRecord &record, QRandomGenerator &random)
{
    const quint32 person = random.bounded(100u);
    record.room = StringId(quint32(names.size()) + 1 + person / 10);
    record.participant = StringId(quint32(names.size()) + 11 + person);
}

std::vector<QByteArray> allStrings()
{
    std::vector<QByteArray> strings = names;
    for (int room = 0; room < 10; ++room)
        strings.push_back("r" + QByteArray::number(room));
    for (int person = 0; person < 100; ++person)
        strings.push_back("p" + QByteArray::number(person));
    return strings;
}

BatchPointer makeBatch(int first, QRandomGenerator &random)
{
    auto batch = std::make_shared<MessageBatch>();
    batch->first = MessageId(1 + quint64(first));
    batch->firstString = StringId(1);
    if (first == 0)
        batch->strings = allStrings();
    batch->rows.resize(batchRows);
    for (int i = 0; i < batchRows; ++i) {
        MessageRecord &record = batch->rows[size_t(i)];
        record.time = start + qint64(first + i) * interval;
        record.kind = MessageKind::Event;
        record.name = randomName(random);
        choosePerson(record, random);
    }
    return batch;
}

/// @param work  at a zoom that differs a little each time, so that nothing kept from the last look helps
double milliseconds(const TimeRange &range, const std::function<void(const TimeRange &)> &work)
{
    std::vector<double> times;
    for (int round = 0; round < 25; ++round) {
        const TimeRange other{range.from, range.until + range.length() * (round % 5) / 100};
        QElapsedTimer timer;
        timer.start();
        work(other);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

/// What looking at every row would cost: events by bin and lane in the whole session.
double bruteForce(const MessageLog &log, const TimelineModel &model)
{
    QElapsedTimer timer;
    timer.start();
    std::vector<std::array<quint32, 64>> counts(480);
    for (MessageId id = log.first(); id < log.end(); id = id + 1) {
        const int lane = model.laneOf(id);
        const qint64 bin = (log.record(id).time - start) / (qint64(rows) * interval / 480 + 1);
        if (lane >= 0)
            ++counts[size_t(bin)][size_t(lane)];
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

/// The worst over ranges from a millisecond to the whole session.
double worst(const std::function<double(const TimeRange &)> &measure)
{
    double slowest = 0;
    for (double length = 1'000; length < 1.3 * rows * interval; length *= 4) {
        const qint64 middle = start + rows * interval / 2;
        slowest = std::max(slowest, measure({middle - qint64(length / 2), middle + qint64(length / 2)}));
    }
    return slowest;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    MessageLog log(quint64(2) << 30);
    ExchangeLog exchanges(&log);
    LogFeed feed(&log);
    TimelineModel model(&feed, &exchanges);
    Navigator navigator;
    Theme theme;
    TimelineView view(&model, &navigator, &theme);
    QRandomGenerator random(1);

    MessageLog bare(quint64(2) << 30);
    double appending = 0;
    double counting = 0;
    for (int first = 0; first < rows; first += batchRows) {
        const BatchPointer batch = makeBatch(first, random);
        QElapsedTimer timer;
        timer.start();
        if (first < rows / 10)
            bare.append(batch);
        appending += double(timer.nsecsElapsed());
        timer.start();
        log.append(batch);
        counting += first < rows / 10 ? double(timer.nsecsElapsed()) : 0;
    }
    if (!QTest::qWaitFor([&] { return feed.end() == log.end(); }, 5000))
        return 1;
    printFigure("timeline counting a message", (counting - appending) / (rows / 10), "ns", 100);

    TimelineScene scene(&model);
    printFigure("timeline query, 10 M events, worst zoom", worst([&](const TimeRange &range) {
        return milliseconds(range, [&](const TimeRange &seen) { scene.arrange({seen, 1440}); });
    }),
        "ms", 2);

    view.resize(1440, view.sizeHint().height());
    view.show();
    navigator.setFollowing(false);
    const auto lookAndPaint = [&](int ratio) {
        QImage canvas(view.size() * ratio, QImage::Format_ARGB32_Premultiplied);
        canvas.setDevicePixelRatio(ratio);
        return worst([&](const TimeRange &range) {
            return milliseconds(range, [&](const TimeRange &seen) {
                navigator.setVisibleRange(seen);
                view.render(&canvas);
            });
        });
    };
    printFigure("timeline query and paint, worst zoom", lookAndPaint(1), "ms", 2);
    printFigure("timeline query and paint at 2x, worst zoom", lookAndPaint(2), "ms", 8);
    std::printf("# brute force over all rows: %.0f ms\n", bruteForce(log, model));

    model.setGrouping(LaneGrouping::People);
    if (!QTest::qWaitFor([&] { return model.lanes().size() > 100; }, 5000))
        return 1;
    printFigure("timeline query, 30 of 110 lanes of people, worst zoom", worst([&](const TimeRange &range) {
        return milliseconds(range, [&](const TimeRange &seen) { scene.arrange({seen, 1440}, 0, 30); });
    }),
        "ms", 8);
    return 0;
}
