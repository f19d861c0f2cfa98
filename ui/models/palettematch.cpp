#include "ui/models/palettematch.h"

#include <algorithm>
#include <vector>

namespace console {

namespace {

enum Penalty {
    AtStart = 0,
    AtWord = 1,
    MoreNumber = 2, ///< a whole one, as an id is
    PartOfNumber = 3,
    Inside = 4,
    AcrossWords = 6,
    MoreAtWord = 8,
    MoreInside = 10,
};

/// Longer words are not looked for as beginnings of several, nor in longer texts: nobody types or reads
/// those.
constexpr qsizetype longestInitials = 12;
constexpr qsizetype longestTitle = 256;

/// Combining marks aside, of scripts that have them on letters; who types knows names without them.
QChar withoutAccent(QChar letter)
{
    constexpr char16_t dotlessI = 0x131;
    constexpr char16_t endOfAccented = 0x2000;
    while (letter.unicode() < endOfAccented && letter.decompositionTag() == QChar::Canonical)
        letter = letter.decomposition().at(0);
    return letter == dotlessI ? QChar(u'i') : letter;
}

/// As long as the text, so that places in it are those of the text.
QString withoutAccents(QString text)
{
    constexpr char16_t firstAccented = 0xC0;
    for (qsizetype i = 0; i < text.size(); ++i)
        if (std::as_const(text).at(i).unicode() >= firstAccented)
            text[i] = withoutAccent(std::as_const(text).at(i));
    return text;
}

bool startsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// Marks that keep directions apart may stand before it.
bool startsText(const QString &text, qsizetype at)
{
    return std::none_of(text.begin(), text.begin() + at, [](QChar it) { return it.isLetterOrNumber(); });
}

/// The first place where `word` begins a word of the text, else the first anywhere; -1: it is not there.
qsizetype bestPlace(const QString &word, const QString &text)
{
    const qsizetype first = text.indexOf(word, 0, Qt::CaseInsensitive);
    for (qsizetype at = first; at >= 0; at = text.indexOf(word, at + 1, Qt::CaseInsensitive))
        if (startsWord(text, at))
            return at;
    return first;
}

bool beginsAWord(QChar letter, const QString &text)
{
    for (qsizetype at = text.indexOf(letter, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(letter, at + 1, Qt::CaseInsensitive))
        if (startsWord(text, at))
            return true;
    return false;
}

/// Places for the letters of `word`, each behind the one before it or at the start of a later word.
class Initials
{
public:
    Initials(const QString &word, const QString &text) : m_word(word.toCaseFolded()), m_text(text) { }

    bool find()
    {
        if (m_word.size() > longestInitials || m_text.size() > longestTitle)
            return false;
        m_dead.assign(size_t(m_word.size() * m_text.size()), false);
        return place(0, 0);
    }
    QList<TextMark> marks() const
    {
        QList<TextMark> marks;
        for (const qsizetype at : m_places) {
            if (!marks.isEmpty() && marks.last().start + marks.last().length == at)
                ++marks.last().length;
            else
                marks.append({at, 1});
        }
        return marks;
    }

private:
    /// The letters from `letter` on, at or behind `from`.
    bool place(qsizetype letter, qsizetype from)
    {
        if (letter == m_word.size())
            return true;
        for (qsizetype at = from; at < m_text.size(); ++at) {
            const bool fits = (at == from && letter > 0) || startsWord(m_text, at);
            if (fits && m_text.at(at).toCaseFolded() == m_word.at(letter) && placeAt(letter, at))
                return true;
        }
        return false;
    }
    /// Tries no place twice, so that the work is bounded by letters times places.
    bool placeAt(qsizetype letter, qsizetype at)
    {
        const auto known = size_t(letter * m_text.size() + at);
        if (m_dead[known])
            return false;
        m_places.append(at);
        if (place(letter + 1, at + 1))
            return true;
        m_places.removeLast();
        m_dead[known] = true;
        return false;
    }

    QString m_word;
    const QString &m_text;
    QList<qsizetype> m_places;
    std::vector<bool> m_dead;
};

int placePenalty(const QString &title, qsizetype at)
{
    if (startsText(title, at))
        return AtStart;
    return startsWord(title, at) ? AtWord : Inside;
}

std::optional<PaletteMatch> matchInTitle(const QString &word, const QString &title)
{
    const qsizetype at = bestPlace(word, title);
    if (at >= 0)
        return PaletteMatch{placePenalty(title, at), {{at, word.size()}}};
    if (!beginsAWord(word.at(0), title))
        return std::nullopt;
    Initials initials(word, title);
    if (initials.find())
        return PaletteMatch{AcrossWords, initials.marks()};
    return std::nullopt;
}

bool isNumber(const QString &word)
{
    return std::ranges::all_of(word, [](QChar it) { return it.isDigit(); });
}

/// The first place where `word` stands alone; -1: nowhere.
qsizetype wholePlace(const QString &word, const QString &text)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const qsizetype end = at + word.size();
        if (startsWord(text, at) && (end == text.size() || !text.at(end).isLetterOrNumber()))
            return at;
    }
    return -1;
}

/// Who types a number means that one, wherever it stands, and not one that holds it.
std::optional<PaletteMatch> matchOfNumber(const QString &number, const QString &title, const QString &more)
{
    const qsizetype at = wholePlace(number, title);
    if (at >= 0)
        return PaletteMatch{placePenalty(title, at), {{at, number.size()}}};
    if (wholePlace(number, more) >= 0)
        return PaletteMatch{MoreNumber, {}};
    return std::nullopt;
}

std::optional<PaletteMatch> matchOfWord(const QString &word, const QString &title, const QString &more)
{
    if (auto found = matchInTitle(word, title))
        return found;
    const qsizetype at = bestPlace(word, more);
    if (at < 0)
        return std::nullopt;
    return PaletteMatch{startsWord(more, at) ? MoreAtWord : MoreInside, {}};
}

std::optional<PaletteMatch> matchOf(const QString &word, const QString &title, const QString &more)
{
    if (!isNumber(word))
        return matchOfWord(word, title, more);
    if (auto whole = matchOfNumber(word, title, more))
        return whole;
    auto part = matchOfWord(word, title, more);
    if (part)
        part->penalty = std::max(part->penalty, int(PartOfNumber));
    return part;
}

/// Ascending, and one where they touch or lie upon each other.
QList<TextMark> united(QList<TextMark> marks)
{
    std::sort(marks.begin(), marks.end(),
        [](const TextMark &left, const TextMark &right) { return left.start < right.start; });
    QList<TextMark> result;
    for (const TextMark &mark : std::as_const(marks)) {
        const qsizetype end = result.isEmpty() ? -1 : result.last().start + result.last().length;
        if (mark.start <= end)
            result.last().length = std::max(end, mark.start + mark.length) - result.last().start;
        else
            result.append(mark);
    }
    return result;
}

} // namespace

QStringList paletteWords(const QString &query)
{
    return query.simplified().split(u' ', Qt::SkipEmptyParts);
}

bool paletteBeginsWord(const QString &word, const QString &text)
{
    const QString plain = withoutAccents(text);
    const qsizetype at = bestPlace(withoutAccents(word), plain);
    return at >= 0 && startsWord(plain, at);
}

bool paletteIsWord(const QString &word, const QString &text)
{
    return wholePlace(withoutAccents(word), withoutAccents(text)) >= 0;
}

std::optional<PaletteMatch> paletteMatch(const QStringList &words, const QString &title, const QString &more)
{
    const QString plainTitle = withoutAccents(title);
    const QString plainMore = withoutAccents(more);
    PaletteMatch all;
    for (const QString &word : words) {
        const std::optional<PaletteMatch> match = matchOf(withoutAccents(word), plainTitle, plainMore);
        if (!match)
            return std::nullopt;
        all.penalty += match->penalty;
        all.marks += match->marks;
    }
    all.marks = united(all.marks);
    return all;
}

} // namespace console
