#pragma once

#include "ui/models/foldedtext.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace console {

/// A stretch of a text that a word of a query was found in.
struct TextMark
{
    qsizetype start = 0;
    qsizetype length = 0;
    friend bool operator==(const TextMark &, const TextMark &) = default;
};

/// How well a query fits a text; a value.
struct PaletteMatch
{
    int penalty = 0; ///< less is better; 0: the text begins with the query
    QList<TextMark> marks; ///< in the title, ascending, apart from each other
};

/// The words of what somebody typed.
QStringList paletteWords(const QString &query);

/// Is there a word in the text that begins with this one, in whatever case, with or without accents? Pure;
/// any thread.
bool paletteBeginsWord(const QString &word, const QString &text);
/// Is one of the text's words this one as a whole? The rest as paletteBeginsWord().
bool paletteIsWord(const QString &word, const QString &text);

/// Every word must be found, in whatever case and order, with or without accents: best at the start of the
/// title, then at the start of one of its words, inside of one, as beginnings of several ("tfh" finds
/// "Timeline at full height"), and last in `more`, which is not shown as found. A number that stands there as
/// a whole, in `more` too, comes before one that is part of another. None: some word is in neither. Pure; any
/// thread.
std::optional<PaletteMatch> paletteMatch(
    const QStringList &words, const QString &title, const QString &more = {});
/// The penalty of paletteMatch() for one word, without an allocation for short texts: for many of them. None:
/// it is in neither. @pre the word is not empty. Pure; any thread.
std::optional<int> palettePenalty(const FoldedText &word, const FoldedText &title, const FoldedText &more);

} // namespace console
