#include "ui/widgets/paneheader.h"

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

/// Keeps the room that title and count need; grows in steps, so that a running count does not shake the row.
void PaneHeader::reserve()
{
    const QFontMetrics titles(Theme::font(TextSize::Body, QFont::DemiBold));
    const QFontMetrics counts(Theme::font(TextSize::Dense));
    const int count = m_count.isEmpty() ? 0 : countGap + counts.horizontalAdvance(m_count);
    const int wanted = leftPadding + titles.horizontalAdvance(m_title) + (count + 7) / 8 * 8 + 12;
    // In a narrow pane the buttons keep their room and the count is cut.
    const int buttons = m_content->minimumSize().width() - m_content->contentsMargins().left();
    const int left = std::clamp(width() - buttons, leftPadding + titles.horizontalAdvance(m_title), wanted);
    if (m_content->contentsMargins().left() != left)
        m_content->setContentsMargins(left, 0, 8, 1);
    update();
}

void PaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &colours = m_theme->colours();
    painter.fillRect(rect(), colours.panel);
    painter.fillRect(0, height() - 1, width(), 1, colours.line);
    const QFont titleFont = Theme::font(TextSize::Body, QFont::DemiBold);
    painter.setFont(titleFont);
    painter.setPen(colours.text);
    painter.drawText(QRect(leftPadding, 0, width(), height() - 1), Qt::AlignVCenter, m_title);
    painter.setFont(Theme::font(TextSize::Dense));
    painter.setPen(colours.text3);
    const int x = leftPadding + QFontMetrics(titleFont).horizontalAdvance(m_title) + countGap;
    const int room = m_content->contentsMargins().left() - x - 4;
    painter.drawText(QRect(x, 0, room, height() - 1), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_count, Qt::ElideRight, room));
}

void PaneHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    reserve();
}

} // namespace console
