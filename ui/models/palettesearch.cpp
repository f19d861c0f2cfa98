#include "ui/models/palettesearch.h"

#include "lib/log/messagelog.h"
#include "lib/rooms/statement.h"
#include "ui/models/numbers.h"
#include "ui/models/palettematch.h"
#include "ui/models/palettepeople.h"

#include <QElapsedTimer>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype countedWords = 64; ///< as many as WordBits holds

bool saysMoved(const QString &word)
{
    return word.size() >= 3 && u"moved"_s.startsWith(word, Qt::CaseInsensitive);
}

template <typename Names>
WordBits bitsWhere(const QStringList &words, Names names)
{
    WordBits bits = 0;
    for (qsizetype i = 0; i < std::min(words.size(), countedWords); ++i)
        if (names(words[i]))
            bits |= WordBits(1) << i;
    return bits;
}

WordBits bitsOfId(const QStringList &words, const QByteArray &id)
{
    const QString text = QString::fromUtf8(id);
    return bitsWhere(
        words, [&](const QString &word) { return word.compare(text, Qt::CaseInsensitive) == 0; });
}

WordBits bitsOfName(const QStringList &words, const QString &name)
{
    return bitsWhere(words, [&](const QString &word) { return paletteBeginsWord(word, name); });
}

bool has(WordBits bits, qsizetype word)
{
    return word < countedWords && ((bits >> word) & 1) != 0;
}

} // namespace

PalettePast::PalettePast(const MessageLog &log, const RoomDirectory &rooms)
    : segments(log.snapshot(log.first(), log.end())), names(rooms.names()), strings(log.strings()),
      today(log.lastTime())
{
    people.reserve(size_t(rooms.participantCount()));
    for (const SeenRoom &room : rooms.rooms())
        for (const SeenParticipant &person : room.participants)
            people.push_back({room.id, person.id, person.name});
}

PastQuery::PastQuery(const QStringList &searched, const std::vector<PastPerson> &people) : words(searched)
{
    for (const PastPerson &person : people) {
        const WordBits id = bitsOfId(words, person.id);
        const WordBits bits = id | bitsOfName(words, person.name);
        ids |= id;
        if (bits != 0 && !named[person.room].contains(bits))
            named[person.room] += bits;
    }
}

PastPiece PaletteSearch::run(PastScope scope, size_t left, const std::function<bool()> &isVoid)
{
    QElapsedTimer timer;
    timer.start();
    begin(scope);
    while (left > 0 && !isDone() && !isVoid() && timer.elapsed() < pieceTime)
        look(m_past->segments[--left], isVoid);
    m_piece.left = left;
    return m_piece;
}

/// Everybody is looked at by the pool too, as they may be many.
void PaletteSearch::begin(PastScope scope)
{
    if (!m_query) {
        m_query.emplace(m_words, m_past->people);
        m_isAboutMoving = std::ranges::any_of(m_words, saysMoved);
    }
    m_piece = {.scope = m_query->named.isEmpty() ? PastScope::Everybody : scope};
}

/// Text that is only in a recording is read where some row of it may be meant.
void PaletteSearch::look(const SegmentSnapshot &segment, const std::function<bool()> &isVoid)
{
    std::optional<RowsText> text;
    for (size_t row = segment.rows().size(); row > 0 && !isDone() && !isVoid(); --row) {
        if (!isSought(segment.first() + (row - 1), segment.rows()[row - 1]))
            continue;
        if (!text)
            text = segment.text();
        if (!text->problem.isEmpty()) {
            m_piece.isUnread = true;
            return;
        }
        judge(segment, row - 1, text->text);
    }
}

bool PaletteSearch::isSought(MessageId id, const MessageRecord &row)
{
    if (!isSpoken(row))
        return false;
    if (m_piece.scope == PastScope::Everybody)
        return true;
    return row.participant ? personOf(id, row).words != 0 : !namedBy(id, row).isEmpty();
}

/// Positions, thousands of which say the same, are passed over unless they are asked for. So are rows with
/// strings that were too long for the session's pool, as nobody has such names.
bool PaletteSearch::isSpoken(const MessageRecord &row)
{
    return row.isEvent() && !row.has(MessageFlag::Unpooled)
        && (m_isAboutMoving || factsOf(row).type != EventType::SetParticipantPosition);
}

