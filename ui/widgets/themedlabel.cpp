#include "ui/widgets/themedlabel.h"

#include "ui/widgets/plaintooltip.h"

#include <QPainter>

namespace console {

ThemedLabel::ThemedLabel(
    const Theme *theme, const QString &text, ColourRole role, TextSize size, QWidget *parent)
    : QLabel(text, parent), m_theme(theme), m_role(role), m_size(size)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // a tool bar would make it ButtonText
    setSize(size);
    applyRole();
    connect(theme, &Theme::changed, this, &ThemedLabel::applyRole);
}

ThemedLabel::ThemedLabel(const Theme *theme, TextSize size, ColourRole role, QWidget *parent)
    : ThemedLabel(theme, QString(), role, size, parent)
{
}

void ThemedLabel::setRole(ColourRole role)
{
    m_role = role;
    applyRole();
}

void ThemedLabel::applyRole()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Active, QPalette::WindowText, m_theme->colours().*m_role);
    colours.setColor(QPalette::Inactive, QPalette::WindowText, m_theme->colours().*m_role);
    colours.setColor(QPalette::Disabled, QPalette::WindowText, m_theme->colours().disabled);
    setPalette(colours);
}

void ThemedLabel::setSize(TextSize size, QFont::Weight weight)
{
    m_size = size;
    setFont(Theme::font(size, weight));
}

void ThemedLabel::setFixedWidthFont(TextSize size)
{
    setFont(Theme::fixedFont(size));
}

void ThemedLabel::setElided(Qt::TextElideMode mode)
{
    m_elide = mode;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    updateGeometry();
}

QSize ThemedLabel::sizeHint() const
{
    if (m_elide == Qt::ElideNone)
        return QLabel::sizeHint();
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(text()) + 2 + margins.left() + margins.right(),
        QLabel::sizeHint().height()};
}

QSize ThemedLabel::minimumSizeHint() const
{
    if (m_elide == Qt::ElideNone)
        return QLabel::minimumSizeHint();
    return {
        qMin(sizeHint().width(), fontMetrics().averageCharWidth() * 6), QLabel::minimumSizeHint().height()};
}

bool ThemedLabel::isCut() const
{
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

void ThemedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_elide != Qt::ElideNone)
        setToolTip(isCut() ? plainToolTip(text()) : QString());
}

void ThemedLabel::paintEvent(QPaintEvent *event)
{
    if (m_elide == Qt::ElideNone || !isCut())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString cut = fontMetrics().elidedText(text(), m_elide, contentsRect().width());
    painter.drawText(contentsRect(), int(alignment()) | Qt::TextSingleLine, cut);
}

} // namespace console
