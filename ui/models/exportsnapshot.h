#pragma once

#include "lib/export/rowexport.h"
#include "lib/log/exchangelog.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/rowlist.h"

namespace console {

/// The rows of a log as they are at this moment, with what is known of them, to be read by a thread of the
/// pool while the session goes on. Made on the GUI thread, then used by one other.
class ExportSnapshot
{
public:
    /// @param chosen  none: all rows of the log
    ExportSnapshot(const MessageLog &log, const ExchangeLog &exchanges, const RoomDirectory &rooms,
        std::optional<RowList> chosen = {});

    quint64 rows() const { return m_rowCount; } ///< that next() gives, chosen or not
    RowSource source(); ///< looks at this, which must outlive it

private:
    BatchPointer next();
    void prepareExchanges();
    void addExchanges(MessageBatch &batch) const;
    bool isChosen(MessageId id);
    bool isAnyChosen(const SegmentSnapshot &segment) const;

    std::vector<SegmentSnapshot> m_segments; ///< those in which there is something chosen
    std::vector<Exchange> m_exchanges;
    PersonNames m_names;
    std::optional<RowList> m_chosen;
    quint64 m_rowCount = 0;
    size_t m_nextSegment = 0;
    size_t m_nextChosen = 0;
    std::vector<Match> m_matches; ///< by response
    std::vector<MessageId> m_lost; ///< ascending
    QString m_problem;
};

} // namespace console
