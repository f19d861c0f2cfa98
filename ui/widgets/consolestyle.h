#pragma once

#include <QProxyStyle>
#include <QStyleOption>

class QApplication;

namespace console {

class Theme;

/// Gives the application the console's style and keeps its palette equal to the theme's. Once, before the
/// first window.
void installTheme(QApplication *application, Theme *theme);

/// The one main button of a view, or no longer.
void makePrimary(QWidget *button, bool primary = true);
/// A height other than the usual one, in pixels at the default font: 24 inside panes, 32 in the connection
/// bar.
void setControlHeight(QWidget *control, int height);
/// Frames an input in the error colour, or no longer.
void setProblem(QWidget *input, bool problem);
/// A tool button with text that is drawn like a push button.
void makeFramed(QWidget *toolButton);

/// Draws the standard controls as the design guide shows them, on Fusion: frames of inputs, boxes, buttons,
/// chips, menus, focus rings, hairline splitters. Knows no control of the console's own.
class ConsoleStyle : public QProxyStyle
{
    Q_OBJECT
public:
    explicit ConsoleStyle(const Theme *theme);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
        const QWidget *widget = nullptr) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption *option, const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
        const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
        const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
        QStyleHintReturn *result = nullptr) const override;
    QIcon standardIcon(StandardPixmap icon, const QStyleOption *option = nullptr,
        const QWidget *widget = nullptr) const override;
    QPalette standardPalette() const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

private:
    bool drawFrame(
        PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    bool drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter) const;
    void drawPushButtonLabel(QStyleOptionButton label, QPainter *painter, const QWidget *widget) const;
    void drawToolButtonLabel(QStyleOptionToolButton label, QPainter *painter, const QWidget *widget) const;
    void drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;

    const Theme *m_theme;
};

} // namespace console
