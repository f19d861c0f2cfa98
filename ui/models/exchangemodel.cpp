#include "ui/models/exchangemodel.h"

#include "lib/filter/logfilter.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/messagefields.h"
#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/text.h"

#include <algorithm>
#include <chrono>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int flushInterval = 50; ///< milliseconds
constexpr int tickInterval = 500;
/// More changes than this at once are cheaper as a new start.
constexpr size_t manyChanges = 2000;

qint64 now()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace

ExchangeModel::ExchangeModel(MessageLog *log, const ExchangeLog *exchanges, QObject *parent)
    : QAbstractTableModel(parent), m_log(log), m_exchanges(exchanges), m_pacer(flushInterval)
{
    m_ticker.setInterval(tickInterval);
    connect(exchanges, &ExchangeLog::appended, &m_pacer, &Pacer::request);
    connect(exchanges, &ExchangeLog::changed, this, &ExchangeModel::takeChange);
    connect(exchanges, &ExchangeLog::removedFromFront, this, &ExchangeModel::takeRemoval);
    connect(log, &MessageLog::appended, &m_search,
        [this](MessageId, quint64, const BatchPointer &batch) { m_search.continueOn(batch); });
    connect(&m_search, &FilterSearch::found, this,
        [this](MessageId, MessageId, const std::vector<MessageId> &hits) { takeHits(hits); });
    connect(log, &MessageLog::textArrived, this, &ExchangeModel::refreshTexts);
    connect(&m_pacer, &Pacer::due, this, &ExchangeModel::flush);
    connect(&m_ticker, &QTimer::timeout, this, &ExchangeModel::tick);
    rebuild();
}

ExchangeModel::~ExchangeModel() = default;

void ExchangeModel::setFilter(const ExchangeFilter &filter)
{
    if (m_filter == filter)
        return;
    const bool searchAgain = filter.filter != m_filter.filter;
    m_filter = filter;
    if (searchAgain)
        startSearch();
    rebuild();
}

void ExchangeModel::startSearch()
{
    m_hits.clear();
    m_search.cancel();
    if (!m_filter.filter.isEmpty())
        m_search.start(LogFilter(m_filter.filter, m_log, m_exchanges).compiled(),
            m_log->snapshot(m_log->first(), m_log->end()));
}

void ExchangeModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    m_changed.clear();
    m_seen = end();
    for (quint64 place = m_exchanges->removed(); place < m_seen; ++place) {
        if (isShown(place))
            m_rows.push_back(place);
    }
    endResetModel();
    m_ticker.start();
}

bool ExchangeModel::isShown(quint64 place) const
{
    if (!m_filter.states.isEmpty() && !m_filter.states.contains(at(place).state))
        return false;
    return m_filter.filter.isEmpty() || m_hits.contains(place);
}

size_t ExchangeModel::indexAtOrAfter(quint64 place) const
{
    return size_t(std::lower_bound(m_rows.begin(), m_rows.end(), place) - m_rows.begin());
}

void ExchangeModel::takeChange(int index)
{
    m_changed.insert(m_exchanges->removed() + quint64(index));
    m_pacer.request();
}

/// A request and its response are one row: either may hold the text.
void ExchangeModel::takeHits(const std::vector<MessageId> &hits)
{
    for (const MessageId hit : hits) {
        const int index = m_exchanges->indexOf(hit);
        if (index >= 0 && m_hits.insert(m_exchanges->removed() + quint64(index)).second)
            takeChange(index);
    }
}

void ExchangeModel::takeRemoval(int)
{
    const quint64 first = m_exchanges->removed();
    m_seen = std::max(m_seen, first);
    m_hits.erase(m_hits.begin(), m_hits.lower_bound(first));
    m_changed.erase(m_changed.begin(), m_changed.lower_bound(first));
    const size_t leaving = indexAtOrAfter(first);
    if (leaving == 0)
        return;
    beginRemoveRows({}, 0, int(leaving) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + qptrdiff(leaving));
    endRemoveRows();
}

void ExchangeModel::flush()
{
    if (m_changed.size() > manyChanges)
        return rebuild();
    updateChanged();
    appendNew();
    if (m_exchanges->waiting() > 0 && !m_ticker.isActive())
        m_ticker.start();
}

