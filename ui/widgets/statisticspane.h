#pragma once

#include "ui/models/statisticssheets.h"

#include <QWidget>

class QScrollArea;

namespace console {

class FilterExpression;
struct FilterTimes;

class ChoiceButton;
class LatencyChart;
class PaneHeader;
class RateChart;
class Splitter;
class StatisticsFigureRow;
class StatisticsTablePane;
class Theme;

/// The workspace of numbers: figures, two charts, two tables, all of the same time. Where a bar or a row
/// leads it tells the navigator. GUI thread.
class StatisticsPane : public QWidget
{
    Q_OBJECT
public:
    /// @param model  must outlive the pane
    StatisticsPane(StatisticsModel *model, const Theme *theme, QWidget *parent = nullptr);

    RateChart *rates() const { return m_rates; }
    LatencyChart *latencies() const { return m_latencies; }
    StatisticsTablePane *events() const { return m_events; }
    StatisticsTablePane *commands() const { return m_commands; }
    ChoiceButton *scopeChoice() const { return m_scope; }
    ChoiceButton *groupingChoice() const { return m_grouping; }
    ChoiceButton *commandChoice() const { return m_command; }
    QList<QWidget *> focusOrder() const;
    void focusMain(); ///< to the keys of the workspace, without choosing any of its parts

public slots:
    void copy(); ///< the numbers of the part that has the focus, else of the events

signals:
    void monitorRequested(); ///< something chosen here is to be seen there
    void exchangesRequested(const console::FilterExpression &filter); ///< and is found only among requests

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeRates();
    QWidget *makeLatencies();
    void makeTables();
    void layOut();
    void connectParts();
    void fit();
    void showAll();
    void showRates();
    void showLatencies();
    void showEvents();
    void showCommands();
    void showScope();
    const CommandCount *chosenCommand() const;
    QString latencyWords(const CommandCount &command) const;
    void goTo(int bin);
    void measure(int bin);
    FilterTimes times() const;
    void showOnly(const StatisticsRow &row);
    void copyRates();
    void copyLatencies();

    StatisticsModel *m_model;
    const Theme *m_theme;
    StatisticsFigureRow *m_figures;
    PaneHeader *m_rateHeader = nullptr;
    PaneHeader *m_latencyHeader = nullptr;
    ChoiceButton *m_scope = nullptr;
    ChoiceButton *m_grouping = nullptr;
    ChoiceButton *m_command = nullptr;
    RateChart *m_rates = nullptr;
    LatencyChart *m_latencies = nullptr;
    StatisticsTablePane *m_events = nullptr;
    StatisticsTablePane *m_commands = nullptr;
    QScrollArea *m_scroll = nullptr;
    Splitter *m_rows = nullptr; ///< charts above tables
    Splitter *m_charts = nullptr;
    Splitter *m_tables = nullptr;
};

} // namespace console
