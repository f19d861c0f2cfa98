#include "ui/widgets/sessionstrip.h"

#include "ui/models/numbers.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int margin = 10; // free at both ends of the track
constexpr qreal narrowestFrame = 14;
constexpr qreal grip = 5; // pixels around the frame's edges that resize it
constexpr size_t mostDescribed = 20; // gaps told to assistive technology, the latest
constexpr int idleInterval = 500; // milliseconds between looks at the clock and new bars while live

} // namespace

SessionStrip::SessionStrip(TimelineModel *model, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_navigator(navigator), m_theme(theme)
{
    setAccessibleName(tr("Session"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    makeControls();
    connect(model, &TimelineModel::advanced, this, &SessionStrip::keepUp);
    connect(navigator, &Navigator::visibleRangeChanged, this, &SessionStrip::updateControls);
    connect(navigator, &Navigator::followingChanged, this, &SessionStrip::keepUp);
    connect(navigator, &Navigator::pausedChanged, this, &SessionStrip::keepUp);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    keepUp();
}

void SessionStrip::makeControls()
{
    m_follow = new PaneButton(m_theme, PaneButton::Tone::Framed, this);
    m_follow->setLabel(tr("Follow"));
    m_follow->setLeadingIcon(u"follow"_s);
    m_follow->setToolTip(tr("Keep the newest messages in view (F)"));
    m_follow->setCheckable(true);
    connect(m_follow, &PaneButton::clicked, m_navigator, &Navigator::setFollowing);
    m_pause = new PaneButton(m_theme, PaneButton::Tone::Framed, this);
    m_pause->setToolTip(tr("Stop the display, not the session (Space in the timeline)"));
    m_pause->setCheckable(true);
    connect(m_pause, &PaneButton::clicked, m_navigator, &Navigator::setPaused);
    m_behind = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, this);
    m_behind->setWordWrap(true);
}

void SessionStrip::setLabelWidth(int width)
{
    m_labelWidth = width;
    updateControls();
    update();
}

QSize SessionStrip::sizeHint() const
{
    return {800, qRound(42 * Theme::scale())};
}

QSize SessionStrip::minimumSizeHint() const
{
    return {m_labelWidth + 100, sizeHint().height()};
}

QRect SessionStrip::track() const
{
    return {m_labelWidth + margin, 6, qMax(1, width() - m_labelWidth - 2 * margin), height() - 8};
}

TimeScale SessionStrip::scale() const
{
    const qint64 start = m_model->sessionStart();
    return {{start, qMax(m_model->now(), start + TimeScale::second)}, track().width()};
}

qreal SessionStrip::axis(qint64 time) const
{
    return track().left() + qBound(0.0, scale().xOf(time), double(track().width()));
}

/// A gap at the end of the track stays on it.
std::vector<GapBand> SessionStrip::bands() const
{
    std::vector<GapBand> found = gapBands(m_model->gaps(), scale(), m_model->now());
    for (GapBand &band : found) {
        const double moved = qMax(-band.from, qMin(0.0, track().width() - band.until));
        band.from += moved;
        band.until += moved;
    }
    return found;
}

QRectF SessionStrip::frame() const
{
    const TimeRange visible = m_navigator->visibleRange();
    if (m_model->session().isEmpty() || visible.length() <= 0)
        return {};
    QRectF frame(axis(visible.from), 2, axis(visible.until) - axis(visible.from), height() - 4);
    if (frame.width() < narrowestFrame)
        frame.adjust((frame.width() - narrowestFrame) / 2, 0, (narrowestFrame - frame.width()) / 2, 0);
    return frame;
}

// Time

void SessionStrip::keepUp()
{
    const TimeRange visible = m_navigator->visibleRange();
    if (m_navigator->isFollowing() && visible.length() > 0)
        m_navigator->setVisibleRange(followed(visible, m_model->now()));
    updateControls();
    updateTimer();
    describeGaps();
    if (!m_timer.isActive())
        update();
}

void SessionStrip::updateControls()
{
    const bool paused = m_navigator->isPaused();
    m_follow->setChecked(m_navigator->isFollowing());
    m_pause->setChecked(paused);
    m_pause->setLabel(paused ? tr("Resume") : tr("Pause"));
    m_pause->setLeadingIcon(paused ? u"play"_s : u"pause"_s);
    int left = 8;
    for (PaneButton *button : {m_follow, m_pause}) {
        button->resize(button->sizeHint());
        button->move(left, (height() - button->height()) / 2);
        left = button->geometry().right() + 5;
    }
    left += 5;
    placeState({left, 0, qMax(0, m_labelWidth - left - 4), height()});
    const QRectF moved = frame();
    if (std::abs(moved.left() - m_paintedFrame.left()) + std::abs(moved.right() - m_paintedFrame.right())
        >= 0.5)
        update();
}

/// In two lines where one is too long: "2 min behind" must not vanish.
void SessionStrip::placeState(const QRect &place)
{
    m_behind->setText(stateText());
    m_behind->setGeometry(place);
    const QRect needed = m_behind->fontMetrics().boundingRect(place, Qt::TextWordWrap, m_behind->text());
    m_behind->setVisible(place.width() >= needed.width() && place.height() >= needed.height());
}

QString SessionStrip::stateText() const
{
    const TimeRange visible = m_navigator->visibleRange();
    if (m_navigator->isPaused())
        return tr("%1 new").arg(groupedNumber(qint64(m_model->heldBack())));
    if (m_model->session().isEmpty() || visible.length() <= 0)
        return {};
    const bool isBehind = !m_navigator->isFollowing() && visible.until < m_model->now();
    if (!isBehind && !m_model->isLive())
        return {};
    return behindText(isBehind ? visible.until : m_model->now(), m_model->now());
}

void SessionStrip::updateTimer()
{
    if (!isVisible() || !m_model->timeGoesOn())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(idleInterval, this);
}

void SessionStrip::describeGaps()
{
    const SessionGaps &gaps = m_model->gaps();
    const std::tuple known(gaps.closed().size(), gaps.openSince(), m_model->openedAt());
    if (std::exchange(m_described, known) == known)
        return;
    QStringList sentences;
    if (m_model->openedAt() > 0)
        sentences += openingText();
    for (size_t i = gaps.size() - qMin(gaps.size(), mostDescribed); i < gaps.size(); ++i)
        sentences += gapSentence(gaps.at(i, m_model->now()), m_model->now(), QTimeZone::systemTimeZone());
    setAccessibleDescription(sentences.join(u'\n'));
}

void SessionStrip::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QWidget::timerEvent(event);
    keepUp();
    update();
}

void SessionStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    keepUp();
}

