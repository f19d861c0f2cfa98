#pragma once

#include <QDialog>

class QLineEdit;

namespace console {

class ActionRegistry;
class PageView;
class Theme;

/// All keys of the window by menu, and those that only some panes know, with a search. As they are now. GUI
/// thread.
class KeysDialog : public QDialog
{
    Q_OBJECT
public:
    KeysDialog(const ActionRegistry *actions, const Theme *theme, QWidget *parent = nullptr);

    PageView *page() const { return m_page; }
    QLineEdit *searchField() const { return m_search; }

private:
    void fill();

    const ActionRegistry *m_actions;
    QLineEdit *m_search;
    PageView *m_page;
};

} // namespace console
