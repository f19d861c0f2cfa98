#include "ui/models/paletteevents.h"

#include "lib/session.h"
#include "ui/models/palettematch.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

MessageId messageOf(const PaletteEntry &event)
{
    return std::get<MessageId>(event.target);
}

/// It stands behind all else, and so fits whatever the words are.
PaletteEntry remarkOf(const QString &title, const QString &problem, const QStringList &words)
{
    PaletteEntry entry{.group = PaletteGroup::GoTo, .title = title, .more = words.join(u' ')};
    entry.icon = u"history"_s;
    entry.problem = problem;
    entry.rank = PaletteRank::Fallback;
    entry.isRemark = true;
    return entry;
}

bool looksLike(const PaletteEntry &left, const PaletteEntry &right)
{
    return left.title == right.title && left.detail == right.detail && left.more == right.more;
}

} // namespace

PaletteEvents::PaletteEvents(Session *session)
    : m_session(session), m_generation(std::make_shared<std::atomic<quint64>>(0)),
      m_question([this](const PastPiece &piece) { take(piece); })
{
}

PaletteEvents::~PaletteEvents()
{
    ++*m_generation;
}

void PaletteEvents::search(const QString &query)
{
    const QStringList words = paletteWords(query);
    if (std::exchange(m_words, words) == words)
        return;
    ++*m_generation;
    m_isSearching = words.join(QString()).size() >= shortestQuery;
    if (m_isSearching)
        return start();
    m_question.forget();
    m_entries.clear();
}

void PaletteEvents::start()
{
    if (!m_past)
        m_past = std::make_shared<const PalettePast>(*m_session->log(), *m_session->rooms());
    m_search = std::make_shared<PaletteSearch>(m_past, m_words);
    m_isUnread = false;
    m_found.clear();
    searchAll(PastScope::Named);
}

void PaletteEvents::searchAll(PastScope scope)
{
    ask(scope, m_past->segments.size());
}

/// No two at once: it follows an answer, or is the first of a new search.
void PaletteEvents::ask(PastScope scope, size_t left)
{
    m_question.ask(
        [search = m_search, scope, left, generation = m_generation->load(), current = m_generation] {
            return search->run(scope, left, [&] { return *current != generation; });
        });
}

void PaletteEvents::take(const PastPiece &piece)
{
    add(piece.found);
    m_isUnread |= piece.isUnread;
    const bool isOver = piece.left == 0 || isAllFound(piece);
    m_isSearching = !isOver || piece.scope == PastScope::Named;
    if (m_isSearching) {
        if (isOver)
            searchAll(PastScope::Everybody); // the words may mean something else than a name
        else
            ask(piece.scope, piece.left);
        show(u"Searching older events…"_s, {});
    } else if (m_isUnread) {
        show(u"Not all older events were searched"_s, u"a recording of some cannot be read"_s);
    } else {
        show({}, {});
    }
}

void PaletteEvents::add(const QList<PaletteEntry> &found)
{
    for (const PaletteEntry &event : found) {
        const auto place = std::ranges::lower_bound(m_found, messageOf(event), std::greater(), messageOf);
        if (place == m_found.end() || messageOf(*place) != messageOf(event))
            m_found.insert(place, event);
    }
    m_found.resize(std::min(m_found.size(), offeredEvents));
}

/// Can nothing that was not searched yet be newer? Within a piece the search stops at the last one it offers.
bool PaletteEvents::isAllFound(const PastPiece &piece) const
{
    return piece.found.size() >= offeredEvents
        || (m_found.size() >= offeredEvents
            && (piece.left == 0 || messageOf(m_found.last()) >= m_past->segments[piece.left].first()));
}

/// What is the same as before is not told again while more is searched.
void PaletteEvents::show(const QString &remark, const QString &problem)
{
    QList<PaletteEntry> entries = m_found;
    if (!remark.isEmpty())
        entries += remarkOf(remark, problem, m_words);
    const bool isSame = std::ranges::equal(entries, m_entries, looksLike);
    m_entries = entries;
    if (!isSame || !m_isSearching)
        emit found();
}

} // namespace console
