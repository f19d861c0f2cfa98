#include "ui/widgets/panel.h"

#include "ui/widgets/stylepainting.h"

#include <QPainter>

namespace console {

Panel::Panel(const Theme *theme, ColourRole fill, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_fill(fill)
{
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Panel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(&painter, rect(), m_theme->colours().*m_fill, m_theme->colours().line2, controlRadius);
}

Strip::Strip(const Theme *theme, ColourRole fill, Qt::Edge line, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_fill(fill), m_line(line)
{
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Strip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colours().*m_fill);
    if (m_line == Qt::Edge())
        return;
    const QRect edge = m_line == Qt::TopEdge ? QRect(0, 0, width(), 1)
        : m_line == Qt::BottomEdge           ? QRect(0, height() - 1, width(), 1)
        : m_line == Qt::RightEdge            ? QRect(width() - 1, 0, 1, height())
                                             : QRect(0, 0, 1, height());
    painter.fillRect(edge, m_theme->colours().line2);
}

} // namespace console
