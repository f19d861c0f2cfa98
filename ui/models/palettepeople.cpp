#include "ui/models/palettepeople.h"

#include "lib/rooms/roomdirectory.h"
#include "ui/models/numbers.h"
#include "ui/models/palettematch.h"
#include "ui/models/roompeople.h"
#include "ui/models/text.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Someone that fits, and how well.
struct Candidate
{
    int unmatched = 0; ///< words of the query that fit nowhere
    int penalty = 0;
    const SeenRoom *room = nullptr;
    const SeenParticipant *person = nullptr;

    friend bool operator<(const Candidate &left, const Candidate &right)
    {
        if (left.unmatched != right.unmatched)
            return left.unmatched < right.unmatched;
        if (left.penalty != right.penalty)
            return left.penalty < right.penalty;
        const auto id = [](const Candidate &it) -> const QByteArray & {
            return it.person ? it.person->id : it.room->id;
        };
        const int order = compareNaturally(id(left), id(right));
        return order != 0 ? order < 0 : compareNaturally(left.room->id, right.room->id) < 0;
    }
};

/// The best so far, never more than `limit`.
class Best
{
public:
    explicit Best(size_t limit) : m_limit(limit) { }

    void take(const Candidate &candidate)
    {
        m_whole += candidate.unmatched == 0;
        if (m_best.size() == m_limit && !(candidate < m_best.back()))
            return;
        m_best.insert(std::upper_bound(m_best.begin(), m_best.end(), candidate), candidate);
        if (m_best.size() > m_limit)
            m_best.pop_back();
    }
    const std::vector<Candidate> &all() const { return m_best; }
    /// Of those that all words fit: how many are not among the best.
    size_t more() const { return m_whole > m_limit ? m_whole - m_limit : 0; }

private:
    size_t m_limit;
    size_t m_whole = 0; ///< that all words fit
    std::vector<Candidate> m_best;
};

/// What a word may mean by it. The clock behind it is not looked for: a number means an id.
QString mutedText()
{
    return u"muted since"_s;
}

/// The time of the message that said so, microseconds UTC; 0: not seen. Far slower than a look at the name.
qint64 mutedSince(const SeenParticipant &person)
{
    const Change *mute = person.facts.current(Aspect::Mute);
    return mute && mute->value != 0 ? mute->time : 0;
}

/// A word of the query.
class Word
{
public:
    explicit Word(const QString &text)
        : m_text(text), m_ofMuted(palettePenalty(m_text, FoldedText({}), FoldedText(mutedText())))
    {
    }

    /// None: it does not fit.
    std::optional<int> penalty(const FoldedText &title, const FoldedText &id) const
    {
        return palettePenalty(m_text, title, id);
    }
    std::optional<int> penalty(
        const SeenParticipant &person, const FoldedText &title, const FoldedText &id) const
    {
        const std::optional<int> named = penalty(title, id);
        const bool isBetter = m_ofMuted && (!named || *named > *m_ofMuted);
        return isBetter && mutedSince(person) > 0 ? m_ofMuted : named;
    }

private:
    FoldedText m_text;
    std::optional<int> m_ofMuted; ///< of whoever is muted; none: it is no part of that
};

/// None: no word fits.
template <typename Penalty>
std::optional<Candidate> judged(const std::vector<Word> &words, Penalty penaltyOf)
{
    Candidate candidate;
    for (const Word &word : words) {
        if (const std::optional<int> penalty = penaltyOf(word))
            candidate.penalty += *penalty;
        else
            ++candidate.unmatched;
    }
    const bool fits = words.empty() || size_t(candidate.unmatched) < words.size();
    return fits ? std::optional(candidate) : std::nullopt;
}

QString roomTitle(const QByteArray &id)
{
    const QString text = roomText(id);
    return text.startsWith(u"room "_s) ? u'R' + text.sliced(1) : text;
}

QString countText(int people)
{
    return people == 1 ? u"1 person"_s : groupedNumber(people) + u" people"_s;
}

PaletteEntry roomEntry(const SeenRoom &room)
{
    PaletteEntry entry{.group = PaletteGroup::GoTo, .title = roomTitle(room.id)};
    entry.detail = room.exists ? countText(room.presentCount) : u"destroyed"_s;
    entry.more = QString::fromUtf8(room.id);
    entry.icon = u"room"_s;
    entry.target = PersonRef{room.id, {}};
    return entry;
}

PaletteEntry personEntry(
    const RoomDirectory &directory, const SeenRoom &room, const SeenParticipant &person, qint64 today)
{
    PaletteEntry entry{.group = PaletteGroup::GoTo, .title = personText(&directory, room.id, person.id)};
    const qint64 since = mutedSince(person);
    QStringList parts{roomText(room.id), person.name.isEmpty() ? QString() : shortenedId(person.id),
        person.present ? QString() : u"has left"_s,
        since > 0 ? mutedText() + u' ' + clockText(since, today) : QString()};
    parts.removeAll(QString());
    entry.detail = parts.join(u", "_s);
    entry.more = QString::fromUtf8(person.id);
    entry.icon = u"person"_s;
    entry.target = PersonRef{room.id, person.id};
    return entry;
}

