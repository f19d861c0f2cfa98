#include "ui/widgets/statusbar.h"

#include "ui/models/connectiontext.h"
#include "ui/models/text.h"
#include "ui/widgets/figurebutton.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/statelook.h"
#include "ui/widgets/themedlabel.h"

#include <QDateTime>
#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int barHeight = 26;
constexpr int narrowBelow = 1180;
constexpr int refreshInterval = 500; // milliseconds

QString number(quint64 value)
{
    return shownNumber(QByteArray::number(value));
}

/// Whole milliseconds from one on: tenths would only flicker.
QString pingText(qint64 roundTrip)
{
    return roundTrip < 1000 ? durationText(roundTrip) : u"%1 ms"_s.arg((roundTrip + 500) / 1000);
}

qint64 nowMicroseconds()
{
    return QDateTime::currentMSecsSinceEpoch() * 1000;
}

} // namespace

void StatusBar::Item::show(const QString &strongText, const QString &plainText)
{
    strong->setText(strongText);
    strong->setVisible(!strongText.isEmpty());
    text->setText(plainText);
    text->setVisible(!plainText.isEmpty());
    box->setAccessibleName((strongText + u' ' + plainText).trimmed());
    box->show();
    if (divider)
        divider->show();
}

void StatusBar::Item::hide()
{
    box->hide();
    if (divider)
        divider->hide();
}

StatusBar::StatusBar(const Theme *theme, QWidget *parent)
    : QStatusBar(parent), m_theme(theme), m_row(new QWidget(this))
{
    setSizeGripEnabled(false);
    setFixedHeight(qRound(barHeight * Theme::scale()));
    auto *layout = new QHBoxLayout(m_row);
    layout->setContentsMargins(14, 1, 14, 0);
    layout->setSpacing(10);
    m_state = makeItem(u"plug-off"_s, true);
    m_tls = makeItem({}, false);
    m_ping = makeItem({}, false);
    m_ping.box->layout()->removeWidget(m_ping.strong); // "Ping 4 ms": the number last
    m_ping.box->layout()->addWidget(m_ping.strong);
    layout->addStretch(1);
    m_last = makeItem({}, true);
    m_rate = makeItem(u"response"_s, false);
    m_rate.box->setToolTip(eventsExplanation());
    m_rate.box->setAccessibleDescription(eventsExplanation());
    m_requests = makeItem(u"request"_s, false);
    m_unmatched =
        makeButton(u"unlink"_s, &StatusBar::unmatchedRequested, u"Shows the problems"_s, &Colours::warn);
    m_malformed =
        makeButton(u"warning"_s, &StatusBar::malformedRequested, u"Shows the problems"_s, &Colours::warn);
    m_dropped = makeButton({}, &StatusBar::countsRequested, u"Shows all counts"_s);
    m_recorded = makeButton(u"record"_s, &StatusBar::countsRequested, u"Shows all counts"_s, &Colours::error);
    m_version = makeItem({}, true);
    m_version.show({}, u"Version %1"_s.arg(QStringLiteral(CONSOLE_VERSION)));
    m_row->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    addPermanentWidget(m_row, 1);
    m_timer.setInterval(refreshInterval);
    connect(&m_timer, &QTimer::timeout, this, [this] { refresh(nowMicroseconds()); });
    m_timer.start();
    refresh(nowMicroseconds());
}

StatusBar::Item StatusBar::makeItem(const QString &icon, bool first, ColourRole iconRole)
{
    Item item;
    if (!first)
        item.divider = makeDivider();
    item.box = new QWidget(m_row);
    return fill(item, icon, iconRole);
}

/// A figure that leads to what it counts.
StatusBar::Item StatusBar::makeButton(
    const QString &icon, void (StatusBar::*requested)(), const QString &leadsTo, ColourRole iconRole)
{
    Item item;
    item.divider = makeDivider();
    auto *button = new FigureButton(m_theme, m_row);
    connect(button, &FigureButton::clicked, this, requested);
    item.box = button;
    item = fill(item, icon, iconRole);
    item.box->layout()->setContentsMargins(4, 0, 4, 0);
    item.box->setAccessibleDescription(leadsTo);
    item.box->setToolTip(leadsTo);
    return item;
}

QWidget *StatusBar::makeDivider()
{
    auto *divider = new ThemedLabel(m_theme, {}, &Colours::line2, TextSize::Dense, m_row);
    divider->setFixedSize(1, qRound(14 * Theme::scale()));
    divider->setAutoFillBackground(true);
    divider->setBackgroundRole(QPalette::Mid);
    m_row->layout()->addWidget(divider);
    return divider;
}

StatusBar::Item StatusBar::fill(Item item, const QString &icon, ColourRole iconRole)
{
    auto *layout = new QHBoxLayout(item.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    if (!icon.isEmpty())
        layout->addWidget(item.icon = new IconLabel(m_theme, icon, iconRole, 14, item.box));
    item.strong = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::Dense, item.box);
    item.strong->setWeight(QFont::DemiBold);
    item.text = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, item.box);
    layout->addWidget(item.strong);
    layout->addWidget(item.text);
    m_row->layout()->addWidget(item.box);
    return item;
}

