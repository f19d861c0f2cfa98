#include "ui/models/statisticssheets.h"

#include "lib/protocol/catalogue.h"
#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/text.h"

#include <algorithm>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Look = StatisticsColumn::Look;

const QString goneText = u"no longer in memory"_s;

/// Small counts stay visible beside huge ones.
double logarithmicShare(quint64 count, quint64 most)
{
    return most == 0 ? 0 : std::log1p(double(count)) / std::log1p(double(most));
}

QString percentText(quint64 count, quint64 all)
{
    return all == 0 ? u"0"_s : QString::number(100.0 * double(count) / double(all), 'f', 1);
}

QByteArray stringOf(const StatisticsModel &model, StringId id)
{
    return model.session()->log()->string(id);
}

QString typeLabel(const EventGroups &groups, quint16 group)
{
    if (group == EventGroups::others)
        return u"Other names"_s;
    const QByteArray name = groups.name(group);
    return groups.type(group) == EventType::Unknown ? safeText(name) : groupLabel(name);
}

/// What the numbers of each row of a sheet of events are compared with.
struct EventScale
{
    quint64 all;
    double seconds; ///< that were connected
    qint64 now; ///< microseconds UTC
};

EventScale scaleOf(const StatisticsModel &model)
{
    return {model.events().all().count(), double(model.connectedTime()) / 1'000'000, model.timeline()->now()};
}

/// Fills in the numbers that all three tables of events have.
void addNumbers(StatisticsRow &row, const EventCount &events, const EventScale &scale, quint64 most)
{
    const quint64 count = events.count();
    row.share = logarithmicShare(count, most);
    row.cells += groupedNumber(qint64(count));
    row.cells += percentText(count, scale.all);
    row.cells += count > 0 && scale.seconds > 0 ? rateText(double(count) / scale.seconds) : QString();
    row.cells += count > 0 ? groupedNumber(events.peak()) : QString();
    row.cells += count > 0 ? clockText(events.last(), scale.now) : u"never"_s;
}

StatisticsRow eventRow(const StatisticsModel &model, EventGrouping grouping, const EventPart &part)
{
    StatisticsRow row{.cells = {partLabel(model, grouping, part)}, .isRest = part.isRest};
    if (grouping == EventGrouping::Type) {
        row.group = model.groups().name(part.group);
        row.type = model.groups().type(part.group);
        row.isRest = part.group == EventGroups::others;
        return row;
    }
    row.room = stringOf(model, part.room);
    row.participant = stringOf(model, part.participant);
    row.isRest = part.isRest || !(grouping == EventGrouping::Room ? part.room : part.participant);
    if (grouping == EventGrouping::Participant)
        row.cells.append(part.room ? roomText(row.room) : emptyCell());
    return row;
}

std::vector<const EventPart *> byCount(const std::vector<EventPart> &parts)
{
    std::vector<const EventPart *> sorted;
    for (const EventPart &part : parts)
        sorted.push_back(&part);
    std::stable_sort(sorted.begin(), sorted.end(), [](const EventPart *left, const EventPart *right) {
        return left->events.count() > right->events.count();
    });
    return sorted;
}

QList<StatisticsColumn> eventColumns(EventGrouping grouping)
{
    QList<StatisticsColumn> columns{{u"Event"_s, Look::Label}};
    if (grouping == EventGrouping::Room)
        columns = {{u"Room"_s, Look::Label}};
    if (grouping == EventGrouping::Participant)
        columns = {{u"Participant"_s, Look::Label}, {u"Room"_s, Look::Label}};
    return columns
        + QList<StatisticsColumn>{{u"Count"_s},
            {u"Share, logarithmic"_s, Look::Share, u"Share %"_s, u"Share"_s}, {u"Per s"_s},
            {u"Peak"_s, Look::Number, u"Peak per s"_s}, {u"Last seen"_s, Look::Time}};
}

