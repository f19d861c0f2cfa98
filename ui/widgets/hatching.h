#pragma once

#include "ui/widgets/theme.h"

#include <QRectF>

class QPainter;

namespace console {

/// Slanting lines over a rectangle, for times of which nothing is known. The pattern keeps its place relative
/// to `anchor`, so that it moves with what it stands for.
void paintHatching(QPainter *painter, const QRectF &area, const QColor &colour, QPointF anchor);
/// A gap on a time axis, as far as it lies in `area`: a narrow one is to be seen; in a wide one the lines are
/// faint and its ends are drawn.
void paintGap(QPainter *painter, const QRectF &gap, const QRectF &area, const Colours &colours);

} // namespace console
