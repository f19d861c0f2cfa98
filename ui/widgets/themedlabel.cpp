#include "ui/widgets/themedlabel.h"

namespace console {

ThemedLabel::ThemedLabel(const Theme *theme, TextSize size, ColourRole role, QWidget *parent)
    : QLabel(parent), m_theme(theme), m_size(size), m_role(role)
{
    setTextFormat(Qt::PlainText);
    setFont(Theme::font(size));
    adoptColours();
    connect(theme, &Theme::changed, this, &ThemedLabel::adoptColours);
}

void ThemedLabel::setRole(ColourRole role)
{
    m_role = role;
    adoptColours();
}

void ThemedLabel::adoptColours()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme->colours().*m_role);
    setPalette(colours);
}

} // namespace console
