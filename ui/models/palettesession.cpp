#include "ui/models/palettesession.h"

#include "lib/filter/filterparser.h"
#include "ui/models/numbers.h"
#include "ui/models/palettematch.h"
#include "ui/models/palettepeople.h"
#include "ui/models/sessionmodels.h"
#include "ui/models/text.h"
#include "ui/models/timeentry.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// People of whom something can be asked without more being said.
constexpr int askedPeople = 3;
constexpr qsizetype shownQuery = 60;

PaletteEntry goTo(const QString &title, const QString &detail)
{
    return {.group = PaletteGroup::GoTo, .title = title, .detail = detail};
}

QString eventsText(quint64 count)
{
    return count == 1 ? u"the only one"_s : u"the newest of "_s + groupedNumber(qint64(count));
}

/// A number as people write it, "1 456 419"; none: it is something else.
std::optional<quint64> numberIn(const QString &query)
{
    QString digits;
    for (const QChar character : query)
        if (!character.isSpace() && character != u'#')
            digits += character;
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber);
    return isNumber && number > 0 ? std::optional(quint64(number)) : std::nullopt;
}

/// Words that may say what is to be done name nobody, not even one whose name contains them: else "un" would
/// unmute Duncan.
bool saysWhatToDo(const QString &word)
{
    return u"mute"_s.startsWith(word, Qt::CaseInsensitive)
        || u"unmute"_s.startsWith(word, Qt::CaseInsensitive);
}

bool isTyped(const QString &verb, const QStringList &words)
{
    return words.contains(verb, Qt::CaseInsensitive);
}

/// The words that may name somebody.
QStringList namingWords(const QStringList &words)
{
    QStringList naming = words;
    naming.removeIf(saysWhatToDo);
    return naming;
}

bool looksLikeTime(const QString &query)
{
    const QChar first = query.at(0);
    return (first.isDigit() && query.contains(u':')) || first == u'+' || first == u'-' || first == u'−';
}

bool isNamed(const PaletteEntry &person, const QStringList &words)
{
    return std::ranges::any_of(words, [&person](const QString &word) {
        return paletteMatch({word}, person.title, person.more).has_value();
    });
}

/// "room 1, 104"
QString placeOf(const PaletteEntry &person)
{
    const PersonRef &who = std::get<PersonRef>(person.target);
    return who.room.isEmpty() ? shortenedId(who.participant)
                              : roomText(who.room) + u", "_s + shortenedId(who.participant);
}

/// A field of a request in the making, by the name of its parameter.
void fill(ComposerModel &request, const QString &parameter, const QString &text)
{
    for (int i = 0; i < int(request.fields().size()); ++i)
        if (request.fields()[i].parameter.name == parameter)
            return request.setFieldText(i, text);
}

} // namespace

QList<PaletteEntry> PaletteSession::entries(const QString &query) const
{
    const QString typed = query.trimmed();
    QList<PaletteEntry> entries;
    const QStringList words = paletteWords(typed);
    const QStringList naming = namingWords(words);
    PaletteFinding people = palettePeople(*m_models->session()->rooms(), naming.isEmpty() ? words : naming,
        m_models->session()->log()->lastTime());
    for (PaletteEntry &person : people.entries)
        if (person.isRemark)
            person.more = typed; // whatever is to be done
    if (!typed.isEmpty()) {
        addNumber(entries, typed);
        addMoment(entries, typed);
        addRequests(entries, people, typed);
    }
    entries += people.entries;
    entries += newest();
    entries += filters();
    if (!typed.isEmpty())
        addFilter(entries, typed);
    return entries;
}

QList<PaletteEntry> PaletteSession::newest() const
{
    QList<PaletteEntry> entries;
    for (const Lane &lane : m_models->timeline.types()) {
        if (lane.count == 0)
            continue;
        PaletteEntry entry = goTo(lane.label, eventsText(lane.count));
        if (lane.group == groupOf(lane.type).toByteArray()) // other names are the server's
            entry.key = u"newest:"_s + QString::fromUtf8(lane.group);
        entry.type = lane.type;
        entry.more = QString::fromUtf8(lane.group);
        entry.icon = lane.kind == Lane::Kind::Requests ? u"request"_s : QString();
        entry.target = NewestTarget{lane.group};
        entries += entry;
    }
    return entries;
}

MessageId PaletteSession::newestOf(const NewestTarget &target) const
{
    const std::vector<Lane> types = m_models->timeline.types(); // that of requests has no group
    const auto type = std::ranges::find(types, target.group, &Lane::group);
    return type == types.end() ? MessageId() : m_models->timeline.newest(*type);
}

QList<PaletteEntry> PaletteSession::filters() const
{
    QList<PaletteEntry> entries;
    for (const SavedFilter &saved : m_models->filters.filters()) {
        PaletteEntry entry{
            .key = u"filter:"_s + saved.name, .title = u"Filter: "_s + visibleText(saved.name)};
        entry.detail = visibleText(saved.filter.text(), shownQuery);
        entry.icon = u"filter"_s;
        entry.target = saved.filter;
        entries += entry;
    }
    return entries;
}

