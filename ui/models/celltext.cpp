#include "ui/models/celltext.h"

#include "ui/models/text.h"

#include <QStringList>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lineLength = 100;
constexpr qsizetype lineCount = 12;

/// Nothing is cut inside a character of two units.
qsizetype safeCut(QStringView text, qsizetype length)
{
    return length < text.size() && text[length].isLowSurrogate() ? length - 1 : length;
}

QString cut(const QString &text, qsizetype maximum)
{
    return text.size() <= maximum ? text : text.left(safeCut(text, maximum)) + u'\u2026';
}

} // namespace

QString emptyCell()
{
    return u"\u2014"_s;
}

QString cellText(const QString &text)
{
    if (text.isEmpty())
        return emptyCell();
    return cut(text, maximumShownText);
}

QString safeCell(QStringView text, qsizetype maximum)
{
    return text.isEmpty() ? emptyCell() : isolated(cut(visibleText(text, maximum), maximum));
}

QString safeCell(QByteArrayView utf8, qsizetype maximum)
{
    return safeCell(QString::fromUtf8(utf8.first(std::min(utf8.size(), 4 * maximum))), maximum);
}

QString copiedText(QString cell)
{
    for (const char16_t mark : {u'\u2009', u'\u2068', u'\u2069'})
        cell.remove(QChar(mark));
    return cell.replace(QChar(0x2212), u'-');
}

QString tooltipText(QByteArrayView utf8)
{
    constexpr qsizetype most = lineLength * lineCount;
    const QString start = QString::fromUtf8(utf8.first(std::min(utf8.size(), 4 * most)));
    const QString shown = visibleText(start, most);
    QStringList lines;
    qsizetype at = 0;
    for (; at < shown.size() && lines.size() < lineCount; at += lines.back().size())
        lines += shown.mid(at, safeCut(QStringView(shown).sliced(at), lineLength));
    return lines.join(u'\n') + (at < shown.size() ? u"\u2026"_s : QString());
}

} // namespace console
