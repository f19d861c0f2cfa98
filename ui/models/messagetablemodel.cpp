#include "ui/models/messagetablemodel.h"

#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/sessiongaps.h"
#include "ui/models/text.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameInterval = 500; ///< milliseconds between renewals of the names on screen

} // namespace

QSet<MessageKind> MessageTableModel::eventKinds()
{
    return {MessageKind::Event, MessageKind::Other, MessageKind::Malformed};
}

MessageTableModel::MessageTableModel(LogFeed *feed, const RoomDirectory *directory, QObject *parent)
    : QAbstractTableModel(parent), m_feed(feed), m_log(feed->log()), m_directory(directory),
      m_kinds(eventKinds()), m_hitPacer(LogFeed::interval), m_namePacer(nameInterval)
{
    connect(feed, &LogFeed::advanced, this, &MessageTableModel::takeAdvance);
    connect(feed, &LogFeed::removedFromFront, this, &MessageTableModel::takeRemoval);
    connect(m_log, &MessageLog::appended, &m_search,
        [this](MessageId, quint64, const BatchPointer &batch) { m_search.continueOn(batch); });
    connect(&m_search, &TextSearch::found, this,
        [this](MessageId from, MessageId, const std::vector<MessageId> &hits) { takeHits(from, hits); });
    connect(&m_search, &TextSearch::finished, this, [this] { setSearching(false); });
    connect(m_log, &MessageLog::textArrived, this, &MessageTableModel::refreshTexts);
    connect(&m_hitPacer, &Pacer::due, this, &MessageTableModel::showHits);
    connect(&m_namePacer, &Pacer::due, this, &MessageTableModel::refreshNames);
    if (directory)
        connect(directory, &RoomDirectory::changed, &m_namePacer, &Pacer::request);
    rebuild();
}

MessageTableModel::~MessageTableModel() = default;

void MessageTableModel::setKinds(const QSet<MessageKind> &kinds)
{
    m_kinds = kinds;
    rebuild();
}

void MessageTableModel::setFilter(const RecordFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    rebuild();
}

void MessageTableModel::preparePredicate()
{
    RecordFilter effective = m_filter;
    effective.kinds = m_filter.kinds.isEmpty() ? m_kinds : m_filter.kinds & m_kinds;
    effective.withGaps = m_kinds.contains(MessageKind::Event);
    m_predicate.reset();
    if (!effective.kinds.isEmpty())
        m_predicate.emplace(effective, m_log);
}

void MessageTableModel::rebuild()
{
    beginResetModel();
    preparePredicate();
    m_from = m_log->first();
    m_to = m_feed->end();
    for (RowList *rows : {&m_rows, &m_gaps, &m_shownGaps})
        rows->clear(m_from);
    m_eligible = countEligible(m_from, m_to, &m_gaps);
    m_hits.clear();
    m_search.cancel();
    if (m_filter.text.isEmpty())
        collect(m_from, m_to, [this](MessageId id) { m_rows.append(id); });
    noteShownGaps(m_from, m_to);
    endResetModel();
    emit countsChanged();
    startSearch();
}

void MessageTableModel::startSearch()
{
    setSearching(m_predicate && !m_filter.text.isEmpty());
    if (m_searching)
        m_search.start(m_filter.text, m_log->snapshot(m_from, m_log->end()));
}

void MessageTableModel::setSearching(bool searching)
{
    if (m_searching == searching)
        return;
    m_searching = searching;
    emit searchingChanged(searching);
}

/// Gives the numbers of the rows in [from, to) that the structured part of the filter lets through.
template <typename Sink>
void MessageTableModel::collect(MessageId from, MessageId to, Sink sink)
{
    if (!m_predicate)
        return;
    m_log->forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count; ++row) {
            if ((*m_predicate)(rows[row], first + row))
                sink(first + row);
        }
    });
}

/// @param gaps  takes the numbers of the rows that tell a gap; may be null.
quint64 MessageTableModel::countEligible(MessageId from, MessageId to, RowList *gaps) const
{
    std::array<bool, 256> eligible{};
    for (const MessageKind kind : m_kinds)
        eligible[size_t(kind)] = true;
    quint64 total = 0;
    m_log->forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count; ++row) {
            total += eligible[size_t(rows[row].kind)] ? 1 : 0;
            if (gaps && rows[row].isGap())
                gaps->append(first + row);
        }
    });
    return total;
}

