#pragma once

class QPalette;

namespace console {

/// Black on white or white on black, for who asks for high contrast while the system's palette has none.
QPalette highContrastPalette(bool dark);

/// Whether text and ground of a palette are as far apart as in the high-contrast themes of desktops: a ratio
/// of 19 by WCAG 2.1, of which 21 is the greatest. Ordinary themes stay below.
bool isHighContrast(const QPalette &palette);

} // namespace console
