#include "lib/filter/filterparser.h"
#include "tests/support/logwriter.h"
#include "ui/models/gapjudge.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// Which gaps of the connection stay among filtered rows.
class TestGapJudge : public QObject
{
    Q_OBJECT
private slots:
    void aGapStaysWhereItsTextWouldHaveToBeReadFirst();
};

void TestGapJudge::aGapStaysWhereItsTextWouldHaveToBeReadFirst()
{
    MessageLog log(1'000'000'000);
    log.setRecordedTextLimit(0);
    LogWriter writer(&log);
    const MessageId gap = writer.gap(2'000'000);
    for (size_t row = 0; row < 5 * Segment::maximumRows; ++row)
        writer.event("moved");
    writer.flush();
    GapJudge judge(parseFilter(u"heartbeat"_s).expression, &log);
    QVERIFY(!judge.shows(gap)); // its text is here, and is about something else

    for (quint64 segment = 1; segment < 5; ++segment)
        log.text(MessageId(segment * Segment::maximumRows + 2)); // so that the gap's is the oldest
    log.addPlaces({{nullptr, {}, MessageId(1), log.size()}});
    QVERIFY(!log.hasText(gap));
    QVERIFY(judge.shows(gap));
}

QTEST_GUILESS_MAIN(TestGapJudge)
#include "tst_gapjudge.moc"
