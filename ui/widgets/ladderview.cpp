#include "ui/widgets/ladderview.h"

#include "ui/models/connectiontext.h"
#include "ui/models/text.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/themedlabel.h"

#include <QGridLayout>
#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 18;
constexpr qsizetype longestDetail = 300; ///< characters; a server's words may be among them

struct OutcomeLook
{
    QString icon;
    ColourRole colour;
    ColourRole text;
    QString word;
};

OutcomeLook lookOf(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Done:
        return {u"check-circle"_s, &Colours::ok, &Colours::text, u"done"_s};
    case StepOutcome::Failed:
        return {u"error"_s, &Colours::error, &Colours::error, u"failed"_s};
    case StepOutcome::Remark:
        return {u"info"_s, &Colours::info, &Colours::text, u"done, with a remark"_s};
    case StepOutcome::Running:
        return {u"retry"_s, &Colours::accent, &Colours::text, u"under way"_s};
    case StepOutcome::Pending:
        break;
    }
    return {u"pending"_s, &Colours::text3, &Colours::text3, u"not reached"_s};
}

} // namespace

LadderView::LadderView(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    for (const ProbeStep step : {ProbeStep::Address, ProbeStep::Port, ProbeStep::Certificate, ProbeStep::Tls,
             ProbeStep::WebSocket, ProbeStep::Message})
        addRung(step);
    setAccessibleName(u"How far it got"_s);
}

void LadderView::addRung(ProbeStep step)
{
    auto *grid = qobject_cast<QGridLayout *>(layout());
    const int row = grid->rowCount();
    Rung rung;
    rung.icon = new IconLabel(m_theme, u"pending"_s, &Colours::text3, iconSize, this);
    rung.title = new ThemedLabel(m_theme, toText(step), &Colours::text3, TextSize::Body, this);
    rung.title->setWeight(QFont::Medium);
    rung.duration = new ThemedLabel(m_theme, {}, &Colours::text3, TextSize::Dense, this);
    rung.detail = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, this);
    rung.detail->setWordWrap(true);
    grid->addWidget(rung.icon, row, 0);
    grid->addWidget(rung.title, row, 1);
    grid->addWidget(rung.duration, row, 2, Qt::AlignRight);
    grid->addWidget(rung.detail, row + 1, 1, 1, 2);
    grid->setRowMinimumHeight(row + 2, 8);
    m_rungs.append(rung);
}

void LadderView::setReport(const ProbeReport &report)
{
    for (int i = 0; i < m_rungs.size(); ++i)
        showStep(m_rungs.at(i), report.steps.value(i));
    update();
}

void LadderView::showStep(const Rung &rung, const StepResult &result)
{
    const OutcomeLook look = lookOf(result.outcome);
    const bool over = result.outcome != StepOutcome::Pending && result.outcome != StepOutcome::Running;
    rung.icon->setIcon(look.icon, look.colour);
    rung.title->setRole(look.text);
    rung.title->setAccessibleDescription(look.word);
    rung.duration->setText(over ? stepDurationText(result.duration) : QString());
    rung.detail->setText(visibleText(result.detail, longestDetail));
    rung.detail->setVisible(!result.detail.isEmpty());
}

/// Each step stands on the one before it.
void LadderView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int i = 0; i + 1 < m_rungs.size(); ++i) {
        const QRect above = m_rungs.at(i).icon->geometry();
        const QRect below = m_rungs.at(i + 1).icon->geometry();
        const int top = above.center().y() + iconSize / 2 + 3;
        painter.fillRect(QRect(above.center().x(), top, 1, below.center().y() - iconSize / 2 - 3 - top),
            m_theme->colours().line2);
    }
}

} // namespace console
