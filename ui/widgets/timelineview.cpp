#include "ui/widgets/timelineview.h"

#include "ui/models/numbers.h"
#include "ui/models/text.h"
#include "ui/widgets/glyphcache.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/timelineaccessible.h"

#include <QActionGroup>
#include <QEvent>
#include <QMenu>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int lowWindow = 760; // below, lanes are lower

} // namespace

TimelineView::TimelineView(TimelineModel *model, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_navigator(navigator), m_theme(theme),
      m_glyphs(new GlyphCache(theme, this)), m_scene(model), m_followed(followInterval)
{
    installTimelineAccessibility();
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    makeControls();
    connectModels();
    filterChanged();
}

void TimelineView::connectModels()
{
    connect(m_model, &TimelineModel::advanced, this, &TimelineView::advance);
    connect(m_model, &TimelineModel::lanesChanged, this, &TimelineView::lanesChanged);
    connect(m_model, &TimelineModel::groupingChanged, this, &TimelineView::groupingChanged);
    connect(m_navigator, &Navigator::visibleRangeChanged, this, [this] {
        showMoved();
        updateTimer();
    });
    connect(&m_followed, &Pacer::due, this, &TimelineView::updateAxis);
    connect(m_navigator, &Navigator::measuredRangeChanged, this, qOverload<>(&QWidget::update));
    connect(m_navigator, &Navigator::followingChanged, this, &TimelineView::keepUp);
    connect(m_navigator, &Navigator::currentChanged, this, &TimelineView::currentChanged);
    connect(m_navigator, &Navigator::currentChosenAgain, this, &TimelineView::currentChanged);
    connect(m_navigator, &Navigator::filterChanged, this, &TimelineView::filterChanged);
    connect(m_navigator, &Navigator::personChanged, this, &TimelineView::filterChanged);
    connect(m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TimelineView::makeControls()
{
    m_zoomOut = iconButton(m_theme, u"zoom-out"_s, tr("Zoom out"), this);
    m_zoomIn = iconButton(m_theme, u"zoom-in"_s, tr("Zoom in"), this);
    m_fit = iconButton(m_theme, u"fit"_s, tr("Show the whole session"), this);
    connect(m_zoomOut, &PaneButton::clicked, this, &TimelineView::zoomOut);
    connect(m_zoomIn, &PaneButton::clicked, this, &TimelineView::zoomIn);
    connect(m_fit, &PaneButton::clicked, this, &TimelineView::showWholeSession);
    m_scrollBar = new QScrollBar(Qt::Vertical, this);
    m_scrollBar->hide();
    connect(m_scrollBar, &QScrollBar::valueChanged, this, qOverload<>(&QWidget::update));
    makeGroupingMenu();
}

void TimelineView::makeGroupingMenu()
{
    m_groupingButton = new PaneButton(m_theme, PaneButton::Tone::Flat, this);
    m_groupingButton->setTrailingIcon(u"chevron-down"_s);
    m_groupingMenu = new QMenu(this);
    m_groupings = new QActionGroup(this);
    const std::array<std::pair<LaneGrouping, QString>, 3> groupings{{{LaneGrouping::Types, tr("&Event type")},
        {LaneGrouping::People, tr("&People")}, {LaneGrouping::Rooms, tr("&Rooms")}}};
    for (const auto &[grouping, text] : groupings) {
        QAction *action = m_groupings->addAction(m_groupingMenu->addAction(text));
        action->setCheckable(true);
        action->setData(int(grouping));
        connect(action, &QAction::triggered, m_model, [this, grouping] { m_model->setGrouping(grouping); });
    }
    m_groupingMenu->addSeparator();
    QAction *open =
        m_groupingMenu->addAction(tr("&Open all rooms"), m_model, [this] { m_model->setRoomsOpen(true); });
    QAction *close =
        m_groupingMenu->addAction(tr("&Close all rooms"), m_model, [this] { m_model->setRoomsOpen(false); });
    connect(m_groupingMenu, &QMenu::aboutToShow, this, [this, open, close] {
        open->setEnabled(m_model->grouping() == LaneGrouping::People);
        close->setEnabled(open->isEnabled());
    });
    connect(m_groupingButton, &PaneButton::clicked, this, [this] {
        m_groupingMenu->popup(m_groupingButton->mapToGlobal(QPoint(0, m_groupingButton->height())));
    });
    showGrouping();
}

/// On the button and in its menu.
void TimelineView::showGrouping()
{
    for (QAction *action : m_groupings->actions()) {
        if (action->data().toInt() != int(m_model->grouping()))
            continue;
        action->setChecked(true);
        m_groupingButton->setLabel(tr("Lanes: %1").arg(action->text().remove(u'&').toLower()));
    }
}

void TimelineView::setLabelWidth(int width)
{
    m_labelWidth = width;
    placeControls();
    update();
}

void TimelineView::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    update();
}

// Geometry

TimelineGeometry TimelineView::geometryOfParts() const
{
    const bool low = window()->height() < lowWindow && isVisible();
    TimelineGeometry geometry;
    geometry.size = size();
    geometry.labelWidth = m_labelWidth;
    geometry.rulerHeight = qRound(24 * Theme::scale());
    const int laneHeight = m_model->grouping() == LaneGrouping::People ? 26 : low ? 18 : 20;
    geometry.laneHeight = qRound(laneHeight * Theme::scale());
    geometry.laneCount = int(m_model->lanes().size());
    geometry.scrolled = m_scrollBar->isHidden() ? 0 : m_scrollBar->value();
    geometry.scrollBarWidth = m_scrollBar->isHidden() ? 0 : m_scrollBar->width();
    return geometry;
}

/// All lanes, within 60 % of the window; of types as many as there may be, so that nothing below is pushed
/// down when another one occurs.
QSize TimelineView::sizeHint() const
{
    TimelineGeometry geometry = geometryOfParts();
    if (m_model->grouping() == LaneGrouping::Types)
        geometry.laneCount = qMax(geometry.laneCount, int(maximumTypeLanes));
    const int height = geometry.fullHeight();
    return {800,
        isVisible() ? qMin(height, qMax(minimumSizeHint().height(), window()->height() * 6 / 10)) : height};
}

QSize TimelineView::minimumSizeHint() const
{
    const TimelineGeometry geometry = geometryOfParts();
    return {m_labelWidth + 200, geometry.rulerHeight + 3 * geometry.laneHeight + 1};
}

QPoint TimelineView::positionOf(int lane, qint64 time) const
{
    const TimelineGeometry geometry = geometryOfParts();
    return {geometry.labelWidth + qRound(scale().xOf(time)), geometry.lane(lane).center().y()};
}

QString TimelineView::sentenceOf(const Gap &gap) const
{
    return gapSentence(gap, m_model->now(), m_zone);
}

QRect TimelineView::placeOf(const Gap &gap) const
{
    const TimelineGeometry geometry = geometryOfParts();
    constexpr double farthest = 100'000; // pixels; at a near zoom a gap may be further away than fits an int
    const GapBand band = gapBand(gap, scale());
    const int left = qRound(qBound(-farthest, band.from, farthest));
    const int right = qRound(qBound(-farthest, band.until, farthest));
    return {geometry.labelWidth + left, geometry.rulerHeight, right - left, geometry.lanes().height()};
}

void TimelineView::placeControls()
{
    const TimelineGeometry geometry = geometryOfParts();
    int right = geometry.labelWidth - 6;
    for (PaneButton *button : {m_fit, m_zoomIn, m_zoomOut}) {
        button->resize(button->sizeHint().width(), geometry.rulerHeight - 2);
        button->move(right - button->width(), 0);
        right -= button->width();
    }
    m_groupingButton->move(2, 0);
    m_groupingButton->resize(
        qMin(m_groupingButton->sizeHint().width(), qMax(0, right - 2)), geometry.rulerHeight - 2);
    placeLanes();
}

void TimelineView::placeLanes()
{
    const TimelineGeometry geometry = geometryOfParts();
    const int hidden = geometry.fullHeight() - height();
    m_scrollBar->setVisible(hidden > 0);
    m_scrollBar->setRange(0, qMax(0, hidden));
    m_scrollBar->setPageStep(qMax(1, geometry.lanes().height()));
    m_scrollBar->setSingleStep(geometry.laneHeight);
    const int width = m_scrollBar->sizeHint().width();
    m_scrollBar->setGeometry(this->width() - width, geometry.rulerHeight, width, geometry.lanes().height());
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeControls();
}

void TimelineView::groupingChanged()
{
    showGrouping();
    m_scrollBar->setValue(0);
    placeControls();
}

void TimelineView::lanesChanged()
{
    m_scene.reset();
    m_hovered = {};
    m_hoveredLane = -1;
    keepFocusLane();
    updateGeometry();
    placeLanes();
    update();
}

/// On the lane that it was on, wherever that is now; nothing scrolls.
void TimelineView::keepFocusLane()
{
    const std::vector<Lane> &lanes = m_model->lanes();
    const auto same = std::ranges::find_if(lanes, [this](const Lane &lane) {
        return lane.kind == m_focused.kind && lane.group == m_focused.group && lane.room == m_focused.room
            && lane.participant == m_focused.participant;
    });
    const int number =
        same != lanes.end() ? int(same - lanes.begin()) : qMin(m_focusLane, int(lanes.size()) - 1);
    if (std::exchange(m_focusLane, number) != number)
        emit focusLaneChanged(number);
}

void TimelineView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        updateGeometry();
        placeControls();
    }
}

