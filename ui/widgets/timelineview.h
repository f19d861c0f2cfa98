#pragma once

#include "ui/models/pacer.h"
#include "ui/models/timelinescene.h"
#include "ui/widgets/timelinegeometry.h"
#include "ui/widgets/timelineitem.h"
#include "ui/widgets/timelinepainter.h"

#include <QBasicTimer>
#include <QCache>
#include <QWidget>

#include <functional>

class QActionGroup;
class QMenu;
class QScrollBar;

namespace console {

class PaneButton;

/// The lanes of the session under one ruler, with their labels: follows, pans, zooms, selects. What it shows
/// and where lies in the Navigator; this alone knows what the pointer and the keys mean on a time axis. GUI
/// thread.
class TimelineView : public QWidget
{
    Q_OBJECT
public:
    /// Says in one sentence what a message is; plain text.
    using Sentence = std::function<QString(MessageId)>;

    TimelineView(TimelineModel *model, Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    /// The label column is as wide as the navigator below it.
    void setLabelWidth(int width);
    void setSentence(Sentence sentence) { m_sentence = std::move(sentence); }
    /// Says in a few words what a message is, to stand beside its mark.
    void setLabels(Sentence label) { m_label = std::move(label); }
    void setBands(TimelineScene::BandSource bands) { m_scene.setBands(std::move(bands)); }
    void setZone(const QTimeZone &zone);

    TimelineGeometry geometryOfParts() const;
    const TimelineModel *model() const { return m_model; }
    const TimelineScene &scene() const { return m_scene; } ///< as painted last
    /// The measured range in words: "154 ms, 130 events, 844 per second"; empty: nothing is measured.
    QString measureText() const;
    int focusLane() const { return m_focusLane; }
    bool isCurrent(MessageId message) const { return message && message == m_navigator->current(); }
    /// What was painted in a lane the last time: bands, then marks by layer.
    int itemCount(int lane) const;
    TimelineItem itemAt(int lane, int number) const; ///< empty: there is none
    /// A gap in words, with its times.
    QString sentenceOf(const Gap &gap) const;
    /// Where a gap is hatched, in the widget; may lie outside of what is seen.
    QRect placeOf(const Gap &gap) const;
    /// Where a message of a lane stands, in the widget.
    QPoint positionOf(int lane, qint64 time) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void zoomIn();
    void zoomOut();
    void showWholeSession();
    void setFocusLane(int lane);
    /// One end of the measured range to the selected event, or to the pointer.
    void measureFrom();
    void measureUntil();
    void clearMeasure();

signals:
    void focusLaneChanged(int lane);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    static constexpr int followInterval = 33; ///< milliseconds from picture to picture, at least
    enum class Drag { None, Pan, Measure };

    void connectModels();
    void makeControls();
    void makeGroupingMenu();
    void showGrouping();
    void placeControls();
    void placeLanes();

    TimeScale scale() const;
    bool hasRange() const; ///< false before the first message
    void showRange(const TimeRange &range);
    void zoom(double x, double factor);
    void pan(double pixels);
    void ensureRange();
    void keepUp();
    void advance();
    void showMoved();
    void updateAxis();
    void updateTimer();
    void filterChanged();
    void currentChanged(MessageId message);
    void groupingChanged();
    void keepFocusLane();
    void lanesChanged();
    QString labelOf(MessageId message) const;

    TimelineState state() const;
    TimelineScene::Hit currentHit() const;
    TimelineScene::Hit hitAt(QPoint position) const;
    const GapBand *gapAt(QPoint position) const;
    void hover(QPoint position);
    bool showToolTip(const QPoint &position, const QPoint &global);
    void click(QPoint position);
    template <typename Visit>
    void forEachItem(int lane, Visit visit) const;
    TimelineItem itemOf(const TimelineScene::Hit &mark, int lane) const;
    TimelineItem itemOf(const Band &band, int lane) const;
    TimelineItem barsItem(const LayerScene &layer, int lane) const;
    void dragTo(QPoint position, Qt::KeyboardModifiers modifiers);
    qint64 measuringTime() const;
    bool moveByKey(int key);
    bool viewByKey(int key);
    void showStart();
    void selectNeighbour(int direction);
    void activateLane();

    TimelineModel *m_model;
    Navigator *m_navigator;
    const Theme *m_theme;
    GlyphCache *m_glyphs;
    TimelineScene m_scene;
    Sentence m_sentence;
    Sentence m_label;
    mutable QCache<MessageId, QString> m_labels{2000};
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    int m_labelWidth = 232;
    int m_focusLane = 0;
    Lane m_focused{.kind = Lane::Kind::Requests}; ///< the lane with the focus, as it was
    PaneButton *m_groupingButton = nullptr;
    QMenu *m_groupingMenu = nullptr;
    QActionGroup *m_groupings = nullptr;
    PaneButton *m_zoomOut = nullptr;
    PaneButton *m_zoomIn = nullptr;
    PaneButton *m_fit = nullptr;
    QScrollBar *m_scrollBar = nullptr;
    QBasicTimer m_timer;
    Pacer m_followed; ///< pictures while following
    QBasicTimer m_labelTimer; ///< runs while the counts are older than what there is
    TimelineScene::Hit m_hovered;
    int m_hoveredLane = -1;
    std::optional<QPoint> m_pressedAt;
    double m_draggedFrom = 0;
    Drag m_drag = Drag::None;
    std::optional<int> m_pointerX; ///< in the widget, while over the lanes
};

} // namespace console
