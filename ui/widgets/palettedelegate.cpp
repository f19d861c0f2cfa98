#include "ui/widgets/palettedelegate.h"

#include "ui/models/palettemodel.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineHeight = 32;
constexpr int padding = 14;
constexpr int textLeft = 40;
constexpr int barWidth = 3;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

/// The stretches of the text that still stand there after it was cut at the end.
QList<QTextLayout::FormatRange> strongParts(const QList<TextMark> &marks, qsizetype shown, const QColor &line)
{
    QList<QTextLayout::FormatRange> formats;
    for (const TextMark &mark : marks) {
        QTextLayout::FormatRange range;
        range.start = int(mark.start);
        range.length = int(std::min(mark.length, shown - mark.start));
        range.format.setFontWeight(QFont::DemiBold);
        range.format.setFontUnderline(true);
        range.format.setUnderlineColor(line);
        if (range.length > 0)
            formats += range;
    }
    return formats;
}

} // namespace

PaletteDelegate::PaletteDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

int PaletteDelegate::rowHeight()
{
    return scaled(lineHeight);
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, rowHeight()};
}

void PaletteDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(PaletteModel::IsGroupRole).toBool())
        paintGroup(painter, option.rect, index);
    else
        paintEntry(painter, option, index);
    painter->restore();
}

void PaletteDelegate::paintGroup(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    painter->setFont(Theme::font(TextSize::Caption, QFont::DemiBold));
    painter->setPen(m_theme->colours().text2);
    painter->drawText(rect.adjusted(scaled(padding), 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine,
        index.data().toString());
}

void PaletteDelegate::paintEntry(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &colours = m_theme->colours();
    const bool isCurrent = option.state & QStyle::State_Selected;
    if (isCurrent) {
        painter->fillRect(option.rect, colours.selection);
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(barWidth, option.rect.height())), colours.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, colours.hover);
    }
    paintSign(painter, option.rect, index);
    QRect rest = option.rect.adjusted(scaled(textLeft), 0, -scaled(padding), 0);
    rest.setRight(rest.right() - paintKeys(painter, rest, index.data(PaletteModel::KeysRole).toString()));
    rest.setLeft(rest.left() + paintTitle(painter, rest, index) + scaled(10));
    painter->setFont(Theme::font(TextSize::Dense));
    painter->setPen(colours.text2);
    painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(
            index.data(PaletteModel::DetailRole).toString(), Qt::ElideRight, std::max(0, rest.width())));
}

void PaletteDelegate::paintSign(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const QPointF centre(rect.left() + scaled(22), rect.center().y() + 0.5);
    const QString icon = index.data(PaletteModel::IconRole).toString();
    if (icon.isEmpty())
        m_theme->drawGlyph(
            painter, glyphOf(EventType(index.data(PaletteModel::EventTypeRole).toInt())), centre);
    else
        m_theme->drawIcon(painter, icon, m_theme->colours().text2, centre, 16);
}

/// Answers the room that they take.
int PaletteDelegate::paintKeys(QPainter *painter, const QRect &rect, const QString &keys) const
{
    if (keys.isEmpty())
        return 0;
    const QFont font = Theme::font(TextSize::Caption);
    const int width = QFontMetrics(font).horizontalAdvance(keys) + scaled(12);
    const int height = scaled(18);
    const QRect box(rect.right() - width, rect.center().y() - height / 2, width, height);
    paintBox(painter, box, m_theme->colours().base, m_theme->colours().line2, 3);
    painter->setFont(font);
    painter->setPen(m_theme->colours().text2);
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, keys);
    return width + scaled(12);
}

/// Answers the room that it takes.
int PaletteDelegate::paintTitle(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const auto *model = static_cast<const PaletteModel *>(index.model());
    const bool isPossible = index.data(PaletteModel::IsPossibleRole).toBool();
    const QColor colour = isPossible ? m_theme->colours().text : m_theme->colours().text2;
    const QString whole = index.data().toString();
    const QString text = QFontMetrics(Theme::font(TextSize::Body, QFont::DemiBold))
                             .elidedText(whole, Qt::ElideRight, std::max(0, rect.width()));
    const qsizetype kept = text == whole ? text.size() : text.size() - 1;
    QTextLayout layout(text, Theme::font());
    QTextOption oneLine;
    oneLine.setWrapMode(QTextOption::NoWrap);
    oneLine.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(oneLine);
    layout.setFormats(strongParts(model->line(index.row()).marks, kept, m_theme->colours().accent));
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    painter->setPen(colour);
    layout.draw(painter, QPointF(rect.left(), rect.center().y() - line.height() / 2 + 0.5));
    return int(std::ceil(line.naturalTextWidth()));
}

} // namespace console