/// The listed types of which nothing came, so that it can be seen that nothing came.
void addMissingTypes(QList<StatisticsRow> &rows, const StatisticsModel &model, const EventScale &scale)
{
    for (quint16 group = 1; group < eventTypeCount; ++group) {
        const EventPart part{.group = group};
        const StatisticsRow row = eventRow(model, EventGrouping::Type, part);
        if (std::any_of(rows.begin(), rows.end(), [&](const auto &known) { return known.isSame(row); }))
            continue;
        rows.append(row);
        addNumbers(rows.back(), part.events, scale, 0);
    }
}

/// Rows that found no place any more, as one.
StatisticsRow moreRow(const std::vector<const EventPart *> &parts, const StatisticsModel &model, int labels)
{
    quint64 count = 0;
    for (auto part = parts.begin() + maximumSheetRows; part != parts.end(); ++part)
        count += (*part)->events.count();
    StatisticsRow row{.isRest = true};
    row.cells.append(u"%1 more"_s.arg(groupedNumber(qint64(parts.size()) - maximumSheetRows)));
    row.cells.resize(labels);
    row.cells += {groupedNumber(qint64(count)), percentText(count, model.events().all().count()), {}, {}, {}};
    return row;
}

QString countText(qsizetype count, const QString &one, const QString &many)
{
    return u"%1 %2"_s.arg(groupedNumber(count), count == 1 ? one : many);
}

QString eventCountText(EventGrouping grouping, qsizetype count)
{
    if (grouping == EventGrouping::Type)
        return countText(count, u"type"_s, u"types"_s);
    return grouping == EventGrouping::Room ? countText(count, u"room"_s, u"rooms"_s)
                                           : countText(count, u"participant"_s, u"participants"_s);
}

QString latencyCell(qint64 latency)
{
    return latency < 0 ? QString() : shownMilliseconds(latency);
}

StatisticsRow commandRow(const StatisticsModel &model, const CommandCount &command)
{
    StatisticsRow row{.command = stringOf(model, command.command)};
    const bool isOnlyWaiting = command.waiting > 0 && command.latencies.size() == 0;
    row.failed = command.refused > 0;
    row.isRest = row.command.isEmpty();
    row.cells = {commandLabel(model, command), groupedNumber(qint64(command.sent)),
        groupedNumber(qint64(command.refused)),
        isOnlyWaiting ? u"waiting"_s : latencyCell(command.latencies.median()),
        latencyCell(command.latencies.percentile(95)), latencyCell(command.latencies.longest())};
    return row;
}

StatisticsRow errorRow(const StatisticsModel &model, const ErrorCount &error)
{
    const ErrorCode *known = Catalogue::builtIn().errorCode(error.code);
    StatisticsRow row{.failed = true};
    if (!error.isGone)
        row.code = error.code;
    row.isRest = error.code == 0;
    row.cells = {error.isGone ? goneText
            : error.code == 0 ? u"none sent"_s
                              : errorCodeText(QByteArray::number(error.code)),
        known ? known->name : emptyCell(), groupedNumber(qint64(error.count)),
        clockText(error.last, model.timeline()->now())};
    return row;
}

QString emptyEvents(const StatisticsModel &model)
{
    return model.scope() == StatisticsScope::WholeSession ? u"No events yet."_s
                                                          : u"No events in this time."_s;
}

} // namespace

QString partLabel(const StatisticsModel &model, EventGrouping grouping, const EventPart &part)
{
    if (part.isRest)
        return u"All that came later"_s;
    if (grouping == EventGrouping::Type)
        return typeLabel(model.groups(), part.group);
    if (grouping == EventGrouping::Room)
        return part.room ? roomText(stringOf(model, part.room)) : u"No room named"_s;
    return part.participant
        ? peopleText(model.session()->rooms(), stringOf(model, part.room), stringOf(model, part.participant))
        : u"Nobody named"_s;
}

