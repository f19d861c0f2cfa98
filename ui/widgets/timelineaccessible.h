#pragma once

namespace console {

/// Gives the lanes of a TimelineView to assistive technology as children with name, value and focus. Once is
/// enough.
void installTimelineAccessibility();

} // namespace console
