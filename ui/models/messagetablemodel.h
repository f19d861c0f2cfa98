#pragma once

#include "lib/filter/filterconditions.h"
#include "lib/filter/savedfilters.h"
#include "lib/log/bookmarks.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/gapjudge.h"
#include "ui/models/navigator.h"
#include "ui/models/rowfinder.h"

#include <QAbstractTableModel>
#include <QSet>

namespace console {

/// The rows of a log that a filter lets through: events, or, with other kinds, the connection log and
/// problems; or all of its kinds, with those marked that the filter lets through. Among events each gap of
/// the connection is a row, but none that is counted. A filter is a list of row numbers, continued whenever
/// the feed announces; what needs the text is found by the pool and arrives in pieces. GUI thread.
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
        MarkedRole, ///< bool: the filter lets it through, while rows are marked and not hidden
        UnnamedRole, ///< PersonRef: whose name can be asked for; nobody: see unnamedPerson()
        TintRole, ///< int: tint of the first colour rule that holds; invalid: none does
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
    /// Of which latencies are known; may be null.
    void setExchanges(const ExchangeLog *exchanges);
    /// Starts over with another filter: what needs no text at once or as soon as the pool knows, text as the
    /// pool finds it.
    void setFilter(const FilterExpression &filter);
    const FilterExpression &filter() const { return m_filter; }
    /// Rows that the filter does not let through stay, and the others are marked.
    void setHighlighting(bool highlighting);
    bool isHighlighting() const { return m_highlighting; }
    void setColourRules(const QList<ColourRule> &rules);
    bool isSearching() const; ///< the pool has not seen all rows yet
    double searchProgress() const; ///< 0 to 1

    const RowList &rows() const { return m_rows; } ///< shown now
    MessageId idAt(int row) const { return m_rows.at(size_t(row)); } ///< @pre 0 <= row < rowCount()
    int rowOf(MessageId id) const; ///< -1: not shown
    /// The row of the message, else of the nearest that is shown; -1 when the table is empty.
    int nearestRow(MessageId id) const;
    /// Rows of the table's kinds in the log as announced, whatever the filter hides.
    quint64 eligibleCount() const { return m_eligible; }
    quint64 shownCount() const { return m_rows.size() - m_shownGaps.size(); } ///< rows that are no gaps
    quint64 markedCount() const { return m_marked.size(); }
    /// Whether a marked row lies in each of `count` equal parts of the table.
    std::vector<bool> markedParts(int count) const;
    MessageId nextMarked(MessageId from, int direction) const; ///< -1 before, 1 behind; none: there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void countsChanged(); ///< eligibleCount(), shownCount(), markedCount() or rowCount()
    void searchingChanged(bool searching);
    void progressChanged();
    void looksChanged(); ///< MarkedRole or TintRole of any row

private:
    void followFinders();
    void restart();
    void restartMarks();
    FilterExpression effectiveFilter(bool narrows) const;
    void adoptRows();
    void adoptMarks();
    void takeAdvance(MessageId from, MessageId to);
    void takeRemoval(MessageId newFirst);
    void takeFound(const std::vector<MessageId> &ids);
    void takeMarks(const std::vector<MessageId> &ids);
    std::vector<MessageId> gapsToShow(MessageId from, MessageId to) const;
    void insertRows(size_t index, const std::vector<MessageId> &ids);
    void refreshInterval(size_t row);
    void refreshNames();
    void refreshTimes();
    void refreshBookmark(MessageId message);
    QVariant noteOf(MessageId message) const;
    void refreshTexts(MessageId from, MessageId to);
    quint64 countEligible(MessageId from, MessageId to, RowList *gaps = nullptr) const;
    void noteShownGaps(MessageId from, MessageId last);
    bool isMarked(MessageId id) const;
    QVariant tintOf(MessageId id) const;
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
    PersonRef unnamedAt(MessageId id) const;
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
    const ExchangeLog *m_exchanges = nullptr;
    FilterExpression m_filter;
    std::vector<std::pair<int, std::unique_ptr<LogFilter>>> m_tints; ///< in the order of the rules
    RowFinder m_shownFinder;
    RowFinder m_markFinder; ///< idle unless rows are marked
    RowList m_rows;
    RowList m_marked;
    RowList m_gaps; ///< all that are taken in here, whether the filter shows them or not
    RowList m_shownGaps; ///< those among m_rows
    MessageId m_from; ///< the rows of the log that are taken in here: [m_from, m_to)
    MessageId m_to;
    quint64 m_eligible = 0;
    Pacer m_namePacer;
    bool m_highlighting = false;
};

} // namespace console
