#include "ui/widgets/statisticsdelegate.h"

#include "ui/models/statisticstable.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Look = StatisticsColumn::Look;
using Table = StatisticsTable;

constexpr qreal barHeight = 8;
constexpr qreal barRadius = 2;

bool isNumber(const QString &text)
{
    return !text.isEmpty() && (text.back().isDigit());
}

} // namespace

void StatisticsDelegate::paintCell(Cell &cell, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    switch (Look(index.data(Table::LookRole).toInt())) {
    case Look::Label:
        return paintLabel(cell, index);
    case Look::Verbatim:
        return cell.write(text, Theme::fixedFont(), cell.text());
    case Look::Number:
        return paintNumber(cell, index);
    case Look::Share:
        return paintShare(cell, index);
    case Look::Time:
        return cell.write(text, Theme::fixedFont(), isNumber(text) ? cell.text2() : cell.text3());
    }
}

void StatisticsDelegate::paintLabel(Cell &cell, const QModelIndex &index) const
{
    const QVariant type = index.data(Table::TypeRole);
    if (index.column() == 0 && type.isValid())
        theme()->drawGlyph(cell.painter(), glyphOf(EventType(type.toInt())), cell.signPlace());
    cell.write(index.data(Qt::DisplayRole).toString(), Theme::font(TextSize::Dense), cell.text());
}

/// Nothing counted is fainter than something; what was refused has its sign beside it.
void StatisticsDelegate::paintNumber(Cell &cell, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont dense = Theme::font(TextSize::Dense);
    const QString title = index.model()->headerData(index.column(), Qt::Horizontal).toString();
    const bool isFailure = title == u"ERROR" && index.data(Table::FailedRole).toBool();
    if (!isFailure)
        return cell.writeRight(text, dense, isNumber(text) && text != u"0" ? cell.text() : cell.text3());
    const QColor colour = theme()->colours().error;
    const int width = QFontMetrics(dense).horizontalAdvance(text);
    const QRect free = cell.rect();
    theme()->drawIcon(
        cell.painter(), u"error"_s, colour, QPointF(free.right() - width - 11, free.center().y() + 0.5), 14);
    cell.writeRight(text, dense, colour);
}

void StatisticsDelegate::paintShare(Cell &cell, const QModelIndex &index) const
{
    const QRectF free = cell.rect();
    const QRectF track(free.left(), free.center().y() - barHeight / 2 + 0.5, free.width(), barHeight);
    const double share = index.data(Table::ShareRole).toDouble();
    const QVariant type = index.data(Table::TypeRole);
    QPainter *painter = cell.painter();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme()->colours().line);
    painter->drawRoundedRect(track, barRadius, barRadius);
    if (share <= 0)
        return;
    painter->setBrush(type.isValid() ? theme()->hue(EventType(type.toInt())) : theme()->colours().text3);
    painter->drawRoundedRect(
        QRectF(track.topLeft(), QSizeF(qMax(2 * barRadius, track.width() * share), barHeight)), barRadius,
        barRadius);
}

} // namespace console