QString commandLabel(const StatisticsModel &model, const CommandCount &command)
{
    if (command.isGone)
        return goneText;
    return command.command ? safeCell(stringOf(model, command.command)) : u"names too long to keep"_s;
}

QString lackText(const StatisticsModel &model)
{
    return model.lacksRequests() ? u", earlier requests no longer in memory"_s : QString();
}

StatisticsSheet eventSheet(const StatisticsModel &model, EventGrouping grouping)
{
    StatisticsSheet sheet{.columns = eventColumns(grouping), .emptyText = emptyEvents(model)};
    const std::vector<const EventPart *> parts = byCount(model.events().parts(grouping));
    const quint64 most = parts.empty() ? 0 : parts.front()->events.count();
    const EventScale scale = scaleOf(model);
    for (const EventPart *part : parts) {
        if (sheet.rows.size() == maximumSheetRows) {
            sheet.rows.append(moreRow(parts, model, grouping == EventGrouping::Participant ? 2 : 1));
            break;
        }
        sheet.rows.append(eventRow(model, grouping, *part));
        addNumbers(sheet.rows.back(), part->events, scale, most);
    }
    if (grouping == EventGrouping::Type)
        addMissingTypes(sheet.rows, model, scale);
    sheet.count = eventCountText(
        grouping, grouping == EventGrouping::Type ? sheet.rows.size() : qsizetype(parts.size()));
    return sheet;
}

StatisticsSheet commandSheet(const StatisticsModel &model)
{
    StatisticsSheet sheet{.columns = {{u"Command"_s, Look::Verbatim}, {u"Sent"_s}, {u"ERROR"_s},
                              {u"Median ms"_s}, {u"95 % ms"_s}, {u"Longest ms"_s}},
        .emptyText = model.scope() == StatisticsScope::WholeSession
            ? u"No requests yet. Compose one with Ctrl+N."_s
            : u"No requests in this time."_s};
    for (const CommandCount &command : model.requests().commands())
        sheet.rows.append(commandRow(model, command));
    sheet.count = countText(sheet.rows.size(), u"command"_s, u"commands"_s) + lackText(model);
    return sheet;
}

StatisticsSheet errorSheet(const StatisticsModel &model)
{
    StatisticsSheet sheet{
        .columns = {{u"Code"_s}, {u"Name"_s, Look::Verbatim}, {u"Count"_s}, {u"Last seen"_s, Look::Time}},
        .emptyText = u"No request was answered with ERROR."_s};
    for (const ErrorCount &error : model.requests().errors())
        sheet.rows.append(errorRow(model, error));
    sheet.count = countText(sheet.rows.size(), u"code"_s, u"codes"_s) + lackText(model);
    return sheet;
}

StatisticsSheet pingSheet(const StatisticsModel &model)
{
    StatisticsSheet sheet{.columns = {{u"Answered"_s, Look::Time},
                              {u"Share of the longest"_s, Look::Share, u"Share %"_s}, {u"Round trip ms"_s}},
        .emptyText = u"No ping was answered yet."_s};
    const std::vector<PingTime> pings = model.pings();
    Latencies times;
    for (const PingTime &ping : pings)
        times.add(ping.roundTrip);
    times.sort();
    const qint64 longest = std::max<qint64>(1, times.longest());
    for (auto ping = pings.rbegin(); ping != pings.rend() && sheet.rows.size() < maximumSheetRows; ++ping) {
        const double share = double(ping->roundTrip) / double(longest);
        sheet.rows.append({.cells = {clockText(ping->time, model.timeline()->now()),
                               QString::number(100 * share, 'f', 1), shownMilliseconds(ping->roundTrip)},
            .share = share,
            .isRest = true});
    }
    if (!pings.empty())
        sheet.count = u"latest %1, median %2, longest %3"_s.arg(durationText(pings.back().roundTrip),
            durationText(times.median()), durationText(times.longest()));
    return sheet;
}