void TimelineView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    placeControls();
    keepUp();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

// Selection

void TimelineView::filterChanged()
{
    m_scene.setFilter(m_navigator->filter());
    m_scene.setPerson(m_navigator->person());
    update();
}

/// What was selected elsewhere is brought into view, with the zoom kept.
void TimelineView::currentChanged(MessageId message)
{
    update();
    if (!m_model->log()->contains(message))
        return;
    const qint64 time = m_model->log()->record(message).time;
    const TimeRange visible = m_navigator->visibleRange();
    const int lane = m_model->laneOf(message);
    if (lane >= 0)
        setFocusLane(lane);
    if (visible.length() > 0 && (time < visible.from || time >= visible.until))
        showRange({time - visible.length() / 2, time - visible.length() / 2 + visible.length()});
}

TimelineScene::Hit TimelineView::currentHit() const
{
    const MessageId current = m_navigator->current();
    if (!m_model->log()->contains(current))
        return {};
    return {current, m_model->log()->record(current).time, 1, m_model->typeOf(current)};
}

TimelineState TimelineView::state() const
{
    TimelineState state;
    state.current = currentHit();
    state.currentLane = state.current ? m_model->laneOf(state.current.message) : -1;
    if (const std::optional<ExchangeState> exchange = m_model->exchangeState(state.current.message))
        state.currentGlyph = glyphOf(*exchange);
    state.hovered = m_hovered;
    state.hoveredLane = m_hoveredLane;
    state.focusLane = hasFocus() ? m_focusLane : -1;
    state.measured = m_navigator->measuredRange();
    state.measure = measureText();
    if (m_label)
        state.label = [this](MessageId message) { return labelOf(message); };
    state.zone = m_zone;
    return state;
}

/// Labels are asked for at every paint, and reading a message is not free. What waits for its text, or for an
/// answer, is asked again.
QString TimelineView::labelOf(MessageId message) const
{
    if (const QString *known = m_labels.object(message))
        return *known;
    const QString label = m_label(message);
    if (m_model->log()->hasText(message))
        m_labels.insert(message, new QString(label));
    return label;
}

QString TimelineView::measureText() const
{
    const TimeRange range = m_navigator->measuredRange();
    if (range.length() <= 0)
        return {};
    const quint64 events = m_model->countEvents(range);
    const double rate = double(events) * TimeScale::second / double(range.length());
    return tr("%1, %2 %3, %4 per second")
        .arg(durationText(range.length()), groupedNumber(qint64(events)),
            events == 1 ? tr("event") : tr("events"),
            rate < 10 ? QString::number(rate, 'f', 1) : groupedNumber(qRound64(rate)));
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    const TimelineGeometry geometry = geometryOfParts();
    m_scene.arrange(scale(), geometry.firstSeenLane(), geometry.lastSeenLane() + 1);
    QPainter painter(this);
    TimelinePainter(&painter, m_theme, m_glyphs).paint(*m_model, m_scene, geometry, state(), event->rect());
}

} // namespace console
