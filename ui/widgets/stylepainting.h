#pragma once

#include <QIcon>
#include <QRectF>
#include <QStyleOption>

class QPainter;

namespace console {

class Theme;

// How single controls are painted; called by ConsoleStyle only.

constexpr qreal controlRadius = 4;

enum class ButtonLook { Plain, Primary };

/// A one pixel line inside the rectangle, filled or not (an invalid colour).
void paintBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border,
    qreal radius = controlRadius, qreal width = 1);
void paintFocusRing(QPainter *painter, const QRectF &rect, const Theme &theme);
/// The frame of a text input, combo or spin box.
void paintInput(
    QPainter *painter, const QStyleOption &option, const Theme &theme, bool readOnly, bool problem);
void paintButton(QPainter *painter, const QStyleOption &option, const Theme &theme, ButtonLook look);
/// In pixels.
int buttonIconSize();
/// Icon and text of a button, centred together.
void paintButtonLabel(
    QPainter *painter, const QRect &rect, const QIcon &icon, const QString &text, const QStyleOption &option);
void paintProgress(QPainter *painter, const QStyleOptionProgressBar &option, const Theme &theme);
/// A tool button without a frame: a chip while checked, hovered or pressed.
void paintChip(QPainter *painter, const QStyleOption &option, const Theme &theme);
void paintCheckBox(QPainter *painter, const QStyleOption &option, const Theme &theme);
void paintRadioButton(QPainter *painter, const QStyleOption &option, const Theme &theme);
void paintTab(QPainter *painter, const QStyleOptionTab &option, const Theme &theme);
void paintMenuItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme);
void paintMenuBarItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme);
void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option, const Theme &theme);

} // namespace console
