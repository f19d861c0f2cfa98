#pragma once

#include "ui/models/paletteentry.h"
#include "ui/models/poolquestion.h"

#include <QObject>

#include <atomic>

namespace console {

class Session;

/// Finds the newest events of a session by their sentences, in the pool: among those that are there when it
/// is first asked. Positions, thousands of which say the same, are looked at only where the words speak of
/// moving. Text that only a recording holds is passed over; where something was, an entry says so. GUI
/// thread.
class PaletteEvents : public QObject
{
    Q_OBJECT
public:
    static constexpr quint64 searchedRows = 500'000; ///< back from the newest one
    static constexpr int readSentences = 50'000; ///< of these, at most
    static constexpr qsizetype offeredEvents = 3;
    static constexpr qsizetype shortestQuery = 2; ///< characters

    /// @param session  must outlive it
    explicit PaletteEvents(Session *session);
    ~PaletteEvents() override;

    /// Looks for events whose sentence holds all words of the query; found() follows once, unless the words
    /// are those of before, too short, or other ones come first.
    void search(const QString &query);
    /// What was found last, newest first: may be of a query before. Where not all was
    /// searched, a remark stands behind them.
    const QList<PaletteEntry> &entries() const { return m_entries; }

signals:
    void found();

private:
    struct Past;
    class Search;

    Session *m_session;
    QStringList m_words; ///< of the latest query
    std::shared_ptr<const Past> m_past; ///< what is searched; null: nothing was looked for yet
    std::shared_ptr<std::atomic<quint64>> m_generation; ///< read by the pool: older work gives up
    QList<PaletteEntry> m_entries;
    PoolQuestion<QList<PaletteEntry>> m_question;
};

} // namespace console
