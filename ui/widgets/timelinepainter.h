#pragma once

#include "ui/models/timelinescene.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelinegeometry.h"

#include <QTimeZone>

#include <functional>

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
    TimeRange measured; ///< of length 0: none
    QString measure; ///< the measured range in words
    /// A message in a few words, to stand beside its mark; asked for marks that have room only.
    std::function<QString(MessageId)> label;
    QTimeZone zone;
};

/// Alone knows how the timeline looks. Made for one paint event; fills rectangles and copies pixels only, no
/// paths but for the one selected and the one hovered mark, bands, and the labels of gaps.
class TimelinePainter
{
public:
    TimelinePainter(QPainter *painter, const Theme *theme, GlyphCache *glyphs);

    /// @param exposed  what is to be seen anew: the column of labels, or what lies on the axis, or both
    void paint(const TimelineModel &model, const TimelineScene &scene, const TimelineGeometry &geometry,
        const TimelineState &state, const QRect &exposed);

private:
    static constexpr int tickSpacing = 96; ///< pixels, room for "14:32:07.418"

    void paintAxis(); ///< the lanes and the ruler
    void paintFuture();
    void paintGrid();
    void forEachSeenLane(void (TimelinePainter::*paintLane)(int));
    void paintBackground(int lane); ///< what gaps cover: bands and bars
    void paintForeground(int lane); ///< what stands upon them
    void paintBars(int lane, const LayerScene &layer, const QColor &hue);
    void paintMarks(int lane, const LayerScene &layer, const LayerScene &other);
    void paintMark(const EventMark &mark, const Lane &lane, QPointF centre);
    void paintTick(QPointF centre, qreal opacity);
    void paintRequests(int lane);
    void paintRequest(const RequestMark &mark, QPointF centre, qreal room);
    void paintSpan(const RequestMark &mark, const QRectF &span);
    void paintDashes(qreal from, qreal to, qreal y, const QColor &colour);
    void paintCount(quint64 count, QPointF centre, qreal room, qreal opacity);
    qreal endOfWords(qreal from) const;
    bool hasRoomForWords(qreal room) const;
    void paintWords(MessageId message, QPointF left, qreal room, qreal opacity);
    /// Behind a mark: where the next one of its layer stands, or anything of the other.
    qreal roomBehind(const LayerScene &layer, size_t mark, const LayerScene &other) const;
    void paintBands(int lane);
    QRectF placeOf(const Band &band, int lane) const;
    void paintBand(const Band &band, const QRectF &place);
    void placeBandWords(int lane);
    qreal besideMarks(const Band &band, int lane, qreal left, qreal width) const;
    void paintBandWords();
    bool isBandWord(MessageId message) const;
    qreal roomBeforeBandWord(qreal from) const;
    void paintMeasured();
    QRectF measurePlace(const QRectF &flag) const;
    void paintMeasure(const QRectF &box);
    void paintGaps();
    void paintGapLabels();
    QRectF placeOfLabel(const GapBand &band, qreal width) const;
    bool isCrossed(const QRectF &column, const GapBand &band) const;
    bool isFree(const QRectF &place, int lane) const;
    bool isFreeOfWords(const QRectF &place) const;
    bool isFreeOfBands(const QRectF &place, int lane) const;
    void paintQuiet();
    void paintStretch(const QuietStretch &stretch, qreal besideEnd);
    void paintQuietLine(const QString &text, const QRectF &place, qreal width);
    QRectF placeOfQuiet(const QRectF &column, MessageId after) const;
    void paintLive();
    void paintHovered();
    void paintCurrent();
    void paintRuler();
    void paintTicks();
    void paintLiveWord(const QRectF &flag);
    QRectF flagPlace() const;
    void paintFlag(const QRectF &flag);
    void paintLabels();
    void paintLabel(int lane);
    void paintLabelIcon(const Lane &lane, QPointF centre);
    qreal paintStates(int lane, const QRectF &row); ///< what holds now, before the right end; its left end
    QString rightText(const Lane &lane) const;
    void paintFocus(int lane);

    qreal axis(qint64 time) const; ///< x in the widget, on a whole device pixel
    qreal axisOf(double x) const { return m_geometry.labelWidth + snapped(x); } ///< of pixels of the scale
    qreal snapped(qreal x) const;
    QPointF centre(int lane, qint64 time) const;
    void line(qreal x, qreal top, qreal bottom, const QColor &colour, qreal width = 1);
    std::optional<Glyph> glyphOfLane(const Lane &lane) const;
    std::optional<Glyph> glyphOfMark(const Lane &lane, EventType type) const;
    QColor hueOfLane(const Lane &lane) const;

    struct BandWord
    {
        const Band *band;
        QRectF ground; ///< where it stands
    };

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
    std::vector<QRectF> m_words; ///< beside marks
    std::vector<BandWord> m_bandWords; ///< of the lane at hand, from left to right
};

} // namespace console
