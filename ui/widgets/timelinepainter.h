#pragma once

#include "ui/models/timelinescene.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelinegeometry.h"

#include <QTimeZone>

namespace console {

class GlyphCache;

/// The shape of a request; none for a response that stands alone.
std::optional<Glyph> glyphOf(ExchangeState state);

/// What of the timeline the user has chosen or points at.
struct TimelineState
{
    TimelineScene::Hit current;
    int currentLane = -1;
    std::optional<Glyph> currentGlyph; ///< in the lane of requests
    TimelineScene::Hit hovered;
    int hoveredLane = -1;
    int focusLane = -1; ///< with the focus ring; -1: the timeline has no focus
    QTimeZone zone;
};

/// Alone knows how the timeline looks. Made for one paint event; fills rectangles and copies pixels only, no
/// paths but for the one selected and the one hovered mark, and the labels of gaps.
class TimelinePainter
{
public:
    TimelinePainter(QPainter *painter, const Theme *theme, GlyphCache *glyphs);

    void paint(const TimelineModel &model, const TimelineScene &scene, const TimelineGeometry &geometry,
        const TimelineState &state);

private:
    static constexpr int tickSpacing = 96; ///< pixels, room for "14:32:07.418"

    void paintFuture();
    void paintGrid();
    void paintLanes(bool dense);
    void paintLane(int lane);
    void paintBars(int lane);
    void paintMarks(int lane);
    void paintRequests(int lane);
    void paintRequest(const RequestMark &mark, QPointF centre, qreal room);
    void paintSpan(const RequestMark &mark, const QRectF &span);
    void paintDashes(qreal from, qreal to, qreal y, const QColor &colour);
    void paintCount(quint64 count, QPointF centre, qreal room, qreal opacity);
    void paintGaps();
    void paintGapLabels();
    QRectF placeOfLabel(const GapBand &band, qreal width) const;
    bool isCrossed(const QRectF &column, const GapBand &band) const;
    bool isFree(const QRectF &place, int lane) const;
    void paintLive();
    void paintHovered();
    void paintCurrent();
    void paintRuler();
    void paintTicks();
    void paintLiveWord();
    QRectF flagPlace() const;
    void paintFlag(const QRectF &flag);
    void paintLabels();
    void paintLabel(int lane);
    void paintFocus(int lane);

    qreal axis(qint64 time) const; ///< x in the widget, on a whole device pixel
    qreal axisOf(double x) const { return m_geometry.labelWidth + snapped(x); } ///< of pixels of the scale
    qreal snapped(qreal x) const;
    QPointF centre(int lane, qint64 time) const;
    void line(qreal x, qreal top, qreal bottom, const QColor &colour, qreal width = 1);
    std::optional<Glyph> glyphOfLane(const Lane &lane) const;
    QColor hueOfLane(const Lane &lane) const;

    QPainter *m_painter;
    const Theme *m_theme;
    const Colours &m_colours;
    GlyphCache *m_glyphs;
    qreal m_ratio;
    const TimelineModel *m_model = nullptr;
    const TimelineScene *m_scene = nullptr;
    const TimelineState *m_state = nullptr;
    TimelineGeometry m_geometry;
    std::vector<QRectF> m_taken; ///< of the ruler, by more important words than ticks
    std::vector<QRectF> m_labels; ///< of gaps
};

} // namespace console
