#pragma once

#include "tests/support/logwriter.h"
#include "ui/models/sessionmodels.h"

#include <QSignalSpy>
#include <QTest>

namespace console::test {

constexpr qint64 second = 1'000'000;
constexpr qint64 start = 1'795'000'000'000'000; ///< of the first row

/// A session whose rows are written by hand.
struct StatisticsBench
{
    explicit StatisticsBench(Session::Options options = {}) : session(std::move(options))
    {
        statistics.setShown(true);
    }
    /// Until what is shown is of all rows. @pre the last row is later than before
    bool settle()
    {
        writer.flush();
        const auto isDone = [this] {
            return models.feed.end() == session.log()->end()
                && statistics.range().until == models.timeline.now() + 1;
        };
        return QTest::qWaitFor(isDone, 5000);
    }
    /// Until what is shown is of another scope.
    bool choose(StatisticsScope scope)
    {
        QSignalSpy changed(&statistics, &StatisticsModel::changed);
        statistics.setScope(scope);
        return changed.wait(5000);
    }

    Session session;
    SessionModels models{&session};
    StatisticsModel &statistics = models.statistics;
    LogWriter writer{session.log(), start};
};

} // namespace console::test
