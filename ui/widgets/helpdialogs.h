#pragma once

class QWidget;

namespace console {

class ActionRegistry;
class Theme;

// The dialogs of the Help menu. None stops the window; each belongs to `parent`, which is not null, exists
// once in it and is brought to the front when asked for again. GUI thread.

/// Commands, events, error codes and audio controls of the built-in catalogue.
void showReference(const Theme *theme, QWidget *parent);
/// All keys.
void showKeys(const ActionRegistry *actions, const Theme *theme, QWidget *parent);
/// To change them; for actions that have bindings.
void showShortcuts(const ActionRegistry *actions, const Theme *theme, QWidget *parent);
/// How filters are written: the document that lies beside the packages.
void showFilterLanguage(QWidget *parent);
/// Name and versions.
void showAbout(QWidget *parent);

} // namespace console
