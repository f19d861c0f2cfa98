#pragma once

#include <QWidget>

class QPainter;

namespace console {

class Theme;

/// What all charts share: one of their items is the current one, the keys walk, the pointer points, a ring
/// shows the focus, and assistive technology hears of it. Knows nothing of what the items mean. GUI thread.
class ChartView : public QWidget
{
    Q_OBJECT
public:
    explicit ChartView(const Theme *theme, QWidget *parent = nullptr);

    virtual int itemCount() const = 0;
    virtual QString itemName(int item) const = 0; ///< "14:03:20 to 14:03:30"
    virtual QString itemValue(int item) const = 0; ///< "841 events per second"
    virtual QRect itemRect(int item) const = 0; ///< all of the item's height, in the widget
    int currentItem() const { return m_current; } ///< -1: there is none
    void setCurrentItem(int item); ///< and tells assistive technology

signals:
    void activated(int item); ///< clicked, or Return
    void measured(int item); ///< Shift+Return

protected:
    const Theme *theme() const { return m_theme; }
    /// Paints all but the focus ring on a background that is there.
    virtual void paintChart(QPainter *painter) = 0;
    virtual int itemAt(QPoint position) const = 0; ///< -1: none
    void itemsChanged(); ///< other items than before, or other values
    int hoveredItem() const { return m_hovered; } ///< -1: none
    void paintItemMark(QPainter *painter, int item) const; ///< behind a current or hovered item

    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    int itemByKey(int key) const;
    void showItemTip();

    const Theme *m_theme;
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace console
