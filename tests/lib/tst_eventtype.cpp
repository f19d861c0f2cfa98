#include "lib/protocol/eventtype.h"

#include <QTest>

using namespace console;

class TestEventType : public QObject
{
    Q_OBJECT

private slots:
    void everySpellingNamesTheSameEvent_data();
    void everySpellingNamesTheSameEvent();
    void otherNamesKeepTheirText_data();
    void otherNamesKeepTheirText();
    void theOrderIsTheProtocols();
};

void TestEventType::everySpellingNamesTheSameEvent_data()
{
    QTest::addColumn<int>("type");
    for (int type = 1; type < eventTypeCount; ++type)
        QTest::addRow("%s", groupOf(EventType(type)).data()) << type;
}

void TestEventType::everySpellingNamesTheSameEvent()
{
    QFETCH(int, type);
    const QByteArray group = groupOf(EventType(type)).toByteArray();
    QByteArray mixed = group.toLower();
    mixed[0] = group[0];
    const QList<QByteArray> spellings{group, group.toLower(), mixed, "IMM_EVENT_" + group,
        ("imm_event_" + group).toLower(), QByteArray::number(type), QByteArray::number(type) + ".0"};
    for (const QByteArray &spelling : spellings) {
        QCOMPARE(eventType(spelling), EventType(type));
        QCOMPARE(eventGroup(spelling), group);
    }
}

void TestEventType::otherNamesKeepTheirText_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<EventType>("type");
    QTest::addColumn<QByteArray>("group");
    const auto row = [](const QByteArray &name, EventType type, const QByteArray &group) {
        QTest::addRow("%s", name.left(40).constData()) << name << type << group;
    };
    row("custom_event", EventType::Custom, "CUSTOM");
    row("IMM_EVENT_CUSTOM", EventType::Custom, "CUSTOM");
    row("IMM_EVENT_CUSTOM_EVENT", EventType::Custom, "CUSTOM");
    row("start-talking", EventType::Custom, "start-talking");
    row("Start-Talking", EventType::Custom, "Start-Talking");
    row("IMM_EVENT_FLY_AWAY", EventType::Unknown, "FLY_AWAY");
    row("imm_event_fly_away", EventType::Unknown, "FLY_AWAY");
    row("IMM_EVENT_", EventType::Custom, "IMM_EVENT_");
    row("0", EventType::Unknown, "0");
    row("12", EventType::Unknown, "12");
    row("-3", EventType::Unknown, "-3");
    row("3.5", EventType::Unknown, "3.5");
    row("99999999999999999999", EventType::Unknown, "99999999999999999999");
    row("4294967299", EventType::Unknown, "4294967299");
    row("3 rooms", EventType::Custom, "3 rooms");
    row("", EventType::Unknown, "");
    row("\xd7\xa9\xd7\x9c", EventType::Custom, "\xd7\xa9\xd7\x9c");
    row(QByteArray(1 << 20, 'x'), EventType::Custom, QByteArray(1 << 20, 'x'));
    row("IMM_EVENT_" + QByteArray(100, 'X'), EventType::Unknown, QByteArray(100, 'X'));
}

void TestEventType::otherNamesKeepTheirText()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, group);
    QTEST(eventType(name), "type");
    QCOMPARE(eventGroup(name), group);
}

void TestEventType::theOrderIsTheProtocols()
{
    QCOMPARE(eventType("1"), EventType::CreateRoom);
    QCOMPARE(eventType("10"), EventType::SetName);
    QCOMPARE(eventType("11"), EventType::Custom);
    QVERIFY(groupOf(EventType::Unknown).isEmpty());
}

QTEST_GUILESS_MAIN(TestEventType)
#include "tst_eventtype.moc"
