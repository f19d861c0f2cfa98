#pragma once

#include <QDialog>

namespace console {

class ActionRegistry;
class PageView;
class Theme;

/// All keys of the window by menu, and those that only some panes know.
class KeysDialog : public QDialog
{
    Q_OBJECT
public:
    KeysDialog(const ActionRegistry *actions, const Theme *theme, QWidget *parent = nullptr);

    PageView *page() const { return m_page; }

private:
    PageView *m_page;
};

} // namespace console
