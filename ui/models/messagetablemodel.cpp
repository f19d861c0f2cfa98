#include "ui/models/messagetablemodel.h"

#include "lib/export/rowtext.h"
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

/// As it was sent; one beyond all reason is asked for at each painting, and no cell shows this much.
QString idText(const QByteArray &id)
{
    constexpr qsizetype longest = 1024;
    return id.size() <= longest ? QString::fromUtf8(id) : shortenedId(id, longest);
}

} // namespace

QSet<MessageKind> MessageTableModel::eventKinds()
{
    return {MessageKind::Event, MessageKind::Other, MessageKind::Malformed};
}

MessageTableModel::MessageTableModel(LogFeed *feed, const RoomDirectory *directory, QObject *parent)
    : QAbstractTableModel(parent), m_feed(feed), m_log(feed->log()), m_directory(directory),
      m_kinds(eventKinds()), m_shownFinder(feed), m_markFinder(feed), m_namePacer(nameInterval)
{
    connect(feed, &LogFeed::advanced, this, &MessageTableModel::takeAdvance);
    connect(feed, &LogFeed::removedFromFront, this, &MessageTableModel::takeRemoval);
    connect(m_log, &MessageLog::textArrived, this, &MessageTableModel::refreshTexts);
    connect(&m_namePacer, &Pacer::due, this, &MessageTableModel::refreshNames);
    if (directory)
        connect(directory, &RoomDirectory::changed, &m_namePacer, &Pacer::request);
    followFinders();
    restart();
}

MessageTableModel::~MessageTableModel() = default;

void MessageTableModel::followFinders()
{
    connect(&m_shownFinder, &RowFinder::restarted, this, &MessageTableModel::adoptRows);
    connect(&m_shownFinder, &RowFinder::found, this, &MessageTableModel::takeFound);
    connect(&m_markFinder, &RowFinder::restarted, this, &MessageTableModel::adoptMarks);
    connect(&m_markFinder, &RowFinder::found, this, &MessageTableModel::takeMarks);
    for (RowFinder *finder : {&m_shownFinder, &m_markFinder}) {
        connect(finder, &RowFinder::searchingChanged, this, &MessageTableModel::searchingChanged);
        connect(finder, &RowFinder::progressChanged, this, &MessageTableModel::progressChanged);
    }
}

void MessageTableModel::setKinds(const QSet<MessageKind> &kinds)
{
    m_kinds = kinds;
    restart();
}

void MessageTableModel::setExchanges(const ExchangeLog *exchanges)
{
    m_exchanges = exchanges;
    m_shownFinder.setExchanges(exchanges);
    m_markFinder.setExchanges(exchanges);
}

void MessageTableModel::setFilter(const FilterExpression &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    if (m_highlighting)
        return restartMarks();
    m_shownFinder.start(effectiveFilter(true));
}

void MessageTableModel::setHighlighting(bool highlighting)
{
    if (m_highlighting == highlighting)
        return;
    m_highlighting = highlighting;
    restartMarks();
    if (!m_filter.isEmpty())
        m_shownFinder.start(effectiveFilter(!highlighting));
}

bool MessageTableModel::isSearching() const
{
    return m_shownFinder.isSearching() || m_markFinder.isSearching();
}

double MessageTableModel::searchProgress() const
{
    return (m_highlighting ? m_markFinder : m_shownFinder).progress();
}

/// Counts and looks for everything anew.
void MessageTableModel::restart()
{
    m_from = m_log->first();
    m_to = m_feed->end();
    m_gaps.clear(m_from);
    m_eligible = countEligible(m_from, m_to, &m_gaps);
    m_shownFinder.start(effectiveFilter(!m_highlighting));
    restartMarks();
}

void MessageTableModel::restartMarks()
{
    if (m_highlighting && !m_filter.isEmpty())
        return m_markFinder.start(effectiveFilter(true));
    m_markFinder.stop();
    m_marked.clear(m_from);
    emit looksChanged();
    emit countsChanged();
}

