#include "ui/widgets/filterfield.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

FilterField::FilterField(const Theme *theme, const QString &icon, const QString &hint, QWidget *parent)
    : QLineEdit(parent), m_theme(theme), m_icon(icon)
{
    setPlaceholderText(hint);
    setAccessibleName(hint);
    setFont(Theme::font(TextSize::Dense));
    setFixedHeight(25);
    setTextMargins(22, 0, 22, 0);
    setMaxLength(1000);
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &FilterField::speak);
    connect(this, &QLineEdit::textEdited, &m_timer, qOverload<>(&QTimer::start));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FilterField::setShortcutShown(bool shown)
{
    m_shortcutShown = shown;
    update();
}

void FilterField::setShownText(const QString &text)
{
    if (m_timer.isActive())
        return;
    m_spoken = text;
    if (this->text() != text)
        setText(text);
}

void FilterField::speak()
{
    m_timer.stop();
    emit rested(text());
    if (m_spoken == text())
        return;
    m_spoken = text();
    emit edited(m_spoken);
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const Colours &colours = m_theme->colours();
    m_theme->drawIcon(
        &painter, m_icon, text().isEmpty() ? colours.text2 : colours.accent, {14, height() / 2.0}, 14);
    if (!m_shortcutShown || hasFocus() || !text().isEmpty())
        return;
    const QRectF key(width() - 21.5, (height() - 15) / 2.0, 14, 15);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line2);
    painter.drawRoundedRect(key, 3, 3);
    painter.setPen(colours.text3);
    painter.setFont(Theme::font(TextSize::Caption));
    painter.drawText(key, Qt::AlignCenter, u"/"_s);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() != Qt::Key_Escape && event->key() != Qt::Key_Down && !enters)
        return QLineEdit::keyPressEvent(event);
    speak();
    emit left();
}

} // namespace console
