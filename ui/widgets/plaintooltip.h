#pragma once

#include <QString>

namespace console {

/// A tooltip that shows `text` exactly as it is, however much it looks like markup; at most twelve lines.
QString plainToolTip(const QString &text);

} // namespace console
