#pragma once

#include "ui/widgets/preparedimage.h"

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
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void prepare();

    const Theme *m_theme;
    PreparedImage m_drawing; ///< all but the numbers and the icon
    qreal m_ratio = 0; ///< of the drawing
};

} // namespace console
