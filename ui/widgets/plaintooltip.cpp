#include "ui/widgets/plaintooltip.h"

#include <QStringList>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

QString plainToolTip(const QString &text)
{
    constexpr qsizetype lines = 12;
    constexpr qsizetype charactersPerLine = 100;
    if (text.isEmpty())
        return {};
    QString shown = text.section(u'\n', 0, lines - 1).left(lines * charactersPerLine);
    if (shown.size() < text.size())
        shown += u'…';
    const QStringList all = shown.split(u'\n');
    const bool isNarrow = std::all_of(
        all.begin(), all.end(), [](const QString &line) { return line.size() <= charactersPerLine; });
    // Left to itself, a tooltip breaks what has room in one line, and ids at any dash.
    const QString spaces = isNarrow ? u"pre"_s : u"pre-wrap"_s;
    return u"<p style='white-space:%1'>"_s.arg(spaces) + shown.toHtmlEscaped() + u"</p>"_s;
}

} // namespace console
