#include "ui/widgets/panetabs.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

PaneTabs::PaneTabs(const Theme *theme, QWidget *parent) : QTabBar(parent), m_theme(theme)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setFont(Theme::font(TextSize::Dense));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize PaneTabs::tabSizeHint(int index) const
{
    const QFontMetrics metrics(Theme::font(TextSize::Dense, QFont::DemiBold));
    return {metrics.horizontalAdvance(tabText(index)) + 18, 26};
}

void PaneTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &colours = m_theme->colours();
    for (int i = 0; i < count(); ++i) {
        const bool chosen = i == currentIndex();
        const QRectF box = QRectF(tabRect(i)).adjusted(0.5, 1, -0.5, -1);
        if (chosen) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colours.selectionInactive);
            painter.drawRoundedRect(box, 4, 4);
        }
        if (chosen && hasFocus()) {
            painter.setPen(QPen(colours.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4);
        }
        painter.setFont(Theme::font(TextSize::Dense, chosen ? QFont::DemiBold : QFont::Normal));
        painter.setPen(chosen ? colours.text : colours.text2);
        painter.drawText(box, Qt::AlignCenter, tabText(i));
    }
}

} // namespace console