/// @param narrows  by what the user asks for, not only by the kinds of this table
FilterExpression MessageTableModel::effectiveFilter(bool narrows) const
{
    QList<QByteArray> kinds;
    for (const MessageKind kind : m_kinds)
        kinds += kindName(kind).toByteArray();
    std::ranges::sort(kinds);
    const FilterExpression own(isOneOf(FilterKey::Kind, kinds));
    return narrows ? narrowed(own, m_filter) : own;
}

void MessageTableModel::adoptRows()
{
    beginResetModel();
    m_rows = m_shownFinder.takeRows();
    std::vector<MessageId> missing = gapsToShow(m_from, m_to);
    std::erase_if(missing, [this](MessageId gap) { return rowOf(gap) >= 0; });
    m_rows.insert(missing);
    m_shownGaps.clear(m_from);
    noteShownGaps(m_from, m_to);
    endResetModel();
    emit countsChanged();
}

void MessageTableModel::adoptMarks()
{
    m_marked = m_markFinder.takeRows();
    emit looksChanged();
    emit countsChanged();
}

/// Gaps stand among events whatever room, person or type is asked for.
std::vector<MessageId> MessageTableModel::gapsToShow(MessageId from, MessageId to) const
{
    std::vector<MessageId> shown;
    if (!m_kinds.contains(MessageKind::Event) || m_gaps.isEmpty())
        return shown;
    GapJudge judge(m_highlighting ? FilterExpression() : m_filter, m_log);
    for (size_t gap = m_gaps.indexAtOrAfter(from); gap < m_gaps.size() && m_gaps.at(gap) < to; ++gap) {
        if (judge.shows(m_gaps.at(gap)))
            shown.push_back(m_gaps.at(gap));
    }
    return shown;
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
            m_shownGaps.insert({id});
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
    const std::vector<MessageId> gaps = gapsToShow(from, to);
    if (!gaps.empty())
        takeFound(gaps);
    m_shownFinder.takeAdvance(from, to);
    m_markFinder.takeAdvance(from, to);
    emit countsChanged();
}

/// The rows can still be read while this runs.
void MessageTableModel::takeRemoval(MessageId newFirst)
{
    m_eligible -= countEligible(m_from, std::min(newFirst, m_to));
    m_from = newFirst;
    m_to = std::max(m_to, newFirst);
    m_shownFinder.takeRemoval(newFirst);
    m_markFinder.takeRemoval(newFirst);
    const int leaving = int(m_rows.indexAtOrAfter(newFirst));
    if (leaving > 0)
        beginRemoveRows({}, 0, leaving - 1);
    for (RowList *rows : {&m_rows, &m_gaps, &m_shownGaps, &m_marked})
        rows->removeBefore(newFirst);
    if (leaving > 0) {
        endRemoveRows();
        refreshInterval(0);
    }
    emit countsChanged();
}

/// Rows that stand side by side in the table are announced as one.
void MessageTableModel::takeFound(const std::vector<MessageId> &ids)
{
    for (auto from = ids.begin(); from != ids.end();) {
        const size_t index = m_rows.indexAtOrAfter(*from);
        const auto to =
            index == m_rows.size() ? ids.end() : std::lower_bound(from, ids.end(), m_rows.at(index));
        if (to == from) { // it is a row already
            ++from;
            continue;
        }
        insertRows(index, {from, to});
        from = to;
    }
    emit countsChanged();
}

void MessageTableModel::takeMarks(const std::vector<MessageId> &ids)
{
    m_marked.insert(ids);
    emit looksChanged();
    emit countsChanged();
}

void MessageTableModel::insertRows(size_t index, const std::vector<MessageId> &ids)
{
    if (ids.empty())
        return;
    beginInsertRows({}, int(index), int(index + ids.size()) - 1);
    m_rows.insert(ids);
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
        return column == Room       ? idText(m_log->room(id))
            : column == Participant ? idText(m_log->participant(id))
                                    : QVariant();
    case NameRole:
        return column == Participant ? nameOf(id) : QVariant();
    case UnnamedRole:
        return QVariant::fromValue(unnamedAt(id));
    case SizeRole:
        return qint64(m_log->textSize(id));
    case GapRole:
        return record.isGap();
    case BookmarkRole:
        return noteOf(id);
    case MarkedRole:
        return m_highlighting && isMarked(id);
    case TintRole:
        return tintOf(id);
    default:
        return {};
    }
}

} // namespace console
