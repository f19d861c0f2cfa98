#include "ui/models/palettepeople.h"

#include "lib/rooms/roomdirectory.h"
#include "ui/models/numbers.h"
#include "ui/models/palettematch.h"
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
        const auto id = [](const Candidate &it) { return it.person ? it.person->id : it.room->id; };
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

/// None: no word fits.
std::optional<Candidate> judged(const QStringList &words, const QString &title, const QString &more)
{
    Candidate candidate;
    for (const QString &word : words) {
        if (const std::optional<PaletteMatch> match = paletteMatch({word}, title, more))
            candidate.penalty += match->penalty;
        else
            ++candidate.unmatched;
    }
    const bool fits = words.isEmpty() || candidate.unmatched < words.size();
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
    const RoomDirectory &directory, const SeenRoom &room, const SeenParticipant &person, const QString &state)
{
    PaletteEntry entry{.group = PaletteGroup::GoTo, .title = personText(&directory, room.id, person.id)};
    QStringList parts{roomText(room.id), person.name.isEmpty() ? QString() : shortenedId(person.id),
        person.present ? QString() : u"has left"_s, state};
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
    PaletteEntry entry{
        .group = PaletteGroup::GoTo, .title = title, .detail = detail, .more = words.join(u' ')};
    entry.icon = u"person"_s;
    entry.target = PersonRef();
    entry.rank = PaletteRank::Fallback;
    entry.isRemark = true;
    return entry;
}

PaletteEntry moreFit(size_t people, const QStringList &words)
{
    const QString title =
        people == 1 ? u"1 more person fits"_s : groupedNumber(qint64(people)) + u" more people fit"_s;
    return remarkOf(title, u"more of a name, or the id, finds them"_s, words);
}

PaletteEntry notAllLookedAt(const QStringList &words)
{
    return remarkOf(u"Not all people were looked at"_s,
        u"only "_s + groupedNumber(searchedPeople) + u" of them"_s, words);
}

bool isWhollyNamed(const SeenParticipant &person, const QStringList &words)
{
    return std::ranges::all_of(words, [&, id = QString::fromUtf8(person.id)](const QString &word) {
        return word.compare(id, Qt::CaseInsensitive) == 0 || paletteIsWord(word, person.name);
    });
}

/// Where they are, of one person; nobody: they are several, or in no room or several.
PersonRef onlyPlace(const QList<Candidate> &named)
{
    PersonRef only;
    for (const Candidate &it : named) {
        if (it.person->id != named.first().person->id || (it.person->present && only))
            return {};
        if (it.person->present)
            only = {it.room->id, it.person->id};
    }
    return only;
}

} // namespace

PersonRef paletteOnlyPerson(const RoomDirectory &directory, const QStringList &words)
{
    if (words.isEmpty() || directory.participantCount() > searchedPeople || directory.truncated())
        return {};
    QList<Candidate> named;
    for (const SeenRoom &room : directory.rooms())
        for (const SeenParticipant &person : room.participants)
            if (isWhollyNamed(person, words))
                named += Candidate{0, 0, &room, &person};
    return onlyPlace(named);
}

QList<PaletteEntry> palettePeople(const RoomDirectory &directory, const QStringList &words,
    const std::function<QString(const PersonRef &)> &stateOf)
{
    Best rooms(offeredRooms);
    Best people(offeredPeople);
    int left = searchedPeople;
    for (const SeenRoom &room : directory.rooms()) {
        if (auto found = judged(words, u"Room "_s + QString::fromUtf8(room.id), {})) {
            found->room = &room;
            rooms.take(*found);
        }
        for (auto person = room.participants.cbegin(); person != room.participants.cend(); ++person) {
            if (--left < 0)
                break;
            const QString state = words.isEmpty() ? QString() : stateOf({room.id, person->id});
            auto found = judged(words, person->name, QString::fromUtf8(person->id) + u'\n' + state);
            if (!found)
                continue;
            found->room = &room;
            found->person = &*person;
            people.take(*found);
        }
    }
    QList<PaletteEntry> entries;
    for (const Candidate &found : people.all())
        entries +=
            personEntry(directory, *found.room, *found.person, stateOf({found.room->id, found.person->id}));
    for (const Candidate &found : rooms.all())
        entries += roomEntry(*found.room);
    if (people.more() > 0 && !words.isEmpty())
        entries += moreFit(people.more(), words);
    if (left < 0 && !words.isEmpty())
        entries += notAllLookedAt(words);
    return entries;
}

} // namespace console
