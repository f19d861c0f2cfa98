#include "ui/widgets/statisticspane.h"

#include "lib/filter/filterconditions.h"
#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/text.h"
#include "ui/widgets/choicebutton.h"
#include "ui/widgets/latencychart.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/ratechart.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/statisticscopy.h"
#include "ui/widgets/statisticsfigurerow.h"
#include "ui/widgets/statisticstablepane.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QScrollArea>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int stackedBelow = 1060; // pixels of the design guide; two columns need more
constexpr int twoLinesBelow = 1180;
constexpr qsizetype mostCommands = 40; // to choose from

QWidget *column(QWidget *header, QWidget *content)
{
    auto *pane = new QWidget;
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(content, 1);
    return pane;
}

Splitter *pair(Qt::Orientation orientation, QWidget *first, QWidget *second)
{
    auto *splitter = new Splitter(orientation);
    splitter->addWidget(first);
    splitter->addWidget(second);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({10'000, 10'000});
    return splitter;
}

FilterExpression filterFor(const StatisticsRow &row)
{
    if (row.code)
        return withValues({}, FilterKey::Code, {QByteArray::number(*row.code)});
    if (!row.command.isEmpty())
        return withValues({}, FilterKey::Command, {row.command});
    if (!row.group.isEmpty())
        return withValues({}, FilterKey::Event, {row.group});
    FilterExpression filter;
    if (!row.room.isEmpty())
        filter = withValues(filter, FilterKey::Room, {row.room});
    if (!row.participant.isEmpty())
        filter = withValues(filter, FilterKey::Participant, {row.participant});
    return filter;
}

} // namespace

StatisticsPane::StatisticsPane(StatisticsModel *model, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_figures(new StatisticsFigureRow(theme))
{
    setAccessibleName(tr("Statistics"));
    setFocusPolicy(Qt::ClickFocus);
    layOut();
    connectParts();
    showAll();
}

void StatisticsPane::layOut()
{
    makeTables();
    m_charts = pair(Qt::Horizontal, makeRates(), makeLatencies());
    m_tables = pair(Qt::Horizontal, m_events, m_commands);
    m_rows = pair(Qt::Vertical, m_charts, m_tables);
    m_rows->setObjectName(u"statistics"_s);
    auto *body = column(m_figures, m_rows);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(body);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_scroll);
}

QWidget *StatisticsPane::makeRates()
{
    m_rateHeader = new PaneHeader(m_theme, tr("Events per second"));
    m_rates = new RateChart(m_model->timeline(), m_theme);
    m_scope = new ChoiceButton(m_theme, tr("Time"), m_rateHeader);
    m_scope->setChoices({tr("Whole session"), tr("Visible range"), tr("Measured range")});
    m_grouping = new ChoiceButton(m_theme, tr("Events"), m_rateHeader);
    m_grouping->setChoices({tr("By type"), tr("By room"), tr("By participant")});
    PaneButton *copyButton = copyTableButton(m_theme, m_rateHeader);
    connect(copyButton, &QAbstractButton::clicked, this, &StatisticsPane::copyRates);
    m_rateHeader->content()->addStretch(1);
    m_rateHeader->content()->addWidget(m_scope);
    m_rateHeader->content()->addWidget(m_grouping);
    m_rateHeader->content()->addWidget(copyButton);
    return column(m_rateHeader, m_rates);
}

QWidget *StatisticsPane::makeLatencies()
{
    m_latencyHeader = new PaneHeader(m_theme, tr("Latency of requests"));
    m_latencies = new LatencyChart(m_theme);
    m_command = new ChoiceButton(m_theme, tr("Requests"), m_latencyHeader);
    PaneButton *copyButton = copyTableButton(m_theme, m_latencyHeader);
    connect(copyButton, &QAbstractButton::clicked, this, &StatisticsPane::copyLatencies);
    m_latencyHeader->content()->addStretch(1);
    m_latencyHeader->content()->addWidget(m_command);
    m_latencyHeader->content()->addWidget(copyButton);
    return column(m_latencyHeader, m_latencies);
}

