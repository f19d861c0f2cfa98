#include "ui/widgets/chartview.h"

#include "ui/widgets/chartaccessible.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace console {

using namespace Qt::StringLiterals;

constexpr int farStep = 10; // items that Page Up and Page Down pass over

ChartView::ChartView(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    installChartAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ChartView::setCurrentItem(int item)
{
    m_current = qBound(-1, item, itemCount() - 1);
    update();
    if (m_current < 0)
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(m_current);
    QAccessible::updateAccessibility(&event);
}

void ChartView::itemsChanged()
{
    m_current = qMin(m_current, itemCount() - 1);
    m_hovered = qMin(m_hovered, itemCount() - 1);
    update();
}

void ChartView::paintItemMark(QPainter *painter, int item) const
{
    if (item < 0)
        return;
    const Colours &colours = m_theme->colours();
    const QRect place = itemRect(item);
    const bool isCurrent = hasFocus() && item == m_current;
    painter->fillRect(place, isCurrent ? colours.selection : colours.hover);
    if (isCurrent)
        painter->fillRect(QRect(place.left(), place.bottom() + 1, place.width(), 2), colours.accent);
}

bool ChartView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int item = itemAt(help->pos());
    if (item < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(
            help->globalPos(), plainToolTip(itemName(item) + u'\n' + itemValue(item)), this, itemRect(item));
    return true;
}

void ChartView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colours().base);
    paintChart(&painter);
    if (hasFocus())
        paintFocusRing(&painter, QRectF(rect()).adjusted(2, 2, -2, -2), *m_theme);
}

int ChartView::itemByKey(int key) const
{
    const int last = itemCount() - 1;
    switch (key) {
    case Qt::Key_Left:
        return qMax(0, m_current < 0 ? last : m_current - 1);
    case Qt::Key_Right:
        return qMin(last, m_current < 0 ? last : m_current + 1);
    case Qt::Key_PageUp:
        return qMax(0, m_current - farStep);
    case Qt::Key_PageDown:
        return qMin(last, m_current + farStep);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    default:
        return -1;
    }
}

/// What the pointer is told by a tooltip the keys are told the same way.
void ChartView::showItemTip()
{
    const QRect place = itemRect(m_current);
    QToolTip::showText(mapToGlobal(QPoint(place.center().x(), place.top())),
        plainToolTip(itemName(m_current) + u'\n' + itemValue(m_current)), this);
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && m_current >= 0)
        return event->modifiers().testFlag(Qt::ShiftModifier) ? emit measured(m_current)
                                                              : emit activated(m_current);
    const int item = itemCount() > 0 && !event->modifiers() ? itemByKey(event->key()) : -1;
    if (item < 0)
        return QWidget::keyPressEvent(event);
    setCurrentItem(item);
    showItemTip();
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    const int item = event->button() == Qt::LeftButton ? itemAt(event->pos()) : -1;
    if (item < 0)
        return QWidget::mousePressEvent(event);
    setCurrentItem(item);
    emit activated(item);
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const int item = itemAt(event->pos());
    if (std::exchange(m_hovered, item) != item)
        update();
}

void ChartView::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && itemCount() > 0)
        setCurrentItem(itemCount() - 1);
}

} // namespace console