void PaletteSession::addNumber(QList<PaletteEntry> &entries, const QString &query) const
{
    const std::optional<quint64> number = numberIn(query);
    if (!number)
        return;
    const MessageLog &log = *m_models->session()->log();
    const MessageId message(*number);
    PaletteEntry entry = goTo(u"Message "_s + groupedNumber(qint64(*number)), {});
    entry.icon = u"table"_s;
    entry.target = message;
    entry.rank = PaletteRank::Answer;
    if (log.contains(message))
        entry.detail = clockText(log.record(message).time, log.lastTime());
    else if (message < log.first())
        entry.problem = u"is no longer in memory"_s;
    else
        entry.problem = log.isEmpty() ? u"there are no messages yet"_s
                                      : u"the newest is "_s + groupedNumber(qint64(log.end().value - 1));
    entries += entry;
}

void PaletteSession::addMoment(QList<PaletteEntry> &entries, const QString &query) const
{
    const MessageLog &log = *m_models->session()->log();
    if (!looksLikeTime(query) || log.isEmpty())
        return;
    const MessageId current = m_models->navigator.current();
    const qint64 reference = log.contains(current) ? log.record(current).time : log.lastTime();
    const TimeEntry moment = readTimeEntry(query, {reference, log.firstTime(), log.lastTime()});
    PaletteEntry entry = goTo(u"Time "_s + visibleText(query, shownQuery), {});
    entry.icon = u"history"_s;
    entry.target = TimeTarget{query};
    if (moment.time)
        entry.rank = PaletteRank::Answer;
    entry.problem = moment.problem;
    if (moment.time)
        entry.detail = clockText(*moment.time, log.lastTime());
    entries += entry;
}

void PaletteSession::addFilter(QList<PaletteEntry> &entries, const QString &query) const
{
    const ParsedFilter parsed = parseFilter(query);
    if (parsed.error || parsed.expression.isEmpty())
        return;
    PaletteEntry entry{.title = u"Filter events: "_s + visibleText(query, shownQuery)};
    entry.detail = u"sets the filter"_s;
    entry.rank = PaletteRank::Fallback;
    entry.icon = u"filter"_s;
    entry.target = parsed.expression;
    entries += entry;
}

/// What is asked of people most: only where the query names somebody, and as an offer where it leaves open
/// who or what is meant, so that nothing is sent by a slip. The person leads then, whatever is to be done.
void PaletteSession::addRequests(
    QList<PaletteEntry> &entries, PaletteFinding &people, const QString &query) const
{
    const QStringList words = paletteWords(query);
    const QStringList naming = namingWords(words);
    int left = askedPeople;
    for (PaletteEntry &person : people.entries) {
        const PersonRef &who = std::get<PersonRef>(person.target);
        if (who.participant.isEmpty() || !isNamed(person, naming))
            continue;
        person.more += u" mute unmute"_s; // whatever is to be done, they are meant
        if (--left < 0)
            continue;
        QList<PaletteEntry> requests{mute(person, true), mute(person, false), compose(person)};
        const bool isMeant = who == people.only;
        requests[0].rank = isMeant && isTyped(u"mute"_s, words) ? PaletteRank::Usual : PaletteRank::Offered;
        requests[1].rank = isMeant && isTyped(u"unmute"_s, words) ? PaletteRank::Usual : PaletteRank::Offered;
        entries += requests;
    }
}

PaletteEntry PaletteSession::compose(const PaletteEntry &person) const
{
    PaletteEntry entry{.group = PaletteGroup::Requests, .more = person.more, .icon = u"braces"_s};
    entry.title = u"Compose a request for "_s + person.title + u'…';
    entry.more += u" state seat position"_s; // what such a request may be for
    entry.detail = u"opens the form with "_s + placeOf(person);
    entry.target = CommandTarget{u"set_participant_state"_s, std::get<PersonRef>(person.target)};
    entry.rank = PaletteRank::Offered;
    return entry;
}

PaletteEntry PaletteSession::mute(const PaletteEntry &person, bool on) const
{
    const PersonRef &who = std::get<PersonRef>(person.target);
    Session *session = m_models->session();
    ComposerModel request(Catalogue::builtIn(), session->rooms());
    request.setIdsAsText(m_models->composer.areIdsText());
    request.startCommand(u"set_participant_state"_s,
        {{ParameterRole::Room, QString::fromUtf8(who.room)},
            {ParameterRole::Participant, QString::fromUtf8(who.participant)}});
    fill(request, u"control"_s, u"2"_s);
    fill(request, u"value"_s, on ? u"1"_s : u"0"_s);
    PaletteEntry entry{.group = PaletteGroup::Requests, .more = person.more};
    entry.title = (on ? u"Mute "_s : u"Unmute "_s) + person.title;
    entry.detail = u"set_participant_state, "_s + placeOf(person) + (on ? u", mute 1"_s : u", mute 0"_s);
    entry.icon = on ? u"mic-off"_s : u"mic"_s;
    entry.target = RequestTarget{request.json()};
    entry.problem = session->sendProblem(request.json());
    return entry;
}

QList<PaletteEntry> paletteCommands()
{
    QList<PaletteEntry> entries;
    for (const Command &command : Catalogue::builtIn().commands()) {
        PaletteEntry entry{.key = u"command:"_s + command.name, .group = PaletteGroup::Requests};
        entry.title = command.name;
        entry.detail = command.help;
        entry.icon = u"braces"_s;
        entry.target = CommandTarget{command.name, {}};
        entries += entry;
    }
    return entries;
}

} // namespace console
