#include "ui/widgets/fixedkeys.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FixedKeys", text);
}

FixedKeysOfPane ofTimeline()
{
    return {tr("In the timeline"), true,
        {
            {{Qt::Key_Left, Qt::Key_Right}, tr("Left, Right"), tr("Previous, next event in the lane")},
            {{Qt::Key_Up, Qt::Key_Down}, tr("Up, Down"), tr("Lane above, below")},
            {{Qt::Key_Home, Qt::Key_End}, tr("Home, End"), tr("Start of the session, now")},
            {{Qt::Key_Return, Qt::Key_Enter}, tr("Return"),
                tr("Show or hide the other lanes, on their line")},
        }};
}

FixedKeysOfPane ofTables()
{
    return {tr("In tables"), false,
        {
            {{Qt::Key_Up, Qt::Key_Down}, tr("Up, Down"), tr("Previous, next row")},
            {{Qt::Key_PageUp, Qt::Key_PageDown}, tr("Page Up, Page Down"), tr("A page up, down")},
            {{Qt::Key_Home, Qt::Key_End, QKeySequence(Qt::CTRL | Qt::Key_Home),
                 QKeySequence(Qt::CTRL | Qt::Key_End)},
                tr("Home, End"), tr("First, last row")},
            {{Qt::Key_Escape}, tr("Esc"), tr("Leave the filter text; once more: clear it")},
        }};
}

FixedKeysOfPane ofBookmarks()
{
    return {tr("In the list of bookmarks"), false,
        {
            {{Qt::Key_Return, Qt::Key_F2}, tr("Return, F2"), tr("Edit the note")},
            {{Qt::Key_Delete}, tr("Delete"), tr("Take the bookmark away")},
        }};
}

FixedKeysOfPane ofTrees()
{
    return {tr("In trees"), false,
        {
            {{Qt::Key_Left, Qt::Key_Right}, tr("Left, Right"), tr("Close, open")},
            {{Qt::Key_Return}, tr("Return"), tr("Select; in the inspector show more")},
        }};
}

FixedKeysOfPane ofCharts()
{
    return {tr("In charts"), false,
        {
            {{Qt::Key_Left, Qt::Key_Right}, tr("Left, Right"), tr("Previous, next bar")},
            {{Qt::Key_PageUp, Qt::Key_PageDown}, tr("Page Up, Page Down"), tr("Ten bars back, on")},
            {{Qt::Key_Home, Qt::Key_End}, tr("Home, End"), tr("First, last bar")},
            {{Qt::Key_Return, Qt::Key_Enter, QKeySequence(Qt::SHIFT | Qt::Key_Return)}, tr("Return"),
                tr("Show the time of the bar; with Shift measure it")},
        }};
}

FixedKeysOfPane ofPalette()
{
    return {tr("In the palette"), false,
        {
            {{Qt::Key_Return}, tr("Return"), tr("Run")},
            {{Qt::Key_Tab}, tr("Tab"), tr("Open a request in the composer first")},
            {{Qt::Key_Escape}, tr("Esc"), tr("Close")},
        }};
}

} // namespace

QList<FixedKeysOfPane> fixedKeys()
{
    return {ofTimeline(), ofTables(), ofTrees(), ofBookmarks(), ofCharts(), ofPalette()};
}

QString ownerInWords(const ActionRegistry &actions, const QKeySequence &keys, ActionId id)
{
    if (const std::optional<ActionId> owner = actions.ownerOf(keys, id))
        return ActionRegistry::plainText(actions.action(*owner));
    for (const FixedKeysOfPane &pane : fixedKeys())
        for (const FixedKeys &line : pane.lines)
            if (line.keys.contains(keys) && (pane.isTimeline || actions.placeOf(id) == KeyPlace::Everywhere))
                return u"%1: %2"_s.arg(pane.title, line.what);
    return {};
}

} // namespace console