/// Which of the rows in [from, last] that were just put into the table tell a gap.
void MessageTableModel::noteShownGaps(MessageId from, MessageId last)
{
    for (size_t gap = m_gaps.indexAtOrAfter(from); gap < m_gaps.size() && m_gaps.at(gap) <= last; ++gap) {
        const MessageId id = m_gaps.at(gap);
        if (rowOf(id) >= 0)
            m_shownGaps.insert(m_shownGaps.indexAtOrAfter(id), {id});
    }
}

bool MessageTableModel::isAcrossGap(MessageId above, MessageId below) const
{
    return m_gaps.indexAtOrAfter(above) != m_gaps.indexAtOrAfter(below + 1);
}

void MessageTableModel::takeAdvance(MessageId from, MessageId to)
{
    m_to = to;
    m_eligible += countEligible(from, to, &m_gaps);
    if (m_filter.text.isEmpty()) {
        std::vector<MessageId> ids;
        collect(from, to, [&ids](MessageId id) { ids.push_back(id); });
        insertRows(m_rows.size(), ids);
    } else if (!m_hits.empty()) {
        m_hitPacer.request();
    }
    emit countsChanged();
}

/// The rows can still be read while this runs.
void MessageTableModel::takeRemoval(MessageId newFirst)
{
    m_eligible -= countEligible(m_from, std::min(newFirst, m_to));
    m_from = newFirst;
    m_to = std::max(m_to, newFirst);
    const int leaving = int(m_rows.indexAtOrAfter(newFirst));
    if (leaving > 0)
        beginRemoveRows({}, 0, leaving - 1);
    for (RowList *rows : {&m_rows, &m_gaps, &m_shownGaps})
        rows->removeBefore(newFirst);
    if (leaving > 0) {
        endRemoveRows();
        refreshInterval(0);
    }
    emit countsChanged();
}

void MessageTableModel::takeHits(MessageId from, const std::vector<MessageId> &hits)
{
    if (hits.empty())
        return;
    m_hits[from] = hits;
    m_hitPacer.request();
}

void MessageTableModel::showHits()
{
    const size_t before = m_rows.size();
    while (!m_hits.empty() && m_hits.begin()->first < m_to) {
        const std::vector<MessageId> ready = takeReadyHits();
        if (!ready.empty())
            insertRows(m_rows.indexAtOrAfter(ready.front()), ready);
    }
    if (m_rows.size() != before)
        emit countsChanged();
}

/// The hits of the oldest pieces that stand next to each other in the table: they are announced as one.
std::vector<MessageId> MessageTableModel::takeReadyHits()
{
    std::vector<MessageId> ready;
    const size_t index = m_rows.indexAtOrAfter(m_hits.begin()->first);
    while (!m_hits.empty() && m_hits.begin()->first < m_to
        && m_rows.indexAtOrAfter(m_hits.begin()->first) == index) {
        auto piece = m_hits.extract(m_hits.begin());
        takeReady(ready, piece.key(), std::move(piece.mapped()));
    }
    return ready;
}

/// Hits that the feed has not announced yet wait as a piece of their own.
void MessageTableModel::takeReady(std::vector<MessageId> &ready, MessageId from, std::vector<MessageId> piece)
{
    const auto late = std::lower_bound(piece.begin(), piece.end(), m_to);
    if (late != piece.end())
        m_hits[std::max(m_to, from)] = std::vector<MessageId>(late, piece.end());
    for (auto id = std::lower_bound(piece.begin(), late, m_from); id != late; ++id) {
        if ((*m_predicate)(m_log->record(*id), *id))
            ready.push_back(*id);
    }
}

void MessageTableModel::insertRows(size_t index, const std::vector<MessageId> &ids)
{
    if (ids.empty())
        return;
    beginInsertRows({}, int(index), int(index + ids.size()) - 1);
    m_rows.insert(index, ids);
    noteShownGaps(ids.front(), ids.back());
    endInsertRows();
    refreshInterval(index + ids.size());
}

