#pragma once

#include <QMenu>

namespace console {

class FilterLibrary;
class Navigator;
class Theme;

/// The user's filters to choose from, and what can be done with them and with the filter in force. Made
/// anew each time it is opened; deletes itself. GUI thread.
class SavedFiltersMenu : public QMenu
{
    Q_OBJECT
public:
    SavedFiltersMenu(FilterLibrary *library, Navigator *navigator, const Theme *theme, QWidget *parent);

private:
    void addFilters();
    void addCurrent();
    void addTints(QMenu *menu);
    void addRules();
    void addFiles();
    void askForName();
    void askForFile(bool saves);

    FilterLibrary *m_library;
    Navigator *m_navigator;
    const Theme *m_theme;
};

} // namespace console
