#pragma once

#include "ui/models/statisticsmodel.h"
#include "ui/models/statisticstable.h"

namespace console {

// What is counted as tables and figures, in words and shown numbers. GUI thread.

/// Rows of a sheet at most; what is rarer is one row together.
constexpr qsizetype maximumSheetRows = 1000;

/// By type with those of the catalogue that never came; by room or participant those that did. Most frequent
/// first.
StatisticsSheet eventSheet(const StatisticsModel &model, EventGrouping grouping);
StatisticsSheet commandSheet(const StatisticsModel &model);
StatisticsSheet errorSheet(const StatisticsModel &model);
StatisticsSheet pingSheet(const StatisticsModel &model); ///< latest first

/// What a part of the events is called: "Moved", "room 1", "Daniel Kim".
QString partLabel(const StatisticsModel &model, EventGrouping grouping, const EventPart &part);
/// A command's name, safe to show, or why there is none.
QString commandLabel(const StatisticsModel &model, const CommandCount &command);

/// "whole session", "visible 14:32:01 to 14:33:10", "measured 14:32:01 to 14:33:10"
QString scopeText(const StatisticsModel &model);
/// "0", "0.6", "841", "1 352"
QString rateText(double perSecond);
/// "4.1", "22.4", "1 204.0": milliseconds of microseconds, without the unit.
QString shownMilliseconds(qint64 microseconds);

/// ", earlier requests no longer in memory", behind what is counted of requests; empty: all are counted.
QString lackText(const StatisticsModel &model);

/// One number of the row at the top.
struct StatisticsFigure
{
    QString value;
    QString unit; ///< "ms"; empty: it is a count
    QString label;
    QString explanation = {}; ///< what is counted, where the label has no room for it
    bool isProblem = false;
};
QList<StatisticsFigure> statisticsFigures(const StatisticsModel &model);

} // namespace console
