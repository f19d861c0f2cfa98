#pragma once

#include <QString>

class QWidget;

namespace console {

class PaneButton;
class Theme;

// How every pane of the statistics hands over its numbers.

/// The button at the end of a header that copies the numbers below it.
PaneButton *copyTableButton(const Theme *theme, QWidget *header);
/// Puts a table on the clipboard and says so below `header`. @param table  lines, columns separated by tabs
void copyTable(const QString &table, QWidget *header);

} // namespace console
