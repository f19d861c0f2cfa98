#include "ui/widgets/highcontrast.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr double highContrast = 19;

/// Of one colour channel from 0 to 1, as WCAG 2.1 defines it.
double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &left, const QColor &right)
{
    const auto [darker, lighter] = std::minmax({luminance(left), luminance(right)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

QPalette highContrastPalette(bool dark)
{
    const QColor ground = dark ? Qt::black : Qt::white;
    const QColor text = dark ? Qt::white : Qt::black;
    QPalette palette;
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button,
             QPalette::ToolTipBase, QPalette::Light})
        palette.setColor(QPalette::All, role, ground);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText,
             QPalette::PlaceholderText, QPalette::HighlightedText, QPalette::BrightText, QPalette::Midlight,
             QPalette::Mid, QPalette::Dark, QPalette::Shadow})
        palette.setColor(QPalette::All, role, text);
    // Text in the colour of all text stays readable on what is selected.
    palette.setColor(QPalette::All, QPalette::Highlight, QColor(dark ? 0x0A47D1 : 0x9CCBFF));
    for (const auto role : {QPalette::Link, QPalette::LinkVisited})
        palette.setColor(QPalette::All, role, QColor(dark ? 0x8AC7FF : 0x0033B3));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(dark ? 0xB0B0B0 : 0x505050));
    return palette;
}

bool isHighContrast(const QPalette &palette)
{
    return contrast(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) >= highContrast
        && contrast(palette.color(QPalette::Base), palette.color(QPalette::Text)) >= highContrast;
}

} // namespace console