void StatusBar::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    refresh(nowMicroseconds());
}

bool StatusBar::isNarrow() const
{
    return width() < qRound(narrowBelow * Theme::scale());
}

void StatusBar::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    refresh(nowMicroseconds());
}

void StatusBar::setFigures(const SessionFigures &figures)
{
    m_figures = figures;
}

void StatusBar::setIdleText(const QString &text)
{
    m_idleText = text;
    refresh(nowMicroseconds());
}

void StatusBar::refresh(qint64 now)
{
    showState(now);
    showFigures(now);
}

void StatusBar::showState(qint64 now)
{
    const bool connected = m_status.isConnected();
    const StateLook look = lookOf(m_status.state);
    m_state.icon->setIcon(look.icon, look.role);
    m_state.show(stateText(m_status, now), connected ? elapsedText(now - m_status.since) : QString());
    // One place tells what matters in a state: the protection while connected, else why there is no
    // connection.
    const QString failure = m_status.failure ? m_status.failure.title : QString();
    const bool isRecorded = m_status.state == ConnectionState::RecordingOpen;
    const QString second = connected ? m_status.tlsVersion
        : isRecorded                 ? recordedText()
        : failure.isEmpty()          ? m_idleText
                                     : failure;
    if (second.isEmpty() || m_status.isBusy() || (connected && isNarrow()))
        m_tls.hide();
    else
        m_tls.show({}, second);
    if (connected && m_status.roundTrip >= 0) {
        m_ping.show(pingText(m_status.roundTrip), u"Ping"_s);
        m_ping.box->setToolTip(u"Round trip of the last ping"_s);
    } else {
        m_ping.hide();
    }
}

QString StatusBar::recordedText() const
{
    if (m_figures.opened < 1)
        return u"%1 % read"_s.arg(int(m_figures.opened * 100));
    return m_figures.span > 0 ? elapsedText(m_figures.span) + u" long"_s : QString();
}

void StatusBar::showFigures(qint64 now)
{
    const SessionFigures &f = m_figures;
    m_version.box->setVisible(!f.hasSession);
    if (!f.hasSession) {
        for (Item *item :
            {&m_last, &m_rate, &m_requests, &m_unmatched, &m_malformed, &m_dropped, &m_recorded})
            item->hide();
        return;
    }
    const bool isRecorded = m_status.state == ConnectionState::RecordingOpen;
    if (isNarrow() || isRecorded)
        m_last.hide();
    else
        m_last.show({}, f.lastEvent == 0 ? u"no event yet"_s : lastEventText(now));
    if (isRecorded)
        m_rate.show(number(f.events), f.events == 1 ? u"event"_s : u"events"_s);
    else
        m_rate.show(number(quint64(std::llround(qMax(0.0, f.eventsPerSecond)))), u"events/s"_s);
    m_requests.show(number(f.requests),
        f.waiting == 0 ? (f.requests == 1 ? u"request"_s : u"requests"_s)
                       : (f.requests == 1 ? u"request, %1 waiting"_s : u"requests, %1 waiting"_s)
                             .arg(number(f.waiting)));
    const auto showIfAny = [](Item &item, quint64 count, const QString &word) {
        if (count > 0)
            item.show({}, number(count) + u' ' + word);
        else
            item.hide();
    };
    showIfAny(m_unmatched, f.unmatched, u"unmatched"_s);
    showIfAny(m_malformed, f.malformed, u"malformed"_s);
    m_dropped.show({}, number(f.dropped) + u" dropped"_s);
    showRecording();
}

/// While events come, seconds would only flicker; without a connection none comes now.
QString StatusBar::lastEventText(qint64 now) const
{
    constexpr qint64 second = 1'000'000;
    const qint64 age = now - m_figures.lastEvent;
    const bool isNow = m_status.isConnected() && age < 10 * second;
    return u"last event "_s + (isNow ? u"now"_s : agoText(std::max(age, second)));
}

void StatusBar::showRecording()
{
    const RecorderStatus &recording = m_figures.recording;
    if (recording.state == RecorderStatus::State::Stopped)
        return m_recorded.hide();
    const bool isRecording = recording.state == RecorderStatus::State::Recording;
    m_recorded.icon->setIcon(isRecording ? u"record"_s : u"warning"_s, &Colours::error);
    QString text = isRecording ? sizeText(qsizetype(recording.size)) : u"not recording"_s;
    if (recording.notRecorded > 0)
        text += u", %1 not recorded"_s.arg(number(recording.notRecorded));
    m_recorded.show({}, text);
    m_recorded.box->setToolTip(isRecording ? recording.file : recording.reason);
}

} // namespace console
