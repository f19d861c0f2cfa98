#include "ui/models/bookmarkmodel.h"

#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/text.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

BookmarkModel::BookmarkModel(const Bookmarks *bookmarks, Session *session, QObject *parent)
    : QAbstractTableModel(parent), m_bookmarks(bookmarks), m_session(session)
{
    for (const auto &[message, bookmark] : bookmarks->all())
        m_rows.push_back(message);
    connect(bookmarks, &Bookmarks::changed, this, &BookmarkModel::take);
    connect(session->log(), &MessageLog::textArrived, this, &BookmarkModel::refreshTexts);
    connect(session->log(), &MessageLog::removedFromFront, this, &BookmarkModel::refreshTexts,
        Qt::QueuedConnection);
}

void BookmarkModel::take(MessageId message)
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), message);
    const int row = int(place - m_rows.begin());
    const bool isShown = place != m_rows.end() && *place == message;
    if (isShown && m_bookmarks->find(message)) {
        emit dataChanged(index(row, Number), index(row, Note));
    } else if (isShown) {
        beginRemoveRows({}, row, row);
        m_rows.erase(place);
        endRemoveRows();
    } else if (m_bookmarks->find(message)) {
        beginInsertRows({}, row, row);
        m_rows.insert(place, message);
        endInsertRows();
    }
}

/// What a message says may have come back from the recording, or left memory for good.
void BookmarkModel::refreshTexts()
{
    if (!m_rows.empty())
        emit dataChanged(index(0, Message), index(rowCount() - 1, Message));
}

int BookmarkModel::rowOf(MessageId message) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), message);
    return place != m_rows.end() && *place == message ? int(place - m_rows.begin()) : -1;
}

int BookmarkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int BookmarkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BookmarkModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Bookmark *bookmark = m_bookmarks->find(idAt(index.row()));
    if (!bookmark)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*bookmark, index.column());
    case Qt::EditRole:
        return index.column() == Note ? bookmark->note : copiedText(text(*bookmark, index.column()));
    case Qt::ToolTipRole:
        return index.column() == Note ? tooltipText(bookmark->note.toUtf8())
                                      : text(*bookmark, index.column());
    default:
        return {};
    }
}

QString BookmarkModel::text(const Bookmark &bookmark, int column) const
{
    switch (column) {
    case Number:
        return groupedNumber(qint64(bookmark.message.value));
    case Time:
        return clockText(bookmark.time, m_session->log()->lastTime());
    case Message:
        return sentence(bookmark.message);
    default:
        return cellText(visibleText(bookmark.note));
    }
}

QString BookmarkModel::sentence(MessageId message) const
{
    const MessageLog &log = *m_session->log();
    if (!log.contains(message))
        return u"no longer in memory"_s;
    const int exchange = m_session->exchanges()->indexOf(message);
    const Sentence sentence = exchange >= 0
        ? sentenceOf(log, m_session->exchanges()->exchanges()[size_t(exchange)])
        : sentenceOf(log, message, m_session->rooms());
    return sentence.title;
}

QVariant BookmarkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList titles = {u"#"_s, u"Time"_s, u"Message"_s, u"Note"_s};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Number ? Qt::AlignRight : Qt::AlignLeft));
    return role == Qt::DisplayRole ? QVariant(titles.at(section)) : QVariant();
}

} // namespace console
