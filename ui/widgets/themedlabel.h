#pragma once

#include "ui/widgets/theme.h"

#include <QLabel>

namespace console {

/// A label whose text is always plain and whose colour is a role of the theme.
class ThemedLabel : public QLabel
{
    Q_OBJECT
public:
    ThemedLabel(const Theme *theme, TextSize size, ColourRole role, QWidget *parent = nullptr);

    void setRole(ColourRole role);
    void setWeight(QFont::Weight weight) { setFont(Theme::font(m_size, weight)); }

private:
    void adoptColours();

    const Theme *m_theme;
    TextSize m_size;
    ColourRole m_role;
};

} // namespace console
