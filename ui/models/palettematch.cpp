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

/// A word found in a title, or behind it.
struct Found
{
    int penalty = 0;
    TextMark mark = {}; ///< in the title; of no length: elsewhere
    QList<TextMark> initials = {}; ///< in the title, in place of `mark`
};

bool startsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// Marks that keep directions apart may stand before it.
bool startsText(QStringView text, qsizetype at)
{
    return std::none_of(text.begin(), text.begin() + at, [](QChar it) { return it.isLetterOrNumber(); });
}

/// The first place where `word` begins a word of the text, else the first anywhere; -1: it is not there.
qsizetype bestPlace(QStringView word, QStringView text)
{
    const qsizetype first = text.indexOf(word);
    for (qsizetype at = first; at >= 0; at = text.indexOf(word, at + 1))
        if (startsWord(text, at))
            return at;
    return first;
}

bool beginsAWord(QChar letter, QStringView text)
{
    for (qsizetype at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1))
        if (startsWord(text, at))
            return true;
    return false;
}

/// Places for the letters of `word`, each behind the one before it or at the start of a later word.
class Initials
{
public:
    Initials(QStringView word, QStringView text) : m_word(word), m_text(text) { }

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
            if (fits && m_text.at(at) == m_word.at(letter) && placeAt(letter, at))
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

    QStringView m_word;
    QStringView m_text;
    QList<qsizetype> m_places;
    std::vector<bool> m_dead;
};

int placePenalty(QStringView title, qsizetype at)
{
    if (startsText(title, at))
        return AtStart;
    return startsWord(title, at) ? AtWord : Inside;
}

std::optional<Found> matchInTitle(QStringView word, QStringView title)
{
    const qsizetype at = bestPlace(word, title);
    if (at >= 0)
        return Found{placePenalty(title, at), {at, word.size()}};
    if (!beginsAWord(word.at(0), title))
        return std::nullopt;
    Initials initials(word, title);
    if (initials.find())
        return Found{AcrossWords, {}, initials.marks()};
    return std::nullopt;
}

bool isNumber(QStringView word)
{
    return std::ranges::all_of(word, [](QChar it) { return it.isDigit(); });
}

/// The first place where `word` stands alone; -1: nowhere.
qsizetype wholePlace(QStringView word, QStringView text)
{
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const qsizetype end = at + word.size();
        if (startsWord(text, at) && (end == text.size() || !text.at(end).isLetterOrNumber()))
            return at;
    }
    return -1;
}

/// Who types a number means that one, wherever it stands, and not one that holds it.
std::optional<Found> matchOfNumber(QStringView number, QStringView title, QStringView more)
{
    const qsizetype at = wholePlace(number, title);
    if (at >= 0)
        return Found{placePenalty(title, at), {at, number.size()}};
    if (wholePlace(number, more) >= 0)
        return Found{MoreNumber};
    return std::nullopt;
}

std::optional<Found> matchOfWord(QStringView word, QStringView title, QStringView more)
{
    if (auto found = matchInTitle(word, title))
        return found;
    const qsizetype at = bestPlace(word, more);
    if (at < 0)
        return std::nullopt;
    return Found{startsWord(more, at) ? MoreAtWord : MoreInside};
}

std::optional<Found> matchOf(QStringView word, QStringView title, QStringView more)
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
    const FoldedText plain(text);
    const qsizetype at = bestPlace(FoldedText(word).view(), plain.view());
    return at >= 0 && startsWord(plain.view(), at);
}

bool paletteIsWord(const QString &word, const QString &text)
{
    return wholePlace(FoldedText(word).view(), FoldedText(text).view()) >= 0;
}

std::optional<PaletteMatch> paletteMatch(const QStringList &words, const QString &title, const QString &more)
{
    const FoldedText plainTitle(title);
    const FoldedText plainMore(more);
    PaletteMatch all;
    for (const QString &word : words) {
        const auto found = matchOf(FoldedText(word).view(), plainTitle.view(), plainMore.view());
        if (!found)
            return std::nullopt;
        all.penalty += found->penalty;
        all.marks += found->initials;
        if (found->mark.length > 0)
            all.marks += found->mark;
    }
    all.marks = united(all.marks);
    return all;
}

std::optional<int> palettePenalty(const FoldedText &word, const FoldedText &title, const FoldedText &more)
{
    const std::optional<Found> found = matchOf(word.view(), title.view(), more.view());
    return found ? std::optional(found->penalty) : std::nullopt;
}

} // namespace console
