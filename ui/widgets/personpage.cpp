#include "ui/widgets/personpage.h"

#include "lib/rooms/roomdirectory.h"
#include "ui/models/roomquestions.h"
#include "ui/widgets/factsview.h"
#include "ui/widgets/neighboursview.h"
#include "ui/widgets/themedlabel.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

ThemedLabel *caption(const Theme *theme, const QString &text, QWidget *parent)
{
    auto *label = new ThemedLabel(theme, text, &Colours::text2, TextSize::Caption, parent);
    label->setWeight(QFont::DemiBold);
    label->setContentsMargins(12, 10, 12, 0);
    return label;
}

} // namespace

PersonPage::PersonPage(const MessageLog *log, const ExchangeLog *exchanges, const RoomDirectory *directory,
    Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_log(log), m_exchanges(exchanges), m_directory(directory), m_navigator(navigator),
      m_theme(theme), m_pacer(interval)
{
    setAccessibleName(tr("Room or person"));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins({});
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() turns it on
    page->addWidget(scroll);
    buildFacts(column);
    buildLatest(column);
    connect(directory, &RoomDirectory::changed, &m_pacer, &Pacer::request);
    connect(directory, &RoomDirectory::stateChanged, &m_pacer, &Pacer::request);
    connect(log, &MessageLog::appended, &m_pacer, &Pacer::request);
    connect(log, &MessageLog::textArrived, &m_pacer, &Pacer::request);
    connect(navigator, &Navigator::personChanged, this, &PersonPage::refresh);
    connect(navigator, &Navigator::pausedChanged, &m_pacer, &Pacer::setHeld);
    connect(&m_pacer, &Pacer::due, this, [this] {
        if (isVisible())
            refresh();
    });
}

void PersonPage::buildFacts(QVBoxLayout *column)
{
    m_title = new ThemedLabel(m_theme, TextSize::Heading, &Colours::text, this);
    m_title->setWeight(QFont::DemiBold);
    m_title->setWordWrap(true);
    m_title->setContentsMargins(12, 12, 12, 0);
    m_subtitle = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, this);
    m_subtitle->setWordWrap(true);
    m_subtitle->setContentsMargins(12, 3, 12, 4);
    m_facts = new FactsView(m_theme, this);
    m_controlsTitle = caption(m_theme, tr("Audio controls"), this);
    m_controls = new FactsView(m_theme, this);
    connect(m_facts, &FactsView::chosen, m_navigator, &Navigator::select);
    connect(m_facts, &FactsView::offerTaken, this,
        [this] { emit askRequested(nameQuestion(m_summary.person)); }); // nothing else is offered
    connect(m_controls, &FactsView::chosen, m_navigator, &Navigator::select);
    for (QWidget *part :
        {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_subtitle), static_cast<QWidget *>(m_facts),
            static_cast<QWidget *>(m_controlsTitle), static_cast<QWidget *>(m_controls)})
        column->addWidget(part);
}

void PersonPage::buildLatest(QVBoxLayout *column)
{
    m_latest = new NeighboursView(m_theme, this);
    m_latest->setAccessibleName(tr("Latest messages"));
    column->addWidget(caption(m_theme, tr("Latest messages"), this));
    column->addWidget(m_latest);
    column->addStretch();
    connect(m_latest, &NeighboursView::chosen, m_navigator, &Navigator::select);
}

void PersonPage::setAskable(bool askable)
{
    m_askable = askable;
    m_pacer.request();
}

void PersonPage::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

/// Ages count to the last message: a recording has no other now.
void PersonPage::refresh()
{
    const qint64 now = m_log->isEmpty() ? 0 : m_log->lastTime();
    m_summary = summarize(*m_log, *m_exchanges, *m_directory, m_navigator->person(), now);
    if (!m_askable)
        m_summary.facts = withoutOffers(m_summary.facts);
    m_title->setText(m_summary.title);
    m_subtitle->setText(m_summary.subtitle);
    m_facts->setFacts(m_summary.facts);
    m_controls->setFacts(m_summary.controls);
    m_controlsTitle->setVisible(!m_summary.controls.isEmpty());
    m_controls->setVisible(!m_summary.controls.isEmpty());
    m_latest->setNeighbours(m_summary.latest);
}

} // namespace console
