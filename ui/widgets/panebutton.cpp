#include "ui/widgets/panebutton.h"

#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace console {

namespace {

constexpr int buttonHeight = 24;
constexpr int iconPixels = 14;
constexpr int gap = 5;

} // namespace

PaneButton::PaneButton(const Theme *theme, Tone tone, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_tone(tone)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFont(Theme::font(TextSize::Dense));
    setAttribute(Qt::WA_Hover);
    if (tone == Tone::Link)
        setCursor(Qt::PointingHandCursor);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PaneButton::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void PaneButton::setLabel(const QString &label)
{
    if (text() == label)
        return;
    setText(label);
    setShortcut({}); // "R&D" is a name, and no mnemonic
    setAccessibleName(label);
    setToolTip(shownLabel() == label ? QString() : plainToolTip(label));
    updateGeometry();
}

void PaneButton::setLeadingIcon(const QString &name)
{
    m_leading = name;
    updateGeometry();
    update();
}

void PaneButton::setTrailingIcon(const QString &name)
{
    m_trailing = name;
    updateGeometry();
    update();
}

void PaneButton::setMaximumLabelWidth(int width)
{
    m_maximumLabelWidth = width;
    updateGeometry();
}

int PaneButton::sidePadding() const
{
    return m_tone == Tone::Link ? 0 : text().isEmpty() ? 5 : 8;
}

QString PaneButton::shownLabel() const
{
    return fontMetrics().elidedText(text(), Qt::ElideRight, m_maximumLabelWidth, 0);
}

QSize PaneButton::sizeHint() const
{
    int width = 2 * sidePadding();
    if (!text().isEmpty())
        width += fontMetrics().horizontalAdvance(shownLabel()) + 1;
    for (const QString &icon : {m_leading, m_trailing}) {
        if (!icon.isEmpty())
            width += iconPixels + (text().isEmpty() ? 0 : gap);
    }
    return {width, buttonHeight};
}

QColor PaneButton::foreground() const
{
    const Colours &colours = m_theme->colours();
    if (!isEnabled())
        return colours.disabled;
    if (m_tone == Tone::Active)
        return colours.info;
    return m_tone == Tone::Link ? colours.accent : colours.text;
}

QColor PaneButton::background() const
{
    const Colours &colours = m_theme->colours();
    const QColor base = m_tone == Tone::Active ? colours.infoBack
        : m_tone == Tone::Framed               ? colours.button
                                               : QColor();
    if (m_tone == Tone::Link || !isEnabled())
        return base;
    if (isDown() || isChecked())
        return colours.checked;
    return underMouse() && m_tone != Tone::Active ? colours.hover : base;
}

void PaneButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &colours = m_theme->colours();
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor frame = m_tone == Tone::Active ? mixed(colours.infoBack, colours.info, 0.35) : colours.line2;
    painter.setPen(hasFrame() ? QPen(frame) : QPen(Qt::NoPen));
    painter.setBrush(background().isValid() ? QBrush(background()) : QBrush(Qt::NoBrush));
    if (hasFrame() || background().isValid())
        painter.drawRoundedRect(box, 4, 4);
    if (hasFocus()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const QColor ink = foreground();
    qreal x = sidePadding();
    const qreal middle = height() / 2.0;
    if (!m_leading.isEmpty()) {
        m_theme->drawIcon(&painter, m_leading, ink, {x + iconPixels / 2.0, middle}, iconPixels);
        x += iconPixels + gap;
    }
    painter.setPen(ink);
    const qreal trailing = m_trailing.isEmpty() ? 0 : iconPixels + gap;
    const qreal room = width() - x - sidePadding() - trailing; // less than wanted where all is narrow
    painter.drawText(QRectF(x, 0, room, height()), Qt::AlignVCenter | Qt::TextSingleLine,
        fontMetrics().elidedText(shownLabel(), Qt::ElideRight, int(room)));
    if (!m_trailing.isEmpty()) {
        const QColor faint = m_tone == Tone::Active ? ink : colours.text2;
        m_theme->drawIcon(
            &painter, m_trailing, faint, {width() - sidePadding() - iconPixels / 2.0, middle}, iconPixels);
    }
}

void PaneButton::mousePressEvent(QMouseEvent *event)
{
    const bool onTrailing = event->position().x() > width() - sidePadding() - iconPixels - gap;
    if (m_removable && m_tone == Tone::Active && onTrailing && event->button() == Qt::LeftButton)
        return emit removed();
    QAbstractButton::mousePressEvent(event);
}

void PaneButton::keyPressEvent(QKeyEvent *event)
{
    const bool removes = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
    if (m_removable && m_tone == Tone::Active && removes)
        return emit removed();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down)
        return click();
    QAbstractButton::keyPressEvent(event);
}

void PaneButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void PaneButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

PaneButton *iconButton(const Theme *theme, const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new PaneButton(theme, PaneButton::Tone::Flat, parent);
    button->setLeadingIcon(icon);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace console