/// Of each whom a row is about.
QList<WordBits> PaletteSearch::namedBy(MessageId id, const MessageRecord &row)
{
    if (row.participant)
        return {personOf(id, row).words};
    const bool isOfAll = row.room && row.name && factsOf(row).changesEverybody;
    return isOfAll ? m_query->named.value(m_past->strings.at(row.room)) : QList<WordBits>();
}

/// An id has few names, one for thousands of rows.
const PaletteSearch::Person &PaletteSearch::personOf(MessageId id, const MessageRecord &row)
{
    const quint64 key = quint64(row.room.value) << 32 | row.participant.value;
    auto known = m_people.find(key);
    if (known == m_people.end()) {
        const QByteArray participant = m_past->strings.at(row.participant);
        const WordBits words = bitsOfId(m_query->words, participant);
        const NameHistory *names = m_past->names.history(m_past->strings.at(row.room), participant);
        known = m_people.insert(key, {words, names, nullptr, words});
    }
    const GivenName *name = known->names ? known->names->at(id) : nullptr;
    if (std::exchange(known->name, name) != name)
        known->words = known->id | bitsOfName(m_query->words, name ? name->name : QString());
    return *known;
}

PaletteSearch::NameFacts PaletteSearch::factsOf(const MessageRecord &row)
{
    auto known = m_names.constFind(row.name);
    if (known == m_names.constEnd()) {
        const QByteArray name = m_past->strings.at(row.name);
        known = m_names.insert(row.name, {eventType(name), changesEverybody(name)});
    }
    return *known;
}

/// Equal texts about people of equal names make equal sentences.
void PaletteSearch::judge(const SegmentSnapshot &segment, size_t row, const QByteArray &text)
{
    const MessageRecord &record = segment.rows()[row];
    const quint32 start = row == 0 ? 0 : segment.rows()[row - 1].end;
    const auto bytes = QByteArrayView(text).sliced(start, record.end - start);
    const MessageId id = segment.first() + row;
    const GivenName *name = record.participant ? personOf(id, record).name : nullptr;
    if (m_unfit.contains({name, QByteArray::fromRawData(bytes.data(), bytes.size())}))
        return;
    const Sentence sentence = sentenceOfRow(record, name ? name->name : QString(), bytes);
    const QList<WordBits> named = namedBy(id, record);
    const auto isFit = [&](WordBits it) { return fits(sentence, it); };
    if (isFit(0) || std::ranges::any_of(named, isFit))
        m_piece.found += entryOf(id, record, sentence);
    else
        remember(name, bytes);
}

void PaletteSearch::remember(const GivenName *name, QByteArrayView unfit)
{
    if (m_unfitSize + unfit.size() > rememberedText)
        return;
    m_unfitSize += unfit.size();
    m_unfit.insert({name, unfit.toByteArray()});
}

Sentence PaletteSearch::sentenceOfRow(
    const MessageRecord &row, const QString &person, QByteArrayView text) const
{
    return sentenceOf({row.kind, m_past->strings.at(row.name), m_past->strings.at(row.room),
        m_past->strings.at(row.participant), person, text});
}

bool PaletteSearch::says(const Sentence &sentence, qsizetype word) const
{
    const auto isIn = has(m_query->ids, word) ? &paletteIsWord : &paletteBeginsWord;
    return isIn(m_query->words[word], sentence.title) || isIn(m_query->words[word], sentence.subtitle);
}

/// Words that name the person need not stand in the sentence.
bool PaletteSearch::fits(const Sentence &sentence, WordBits named) const
{
    for (qsizetype i = 0; i < m_query->words.size(); ++i)
        if (!has(named, i) && !says(sentence, i))
            return false;
    return true;
}

/// It was found, and so fits whatever else is looked at.
PaletteEntry PaletteSearch::entryOf(MessageId id, const MessageRecord &record, const Sentence &sentence)
{
    PaletteEntry entry{.group = PaletteGroup::GoTo, .title = sentence.title};
    entry.detail =
        kindLabel(record, m_past->strings.at(record.name)) + u", "_s + clockText(record.time, m_past->today);
    entry.more = sentence.subtitle + u' ' + m_query->words.join(u' ');
    entry.type = record.kind == MessageKind::Event ? factsOf(record).type : EventType::Custom;
    entry.target = id;
    entry.rank = PaletteRank::Past;
    return entry;
}

} // namespace console
