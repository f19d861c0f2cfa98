#include "ui/widgets/figurebutton.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace console {

FigureButton::FigureButton(const Theme *theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus); // a click must not take the focus from what the user reads
    setCursor(Qt::PointingHandCursor);
}

void FigureButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &colours = m_theme->colours();
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(hasFocus() ? QPen(colours.accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(isDown() ? QBrush(colours.selectionInactive)
            : underMouse()    ? QBrush(colours.hover)
                              : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 4, 4);
}

void FigureButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

void FigureButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void FigureButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace console
