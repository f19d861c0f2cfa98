#pragma once

#include <QTabBar>

namespace console {

class Theme;

/// Tabs inside a pane: words, the chosen one on a tint. Keys and assistive technology are those of QTabBar.
class PaneTabs : public QTabBar
{
    Q_OBJECT
public:
    explicit PaneTabs(const Theme *theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    const Theme *m_theme;
};

} // namespace console
