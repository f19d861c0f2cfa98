#pragma once

#include <QWidget>

namespace console {

class Theme;

/// A drawing of the main window with four numbers, for the welcome page. Holds no data.
class WindowMiniature : public QWidget
{
    Q_OBJECT
public:
    explicit WindowMiniature(const Theme *theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// The numbered disc that the drawing and its legend share.
    static void paintNumber(QPainter *painter, const Theme &theme, QPointF centre, int number);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintBar(QPainter *painter) const;
    void paintStrip(QPainter *painter) const;
    void paintLanes(QPainter *painter) const;
    void paintPanes(QPainter *painter) const;

    const Theme *m_theme;
};

} // namespace console
