// What the timeline asks of the other parts of a session, and its actions.
#include "lib/rooms/roomstate.h"
#include "ui/models/numbers.h"
#include "ui/models/sessionmodels.h"
#include "ui/models/text.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/sessionpanes.h"
#include "ui/widgets/timelineview.h"

#include <QTimeZone>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

/// The figures of a measured range, one a line.
QString SessionPanes::rangeText(const TimeRange &range) const
{
    const TimelineModel &timeline = m_models->timeline;
    QStringList lines{tr("Measured: %1").arg(durationText(range.length())),
        tr("%1 to %2")
            .arg(clockText(range.from, QTimeZone::systemTimeZone()),
                clockText(range.until, QTimeZone::systemTimeZone())),
        QString()};
    const quint64 events = timeline.countEvents(range);
    const double rate = double(events) * TimeScale::second / double(range.length());
    lines += tr("%1 events, %2 per second").arg(groupedNumber(qint64(events)), QString::number(rate, 'f', 1));
    for (int lane = 0; lane < int(timeline.lanes().size()); ++lane)
        if (const quint64 count = timeline.count(lane, range); count > 0)
            lines += groupedNumber(qint64(count)) + u"  "_s + timeline.lanes()[size_t(lane)].label;
    return lines.join(u'\n');
}

void SessionPanes::connectTimeline()
{
    m_inspector->setRangeText([this](const TimeRange &range) { return rangeText(range); });
    m_rooms->setLog(m_models->session()->log());
    Session *session = m_models->session();
    m_timeline->setSentence([session](MessageId id) {
        const int exchange = session->exchanges()->indexOf(id);
        const Sentence sentence = exchange >= 0
            ? sentenceOf(*session->log(), session->exchanges()->exchanges()[size_t(exchange)])
            : sentenceOf(*session->log(), id, session->rooms());
        return sentence.subtitle.isEmpty() ? sentence.title : sentence.title + u'\n' + sentence.subtitle;
    });
    m_timeline->setLabels([session](MessageId id) {
        const MessageLog &log = *session->log();
        const int exchange = session->exchanges()->indexOf(id);
        if (exchange >= 0)
            return shortLabelOf(log, session->exchanges()->exchanges()[size_t(exchange)]);
        return log.contains(id) ? shortLabelOf(log, id) : QString();
    });
    m_timeline->setBands([session](const Lane &lane, const TimeRange &range) {
        std::vector<Band> bands;
        RoomState(session->log(), session->rooms())
            .forEachBand(lane.room, lane.participant, range.from, range.until,
                [&bands](const Band &band) { bands.push_back(band); });
        std::ranges::sort(bands, {}, &Band::from);
        return bands;
    });
    connectTimelineActions();
}

/// Their keys act where the timeline has the focus.
void SessionPanes::connectTimelineActions()
{
    const auto on = [this](ActionId id, auto slot) {
        connect(m_actions->action(id), &QAction::triggered, m_timeline, slot);
        m_timeline->addAction(m_actions->action(id));
    };
    on(ActionId::ZoomIn, &TimelineView::zoomIn);
    on(ActionId::ZoomOut, &TimelineView::zoomOut);
    on(ActionId::ZoomAll, &TimelineView::showWholeSession);
    on(ActionId::MeasureFrom, &TimelineView::measureFrom);
    on(ActionId::MeasureUntil, &TimelineView::measureUntil);
    on(ActionId::ClearMeasure, &TimelineView::clearMeasure);
    QAction *pause = m_actions->action(ActionId::Pause);
    on(ActionId::Pause, [this, pause] { m_models->navigator.setPaused(pause->isChecked()); });
    connect(&m_models->navigator, &Navigator::pausedChanged, pause, &QAction::setChecked);
    pause->setChecked(false);
}

} // namespace console
