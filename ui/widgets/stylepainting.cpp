#include "ui/widgets/stylepainting.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int menuIconColumn = 32;
constexpr int menuEndColumn = 28;

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool isHovered(const QStyleOption &option)
{
    return isOn(option, QStyle::State_MouseOver) && isOn(option, QStyle::State_Enabled);
}

QColor boxBorder(const QStyleOption &option, const Colours &c)
{
    if (!isOn(option, QStyle::State_Enabled))
        return c.line2;
    return isOn(option, QStyle::State_On) || isOn(option, QStyle::State_NoChange) ? c.primary : c.control;
}

QColor boxFill(const QStyleOption &option, const Colours &c)
{
    const bool chosen = isOn(option, QStyle::State_On) || isOn(option, QStyle::State_NoChange);
    if (!isOn(option, QStyle::State_Enabled))
        return chosen ? c.line2 : c.window;
    return chosen ? c.primary : c.base;
}

QRectF squareIn(const QRect &rect)
{
    const qreal side = qMin(rect.width(), rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(rect).center());
    return QRectF(square.toRect());
}

void paintMenuText(
    QPainter *painter, const QStyleOptionMenuItem &option, const QRect &rect, const Theme &theme)
{
    const Colours &c = theme.colours();
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const qsizetype tab = option.text.indexOf(u'\t');
    painter->setFont(option.font);
    painter->setPen(enabled ? c.text : c.disabled);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
        option.text.left(tab));
    if (tab < 0)
        return;
    const bool selected = isOn(option, QStyle::State_Selected);
    painter->setPen(!enabled ? c.disabled : selected ? c.text2 : c.text3);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, option.text.mid(tab + 1));
}

void paintMenuMark(
    QPainter *painter, const QStyleOptionMenuItem &option, const QRect &rect, const Theme &theme)
{
    const QPointF centre(rect.left() + menuIconColumn / 2.0 + 1, QRectF(rect).center().y());
    const bool enabled = isOn(option, QStyle::State_Enabled);
    if (option.checked)
        theme.drawIcon(
            painter, u"check"_s, enabled ? theme.colours().accent : theme.colours().disabled, centre);
    else if (!option.icon.isNull())
        option.icon.paint(painter, QRectF(centre - QPointF(8, 8), QSizeF(16, 16)).toRect(), Qt::AlignCenter,
            enabled ? QIcon::Normal : QIcon::Disabled);
}

} // namespace

void paintBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border, qreal radius,
    qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = border.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void paintFocusRing(QPainter *painter, const QRectF &rect, const Theme &theme)
{
    paintBox(painter, rect, {}, theme.colours().accent, controlRadius, 2);
}

void paintInput(
    QPainter *painter, const QStyleOption &option, const Theme &theme, bool readOnly, bool problem)
{
    const Colours &c = theme.colours();
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool focused = isOn(option, QStyle::State_HasFocus) && enabled;
    const QColor fill = !enabled ? c.window : readOnly ? c.panel : c.base;
    const QColor border = problem ? c.error : focused ? c.accent : enabled && !readOnly ? c.control : c.line2;
    paintBox(painter, option.rect, fill, border, controlRadius, focused || problem ? 2 : 1);
}

void paintButton(QPainter *painter, const QStyleOption &option, const Theme &theme, ButtonLook look)
{
    const Colours &c = theme.colours();
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool pressed = isOn(option, QStyle::State_Sunken);
    if (look == ButtonLook::Primary && enabled) {
        const qreal darker = pressed ? 0.2 : isHovered(option) ? 0.1 : 0;
        paintBox(painter, option.rect, mixed(c.primary, Qt::black, darker), {}, controlRadius + 1);
    } else if (isOn(option, QStyle::State_On)) {
        paintBox(painter, option.rect, c.infoBack, enabled ? c.accent : c.line2, controlRadius + 1);
    } else {
        const QColor fill = !enabled ? c.window
            : pressed                ? c.selectionInactive
            : isHovered(option)      ? c.hover
                                     : c.button;
        paintBox(painter, option.rect, fill, c.line2, controlRadius + 1);
    }
    const bool ring = isOn(option, QStyle::State_HasFocus) && isOn(option, QStyle::State_KeyboardFocusChange);
    if (!ring)
        return;
    paintFocusRing(painter, option.rect, theme);
    if (look == ButtonLook::Primary)
        paintBox(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), {}, c.base, controlRadius - 1);
}

int buttonIconSize()
{
    return qRound(16 * Theme::scale());
}

