#pragma once

#include <QTabBar>

namespace console {

class Theme;

/// The tabs of a form: words, a line beneath the chosen one, a mark on those that hold something wrong. Keys
/// and assistive technology are those of QTabBar.
class FormTabs : public QTabBar
{
    Q_OBJECT
public:
    explicit FormTabs(const Theme *theme, QWidget *parent = nullptr);

    void setProblem(int index, bool problem);
    bool hasProblem(int index) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    void paintTab(QPainter *painter, int index);

    const Theme *m_theme;
};

} // namespace console
