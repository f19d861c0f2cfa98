#pragma once

#include "lib/filter/filtersearch.h"
#include "lib/filter/logfilter.h"
#include "ui/models/logfeed.h"
#include "ui/models/rowlist.h"

#include <map>
#include <utility>

namespace console {

/// Finds the rows of a log that a filter lets through, as far as the feed has announced them: at once where
/// that is quick, else in the pool. Its owner tells it of the feed's news after it took note itself. GUI
/// thread.
class RowFinder : public QObject
{
    Q_OBJECT
public:
    /// Logs up to this many rows are judged at once by filters that need no text.
    static constexpr quint64 judgedAtOnce = 200'000;

    explicit RowFinder(LogFeed *feed, QObject *parent = nullptr);
    ~RowFinder() override;

    void setExchanges(const ExchangeLog *exchanges) { m_exchanges = exchanges; } ///< for latencies

    /// Starts over; restarted() follows, at once or as soon as the pool knows.
    void start(const FilterExpression &filter);
    void stop(); ///< finds nothing more; what was found stays with the owner
    bool isSearching() const { return m_searching; } ///< the pool has not judged all rows yet
    double progress() const; ///< 0 to 1, of the rows that were there at the start

    void takeAdvance(MessageId from, MessageId to);
    void takeRemoval(MessageId newFirst);

    /// The rows of restarted(), once.
    RowList takeRows() { return std::exchange(m_rows, {}); }

signals:
    void restarted(); ///< rows found before are void; see takeRows()
    /// Ascending numbers; more may lie between those of several calls.
    void found(const std::vector<MessageId> &ids);
    void searchingChanged(bool searching);
    void progressChanged();

private:
    struct Piece
    {
        MessageId to;
        std::vector<MessageId> ids;
    };
    using Pieces = std::map<MessageId, Piece>; ///< by the first number of the stretch they come from

    void restartAtOnce();
    void restartInPool();
    std::vector<MessageId> judge(MessageId from, MessageId to);
    void takeHits(MessageId from, MessageId to, const std::vector<MessageId> &hits);
    void finish();
    void gather();
    void showPieces();
    std::vector<MessageId> nextPieces();
    void setSearching(bool searching);

    LogFeed *m_feed;
    MessageLog *m_log;
    const ExchangeLog *m_exchanges = nullptr;
    std::optional<LogFilter> m_filter; ///< none: nothing is looked for
    FilterSearch m_search;
    Pieces m_pieces; ///< found, not told yet
    RowList m_rows;
    MessageId m_from; ///< the rows of the log that are told of here: [m_from, m_to)
    MessageId m_to;
    Pacer m_pacer;
    bool m_searching = false;
    bool m_gathers = false; ///< all pieces are told at once when the pool is done
};

} // namespace console
