#include "lib/filter/filterconditions.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/logfeed.h"
#include "ui/models/navigator.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace console;

class tst_Navigator : public QObject
{
    Q_OBJECT
private slots:
    void selectingEndsFollowingBeforeItIsTold();
    void choosingWhatIsCurrentIsToldApart();
    void theWayBackIsWalkedBothWays();
    void aNewSelectionForgetsTheWayForward();
    void noneClearsTheSelectionButNotTheWayBack();
    void aFilterKeepsTheSelection();
    void sayingTheSameTwiceIsSilent();
    void aPersonIsSelectedInsteadOfAMessageAndTheOtherWayRound();
    void theWayBackLeadsOverPeopleToo();
    void aRangeIsMeasuredFromEitherEnd();
    void theFirstRowsAfterARestAreAnnouncedAtOnce();
    void aFloodIsAnnouncedTwentyTimesASecond();
    void aPauseHoldsRowsBack();
    void rowsThatLeaveUnannouncedWereNeverThere();
};

void tst_Navigator::selectingEndsFollowingBeforeItIsTold()
{
    Navigator navigator;
    bool followingWhenTold = true;
    connect(
        &navigator, &Navigator::currentChanged, this, [&] { followingWhenTold = navigator.isFollowing(); });
    QVERIFY(navigator.isFollowing());
    navigator.select(MessageId(5));
    QVERIFY(!followingWhenTold);
    QCOMPARE(navigator.current(), MessageId(5));
}

void tst_Navigator::choosingWhatIsCurrentIsToldApart()
{
    Navigator navigator;
    QSignalSpy changed(&navigator, &Navigator::currentChanged);
    QSignalSpy again(&navigator, &Navigator::currentChosenAgain);
    navigator.select(MessageId(5));
    QCOMPARE(again.size(), 0);
    navigator.setFollowing(true);
    navigator.select(MessageId(5));
    QVERIFY(!navigator.isFollowing());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(again.size(), 1);
    QCOMPARE(again[0][0].value<MessageId>(), MessageId(5));
    navigator.select({});
    navigator.select({});
    QCOMPARE(again.size(), 1);
}

void tst_Navigator::theWayBackIsWalkedBothWays()
{
    Navigator navigator;
    QVERIFY(!navigator.canGoBack());
    navigator.goBack();
    for (const quint64 id : {1, 2, 3})
        navigator.select(MessageId(id));
    navigator.setFollowing(true);
    navigator.goBack();
    navigator.goBack();
    QVERIFY(!navigator.isFollowing());
    QCOMPARE(navigator.current(), MessageId(1));
    QVERIFY(!navigator.canGoBack());
    navigator.goForward();
    QCOMPARE(navigator.current(), MessageId(2));
    QVERIFY(navigator.canGoForward());
}

void tst_Navigator::aNewSelectionForgetsTheWayForward()
{
    Navigator navigator;
    for (const quint64 id : {1, 2, 3})
        navigator.select(MessageId(id));
    navigator.goBack();
    navigator.select(MessageId(9));
    QVERIFY(!navigator.canGoForward());
    navigator.goBack();
    QCOMPARE(navigator.current(), MessageId(2));
}

void tst_Navigator::noneClearsTheSelectionButNotTheWayBack()
{
    Navigator navigator;
    navigator.select(MessageId(1));
    navigator.select(MessageId(2));
    QSignalSpy changed(&navigator, &Navigator::currentChanged);
    navigator.select(MessageId());
    QCOMPARE(changed.size(), 1);
    QVERIFY(!navigator.current());
    navigator.goBack();
    QCOMPARE(navigator.current(), MessageId(1));
}

void tst_Navigator::aFilterKeepsTheSelection()
{
    Navigator navigator;
    navigator.select(MessageId(4));
    navigator.setFilter(withValues({}, FilterKey::Room, {"1"}));
    QCOMPARE(navigator.current(), MessageId(4));
    navigator.clearFilter();
    QVERIFY(navigator.filter().isEmpty());
}

void tst_Navigator::sayingTheSameTwiceIsSilent()
{
    Navigator navigator;
    QSignalSpy filter(&navigator, &Navigator::filterChanged);
    QSignalSpy range(&navigator, &Navigator::visibleRangeChanged);
    QSignalSpy person(&navigator, &Navigator::personChanged);
    QSignalSpy paused(&navigator, &Navigator::pausedChanged);
    for (int i = 0; i < 2; ++i) {
        navigator.setFilter({});
        navigator.setVisibleRange({1, 2});
        navigator.setPaused(true);
        navigator.selectPerson({"1", "7"});
    }
    QCOMPARE(filter.size(), 0);
    QCOMPARE(range.size(), 1);
    QCOMPARE(person.size(), 1);
    QCOMPARE(paused.size(), 1);
}