void paintButtonLabel(
    QPainter *painter, const QRect &rect, const QIcon &icon, const QString &text, const QStyleOption &option)
{
    const int side = icon.isNull() ? 0 : buttonIconSize();
    const int gap = side > 0 && !text.isEmpty() ? qRound(7 * Theme::scale()) : 0;
    const int width = text.isEmpty() ? 0 : painter->fontMetrics().size(Qt::TextShowMnemonic, text).width();
    int x = rect.left() + qMax(0, (rect.width() - side - gap - width) / 2);
    const QIcon::Mode mode = isOn(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled;
    if (side > 0)
        icon.paint(
            painter, QRect(x, rect.top() + (rect.height() - side) / 2, side, side), Qt::AlignCenter, mode);
    x += side + gap;
    painter->setPen(option.palette.color(QPalette::ButtonText));
    painter->drawText(QRect(x, rect.top(), rect.right() + 1 - x, rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine, text);
}

void paintProgress(QPainter *painter, const QStyleOptionProgressBar &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    QRectF track(option.rect);
    track.setHeight(4);
    track.moveCenter(QRectF(option.rect).center());
    paintBox(painter, track, c.selectionInactive, {}, 2);
    const qint64 span = qint64(option.maximum) - option.minimum;
    if (span <= 0)
        return;
    track.setWidth(track.width() * qreal(option.progress - option.minimum) / qreal(span));
    paintBox(painter, track, c.primary, {}, 2);
}

void paintChip(QPainter *painter, const QStyleOption &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    if (isOn(option, QStyle::State_On) || isOn(option, QStyle::State_Sunken))
        paintBox(painter, option.rect, c.selectionInactive, {}, controlRadius);
    else if (isHovered(option))
        paintBox(painter, option.rect, c.hover, {}, controlRadius);
}

void paintCheckBox(QPainter *painter, const QStyleOption &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    const QRectF box = squareIn(option.rect);
    paintBox(painter, box, boxFill(option, c), boxBorder(option, c), 3);
    if (isOn(option, QStyle::State_On))
        theme.drawIcon(painter, u"check"_s, c.onPrimary, box.center(), box.width() - 3);
    else if (isOn(option, QStyle::State_NoChange))
        painter->fillRect(QRectF(box.center() - QPointF(3.5, 0.75), QSizeF(7, 1.5)), c.onPrimary);
}

void paintRadioButton(QPainter *painter, const QStyleOption &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    const QRectF box = squareIn(option.rect);
    paintBox(painter, box, boxFill(option, c), boxBorder(option, c), box.width() / 2);
    if (!isOn(option, QStyle::State_On))
        return;
    const qreal dot = box.width() / 5;
    paintBox(
        painter, QRectF(box.center() - QPointF(dot, dot), QSizeF(2 * dot, 2 * dot)), c.onPrimary, {}, dot);
}

void paintTab(QPainter *painter, const QStyleOptionTab &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    const QRectF chip = QRectF(option.rect).adjusted(1, 4, -1, -4);
    if (isOn(option, QStyle::State_Selected))
        paintBox(painter, chip, c.selectionInactive, {}, controlRadius);
    else if (isHovered(option))
        paintBox(painter, chip, c.hover, {}, controlRadius);
}

void paintMenuItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), c.line);
        return;
    }
    if (isOn(option, QStyle::State_Selected) && isOn(option, QStyle::State_Enabled))
        paintBox(painter, QRectF(rect).adjusted(4, 0, -4, 0), c.selection, {}, controlRadius);
    paintMenuMark(painter, option, rect, theme);
    paintMenuText(painter, option, rect.adjusted(menuIconColumn, 0, -16, 0), theme);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        theme.drawIcon(painter, u"chevron-right"_s, c.text2,
            QPointF(rect.right() - menuEndColumn / 2.0 + 2, QRectF(rect).center().y()), 14);
}

void paintMenuBarItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    painter->fillRect(option.rect, c.window);
    const bool active = isOn(option, QStyle::State_Selected) || isOn(option, QStyle::State_Sunken);
    if (active && isOn(option, QStyle::State_Enabled))
        paintBox(painter, QRectF(option.rect).adjusted(1, 3, -1, -3), c.selectionInactive, {}, controlRadius);
    painter->setPen(isOn(option, QStyle::State_Enabled) ? c.text : c.disabled);
    painter->drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
}

void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option, const Theme &theme)
{
    const Colours &c = theme.colours();
    const QRect rect = option.rect;
    painter->fillRect(rect, isHovered(option) && isOn(option, QStyle::State_Sunken) ? c.hover : c.panel);
    if (option.orientation == Qt::Horizontal) {
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.line2);
        if (option.position != QStyleOptionHeader::End
            && option.position != QStyleOptionHeader::OnlyOneSection)
            painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), c.line);
    } else {
        painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), c.line2);
    }
}

} // namespace console
