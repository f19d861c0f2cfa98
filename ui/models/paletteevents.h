#pragma once

#include "ui/models/palettesearch.h"
#include "ui/models/poolquestion.h"

#include <QObject>

#include <atomic>

namespace console {

class Session;

/// Finds the newest events of a session by their sentences, in the pool: among all that are there when it is
/// first asked, first those of the people that the words name. Goes on until enough are found or the oldest
/// was looked at; a remark says so meanwhile. GUI thread.
class PaletteEvents : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype offeredEvents = PaletteSearch::offeredEvents;
    static constexpr qsizetype shortestQuery = 2; ///< characters

    /// @param session  must outlive it
    explicit PaletteEvents(Session *session);
    ~PaletteEvents() override;

    /// Looks for events whose sentence holds all words of the query; found() follows, unless the words are
    /// those of before, too short, or other ones come first.
    void search(const QString &query);
    /// What was found last, newest first: may be of a query before. While older ones are searched, and where
    /// some cannot be read, a remark stands behind them.
    const QList<PaletteEntry> &entries() const { return m_entries; }
    bool isSearching() const { return m_isSearching; }

signals:
    void found(); ///< entries() has changed, or all was searched

private:
    void start();
    void searchAll(PastScope scope);
    void ask(PastScope scope, size_t left);
    void take(const PastPiece &piece);
    void add(const QList<PaletteEntry> &found);
    bool isAllFound(const PastPiece &piece) const;
    void show(const QString &remark, const QString &problem);

    Session *m_session;
    std::shared_ptr<const PalettePast> m_past; ///< what is searched; null: nothing was looked for yet
    std::shared_ptr<PaletteSearch> m_search; ///< at work on the latest query, or done
    QStringList m_words; ///< of the latest query
    bool m_isSearching = false;
    bool m_isUnread = false; ///< some of what was searched
    QList<PaletteEntry> m_found; ///< of the latest query, newest first
    QList<PaletteEntry> m_entries;
    std::shared_ptr<std::atomic<quint64>> m_generation; ///< read by the pool: older work gives up
    PoolQuestion<PastPiece> m_question;
};

} // namespace console