void ExchangeModel::appendNew()
{
    std::vector<quint64> places;
    for (; m_seen < end(); ++m_seen) {
        if (isShown(m_seen))
            places.push_back(m_seen);
    }
    if (places.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(places.size()) - 1);
    m_rows.insert(m_rows.end(), places.begin(), places.end());
    endInsertRows();
}

void ExchangeModel::updateChanged()
{
    const std::set<quint64> changed = std::exchange(m_changed, {});
    for (const quint64 place : changed) {
        if (place < m_seen)
            refresh(place);
    }
}

/// A change of state can take a row into the filter or out of it.
void ExchangeModel::refresh(quint64 place)
{
    const size_t row = indexAtOrAfter(place);
    const bool isRow = row < m_rows.size() && m_rows[row] == place;
    const bool shouldBe = isShown(place);
    if (isRow && shouldBe) {
        emit dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    } else if (isRow) {
        beginRemoveRows({}, int(row), int(row));
        m_rows.erase(m_rows.begin() + qptrdiff(row));
        endRemoveRows();
    } else if (shouldBe) {
        beginInsertRows({}, int(row), int(row));
        m_rows.insert(m_rows.begin() + qptrdiff(row), place);
        endInsertRows();
    }
}

/// No more than what has changed: each cell that is painted again asks for its text.
void ExchangeModel::refreshTexts(MessageId from, MessageId to)
{
    const std::vector<int> rows = rowsWithMessages(from, to);
    for (size_t next = 0; next < rows.size();) {
        const int first = rows[next];
        int last = first;
        while (++next < rows.size() && rows[next] == last + 1)
            ++last;
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
    }
}

/// Ascending, each once.
std::vector<int> ExchangeModel::rowsWithMessages(MessageId from, MessageId to) const
{
    std::vector<int> rows;
    m_log->forEachRun(from, to, [&](MessageId first, const MessageRecord *records, size_t count) {
        for (size_t i = 0; i < count; ++i) {
            const MessageKind kind = records[i].kind;
            if (kind == MessageKind::Request || kind == MessageKind::Response)
                rows.push_back(rowOf(first + i));
        }
    });
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (!rows.empty() && rows.front() < 0)
        rows.erase(rows.begin());
    return rows;
}

bool ExchangeModel::isWaiting(quint64 place) const
{
    return at(place).state == ExchangeState::Waiting;
}

/// Waiting rows show how long; they are at most as old as overdueAfter, so they stand near the end.
void ExchangeModel::tick()
{
    const qint64 oldest = now() - 2 * ExchangeLog::overdueAfter;
    bool anyWaits = false;
    for (size_t row = m_rows.size(); row-- > 0 && at(m_rows[row]).startedAt > oldest;) {
        if (!isWaiting(m_rows[row]))
            continue;
        const QModelIndex cell = index(int(row), Answer);
        emit dataChanged(cell, cell, {Qt::DisplayRole, SummaryRole});
        anyWaits = true;
    }
    if (!anyWaits)
        m_ticker.stop();
}

const Exchange &ExchangeModel::exchangeAt(int row) const
{
    return at(m_rows[size_t(row)]);
}

int ExchangeModel::rowOf(MessageId message) const
{
    const int index = m_exchanges->indexOf(message);
    if (index < 0)
        return -1;
    const quint64 place = m_exchanges->removed() + quint64(index);
    const size_t row = indexAtOrAfter(place);
    return row < m_rows.size() && m_rows[row] == place ? int(row) : -1;
}

int ExchangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ExchangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)
        || m_rows[size_t(index.row())] < m_exchanges->removed()) // about to be removed
        return {};
    const Exchange &exchange = exchangeAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(exchange, index.column());
    case Qt::EditRole:
        return copiedText(display(exchange, index.column()));
    case Qt::ToolTipRole:
        return tooltip(exchange, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    default:
        return facts(exchange, role);
    }
}

