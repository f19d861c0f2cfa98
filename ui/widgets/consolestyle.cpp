#include "ui/widgets/consolestyle.h"

#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QTextEdit>
#include <QToolButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr char primaryProperty[] = "consolePrimary";
constexpr char heightProperty[] = "consoleHeight";
constexpr char problemProperty[] = "consoleProblem";
constexpr char framedProperty[] = "consoleFramed";

bool has(const QWidget *widget, const char *property)
{
    return widget && widget->property(property).toBool();
}

/// An inner line edit of a spin or combo box carries no mark of its own.
bool hasProblem(const QWidget *widget)
{
    return has(widget, problemProperty) || (widget && has(widget->parentWidget(), problemProperty));
}

bool isReadOnly(const QWidget *widget)
{
    const auto *edit = qobject_cast<const QLineEdit *>(widget);
    return edit && edit->isReadOnly();
}

} // namespace

void installTheme(QApplication *application, Theme *theme)
{
    application->setStyle(new ConsoleStyle(theme));
    const auto apply = [theme] { QApplication::setPalette(theme->palette()); };
    QObject::connect(theme, &Theme::changed, application, apply);
    apply();
}

void makePrimary(QWidget *button, bool primary)
{
    button->setProperty(primaryProperty, primary);
    button->update();
}

void setControlHeight(QWidget *control, int height)
{
    control->setProperty(heightProperty, height);
}

void setProblem(QWidget *input, bool problem)
{
    if (has(input, problemProperty) == problem)
        return;
    input->setProperty(problemProperty, problem);
    input->update();
}

void makeFramed(QWidget *toolButton)
{
    toolButton->setProperty(framedProperty, true);
}

ConsoleStyle::ConsoleStyle(const Theme *theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s)), m_theme(theme)
{
}

bool ConsoleStyle::drawFrame(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Colours &c = m_theme->colours();
    switch (element) {
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            paintInput(painter, *option, *m_theme, isReadOnly(widget), hasProblem(widget));
        return true;
    case PE_Frame:
    case PE_FrameGroupBox:
        paintBox(painter, option->rect, {}, c.line2, controlRadius);
        return true;
    case PE_FrameMenu:
        return true;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, c.line2);
        painter->fillRect(option->rect.adjusted(1, 1, -1, -1), element == PE_PanelMenu ? c.button : c.window);
        return true;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, c.window);
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), c.line2);
        return true;
    case PE_FrameTabWidget:
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
    case PE_FrameDockWidget:
    case PE_PanelMenuBar:
        return true;
    default:
        return false;
    }
}

bool ConsoleStyle::drawIndicator(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter) const
{
    const Colours &c = m_theme->colours();
    const QColor colour = option->state.testFlag(State_Enabled) ? c.text2 : c.disabled;
    const QPointF centre = QRectF(option->rect).center();
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheckBox(painter, *option, *m_theme);
        return true;
    case PE_IndicatorRadioButton:
        paintRadioButton(painter, *option, *m_theme);
        return true;
    case PE_IndicatorArrowDown:
    case PE_IndicatorHeaderArrow:
        m_theme->drawIcon(painter, u"chevron-down"_s, colour, centre, 14);
        return true;
    case PE_IndicatorArrowRight:
        m_theme->drawIcon(painter, u"chevron-right"_s, colour, centre, 14);
        return true;
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children))
            m_theme->drawIcon(painter,
                option->state.testFlag(State_Open) ? u"chevron-down"_s : u"chevron-right"_s, c.text2, centre,
                14);
        return true;
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, c.line2);
        return true;
    default:
        return false;
    }
}

void ConsoleStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (drawFrame(element, option, painter, widget) || drawIndicator(element, option, painter))
        return;
    switch (element) {
    case PE_FrameFocusRect:
        if (qobject_cast<const QPushButton *>(widget) || qobject_cast<const QAbstractItemView *>(widget))
            return; // the button painted it; views show the current row
        paintFocusRing(
            painter, qobject_cast<const QToolButton *>(widget) ? widget->rect() : option->rect, *m_theme);
        return;
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (button && button->features.testFlag(QStyleOptionButton::Flat))
            paintChip(painter, *option, *m_theme);
        else
            paintButton(painter, *option, *m_theme,
                has(widget, primaryProperty) ? ButtonLook::Primary : ButtonLook::Plain);
        return;
    }
    case PE_PanelButtonTool:
        if (has(widget, framedProperty))
            paintButton(painter, *option, *m_theme, ButtonLook::Plain);
        else
            paintChip(painter, *option, *m_theme);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ConsoleStyle::drawPushButtonLabel(
    QStyleOptionButton label, QPainter *painter, const QWidget *widget) const
{
    const bool enabled = label.state.testFlag(State_Enabled);
    if (has(widget, primaryProperty) && enabled)
        label.palette.setColor(QPalette::ButtonText, m_theme->colours().onPrimary);
    paintButtonLabel(painter, label.rect, label.icon, label.text, label);
}

void ConsoleStyle::drawToolButtonLabel(
    QStyleOptionToolButton label, QPainter *painter, const QWidget *widget) const
{
    const bool quiet = !has(widget, framedProperty) && !label.state.testFlag(State_On);
    const bool iconOnly = label.toolButtonStyle == Qt::ToolButtonIconOnly || label.text.isEmpty();
    if (label.arrowType != Qt::NoArrow || label.toolButtonStyle == Qt::ToolButtonTextUnderIcon)
        return QProxyStyle::drawControl(CE_ToolButtonLabel, &label, painter, widget);
    if (quiet && label.state.testFlag(State_Enabled)) {
        label.palette.setColor(QPalette::ButtonText, m_theme->colours().text2);
        label.font.setWeight(QFont::Normal);
    }
    painter->setFont(label.font);
    const bool withIcon = label.toolButtonStyle != Qt::ToolButtonTextOnly;
    paintButtonLabel(
        painter, label.rect, withIcon ? label.icon : QIcon(), iconOnly ? QString() : label.text, label);
}

void ConsoleStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Colours &c = m_theme->colours();
    switch (element) {
    case CE_PushButtonLabel:
        drawPushButtonLabel(*static_cast<const QStyleOptionButton *>(option), painter, widget);
        return;
    case CE_ToolButtonLabel:
        drawToolButtonLabel(*static_cast<const QStyleOptionToolButton *>(option), painter, widget);
        return;
    case CE_ProgressBar:
        paintProgress(painter, *static_cast<const QStyleOptionProgressBar *>(option), *m_theme);
        return;
    case CE_Splitter:
    case CE_ToolBar:
        painter->fillRect(option->rect, element == CE_Splitter ? c.line2 : c.window);
        return;
    case CE_HeaderSection:
        paintHeaderSection(painter, *static_cast<const QStyleOptionHeader *>(option), *m_theme);
        return;
    case CE_HeaderLabel: {
        QStyleOptionHeader label = *static_cast<const QStyleOptionHeader *>(option);
        const int margin = pixelMetric(PM_HeaderMargin, option, widget);
        label.rect.adjust(0, -margin, 0, margin); // is meant for the sides: the letters need the height
        QProxyStyle::drawControl(element, &label, painter, widget);
        return;
    }
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, c.panel);
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line2);
        return;
    case CE_TabBarTabShape:
        paintTab(painter, *static_cast<const QStyleOptionTab *>(option), *m_theme);
        return;
    case CE_TabBarTabLabel: {
        QStyleOptionTab label = *static_cast<const QStyleOptionTab *>(option);
        label.palette.setColor(QPalette::WindowText, label.state.testFlag(State_Selected) ? c.text : c.text2);
        QProxyStyle::drawControl(element, &label, painter, widget);
        return;
    }
    case CE_MenuItem:
        paintMenuItem(painter, *static_cast<const QStyleOptionMenuItem *>(option), *m_theme);
        return;
    case CE_MenuBarItem:
        paintMenuBarItem(painter, *static_cast<const QStyleOptionMenuItem *>(option), *m_theme);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, c.window);
        return;
    case CE_MenuEmptyArea:
    case CE_MenuVMargin:
    case CE_MenuHMargin:
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ConsoleStyle::drawScrollBar(
    const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const Colours &c = m_theme->colours();
    const auto *slider = static_cast<const QStyleOptionSlider *>(option);
    painter->fillRect(
        option->rect, widget && widget->parentWidget() ? widget->parentWidget()->palette().base() : c.base);
    if (slider->maximum <= slider->minimum || !option->state.testFlag(State_Enabled))
        return;
    const QRectF handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    const bool active = option->activeSubControls.testFlag(SC_ScrollBarSlider);
    const QRectF bar = handle.adjusted(2, 2, -2, -2);
    paintBox(painter, bar, active ? c.control : c.line2, {}, qMin(bar.width(), bar.height()) / 2);
}

void ConsoleStyle::drawComboBox(
    const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    paintInput(painter, *option, *m_theme, false, hasProblem(widget));
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    QStyleOption chevron = *option;
    chevron.rect = arrow;
    drawPrimitive(PE_IndicatorArrowDown, &chevron, painter, widget);
}

void ConsoleStyle::drawSpinBox(
    const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const Colours &c = m_theme->colours();
    paintInput(painter, *option, *m_theme, false, hasProblem(widget));
    const auto *spin = static_cast<const QStyleOptionSpinBox *>(option);
    const auto arrow = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step, qreal direction) {
        const QRectF rect = subControlRect(CC_SpinBox, option, part, widget);
        const bool enabled = option->state.testFlag(State_Enabled) && spin->stepEnabled.testFlag(step);
        const QPointF middle(rect.center().x(), direction < 0 ? rect.bottom() - 3 : rect.top() + 3);
        painter->setPen(
            QPen(enabled ? c.text2 : c.disabled, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(QPolygonF({middle + QPointF(-3, -1.5 * direction),
            middle + QPointF(0, 1.5 * direction), middle + QPointF(3, -1.5 * direction)}));
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    arrow(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, -1);
    arrow(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, 1);
    painter->restore();
}

void ConsoleStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar:
        return drawScrollBar(option, painter, widget);
    case CC_ComboBox:
        return drawComboBox(option, painter, widget);
    case CC_SpinBox:
        return drawSpinBox(option, painter, widget);
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

/// Qt asks for these while it makes bars and docks, whether or not they are ever seen, and would read each
/// from pictures at once: time that the first window has to wait. Ours are read when they are painted.
QIcon ConsoleStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    switch (icon) {
    case SP_ToolBarHorizontalExtensionButton:
    case SP_ToolBarVerticalExtensionButton:
        return m_theme->icon(u"more"_s);
    case SP_TitleBarNormalButton:
        return m_theme->icon(u"dock-right"_s);
    case SP_TitleBarCloseButton:
        return m_theme->icon(u"close"_s);
    default:
        return QProxyStyle::standardIcon(icon, option, widget);
    }
}

QPalette ConsoleStyle::standardPalette() const
{
    return m_theme->palette();
}

void ConsoleStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    const auto *button = qobject_cast<QAbstractButton *>(widget);
    if (button)
        m_theme->prepareIcon(button->icon().name(), buttonIconSize()); // it is about to be seen
    if (button || qobject_cast<QComboBox *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

} // namespace console
