#include "tests/support/logwriter.h"
#include "ui/models/sessionmodels.h"

#include <QTest>

using namespace console;

class tst_SessionModels : public QObject
{
    Q_OBJECT
private slots:
    void theNearestOfTheSamePersonIsFoundBothWays();
    void farAwayIsFoundToo();
    void nobodyHasNoNeighbour();
    void theNearestOfTheSameKindIsFoundBothWays();
    void problemsKeepStillDuringAPause();
};

void tst_SessionModels::theNearestOfTheSamePersonIsFoundBothWays()
{
    Session session;
    const SessionModels models(&session);
    LogWriter writer(session.log());
    for (const char *person : {"104", "105", "104", "104", "105"}) {
        writer.setPerson("1", person);
        writer.event("IMM_EVENT_SET_NAME");
    }
    writer.setPerson("2", "105");
    writer.event("IMM_EVENT_SET_NAME");
    writer.flush();
    QCOMPARE(models.samePerson(MessageId(3), +1), MessageId(4));
    QCOMPARE(models.samePerson(MessageId(3), -1), MessageId(1));
    QCOMPARE(models.samePerson(MessageId(2), +1), MessageId(5));
    QCOMPARE(models.samePerson(MessageId(5), +1), MessageId()); // the same number in another room is not
    QCOMPARE(models.samePerson(MessageId(1), -1), MessageId());
}

void tst_SessionModels::farAwayIsFoundToo()
{
    Session session;
    const SessionModels models(&session);
    LogWriter writer(session.log());
    writer.setPerson("1", "104");
    writer.event("IMM_EVENT_SET_NAME");
    writer.setPerson("1", "105");
    for (int i = 0; i < 50'000; ++i)
        writer.event("IMM_EVENT_SET_PARTICIPANT_POSITION");
    writer.setPerson("1", "104");
    const MessageId last = writer.event("IMM_EVENT_SET_NAME");
    writer.flush();
    QCOMPARE(models.samePerson(MessageId(1), +1), last);
    QCOMPARE(models.samePerson(last, -1), MessageId(1));
}

void tst_SessionModels::nobodyHasNoNeighbour()
{
    Session session;
    const SessionModels models(&session);
    LogWriter writer(session.log());
    writer.event("custom");
    writer.event("custom");
    writer.flush();
    QCOMPARE(models.samePerson(MessageId(1), +1), MessageId());
    QCOMPARE(models.samePerson(MessageId(9), -1), MessageId());
}

void tst_SessionModels::problemsKeepStillDuringAPause()
{
    Session session;
    SessionModels models(&session);
    models.navigator.setPaused(true);
    session.findings()->addRemarks({QStringLiteral("Something is missing.")});
    QCOMPARE(models.findings.rowCount(), 0);
    QCOMPARE(models.findings.heldBack(), 1);
    models.navigator.setPaused(false);
    QCOMPARE(models.findings.rowCount(), 1);
}

void tst_SessionModels::theNearestOfTheSameKindIsFoundBothWays()
{
    Session session;
    const SessionModels models(&session);
    LogWriter writer(session.log());
    writer.event("a"); // 1
    writer.event("b");
    writer.add(MessageKind::Request, "a"); // 3
    writer.event("a");
    writer.add(MessageKind::Malformed); // 5
    writer.add(MessageKind::Note);
    writer.gap(1'000'000); // 7
    writer.add(MessageKind::Malformed);
    writer.add(MessageKind::Note); // 9
    writer.flush();
    QCOMPARE(models.sameKind(MessageId(1), +1), MessageId(4));
    QCOMPARE(models.sameKind(MessageId(4), -1), MessageId(1));
    QCOMPARE(models.sameKind(MessageId(3), +1), MessageId());
    QCOMPARE(models.sameKind(MessageId(5), +1), MessageId(8));
    QCOMPARE(models.sameKind(MessageId(6), +1), MessageId(9));
    QCOMPARE(models.sameKind(MessageId(10), +1), MessageId());
}

QTEST_GUILESS_MAIN(tst_SessionModels)
#include "tst_sessionmodels.moc"