void SessionStrip::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void SessionStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateControls();
}

// Pointer

bool SessionStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (!showToolTip(help->pos(), help->globalPos()))
        event->ignore();
    return true;
}

bool SessionStrip::showToolTip(const QPoint &position, const QPoint &global)
{
    const std::vector<GapBand> gaps = bands();
    const GapBand *band = position.x() < m_labelWidth ? nullptr : bandAt(gaps, position.x() - track().left());
    const QString text =
        band ? gapSentence(band->gap, m_model->now(), QTimeZone::systemTimeZone()) : QString();
    QToolTip::showText(global, plainToolTip(text), this);
    return !text.isEmpty();
}

SessionStrip::Grip SessionStrip::gripAt(QPointF position) const
{
    const QRectF box = frame();
    if (box.isNull() || position.x() < box.left() - grip || position.x() > box.right() + grip)
        return Grip::None;
    if (std::abs(position.x() - box.left()) <= qMin(grip, box.width() / 4))
        return Grip::Left;
    if (std::abs(position.x() - box.right()) <= qMin(grip, box.width() / 4))
        return Grip::Right;
    return Grip::Whole;
}

void SessionStrip::showRange(const TimeRange &range)
{
    m_navigator->setFollowing(false);
    m_navigator->setVisibleRange(range);
}

/// A press beside the frame brings the frame there, and holds it.
void SessionStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || frame().isNull() || event->position().x() < m_labelWidth)
        return QWidget::mousePressEvent(event);
    m_grip = gripAt(event->position());
    if (m_grip == Grip::None) {
        const qint64 length = m_navigator->visibleRange().length();
        const qint64 middle = scale().timeAt(event->position().x() - track().left());
        showRange({middle - length / 2, middle - length / 2 + length});
        m_grip = Grip::Whole;
    }
    m_grippedAt = event->position().x();
    m_gripped = m_navigator->visibleRange();
}

void SessionStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (m_grip != Grip::None)
        return dragTo(event->position().x());
    const Grip under = gripAt(event->position());
    const bool resizes = under == Grip::Left || under == Grip::Right;
    setCursor(resizes ? Qt::SizeHorCursor : under == Grip::Whole ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void SessionStrip::dragTo(qreal x)
{
    const qint64 moved = std::llround((x - m_grippedAt) * scale().perPixel());
    TimeRange range = m_gripped;
    if (moved == 0)
        return;
    if (m_grip != Grip::Right)
        range.from += moved;
    if (m_grip != Grip::Left)
        range.until += moved;
    if (m_grip == Grip::Left)
        range.from = qMin(range.from, range.until - TimeScale::minimumLength);
    if (m_grip == Grip::Right)
        range.until = qMax(range.until, range.from + TimeScale::minimumLength);
    showRange(range);
}

void SessionStrip::mouseReleaseEvent(QMouseEvent *event)
{
    m_grip = Grip::None;
    QWidget::mouseReleaseEvent(event);
}

void SessionStrip::wheelEvent(QWheelEvent *event)
{
    event->accept();
    if (frame().isNull() || event->position().x() < m_labelWidth)
        return;
    const double notches = event->angleDelta().y() / 120.0;
    const TimeRange visible = m_navigator->visibleRange();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const TimeRange zoomed = TimeScale{visible, 2}.zoomedAt(1, std::pow(1.5, -notches));
        m_navigator->setVisibleRange(m_navigator->isFollowing() ? followed(zoomed, m_model->now()) : zoomed);
    } else {
        const qint64 distance = std::llround(-notches * double(visible.length()) / 8);
        showRange({visible.from + distance, visible.until + distance});
    }
}

} // namespace console