/// Behind the people; it fits whatever the words are.
PaletteEntry remarkOf(const QString &title, const QString &detail, const QStringList &words)
{
    PaletteEntry entry{.group = PaletteGroup::GoTo, .title = title, .more = words.join(u' ')};
    entry.detail = detail;
    entry.icon = u"person"_s;
    entry.target = PersonRef();
    entry.rank = PaletteRank::Fallback;
    entry.isRemark = true;
    return entry;
}

PaletteEntry remarkOfMore(size_t people, const QStringList &words)
{
    const QString title =
        people == 1 ? u"1 more person fits"_s : groupedNumber(qint64(people)) + u" more people fit"_s;
    return remarkOf(title, u"more of a name, or the id, finds them"_s, words);
}

PaletteEntry remarkOfUnsearched(int people, const QStringList &words)
{
    return remarkOf(u"Not all people were searched"_s,
        groupedNumber(searchedPeople) + u" of "_s + groupedNumber(people), words);
}

/// The one that was named as a whole, so far.
class OnlyPerson
{
public:
    void take(const SeenRoom &room, const SeenParticipant &person)
    {
        m_isSeveral |= (m_person && m_person->id != person.id) || (m_place && person.present);
        m_person = &person;
        if (person.present)
            m_place = {room.id, person.id};
    }
    bool isSeveral() const { return m_isSeveral; } ///< or one in several rooms
    PersonRef place() const { return m_isSeveral ? PersonRef() : m_place; }

private:
    const SeenParticipant *m_person = nullptr;
    PersonRef m_place;
    bool m_isSeveral = false;
};

/// Takes rooms and people one by one. Holds until the log grows.
class Finder
{
public:
    explicit Finder(const QStringList &words) : m_typed(words), m_words(words.begin(), words.end()) { }

    void takeRoom(const SeenRoom &room)
    {
        const FoldedText title(u"Room "_s + QString::fromUtf8(room.id));
        auto found = judged(m_words, [&](const Word &word) { return word.penalty(title, FoldedText({})); });
        if (!found)
            return;
        found->room = &room;
        m_rooms.take(*found);
    }
    void takePerson(const SeenRoom &room, const SeenParticipant &person)
    {
        const FoldedText name(person.name);
        const FoldedText id(QString::fromUtf8(person.id));
        auto found = judged(m_words, [&](const Word &word) { return word.penalty(person, name, id); });
        if (!found)
            return;
        found->room = &room;
        found->person = &person;
        m_people.take(*found);
        if (found->unmatched == 0 && !m_only.isSeveral() && isWhollyNamed(person))
            m_only.take(room, person);
    }
    const Best &rooms() const { return m_rooms; }
    const Best &people() const { return m_people; }
    PersonRef only() const { return m_only.place(); }

private:
    bool isWhollyNamed(const SeenParticipant &person) const
    {
        return !m_typed.isEmpty()
            && std::ranges::all_of(m_typed, [&, id = QString::fromUtf8(person.id)](const QString &word) {
                   return word.compare(id, Qt::CaseInsensitive) == 0 || paletteIsWord(word, person.name);
               });
    }

    QStringList m_typed;
    std::vector<Word> m_words; ///< the same
    Best m_rooms{offeredRooms};
    Best m_people{offeredPeople};
    OnlyPerson m_only;
};

Finder findIn(const RoomDirectory &directory, const QStringList &words)
{
    Finder finder(words);
    int left = searchedPeople;
    for (const SeenRoom &room : directory.rooms()) {
        finder.takeRoom(room);
        visitPeople(room, [&](const SeenParticipant &person) {
            if (--left >= 0)
                finder.takePerson(room, person);
        });
    }
    return finder;
}

} // namespace

PaletteFinding palettePeople(const RoomDirectory &directory, const QStringList &words, qint64 today)
{
    const Finder finder = findIn(directory, words);
    PaletteFinding finding;
    for (const Candidate &found : finder.people().all())
        finding.entries += personEntry(directory, *found.room, *found.person, today);
    for (const Candidate &found : finder.rooms().all())
        finding.entries += roomEntry(*found.room);
    const bool isCut = directory.participantCount() > searchedPeople;
    if (finder.people().more() > 0 && !words.isEmpty())
        finding.entries += remarkOfMore(finder.people().more(), words);
    if (isCut && !words.isEmpty())
        finding.entries += remarkOfUnsearched(directory.participantCount(), words);
    finding.only = isCut || directory.truncated() ? PersonRef() : finder.only();
    return finding;
}

} // namespace console
