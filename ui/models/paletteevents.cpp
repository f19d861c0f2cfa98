#include "ui/models/paletteevents.h"

#include "lib/session.h"
#include "ui/models/numbers.h"
#include "ui/models/palettematch.h"
#include "ui/models/text.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

/// The newest rows of a session and all that their sentences are made of, for any thread.
struct PaletteEvents::Past
{
    Past(const MessageLog &log, const RoomDirectory &rooms)
        : isWhole(log.size() <= searchedRows),
          segments(
              log.snapshot(isWhole ? log.first() : MessageId(log.end().value - searchedRows), log.end())),
          names(rooms.names()), strings(log.strings()), today(log.lastTime())
    {
    }

    bool isWhole; ///< no row of the log is older
    std::vector<SegmentSnapshot> segments;
    PersonNames names;
    StringTable strings;
    qint64 today; ///< microseconds UTC
};

/// One search through the past, from the newest row on. In one thread of the pool.
class PaletteEvents::Search
{
public:
    Search(const Past &past, const QStringList &words)
        : m_past(past), m_words(words), m_isAboutMoving(std::ranges::any_of(words, saysMoved))
    {
    }

    /// @param isVoid  nobody wants to know any more
    template <typename IsVoid>
    QList<PaletteEntry> run(IsVoid isVoid)
    {
        for (auto segment = m_past.segments.rbegin(); segment != m_past.segments.rend() && !isDone();
             ++segment) {
            if (segment->hasText())
                look(*segment, isVoid);
            else
                m_passedOver = true; // to read a recording for each letter typed takes too long
            if (isVoid())
                return {};
        }
        return saidAll() ? m_found : m_found + QList{remark()};
    }

private:
    static bool saysMoved(const QString &word)
    {
        return word.size() >= 3 && u"moved"_s.startsWith(word, Qt::CaseInsensitive);
    }

    template <typename IsVoid>
    void look(const SegmentSnapshot &segment, IsVoid isVoid)
    {
        const QByteArray text = segment.text().text;
        for (size_t row = segment.rows().size(); row > 0 && !isDone() && !isVoid(); --row)
            judge(segment, row - 1, text);
    }

    bool isDone() const { return m_found.size() >= offeredEvents || m_read >= readSentences; }

    /// Are these the newest ones that there are?
    bool saidAll() const
    {
        const bool isEnough = m_found.size() >= offeredEvents;
        return !m_passedOver && (isEnough || (m_past.isWhole && m_read < readSentences));
    }

    /// Rows with strings that were too long for the session's pool are passed over, as nobody has such names.
    bool isSpoken(const MessageRecord &row)
    {
        const bool isEvent = row.kind == MessageKind::Event || row.kind == MessageKind::Other;
        return isEvent && !row.has(MessageFlag::Unpooled)
            && (m_isAboutMoving || typeOf(row) != EventType::SetParticipantPosition);
    }

    EventType typeOf(const MessageRecord &row)
    {
        auto type = m_types.constFind(row.name);
        if (type == m_types.constEnd())
            type = m_types.insert(row.name, eventType(m_past.strings.at(row.name)));
        return *type;
    }

    void judge(const SegmentSnapshot &segment, size_t row, const QByteArray &text)
    {
        const MessageRecord &record = segment.rows()[row];
        if (!isSpoken(record))
            return;
        ++m_read;
        const quint32 start = row == 0 ? 0 : segment.rows()[row - 1].end;
        EventWords event{record.kind, m_past.strings.at(record.name), m_past.strings.at(record.room),
            m_past.strings.at(record.participant), {},
            QByteArrayView(text).sliced(start, record.end - start)};
        event.person = m_past.names.nameOf(event.room, event.participant);
        const Sentence sentence = sentenceOf(event);
        if (fits(sentence))
            m_found += entryOf(segment.first() + row, record, sentence);
    }

    bool fits(const Sentence &sentence) const
    {
        return std::ranges::all_of(m_words, [&sentence](const QString &word) {
            return sentence.title.contains(word, Qt::CaseInsensitive)
                || sentence.subtitle.contains(word, Qt::CaseInsensitive);
        });
    }

    PaletteEntry entryOf(MessageId id, const MessageRecord &record, const Sentence &sentence)
    {
        PaletteEntry entry{.group = PaletteGroup::GoTo, .title = sentence.title, .more = sentence.subtitle};
        entry.detail = kindLabel(record, m_past.strings.at(record.name)) + u", "_s
            + clockText(record.time, m_past.today);
        entry.type = record.kind == MessageKind::Event ? typeOf(record) : EventType::Custom;
        entry.target = id;
        entry.rank = PaletteRank::Past;
        return entry;
    }

    /// That there may be more. It stands behind all else, and so fits whatever the words are.
    PaletteEntry remark() const
    {
        PaletteEntry entry{.group = PaletteGroup::GoTo, .title = u"Not all older events were searched"_s};
        entry.more = m_words.join(u' ');
        entry.icon = u"history"_s;
        entry.problem = u"filter for the words to search all"_s;
        entry.rank = PaletteRank::Fallback;
        return entry;
    }

    const Past &m_past;
    QStringList m_words;
    bool m_isAboutMoving;
    QHash<StringId, EventType> m_types;
    QList<PaletteEntry> m_found;
    int m_read = 0;
    bool m_passedOver = false; ///< some segment
};

PaletteEvents::PaletteEvents(Session *session)
    : m_session(session), m_generation(std::make_shared<std::atomic<quint64>>(0)),
      m_question([this](const QList<PaletteEntry> &entries) {
          m_entries = entries;
          emit found();
      })
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
    const quint64 generation = ++*m_generation;
    if (words.join(QString()).size() < shortestQuery) {
        m_question.forget();
        m_entries.clear();
        return;
    }
    if (!m_past)
        m_past = std::make_shared<const Past>(*m_session->log(), *m_session->rooms());
    m_question.ask([past = m_past, words, generation, current = m_generation] {
        return Search(*past, words).run([&] { return *current != generation; });
    });
}

} // namespace console