QString scopeText(const StatisticsModel &model)
{
    if (model.scope() == StatisticsScope::WholeSession)
        return u"whole session"_s;
    const qint64 today = model.timeline()->now();
    const QString words =
        model.scope() == StatisticsScope::VisibleRange ? u"visible %1 to %2"_s : u"measured %1 to %2"_s;
    const bool isShort = model.range().length() < 10'000'000;
    const auto text = [=](qint64 time) {
        return isShort ? clockText(time, today) : clockText(time, today).chopped(4);
    };
    return words.arg(text(model.range().from), text(model.range().until));
}

QString rateText(double perSecond)
{
    if (perSecond == 0)
        return u"0"_s;
    return perSecond < 10 ? QString::number(perSecond, 'f', 1) : groupedNumber(qRound64(perSecond));
}

QString shownMilliseconds(qint64 microseconds)
{
    const qint64 tenths = (microseconds + 50) / 100;
    return u"%1.%2"_s.arg(groupedNumber(tenths / 10)).arg(tenths % 10);
}

static StatisticsFigure latencyFigure(const Latencies &latencies)
{
    const QString label = u"median latency"_s;
    if (latencies.size() == 0)
        return {emptyCell(), {}, label};
    return {shownMilliseconds(latencies.median()), u"ms"_s, label};
}

/// Live, "now" is what is looked for; of a time that has passed the mean.
static StatisticsFigure rateFigure(const StatisticsModel &model)
{
    const bool isNow = model.timeline()->isLive() && model.scope() != StatisticsScope::MeasuredRange;
    const QString when = !isNow ? QString() : model.navigator()->isPaused() ? u", paused"_s : u" now"_s;
    return {rateText(model.eventsPerSecondNow()), {}, u"events per second"_s + when, eventsExplanation()};
}

static StatisticsFigure requestFigure(const StatisticsModel &model)
{
    const CommandCount &requests = model.requests().all();
    const QString word = requests.sent == 1 ? u"request"_s : u"requests"_s;
    const QString waiting =
        requests.waiting > 0 ? u", %1 waiting"_s.arg(groupedNumber(qint64(requests.waiting))) : QString();
    StatisticsFigure figure{groupedNumber(qint64(requests.sent)), {}, word + waiting};
    if (!model.lacksRequests())
        return figure;
    figure.label = word + u" in memory"_s + waiting;
    figure.explanation =
        u"Earlier requests are no longer in memory and are in none of these counts. At most "
        u"%1 are kept; %2 were sent in this session."_s.arg(groupedNumber(qint64(ExchangeLog::maximumCount)),
            groupedNumber(model.session()->exchanges()->requests()));
    return figure;
}

QList<StatisticsFigure> statisticsFigures(const StatisticsModel &model)
{
    const EventTally &events = model.events();
    const CommandCount &requests = model.requests().all();
    const quint64 dropped = model.session()->dropped() + model.session()->log()->droppedRows();
    const QString most = events.all().count() == 0
        ? u"at most per second"_s
        : u"at most, %1"_s.arg(clockText(events.all().peakTime(), model.timeline()->now()).chopped(4));
    return {rateFigure(model), {groupedNumber(events.all().peak()), {}, most},
        {groupedNumber(qint64(events.all().count())), {},
            events.all().count() == 1 ? u"event"_s : u"events"_s, eventsExplanation()},
        requestFigure(model), {groupedNumber(qint64(requests.refused)), {}, u"answered with ERROR"_s},
        latencyFigure(requests.latencies),
        {groupedNumber(qint64(dropped)), {},
            model.scope() == StatisticsScope::WholeSession ? u"dropped"_s : u"dropped, whole session"_s},
        {groupedNumber(qint64(events.malformed())), {},
            events.malformed() == 1 ? u"malformed message"_s : u"malformed messages"_s}};
}

} // namespace console
