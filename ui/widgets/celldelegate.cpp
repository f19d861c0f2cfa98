#include "ui/widgets/celldelegate.h"

#include "ui/widgets/panetable.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QToolTip>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 22;

/// What is selected is selected everywhere, wherever the focus is.
QColor backgroundOf(RowLook look, const Colours &colours)
{
    switch (look) {
    case RowLook::Selected:
        return colours.selection;
    case RowLook::Linked:
    case RowLook::Hovered:
        return colours.hover;
    case RowLook::Plain:
        break;
    }
    return {};
}

} // namespace

CellDelegate::CellDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme)
{
}

void CellDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *table = qobject_cast<const PaneTable *>(option.widget);
    const Colours &colours = m_theme->colours();
    const RowLook look = table ? table->lookOf(index) : RowLook::Plain;
    painter->save();
    const QColor tint = look == RowLook::Plain ? rowTint(index) : backgroundOf(look, colours);
    painter->fillRect(option.rect, tint.isValid() ? tint : index.row() % 2 ? colours.alt : colours.base);
    const bool isFirst = table && table->columnViewportPosition(index.column()) <= 0;
    if (isFirst && (look == RowLook::Selected || look == RowLook::Linked))
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(barWidth, option.rect.height())), colours.accent);
    if (table && isWhole(index)) {
        painter->setClipRect(option.rect, Qt::IntersectClip);
        const QRect row(0, option.rect.top(), table->viewport()->width(), option.rect.height());
        paintRow(painter, *table, row, look, index);
    } else {
        Cell cell(painter, m_theme, option.rect.adjusted(padding, 0, -padding, 0), look);
        paintCell(cell, index);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, rowHeight};
}

CellDelegate::Cell::Cell(QPainter *painter, const Theme *theme, const QRect &rect, RowLook look)
    : m_painter(painter), m_theme(theme), m_rect(rect), m_look(look)
{
    painter->setLayoutDirection(Qt::LeftToRight);
}

QColor CellDelegate::Cell::text() const
{
    return m_theme->colours().text;
}

QColor CellDelegate::Cell::text2() const
{
    return m_theme->colours().text2;
}

QColor CellDelegate::Cell::text3() const
{
    return m_look == RowLook::Plain ? m_theme->colours().text3 : m_theme->colours().text2;
}

QPointF CellDelegate::Cell::signPlace()
{
    const QPointF place(m_rect.left() + 6, m_rect.top() + m_rect.height() / 2.0);
    skip(signWidth);
    return place;
}

QPointF CellDelegate::Cell::edgePlace() const
{
    return {m_rect.left() + 2.0, m_rect.top() + m_rect.height() / 2.0};
}

void CellDelegate::Cell::write(
    const QString &text, const QFont &font, const QColor &colour, Qt::TextElideMode mode)
{
    if (m_rect.width() <= 0 || text.isEmpty())
        return;
    if (text.contains(u"[U+"))
        return writeWithBoxes(text, font, colour);
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, mode, m_rect.width());
    m_painter->setFont(font);
    m_painter->setPen(colour);
    m_painter->drawText(m_rect, Qt::AlignVCenter | Qt::TextSingleLine, shown);
    skip(metrics.horizontalAdvance(shown));
}

void CellDelegate::Cell::writeRight(const QString &text, const QFont &font, const QColor &colour)
{
    m_painter->setFont(font);
    m_painter->setPen(colour);
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideLeft, m_rect.width());
    m_painter->drawText(m_rect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, shown);
    m_rect.setRight(m_rect.right() - metrics.horizontalAdvance(shown) - padding);
}

/// "anna[U+202E]nimda": the name of each hidden character stands in a box of its own.
void CellDelegate::Cell::writeWithBoxes(const QString &text, const QFont &font, const QColor &colour)
{
    static const QRegularExpression hidden(u"\\[(U\\+[0-9A-F]{4,6})\\]"_s);
    const QFont small = Theme::font(TextSize::Caption);
    qsizetype from = 0;
    for (const QRegularExpressionMatch &match : hidden.globalMatch(text)) {
        write(text.sliced(from, match.capturedStart() - from), font, colour);
        from = match.capturedEnd();
        const int width = QFontMetrics(small).horizontalAdvance(match.captured(1)) + 6;
        if (m_rect.width() < width + 4)
            return;
        const QRectF box(m_rect.left() + 2.5, m_rect.center().y() - 6.5, width, 14);
        m_painter->setPen(m_theme->colours().control);
        m_painter->drawRoundedRect(box, 2, 2);
        m_painter->setFont(small);
        m_painter->setPen(m_theme->colours().text2);
        m_painter->drawText(box, Qt::AlignCenter, match.captured(1));
        skip(width + 5);
    }
    const QString rest = text.sliced(from);
    if (!rest.contains(u"[U+"))
        write(rest, font, colour);
}

/// What a server sent is plain text in tooltips too.
bool CellDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), plainToolTip(index.data(Qt::ToolTipRole).toString()), view);
    return true;
}

} // namespace console