void tst_Navigator::aPersonIsSelectedInsteadOfAMessageAndTheOtherWayRound()
{
    Navigator navigator;
    navigator.select(MessageId(4));
    navigator.setFollowing(true);
    bool messageWhenTold = true;
    connect(
        &navigator, &Navigator::personChanged, this, [&] { messageWhenTold = bool(navigator.current()); });
    navigator.selectPerson({"1", "104"});
    QVERIFY(!messageWhenTold);
    QVERIFY(navigator.isFollowing());
    navigator.select(MessageId(4));
    QVERIFY(!navigator.person());
}

void tst_Navigator::theWayBackLeadsOverPeopleToo()
{
    Navigator navigator;
    navigator.select(MessageId(4));
    navigator.selectPerson({"1", "104"});
    navigator.select(MessageId(5));
    navigator.goBack();
    QCOMPARE(navigator.person(), (PersonRef{"1", "104"}));
    navigator.goBack();
    QCOMPARE(navigator.current(), MessageId(4));
    QVERIFY(!navigator.person());
}

void tst_Navigator::aRangeIsMeasuredFromEitherEnd()
{
    Navigator navigator;
    QSignalSpy measured(&navigator, &Navigator::measuredRangeChanged);
    navigator.setMeasuredRange({20, 5});
    QCOMPARE(navigator.measuredRange(), (TimeRange{5, 20}));
    navigator.setMeasuredRange({7, 7});
    QCOMPARE(navigator.measuredRange(), TimeRange());
    QCOMPARE(measured.size(), 2);
}

void tst_Navigator::theFirstRowsAfterARestAreAnnouncedAtOnce()
{
    MessageLog log(1'000'000);
    LogFeed feed(&log);
    BatchBuilder builder;
    QSignalSpy advanced(&feed, &LogFeed::advanced);
    log.append(builder.received("{}").take());
    QCOMPARE(advanced.size(), 1);
    log.append(builder.received("{}").received("{}").take());
    QCOMPARE(advanced.size(), 1);
    QCOMPARE(feed.end(), MessageId(2));
    QTRY_COMPARE(advanced.size(), 2);
    QCOMPARE(feed.end(), MessageId(4));
}

void tst_Navigator::aFloodIsAnnouncedTwentyTimesASecond()
{
    MessageLog log(10'000'000);
    LogFeed feed(&log);
    BatchBuilder builder;
    MessageId next(1);
    int announcements = 0;
    connect(&feed, &LogFeed::advanced, this, [&](MessageId from, MessageId to) {
        QCOMPARE(from, next);
        next = to;
        ++announcements;
    });
    QTimer flood;
    connect(&flood, &QTimer::timeout, this, [&] { log.append(builder.received("{}").take()); });
    QElapsedTimer clock;
    clock.start();
    flood.start(1);
    QTRY_VERIFY(clock.elapsed() > 500);
    flood.stop();
    QVERIFY(announcements <= clock.elapsed() / LogFeed::interval + 2);
    QTRY_COMPARE(next, log.end());
}

void tst_Navigator::aPauseHoldsRowsBack()
{
    MessageLog log(1'000'000);
    LogFeed feed(&log);
    BatchBuilder builder;
    QSignalSpy advanced(&feed, &LogFeed::advanced);
    feed.setPaused(true);
    log.append(builder.received("{}").received("{}").take());
    QCOMPARE(feed.heldBack(), 2u);
    QCOMPARE(advanced.size(), 0);
    feed.setPaused(false);
    QCOMPARE(advanced.size(), 1);
    QCOMPARE(feed.heldBack(), 0u);
}

void tst_Navigator::rowsThatLeaveUnannouncedWereNeverThere()
{
    MessageLog log(1);
    LogFeed feed(&log);
    BatchBuilder builder;
    feed.setPaused(true);
    QSignalSpy removed(&feed, &LogFeed::removedFromFront);
    for (size_t i = 0; i < Segment::maximumRows + 3; ++i)
        builder.received("{}");
    log.append(builder.take());
    QCOMPARE(removed.size(), 1);
    QCOMPARE(feed.end(), log.first());
    QCOMPARE(feed.heldBack(), 3u);
}

QTEST_GUILESS_MAIN(tst_Navigator)
#include "tst_navigator.moc"
