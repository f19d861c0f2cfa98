#include "ui/widgets/iconlabel.h"

#include <QPainter>

namespace console {

IconLabel::IconLabel(const Theme *theme, const QString &icon, ColourRole role, int size, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icon(icon), m_role(role), m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    theme->prepareIcon(icon, side());
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconLabel::setIcon(const QString &icon, ColourRole role)
{
    m_icon = icon;
    m_role = role;
    m_theme->prepareIcon(icon, side());
    update();
}

QSize IconLabel::sizeHint() const
{
    return {side(), side()};
}

int IconLabel::side() const
{
    return qRound(m_size * Theme::scale());
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor colour = isEnabled() ? m_theme->colours().*m_role : m_theme->colours().disabled;
    m_theme->drawIcon(&painter, m_icon, colour, QRectF(rect()).center(), qMin(width(), height()));
}

} // namespace console