QVariant ExchangeModel::facts(const Exchange &exchange, int role) const
{
    switch (role) {
    case RequestIdRole:
        return exchange.request.value;
    case ResponseIdRole:
        return exchange.response.value;
    case StateRole:
        return int(exchange.state);
    case StatusRole:
        return status(exchange);
    case SummaryRole:
        return cellText(summary(exchange));
    case CodeRole:
        return code(exchange);
    case ErrorNameRole: {
        const ErrorCode *known = Catalogue::builtIn().errorCode(code(exchange));
        return known ? known->name : QString();
    }
    default:
        return {};
    }
}

QString ExchangeModel::display(const Exchange &exchange, int column) const
{
    switch (column) {
    case Number:
        return exchange.number > 0 ? groupedNumber(exchange.number) : emptyCell();
    case Sent:
        return clockText(exchange.startedAt, m_log->lastTime());
    case CommandName:
        return command(exchange);
    case Parameters:
        return parameters(exchange);
    case Answer:
        return cellText(answer(exchange));
    default:
        return exchange.latency >= 0 ? durationText(exchange.latency) : emptyCell();
    }
}

/// Empty where the row has left the log.
QByteArrayView ExchangeModel::textOf(MessageId message) const
{
    return m_log->contains(message) ? m_log->text(message) : QByteArrayView();
}

QString ExchangeModel::command(const Exchange &exchange) const
{
    const MessageId message = exchange.request ? exchange.request : exchange.response;
    return m_log->contains(message) ? safeCell(m_log->name(message)) : u"\u2026"_s;
}

QString ExchangeModel::parameters(const Exchange &exchange) const
{
    const QByteArrayView text = textOf(exchange.request);
    if (m_log->contains(exchange.request) && !m_log->hasText(exchange.request))
        return absentText(*m_log, exchange.request);
    return cellText(parametersOf(text));
}

QString ExchangeModel::answer(const Exchange &exchange) const
{
    if (!m_log->contains(exchange.response))
        return summary(exchange);
    const MessageRecord &record = m_log->record(exchange.response);
    const bool isPlain = record.has(MessageFlag::StatusOk) || record.has(MessageFlag::StatusError);
    return isPlain ? (status(exchange) + u' ' + summary(exchange)).trimmed() : summary(exchange);
}

QString ExchangeModel::status(const Exchange &exchange) const
{
    if (!m_log->contains(exchange.response))
        return {};
    const MessageRecord &record = m_log->record(exchange.response);
    if (record.has(MessageFlag::StatusOk))
        return u"OK"_s;
    if (record.has(MessageFlag::StatusError))
        return u"ERROR"_s;
    const QByteArray sent =
        MessageFields(m_log->text(exchange.response)).text({"Status"}).value_or(QByteArray());
    return safeCell(sent);
}

QString ExchangeModel::summary(const Exchange &exchange) const
{
    if (m_log->contains(exchange.response)) {
        const QByteArrayView text = m_log->text(exchange.response);
        return m_log->hasText(exchange.response) ? answerOf(text, m_log->record(exchange.response))
                                                 : absentText(*m_log, exchange.response);
    }
    switch (exchange.state) {
    case ExchangeState::Waiting:
        return u"Waiting \u00B7 "_s + durationText(std::max<qint64>(now() - exchange.startedAt, 0));
    case ExchangeState::Overdue:
        return u"No answer yet"_s;
    case ExchangeState::Lost:
        return u"Lost when the connection closed"_s;
    default:
        return u"\u2026"_s;
    }
}

qint32 ExchangeModel::code(const Exchange &exchange) const
{
    return m_log->contains(exchange.response) ? m_log->record(exchange.response).code : 0;
}

QString ExchangeModel::tooltip(const Exchange &exchange, int column) const
{
    switch (column) {
    case CommandName:
    case Parameters:
        return tooltipText(textOf(exchange.request));
    case Answer:
        return tooltipText(textOf(exchange.response));
    default:
        return {};
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList titles = {
        u"#"_s, u"Sent"_s, u"Command"_s, u"Parameters"_s, u"Response"_s, u"Latency"_s};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return titles.at(section);
    const bool isNumber = section == Number || section == Latency;
    return role == Qt::TextAlignmentRole
        ? QVariant(int(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft)))
        : QVariant();
}

} // namespace console
