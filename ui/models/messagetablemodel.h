#pragma once

#include "lib/log/bookmarks.h"
#include "lib/log/recordfilter.h"
#include "lib/log/textsearch.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/logfeed.h"
#include "ui/models/navigator.h"
#include "ui/models/rowlist.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>

namespace console {

/// The rows of a log that a filter lets through: events, or, with other kinds, the connection log and
/// problems. Among events each gap of the connection is a row, but none that is counted. A filter is a list
/// of row numbers, continued whenever the feed announces; text is found by the pool and arrives in pieces.
/// GUI thread.
class MessageTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Time, Interval, Event, Room, Participant, Details, ColumnCount };
    /// What the column of times shows.
    enum class TimeForm { Absolute, SincePrevious, SinceSelected };
    /// Besides DisplayRole (plain text of at most 256 characters), EditRole (the same as it is
    /// copied), ToolTipRole (plain text, 12 lines) and
    /// TextAlignmentRole.
    enum Role {
        MessageIdRole = Qt::UserRole + 1, ///< quint64, any column
        KindRole, ///< int(MessageKind)
        EventTypeRole, ///< int(EventType)
        TimeRole, ///< qint64, microseconds UTC
        FlagsRole, ///< int, bits of MessageFlag
        PersonRole, ///< PersonRef; without participant where the message names none
        IdRole, ///< QString: the whole id, of Room and Participant; empty: none. The view elides its middle
        NameRole, ///< QString: name of the participant, made safe; empty: not known
        SizeRole, ///< qint64, bytes as received
        BookmarkRole, ///< QString: the note of a message with a bookmark; invalid: it has none
        GapRole, ///< bool: the row tells a gap; Event says how long it was, Details from when to when
    };

    /// What the events table shows.
    static QSet<MessageKind> eventKinds();

    /// @param directory  names of participants; may be null.
    MessageTableModel(LogFeed *feed, const RoomDirectory *directory, QObject *parent = nullptr);
    ~MessageTableModel() override;

    /// Whose marks the rows carry; outlives the model.
    void setBookmarks(const Bookmarks *bookmarks);
    TimeForm timeForm() const { return m_timeForm; }
    void setTimeForm(TimeForm form);
    /// From which SinceSelected counts; none: it shows nothing.
    void setTimeReference(MessageId message);
    /// The kinds that this table is about; eventKinds() at first. A filter can only narrow them.
    void setKinds(const QSet<MessageKind> &kinds);
    /// Starts over with another filter; the structured part at once, text as the pool finds it.
    void setFilter(const RecordFilter &filter);
    const RecordFilter &filter() const { return m_filter; }
    bool isSearching() const { return m_searching; } ///< the pool has not seen all rows yet

    const RowList &rows() const { return m_rows; } ///< shown now
    MessageId idAt(int row) const { return m_rows.at(size_t(row)); } ///< @pre 0 <= row < rowCount()
    int rowOf(MessageId id) const; ///< -1: not shown
    /// The row of the message, else of the nearest that is shown; -1 when the table is empty.
    int nearestRow(MessageId id) const;
    /// Rows of the table's kinds in the log as announced, whatever the filter hides.
    quint64 eligibleCount() const { return m_eligible; }
    quint64 shownCount() const { return m_rows.size() - m_shownGaps.size(); } ///< rows that are no gaps

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void countsChanged(); ///< eligibleCount(), shownCount() or rowCount()
    void searchingChanged(bool searching);

private:
    using Pieces = std::map<MessageId, std::vector<MessageId>>;

    void preparePredicate();
    void rebuild();
    void startSearch();
    template <typename Sink>
    void collect(MessageId from, MessageId to, Sink sink);
    void takeAdvance(MessageId from, MessageId to);
    void takeRemoval(MessageId newFirst);
    void takeHits(MessageId from, const std::vector<MessageId> &hits);
    void setSearching(bool searching);
    void showHits();
    std::vector<MessageId> takeReadyHits();
    void takeReady(std::vector<MessageId> &ready, MessageId from, std::vector<MessageId> piece);
    void insertRows(size_t index, const std::vector<MessageId> &ids);
    void refreshInterval(size_t row);
    void refreshNames();
    void refreshTimes();
    void refreshBookmark(MessageId message);
    QVariant noteOf(MessageId message) const;
    void refreshTexts(MessageId from, MessageId to);
    quint64 countEligible(MessageId from, MessageId to, RowList *gaps = nullptr) const;
    void noteShownGaps(MessageId from, MessageId last);
    bool isAcrossGap(MessageId above, MessageId below) const;

    QVariant display(int column, MessageId id, int row) const;
    QVariant facts(int role, int column, MessageId id) const;
    QString details(MessageId id) const;
    QString intervalOf(int row) const;
    QString timeOf(MessageId id, int row) const;
    QString copied(int column, MessageId id, int row) const;
    QString timeTitle() const;
    QString gapCell(int column, MessageId id) const;
    QString roomText(MessageId id) const;
    QString participantText(MessageId id) const;
    QString nameOf(MessageId id) const;
    QString tooltip(int column, MessageId id) const;
    QString numberTooltip(MessageId id) const;
    QString participantTooltip(MessageId id) const;
    int alignment(int column) const;

    LogFeed *m_feed;
    MessageLog *m_log;
    const RoomDirectory *m_directory;
    const Bookmarks *m_bookmarks = nullptr;
    TimeForm m_timeForm = TimeForm::Absolute;
    MessageId m_timeReference;
    QSet<MessageKind> m_kinds;
    RecordFilter m_filter;
    std::optional<RowPredicate> m_predicate; ///< none: the filter asks for kinds that are not this table's
    RowList m_rows;
    RowList m_gaps; ///< all that are taken in here, whether the filter shows them or not
    RowList m_shownGaps; ///< those among m_rows
    MessageId m_from; ///< the rows of the log that are taken in here: [m_from, m_to)
    MessageId m_to;
    quint64 m_eligible = 0;
    TextSearch m_search;
    Pieces m_hits; ///< found, not announced yet; by the first number of the stretch they come from
    Pacer m_hitPacer;
    Pacer m_namePacer;
    bool m_searching = false;
};

} // namespace console
