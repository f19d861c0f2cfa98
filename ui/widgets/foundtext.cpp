#include "ui/widgets/foundtext.h"

#include "ui/models/text.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace console {

namespace {

// The yellow of a highlighter: 4.5:1 below text and secondary text of either scheme.
constexpr QRgb lightMark = 0xFFF1B8;
constexpr QRgb darkMark = 0x4A3A0A;

QTextCharFormat markFormat(const Theme *theme)
{
    QTextCharFormat format;
    if (theme->isHighContrast())
        format.setFontUnderline(true); // its colours are the system's alone
    else
        format.setBackground(QColor(theme->isDark() ? darkMark : lightMark));
    return format;
}

QList<QTextLayout::FormatRange> marksIn(const QString &shown, const FoundText &text, const Theme *theme)
{
    QList<QTextLayout::FormatRange> marks;
    const qsizetype length = text.searched.size();
    for (qsizetype at = text.from; length > 0; at += length) {
        at = shown.indexOf(text.searched, at, Qt::CaseInsensitive);
        if (at < 0)
            break;
        marks += {int(at), int(length), markFormat(theme)};
    }
    return marks;
}

} // namespace

Qt::TextElideMode elideModeOf(QByteArrayView id)
{
    return hasHost(id) ? Qt::ElideRight : Qt::ElideMiddle;
}

int drawFoundText(QPainter *painter, const QRect &rect, const FoundText &text, const Theme *theme)
{
    const QString shown = painter->fontMetrics().elidedText(text.text, text.elide, std::max(0, rect.width()));
    QTextLayout layout(shown, painter->font());
    QTextOption oneLine;
    oneLine.setWrapMode(QTextOption::NoWrap);
    oneLine.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(oneLine);
    layout.setFormats(marksIn(shown, text, theme));
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    const int width = int(std::ceil(line.naturalTextWidth()));
    const int left = text.side & Qt::AlignRight ? rect.right() + 1 - width : rect.left();
    layout.draw(painter, QPointF(left, rect.top() + (rect.height() - line.height()) / 2));
    return width;
}

} // namespace console
