// The sizes of ConsoleStyle: everything that measures, nothing that paints.

#include "ui/widgets/consolestyle.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QStyleOption>
#include <QTreeView>
#include <QWidget>

namespace console {

namespace {

constexpr int boxSize = 16;
constexpr int scrollBarExtent = 12;
constexpr int arrowWidth = 26;
constexpr int spinButtonWidth = 20;
constexpr int buttonHeight = 28;
constexpr int inputHeight = 26;
constexpr int menuItemHeight = 26;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

bool hasHeader(const QWidget *widget)
{
    const auto *tree = qobject_cast<const QTreeView *>(widget);
    return tree && !tree->isHeaderHidden();
}

/// The whole bar is track: there are no buttons at its ends.
QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const bool horizontal = bar.orientation == Qt::Horizontal;
    const int length = horizontal ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    const int handle = range <= 0
        ? length
        : qBound(qMin(length, 32), int(qint64(length) * bar.pageStep / (range + bar.pageStep)), length);
    const int start = QStyle::sliderPositionFromValue(
        bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    const auto stretch = [&](int from, int size) {
        return horizontal ? QRect(bar.rect.left() + from, bar.rect.top(), size, bar.rect.height())
                          : QRect(bar.rect.left(), bar.rect.top() + from, bar.rect.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return stretch(start, handle);
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSubPage:
        return stretch(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return stretch(start + handle, length - start - handle);
    default:
        return {};
    }
}

QRect comboPart(const QRect &rect, QStyle::SubControl part)
{
    const int arrow = scaled(arrowWidth);
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        return QRect(rect.right() + 1 - arrow, rect.top(), arrow, rect.height());
    case QStyle::SC_ComboBoxEditField:
        return rect.adjusted(8, 2, -arrow, -2);
    default:
        return rect;
    }
}

QRect spinPart(const QRect &rect, QStyle::SubControl part)
{
    const QRect buttons(rect.right() + 1 - scaled(spinButtonWidth), rect.top() + 2,
        scaled(spinButtonWidth) - 2, rect.height() - 4);
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return buttons.adjusted(0, 0, 0, -buttons.height() / 2);
    case QStyle::SC_SpinBoxDown:
        return buttons.adjusted(0, buttons.height() / 2, 0, 0);
    case QStyle::SC_SpinBoxEditField:
        return rect.adjusted(6, 2, -buttons.width() - 2, -2);
    default:
        return rect;
    }
}

QSize menuItemSize(const QStyleOptionMenuItem &item, const QSize &contents)
{
    if (item.menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), scaled(9)};
    // 32 for the icon, 16 at the end, and a gap before the keys.
    const int gap = item.text.contains(u'\t') || item.menuItemType == QStyleOptionMenuItem::SubMenu ? 32 : 0;
    return {contents.width() + 48 + gap, qMax(scaled(menuItemHeight), contents.height() + 6)};
}

} // namespace

QRect ConsoleStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    const auto placed = [&](const QRect &rect) { return visualRect(option->direction, option->rect, rect); };
    switch (control) {
    case CC_ScrollBar:
        return placed(scrollBarPart(*static_cast<const QStyleOptionSlider *>(option), part));
    case CC_ComboBox:
        if (part == SC_ComboBoxArrow || part == SC_ComboBoxEditField)
            return placed(comboPart(option->rect, part));
        break;
    case CC_SpinBox:
        return placed(spinPart(option->rect, part));
    default:
        break;
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect ConsoleStyle::subElementRect(
    SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(6, 2, -6, -2) : option->rect;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize ConsoleStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    const auto height = [widget](int usual) {
        const QVariant asked = widget ? widget->property("consoleHeight") : QVariant();
        return scaled(asked.isValid() ? asked.toInt() : usual);
    };
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        return {contents.width() + scaled(24), height(buttonHeight)};
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        const bool withText =
            button && !button->text.isEmpty() && button->toolButtonStyle != Qt::ToolButtonIconOnly;
        const int side = height(buttonHeight);
        return {withText ? contents.width() + scaled(20) : qMax(side, contents.width() + 8), side};
    }
    case CT_LineEdit:
        return {size.width(), height(inputHeight)};
    case CT_SpinBox:
        return {contents.width() + scaled(spinButtonWidth) + 12, height(inputHeight)};
    case CT_ComboBox:
        return {contents.width() + scaled(arrowWidth) + 12, height(inputHeight)};
    case CT_MenuItem:
        return menuItemSize(*static_cast<const QStyleOptionMenuItem *>(option), contents);
    case CT_MenuBarItem:
        return {contents.width() + scaled(16), scaled(28)};
    case CT_HeaderSection:
        return {size.width(), qMax(size.height(), scaled(24))};
    case CT_TabBarTab:
        return {contents.width() + 2, scaled(34)};
    default:
        return size;
    }
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return scaled(boxSize);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return scaled(8);
    case PM_ScrollBarExtent:
        return scaled(scrollBarExtent);
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuBarHMargin:
        return scaled(6);
    case PM_MenuBarItemSpacing:
    case PM_MenuBarVMargin:
    case PM_MenuBarPanelWidth:
    case PM_MenuHMargin:
    case PM_ToolBarFrameWidth:
    case PM_ToolBarItemSpacing:
    case PM_DockWidgetFrameWidth:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_TabBarTabHSpace:
        return scaled(20);
    case PM_HeaderMargin:
        return scaled(8);
    case PM_FocusFrameHMargin:
        // What stands in a tree with a header stands below its title; one pixel is added to this margin.
        return hasHeader(widget) ? scaled(8) - 1 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return scaled(8);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
    case SH_MenuBar_AltKeyNavigation:
        return hint == SH_MenuBar_AltKeyNavigation;
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_Menu_MouseTracking:
    case SH_MenuBar_MouseTracking:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace console