void StatisticsPane::makeTables()
{
    m_events = new StatisticsTablePane(m_theme, {tr("By event type"), tr("By room"), tr("By participant")},
        {tr("Types"), tr("Rooms"), tr("Participants")});
    m_commands =
        new StatisticsTablePane(m_theme, {tr("By command"), tr("Errors by code"), tr("Ping round trip")},
            {tr("Commands"), tr("Errors"), tr("Pings")});
}

void StatisticsPane::connectParts()
{
    connect(m_model, &StatisticsModel::changed, this, &StatisticsPane::showAll);
    connect(m_model->navigator(), &Navigator::measuredRangeChanged, this, &StatisticsPane::showScope);
    connect(m_scope, &ChoiceButton::chosen, this,
        [this](int index) { m_model->setScope(StatisticsScope(index)); });
    connect(m_grouping, &ChoiceButton::chosen, this, &StatisticsPane::showRates);
    connect(m_command, &ChoiceButton::chosen, this, &StatisticsPane::showLatencies);
    connect(m_events, &StatisticsTablePane::currentChanged, this, &StatisticsPane::showEvents);
    connect(m_commands, &StatisticsTablePane::currentChanged, this, &StatisticsPane::showCommands);
    for (StatisticsTablePane *table : {m_events, m_commands})
        connect(table, &StatisticsTablePane::filterRequested, this, &StatisticsPane::showOnly);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && m_scroll->widget()->isAncestorOf(now))
            m_scroll->ensureWidgetVisible(now);
    });
    connect(m_rates, &ChartView::activated, this, &StatisticsPane::goTo);
    connect(m_rates, &ChartView::measured, this, &StatisticsPane::measure);
}

// What is shown

void StatisticsPane::showAll()
{
    m_figures->setFigures(statisticsFigures(*m_model));
    showScope();
    showRates();
    showLatencies();
    showEvents();
    showCommands();
}

void StatisticsPane::showScope()
{
    m_scope->setCurrent(int(m_model->scope()));
    m_scope->setObstacle(int(StatisticsScope::MeasuredRange),
        m_model->hasMeasuredRange() ? QString() : tr("nothing is measured"));
}

void StatisticsPane::showRates()
{
    m_rateHeader->setCount(scopeText(*m_model));
    m_rates->setAccessibleDescription(scopeText(*m_model));
    m_rates->setEmptyText(m_model->scope() == StatisticsScope::WholeSession ? tr("No events yet.")
                                                                            : tr("No events in this time."));
    m_rates->setSeries(rateSeries(*m_model, EventGrouping(m_grouping->current())));
}

/// Null: all of them.
const CommandCount *StatisticsPane::chosenCommand() const
{
    const auto &commands = m_model->requests().commands();
    const size_t index = size_t(std::max(0, m_command->current()));
    return index == 0 || index > commands.size() ? nullptr : &commands[index - 1];
}

/// Commands move as they are sent; the chosen one stays chosen by its name.
void StatisticsPane::showLatencies()
{
    QStringList choices{tr("All commands")};
    for (const CommandCount &command : m_model->requests().commands())
        if (choices.size() <= mostCommands)
            choices.append(commandLabel(*m_model, command));
    m_command->setChoices(choices);
    const CommandCount *chosen = chosenCommand();
    const CommandCount &shown = chosen ? *chosen : m_model->requests().all();
    const QString words = latencyWords(shown) + u", "_s + scopeText(*m_model) + lackText(*m_model);
    m_latencyHeader->setCount(words);
    m_latencies->setAccessibleDescription(words);
    m_latencies->setEmptyText(shown.sent == 0 ? tr("No requests yet. Compose one with Ctrl+N.")
                                              : tr("No answer yet: %1 waiting.").arg(shown.waiting));
    if (shown.sent == 0 && m_model->scope() != StatisticsScope::WholeSession)
        m_latencies->setEmptyText(tr("No requests in this time."));
    m_latencies->setLatencies(shown.latencies);
}

