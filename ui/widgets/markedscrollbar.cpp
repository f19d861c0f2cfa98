#include "ui/widgets/markedscrollbar.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

namespace {

constexpr int markHeight = 2;
constexpr int markWidth = 5;

} // namespace

MarkedScrollBar::MarkedScrollBar(const Theme *theme, QWidget *parent)
    : QScrollBar(Qt::Vertical, parent), m_theme(theme)
{
}

void MarkedScrollBar::paintEvent(QPaintEvent *event)
{
    QScrollBar::paintEvent(event);
    const int parts = height() / markHeight;
    if (!m_marks || parts <= 0)
        return;
    QPainter painter(this);
    const std::vector<bool> marks = m_marks(parts);
    for (size_t part = 0; part < marks.size(); ++part) {
        if (marks[part])
            painter.fillRect(width() - markWidth - 1, int(part) * markHeight, markWidth, markHeight,
                m_theme->colours().accent);
    }
}

} // namespace console
