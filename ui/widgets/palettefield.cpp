#include "ui/widgets/palettefield.h"

#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldWidth = 232;
constexpr int fieldHeight = 22;
constexpr int iconPixels = 14;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

} // namespace

PaletteField::PaletteField(const Theme *theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setAccessibleName(tr("Search or run a command"));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    theme->prepareIcon(u"search"_s, iconPixels);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PaletteField::setKeys(const QString &keys)
{
    m_keys = keys;
    setAccessibleDescription(keys);
    update();
}

/// With room at the right and below, as a menu bar gives its corner none.
QSize PaletteField::sizeHint() const
{
    return {scaled(fieldWidth) + scaled(8), scaled(fieldHeight) + scaled(6)};
}

void PaletteField::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void PaletteField::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

/// Answers where they begin.
int PaletteField::paintKeys(QPainter *painter, const QRect &rect) const
{
    if (m_keys.isEmpty())
        return rect.right() - scaled(4);
    painter->setFont(Theme::font(TextSize::Caption));
    const int width = painter->fontMetrics().horizontalAdvance(m_keys) + scaled(10);
    const QRect box = QRect(rect.right() - width - scaled(3), rect.top(), width, rect.height())
                          .adjusted(0, scaled(3), 0, -scaled(3));
    paintBox(painter, box, m_theme->colours().window, m_theme->colours().line2, 3);
    painter->setPen(m_theme->colours().text2);
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, m_keys);
    return box.left();
}

void PaletteField::paintEvent(QPaintEvent *)
{
    const Colours &colours = m_theme->colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect field(0, (height() - scaled(fieldHeight)) / 2, scaled(fieldWidth), scaled(fieldHeight));
    const QColor border = hasFocus() ? colours.accent : underMouse() ? colours.control : colours.line2;
    paintBox(&painter, field, colours.base, border, controlRadius, hasFocus() ? 2 : 1);
    m_theme->drawIcon(&painter, u"search"_s, colours.text2,
        QPointF(field.left() + scaled(14), field.center().y() + 0.5), iconPixels);
    const int right = paintKeys(&painter, field);
    painter.setFont(Theme::font(TextSize::Dense));
    painter.setPen(colours.text2);
    const QRect text(
        field.left() + scaled(26), field.top(), right - field.left() - scaled(30), field.height());
    painter.drawText(text, Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(tr("Search or run a command"), Qt::ElideRight, text.width()));
}

} // namespace console
