#pragma once

#include "ui/widgets/panel.h"

class QPushButton;

namespace console {

class FilterField;
class ProfileList;

/// The left side of the connection dialog: the saved connections, a field that searches them, and what can
/// be done with them.
class ProfilePane : public Strip
{
    Q_OBJECT
public:
    explicit ProfilePane(const Theme *theme, QWidget *parent = nullptr);

    ProfileList *list() const { return m_list; }
    void setHasChosen(bool has);
    void showAll(); ///< no search any more

signals:
    void newRequested();
    void duplicateRequested();
    void removeRequested();
    void serverConfigRequested();
    void importRequested();
    void exportRequested();

private:
    QWidget *tools();
    void showImports();

    const Theme *m_theme;
    FilterField *m_search;
    ProfileList *m_list;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_import = nullptr;
};

} // namespace console
