#include "ui/widgets/suggestiondelegate.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

void SuggestionDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &colours = m_theme->colours();
    const bool isCurrent = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, isCurrent ? colours.selection : colours.base);
    const QRect box = option.rect.adjusted(8, 0, -8, 0);
    const QString text = index.data().toString();
    painter->setFont(Theme::fixedFont());
    painter->setPen(colours.text);
    const int width = painter->fontMetrics().horizontalAdvance(text);
    painter->drawText(box, Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    painter->setFont(Theme::font(TextSize::Dense));
    painter->setPen(isCurrent ? colours.text2 : colours.text3);
    const int left = box.width() - width - 16;
    painter->drawText(box, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data(DetailRole).toString(), Qt::ElideRight, left));
}

} // namespace console