QString StatisticsPane::latencyWords(const CommandCount &command) const
{
    return tr("%1 answered").arg(groupedNumber(qint64(command.latencies.size())));
}

void StatisticsPane::showEvents()
{
    m_events->setSheet(eventSheet(*m_model, EventGrouping(m_events->current())), scopeText(*m_model));
}

void StatisticsPane::showCommands()
{
    const QString scope = scopeText(*m_model);
    switch (m_commands->current()) {
    case 0:
        return m_commands->setSheet(commandSheet(*m_model), scope);
    case 1:
        return m_commands->setSheet(errorSheet(*m_model), scope);
    default:
        return m_commands->setSheet(pingSheet(*m_model), scope);
    }
}

// Where it leads

void StatisticsPane::goTo(int bin)
{
    m_model->navigator()->setFollowing(false);
    m_model->navigator()->setVisibleRange(m_rates->series().binRange(size_t(bin)));
}

void StatisticsPane::measure(int bin)
{
    m_model->navigator()->setMeasuredRange(m_rates->series().binRange(size_t(bin)));
}

/// Of what is counted; none: of the whole session. A measured range as it is: with other times it would be
/// given up.
FilterTimes StatisticsPane::times() const
{
    if (m_model->scope() == StatisticsScope::WholeSession)
        return {};
    const TimeRange range = m_model->scope() == StatisticsScope::MeasuredRange
        ? m_model->navigator()->measuredRange()
        : m_model->range();
    return {range.from, range.until};
}

void StatisticsPane::showOnly(const StatisticsRow &row)
{
    if (row.code || !row.command.isEmpty())
        emit exchangesRequested(filterFor(row));
    else
        m_model->navigator()->setFilter(withTimes(filterFor(row), times()));
    emit monitorRequested();
}

// What is copied

void StatisticsPane::copy()
{
    const QWidget *focus = QApplication::focusWidget();
    if (focus == m_rates)
        copyRates();
    else if (focus == m_latencies)
        copyLatencies();
    else
        (m_commands->isAncestorOf(focus) ? m_commands : m_events)->copy();
}

void StatisticsPane::copyRates()
{
    const RateSeries &series = m_rates->series();
    QString table = u"Time\tSeconds\t%1\tAll others\n"_s.arg(copiedText(series.label));
    for (int bin = 0; bin < m_rates->itemCount(); ++bin)
        table += u"%1\t%2\t%3\t%4\n"_s.arg(clockText(series.binRange(size_t(bin)).from))
                     .arg(double(series.binLength) / 1'000'000)
                     .arg(series.biggest[size_t(bin)])
                     .arg(series.others[size_t(bin)]);
    copyTable(table, m_rateHeader);
}

void StatisticsPane::copyLatencies()
{
    const LatencyHistogram &histogram = m_latencies->histogram();
    QString table = u"From ms\tTo ms\tRequests\n"_s;
    for (int bin = 0; bin < int(histogram.counts().size()); ++bin)
        table += u"%1\t%2\t%3\n"_s.arg(histogram.edge(bin) / 1000, 0, 'f', 3)
                     .arg(histogram.edge(bin + 1) / 1000, 0, 'f', 3)
                     .arg(histogram.counts()[size_t(bin)]);
    copyTable(table, m_latencyHeader);
}

// The widget

QList<QWidget *> StatisticsPane::focusOrder() const
{
    return {m_rates, m_latencies, m_events->table(), m_commands->table()};
}

void StatisticsPane::focusMain()
{
    setFocus(Qt::OtherFocusReason);
}

/// Two columns where there is room for them, else one that scrolls.
void StatisticsPane::fit()
{
    const bool stacked = width() < qRound(stackedBelow * Theme::scale());
    for (Splitter *splitter : {m_charts, m_tables})
        splitter->setOrientation(stacked ? Qt::Vertical : Qt::Horizontal);
    m_figures->setNarrow(width() < qRound(twoLinesBelow * Theme::scale()));
}

void StatisticsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void StatisticsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->setShown(true);
}

void StatisticsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model->setShown(false);
}

} // namespace console
