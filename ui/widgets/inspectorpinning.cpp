// How the inspector stays on its message, and what stands around that message: what happened to the same
// participant, and another message to compare it with.
#include "ui/models/neighbours.h"
#include "ui/widgets/comparisonpane.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/neighboursview.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QVBoxLayout>

namespace console {

constexpr int lowBelow = 440;

void InspectorPane::buildNeighbours()
{
    m_same = new Strip(m_theme, &Colours::panel, Qt::TopEdge, m_content);
    auto *title = new ThemedLabel(m_theme, TextSize::Caption, &Colours::text2, m_same);
    title->setText(tr("Same participant"));
    title->setWeight(QFont::DemiBold);
    title->setContentsMargins(12, 8, 12, 4);
    m_neighbours = new NeighboursView(m_theme, m_same);
    auto *column = new QVBoxLayout(m_same);
    column->setContentsMargins(0, 1, 0, 8);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(m_neighbours);
    m_content->layout()->addWidget(m_same);
    connect(m_neighbours, &NeighboursView::chosen, m_navigator, &Navigator::select);
}

void InspectorPane::showNeighbours()
{
    m_neighbours->setNeighbours(neighboursOf(*m_log, *m_exchanges, m_inspection.message));
    m_same->setVisible(showsNeighbours());
}

/// In a low window the room is the tree's.
bool InspectorPane::showsNeighbours() const
{
    return !m_neighbours->neighbours().isEmpty() && height() >= lowBelow;
}

void InspectorPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_same->setVisible(showsNeighbours());
}

void InspectorPane::buildComparison()
{
    m_comparison = new ComparisonPane(m_log, m_theme, this);
    layout()->addWidget(m_comparison);
    connect(m_comparison, &ComparisonPane::comparingChanged, this, &InspectorPane::showComparison);
}

/// The difference stands in the place of the message.
void InspectorPane::showComparison(bool comparing)
{
    setContentShown(!comparing && m_inspection.message);
    static_cast<QVBoxLayout *>(layout())->setStretchFactor(m_comparison, comparing ? 1 : 0);
    if (!comparing && m_isPinnedToCompare)
        setPinned(false);
}

bool InspectorPane::isPinned() const
{
    return bool(m_comparison->pinned());
}

void InspectorPane::setPinned(bool pinned)
{
    pinned = pinned && m_inspection.message;
    m_isPinnedToCompare = m_isPinnedToCompare && pinned;
    m_pin->setChecked(pinned);
    if (pinned == isPinned())
        return;
    m_comparison->setPinned(pinned ? m_inspection.message : MessageId());
    m_header->setCount(pinned ? tr("pinned") : QString());
    m_pin->setToolTip(pinned ? tr("Follow the selection again") : tr("Stay on this message"));
    emit pinnedChanged(pinned);
    show(m_navigator->current());
}

void InspectorPane::compareWith(MessageId other)
{
    if (!m_inspection.message)
        return m_navigator->select(other); // there is nothing to compare it with
    m_isPinnedToCompare = !isPinned();
    setPinned(true);
    m_comparison->offer(other);
    m_comparison->compare();
}

} // namespace console