/// The row before this one is another now.
void MessageTableModel::refreshInterval(size_t row)
{
    if (row >= m_rows.size())
        return;
    for (const int column : {int(Interval), int(Time)}) {
        const QModelIndex cell = index(int(row), column);
        if (column == Interval || m_timeForm == TimeForm::SincePrevious)
            emit dataChanged(cell, cell, {Qt::DisplayRole});
    }
}

void MessageTableModel::refreshNames()
{
    if (m_rows.isEmpty())
        return;
    const int last = rowCount() - 1;
    emit dataChanged(
        index(0, Room), index(last, Participant), {Qt::DisplayRole, NameRole, Qt::TextAlignmentRole});
}

void MessageTableModel::setTimeForm(TimeForm form)
{
    if (m_timeForm == form)
        return;
    m_timeForm = form;
    emit headerDataChanged(Qt::Horizontal, Time, Time);
    refreshTimes();
}

void MessageTableModel::setTimeReference(MessageId message)
{
    if (m_timeReference == message)
        return;
    m_timeReference = message;
    if (m_timeForm == TimeForm::SinceSelected)
        refreshTimes();
}

void MessageTableModel::refreshTimes()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, Time), index(rowCount() - 1, Time), {Qt::DisplayRole});
}

void MessageTableModel::setBookmarks(const Bookmarks *bookmarks)
{
    m_bookmarks = bookmarks;
    connect(bookmarks, &Bookmarks::changed, this, &MessageTableModel::refreshBookmark);
}

void MessageTableModel::refreshBookmark(MessageId message)
{
    if (const int row = rowOf(message); row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1), {BookmarkRole, Qt::ToolTipRole});
}

QVariant MessageTableModel::noteOf(MessageId message) const
{
    const Bookmark *bookmark = m_bookmarks ? m_bookmarks->find(message) : nullptr;
    return bookmark ? QVariant(bookmark->note) : QVariant();
}

/// Ids and names too: of some rows they stand in the text alone.
void MessageTableModel::refreshTexts(MessageId from, MessageId to)
{
    const int first = int(m_rows.indexAtOrAfter(from));
    const int last = int(m_rows.indexAtOrAfter(to)) - 1;
    if (first <= last)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

int MessageTableModel::rowOf(MessageId id) const
{
    const size_t row = m_rows.indexAtOrAfter(id);
    return row < m_rows.size() && m_rows.at(row) == id ? int(row) : -1;
}

int MessageTableModel::nearestRow(MessageId id) const
{
    const size_t after = m_rows.indexAtOrAfter(id);
    if (after == m_rows.size())
        return int(m_rows.size()) - 1;
    if (after == 0)
        return 0;
    const quint64 above = id.value - m_rows.at(after - 1).value;
    return int(m_rows.at(after).value - id.value <= above ? after : after - 1);
}

int MessageTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int MessageTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MessageId id = idAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(index.column(), id, index.row());
    case Qt::EditRole:
        return copiedText(copied(index.column(), id, index.row()));
    case Qt::ToolTipRole:
        return tooltip(index.column(), id);
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return facts(role, index.column(), id);
    }
}

QVariant MessageTableModel::facts(int role, int column, MessageId id) const
{
    const MessageRecord &record = m_log->record(id);
    switch (role) {
    case MessageIdRole:
        return id.value;
    case KindRole:
        return int(record.kind);
    case EventTypeRole:
        return int(eventType(m_log->name(id)));
    case TimeRole:
        return record.time;
    case FlagsRole:
        return int(record.flagBits);
    case PersonRole:
        return QVariant::fromValue(PersonRef{m_log->room(id), m_log->participant(id)});
    case IdRole:
        return column == Room       ? QString::fromUtf8(m_log->room(id))
            : column == Participant ? QString::fromUtf8(m_log->participant(id))
                                    : QVariant();
    case NameRole:
        return column == Participant ? nameOf(id) : QVariant();
    case SizeRole:
        return qint64(m_log->textSize(id));
    case GapRole:
        return record.isGap();
    case BookmarkRole:
        return noteOf(id);
    default:
        return {};
    }
}

} // namespace console
