#include "ui/widgets/plaintooltip.h"

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
    return u"<p style='white-space:pre-wrap'>"_s + shown.toHtmlEscaped() + u"</p>"_s;
}

} // namespace console
