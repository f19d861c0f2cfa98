// Large messages in the inspector: how long after the selection something of them is on screen, and how long
// the GUI thread keeps others waiting until all that can be shown is there. Beside it a message of an
// everyday size.

#include "lib/log/stringpool.h"
#include "lib/protocol/classify.h"
#include "lib/rooms/roomdirectory.h"
#include "tests/bench/figure.h"
#include "tests/bench/heartbeat.h"
#include "tests/bench/waiting.h"
#include "ui/models/jsontreemodel.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QTreeView>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr double budget = 200; // milliseconds from the selection to the first paint

QByteArray manyItems(qsizetype size)
{
    QByteArray json = "{\"Event\":\"e\",\"values\":[0";
    while (json.size() < size)
        json += ",\"some text of an item\",12345.678";
    return json + "]}";
}

QByteArray manyKeys(int count)
{
    QByteArray json = "{\"Event\":\"e\"";
    for (int i = 0; i < count; ++i)
        json += ",\"key" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    return json + '}';
}

QByteArray deep(int levels)
{
    return "{\"Event\":\"e\",\"values\":" + QByteArray(levels, '[') + QByteArray(levels, ']') + '}';
}

QByteArray manyObjects(int count)
{
    return "{\"Event\":\"e\",\"values\":["
        + QByteArray("{\"id\":1,\"position\":{\"x\":1,\"y\":2,\"z\":3},\"state\":[1,2,3]},").repeated(count)
        + "1]}";
}

MessageId append(MessageLog *log, const QByteArray &text)
{
    const MessageId id = log->end();
    auto batch = std::make_shared<MessageBatch>();
    batch->first = id;
    batch->text = text;
    MessageRecord record;
    record.time = 1'795'000'000'000'000 + qint64(id.value);
    record.kind = MessageKind::Event;
    record.end = quint32(text.size());
    batch->rows.push_back(record);
    log->append(batch);
    return id;
}

/// Runs until the model has read the message, or at once where it has.
void waitFor(const JsonTreeModel *model)
{
    if (model->isReading())
        runUntil(model, &JsonTreeModel::arrived);
}

void measure(const char *name, InspectorPane *pane, Navigator *navigator, MessageId message, MessageId other)
{
    const auto *model = static_cast<const JsonTreeModel *>(pane->findChild<QTreeView *>()->model());
    std::vector<double> firsts;
    std::vector<double> stalls;
    std::vector<double> wholes;
    for (int round = 0; round < rounds; ++round) {
        navigator->select(other);
        runFor(100);
        Heartbeat heartbeat;
        QElapsedTimer clock;
        clock.start();
        navigator->select(message);
        pane->repaint();
        firsts.push_back(double(clock.nsecsElapsed()) / 1e6);
        waitFor(model);
        pane->repaint();
        wholes.push_back(double(clock.nsecsElapsed()) / 1e6);
        runFor(700); // names may be renewed
        stalls.push_back(quantile(heartbeat.takeStalls(), 1));
    }
    printFigure(
        qPrintable(u"inspect-first-paint-%1"_s.arg(QLatin1StringView(name))), median(firsts), "ms", budget);
    printFigure(
        qPrintable(u"inspect-longest-stall-%1"_s.arg(QLatin1StringView(name))), median(stalls), "ms", budget);
    std::printf("# %s: the tree is there after %.0f ms\n", name, median(wholes));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme;
    installTheme(&application, &theme);
    MessageLog log(1'000'000'000);
    ExchangeLog exchanges(&log);
    RoomDirectory directory(&log);
    Navigator navigator;
    InspectorPane pane(&log, &exchanges, &directory, &navigator, &theme);
    pane.resize(340, 700);
    pane.setVisible(true);
    const MessageId usual = append(&log, R"({"Event":"e","values":{"room_id":1,"participant_id":2}})");
    const MessageId another = append(&log, R"({"Event":"e","values":{"room_id":1,"participant_id":3}})");
    const MessageId large = append(&log, manyItems(20'000'000));
    const MessageId keys = append(&log, manyKeys(100'000));
    const MessageId nested = append(&log, deep(100'000));
    const MessageId objects = append(&log, manyObjects(100'000));
    measure("usual", &pane, &navigator, usual, another);
    measure("20mb", &pane, &navigator, large, usual);
    measure("100000-keys", &pane, &navigator, keys, usual);
    measure("depth-100000", &pane, &navigator, nested, usual);
    measure("100000-objects", &pane, &navigator, objects, usual);
    return 0;
}
