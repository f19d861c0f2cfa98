#pragma once

namespace console {

/// From now on charts tell assistive technology what they show.
void installChartAccessibility();

} // namespace console
