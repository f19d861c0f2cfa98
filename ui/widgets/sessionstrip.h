#pragma once

#include "ui/models/timelinemodel.h"

#include <QBasicTimer>
#include <QTimeZone>
#include <QWidget>

#include <tuple>

class QLabel;

namespace console {

class PaneButton;
class Theme;

/// The whole session in one line: how busy it was, when requests went out and failed, and the visible range
/// as a frame to drag. On screen in every workspace. What is seen lies in the Navigator. GUI thread.
class SessionStrip : public QWidget
{
    Q_OBJECT
public:
    SessionStrip(TimelineModel *model, Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    /// The label column is as wide as the navigator below it.
    void setLabelWidth(int width);
    /// Where the visible range stands, in the widget; null while there is none.
    QRectF frame() const;
    /// The part that stands for the session, in the widget.
    QRect track() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    enum class Grip { None, Whole, Left, Right };

    void makeControls();
    void keepUp();
    void updateControls();
    void placeState(const QRect &place);
    QString stateText() const; ///< how far the display is behind
    void updateTimer();
    void describeGaps();
    std::vector<GapBand> bands() const;
    bool showToolTip(const QPoint &position, const QPoint &global);
    TimeScale scale() const;
    qreal axis(qint64 time) const;
    Grip gripAt(QPointF position) const;
    void dragTo(qreal x);
    void showRange(const TimeRange &range);

    void paintDensity(QPainter &painter) const;
    void paintTicks(QPainter &painter) const;
    void paintGaps(QPainter &painter) const;
    void paintFrame(QPainter &painter);
    void paintDays(QPainter &painter) const;
    void paintOpening(QPainter &painter) const;
    QString openingText() const;
    bool isFree(const QRectF &place, qint64 after) const;

    TimelineModel *m_model;
    Navigator *m_navigator;
    const Theme *m_theme;
    int m_labelWidth = 232;
    PaneButton *m_follow = nullptr;
    PaneButton *m_pause = nullptr;
    QLabel *m_behind = nullptr;
    QBasicTimer m_timer;
    QRectF m_paintedFrame;
    Grip m_grip = Grip::None;
    qreal m_grippedAt = 0;
    /// What the accessible description speaks of: gaps that are closed, an open one, the first connection.
    std::tuple<size_t, qint64, qint64> m_described;
    TimeRange m_gripped; ///< as it was when the drag began
};

} // namespace console
