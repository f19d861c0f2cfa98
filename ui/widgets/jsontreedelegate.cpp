#include "ui/widgets/jsontreedelegate.h"

#include "ui/models/jsontreemodel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QColor colourOf(JsonToken type, const Colours &colours)
{
    switch (type) {
    case JsonToken::String:
        return colours.ok;
    case JsonToken::Number:
        return colours.jsonNumber;
    case JsonToken::True:
    case JsonToken::False:
    case JsonToken::Null:
        return colours.jsonLiteral;
    default:
        return colours.text3;
    }
}

/// Writes one piece after the other, each elided to the room that is left.
class Writer
{
public:
    Writer(QPainter *painter, const QRect &rect) : m_painter(painter), m_rect(rect) { }

    void write(const QString &text, const QFont &font, const QColor &colour, int gap = 0)
    {
        m_rect.setLeft(m_rect.left() + (text.isEmpty() ? 0 : gap));
        if (m_rect.width() <= 0 || text.isEmpty())
            return;
        m_painter->setFont(font);
        m_painter->setPen(colour);
        const QFontMetrics metrics(font);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, m_rect.width());
        m_painter->drawText(m_rect, Qt::AlignVCenter | Qt::TextSingleLine, shown);
        m_rect.setLeft(m_rect.left() + metrics.horizontalAdvance(shown));
    }
    void box(const QString &text, const QFont &font, const QColor &frame, const QColor &colour)
    {
        const int width = QFontMetrics(font).horizontalAdvance(text) + 10;
        if (text.isEmpty() || m_rect.width() < width + 8)
            return;
        const QRectF around(m_rect.left() + 8.5, m_rect.center().y() - 7.5, width, 16);
        m_painter->setPen(frame);
        m_painter->drawRoundedRect(around, 3, 3);
        m_painter->setFont(font);
        m_painter->setPen(colour);
        m_painter->drawText(around, Qt::AlignCenter, text);
    }

private:
    QPainter *m_painter;
    QRect m_rect;
};

} // namespace

JsonTreeDelegate::JsonTreeDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

void JsonTreeDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Colours &colours = m_theme->colours();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(
            option.rect, option.state & QStyle::State_Active ? colours.selection : colours.selectionInactive);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colours.hover);
    Writer writer(painter, option.rect.adjusted(2, 0, -8, 0));
    if (index.data(JsonTreeModel::IsMoreRole).toBool()) {
        writer.write(index.data().toString(), Theme::font(TextSize::Dense), colours.accent);
        return painter->restore();
    }
    const QString key = index.data(JsonTreeModel::KeyRole).toString();
    const QFont fixed = Theme::fixedFont();
    writer.write(key, fixed, colours.text);
    writer.write(key.isEmpty() ? QString() : u" : "_s, fixed, selected ? colours.text2 : colours.text3);
    const auto type = JsonToken(index.data(JsonTreeModel::TypeRole).toInt());
    writer.write(index.data(JsonTreeModel::ValueRole).toString(), fixed, colourOf(type, colours));
    const QFont small = Theme::font(TextSize::Caption);
    writer.write(index.data(JsonTreeModel::AnnotationRole).toString(), small, colours.text2, 8);
    writer.box(index.data(JsonTreeModel::TagRole).toString(), small, colours.control, colours.text2);
    painter->restore();
}

QSize JsonTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, rowHeight};
}

bool JsonTreeDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    const QString text = index.data(Qt::AccessibleTextRole).toString();
    QToolTip::showText(event->globalPos(), plainToolTip(text), view);
    return true;
}

} // namespace console
