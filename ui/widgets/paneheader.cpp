#include "ui/widgets/paneheader.h"

#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace console {

namespace {

constexpr int headerHeight = 34;
constexpr int leftPadding = 10;
constexpr int countGap = 8;

} // namespace

PaneHeader::PaneHeader(const Theme *theme, const QString &title, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_title(title), m_content(new QHBoxLayout(this))
{
    setFixedHeight(headerHeight);
    m_content->setSpacing(6);
    reserve();
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PaneHeader::setTitle(const QString &title)
{
    if (m_title == title)
        return;
    m_title = title;
    reserve();
}

void PaneHeader::setCount(const QString &count)
{
    if (m_count == count)
        return;
    m_count = count;
    reserve();
}

int PaneHeader::titleWidth() const
{
    return QFontMetrics(Theme::font(TextSize::Body, QFont::DemiBold)).horizontalAdvance(m_title);
}

int PaneHeader::buttonsWidth() const
{
    return m_content->minimumSize().width() - m_content->contentsMargins().left();
}

int PaneHeader::countRoom() const
{
    return m_content->contentsMargins().left() - leftPadding - titleWidth() - countGap - 4;
}

QSize PaneHeader::minimumSizeHint() const
{
    return {leftPadding + titleWidth() + countGap + buttonsWidth(), height()};
}

/// Keeps the room that title and count need; grows in steps, so that a running count does not shake the row.
void PaneHeader::reserve()
{
    const int countWidth = QFontMetrics(Theme::font(TextSize::Dense)).horizontalAdvance(m_count);
    const int count = m_count.isEmpty() ? 0 : countGap + countWidth;
    const int wanted = leftPadding + titleWidth() + (count + 7) / 8 * 8 + 12;
    // In a narrow pane the buttons keep their room and the count is cut.
    const int least = leftPadding + titleWidth();
    const int left = std::clamp(width() - buttonsWidth(), least, std::max(least, wanted));
    if (m_content->contentsMargins().left() != left)
        m_content->setContentsMargins(left, 0, 8, 1);
    setToolTip(countWidth > countRoom() ? plainToolTip(m_count) : QString());
    update();
}

void PaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &colours = m_theme->colours();
    painter.fillRect(rect(), colours.panel);
    painter.fillRect(0, height() - 1, width(), 1, colours.line);
    painter.setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    painter.setPen(colours.text);
    painter.drawText(QRect(leftPadding, 0, width(), height() - 1), Qt::AlignVCenter, m_title);
    painter.setFont(Theme::font(TextSize::Dense));
    painter.setPen(colours.text3);
    painter.drawText(QRect(leftPadding + titleWidth() + countGap, 0, countRoom(), height() - 1),
        Qt::AlignVCenter, painter.fontMetrics().elidedText(m_count, Qt::ElideRight, countRoom()));
}

void PaneHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    reserve();
}

} // namespace console
