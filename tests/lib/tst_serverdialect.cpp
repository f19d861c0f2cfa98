#include "lib/simulator/messagewriter.h"
#include "tests/support/findingbench.h"

#include <QTest>

using namespace console;
using namespace console::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *codes[] = {"number", "name"};
constexpr const char *values[] = {"value", "Value"};
constexpr const char *events[] = {"enum", "lower", "number"};
constexpr const char *forms[] = {"nested", "flat", "scalar"};
constexpr const char *ids[] = {"number", "string"};

QByteArray seenForm(const ServerDialect &dialect, DialectPoint point)
{
    return dialect.seen(point).size() == 1 ? dialect.seen(point).front().form : QByteArray();
}

/// Some of what a server of a dialect says: a joining, a move, an answer and a refusal.
void converse(FindingBench &bench, const Dialect &dialect)
{
    const MessageWriter writer(dialect);
    const QByteArray request = R"({"Command":"get_room_count"})";
    bench.builder.received(
        writer.event({.type = EventType::AddParticipant, .room = 1, .participant = 2, .name = u"Anna"_s}));
    bench.builder.received(
        writer.event({.type = EventType::SetParticipantPosition, .room = 1, .participant = 2}));
    bench.builder.received(writer.event({.type = EventType::Custom, .room = 1, .participant = 2}));
    bench.builder.sent(request).received(writer.response({.value = "4"}, request));
    bench.builder.sent(request).received(
        writer.response({.problem = {Refusal::InvalidValue, u"no"_s}}, request));
}

} // namespace

class tst_ServerDialect : public QObject
{
    Q_OBJECT
private slots:
    void everyDialectOfTheSimulatorIsRecognised_data();
    void everyDialectOfTheSimulatorIsRecognised();
    void noDialectIsAProblemByItself_data() { everyDialectOfTheSimulatorIsRecognised_data(); }
    void noDialectIsAProblemByItself();
    void whatHostsAndClientsBroadcastShowsNothing();
    void aCodeInQuotesIsStillANumber();
    void theFormSeenLastIsTheCurrentOne();
    void everyFormHasWords();
};

void tst_ServerDialect::everyDialectOfTheSimulatorIsRecognised_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("event");
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("id");
    for (const char *code : codes)
        for (const char *value : values)
            for (const char *event : events)
                for (const char *form : forms)
                    for (const char *id : ids)
                        QTest::addRow("%s %s %s %s %s", code, value, event, form, id)
                            << QString::fromLatin1(code) << QString::fromLatin1(value)
                            << QString::fromLatin1(event) << QString::fromLatin1(form)
                            << QString::fromLatin1(id);
}

static Dialect dialectOfRow()
{
    QFETCH(QString, code);
    QFETCH(QString, value);
    QFETCH(QString, event);
    QFETCH(QString, form);
    QFETCH(QString, id);
    return dialectFromText(u"code=%1,value=%2,event=%3,values=%4,ids=%5"_s.arg(code, value, event, form, id))
        .value();
}

void tst_ServerDialect::everyDialectOfTheSimulatorIsRecognised()
{
    QFETCH(QString, code);
    QFETCH(QString, value);
    QFETCH(QString, event);
    QFETCH(QString, form);
    QFETCH(QString, id);
    FindingBench bench;
    converse(bench, dialectOfRow());
    const ServerDialect dialect = bench.judge().dialect;
    QCOMPARE(seenForm(dialect, DialectPoint::ErrorCode), code.toLatin1());
    QCOMPARE(seenForm(dialect, DialectPoint::AnswerValue), value.toLatin1());
    QCOMPARE(seenForm(dialect, DialectPoint::EventName), event.toLatin1());
    QCOMPARE(seenForm(dialect, DialectPoint::EventValues), form.toLatin1());
    QCOMPARE(seenForm(dialect, DialectPoint::Ids), id.toLatin1());
}

/// A server that keeps to one way of writing is told nothing but that numbers of events mean little, and what
/// it refused.
void tst_ServerDialect::noDialectIsAProblemByItself()
{
    FindingBench bench;
    converse(bench, dialectOfRow());
    for (const Finding &finding : bench.judge().findings) {
        QVERIFY2(finding.rule == FindingRule::NumericEvent || finding.rule == FindingRule::Refused
                || finding.rule == FindingRule::UnseenRoom,
            qUtf8Printable(finding.sentence));
    }
}

void tst_ServerDialect::whatHostsAndClientsBroadcastShowsNothing()
{
    FindingBench bench;
    bench.builder.received(R"({"participant_id":"7","action":"start-talking"})");
    bench.builder.received(R"({"Event":"my_event","participant_id":"7","values":{}})");
    const ServerDialect dialect = bench.judge().dialect;
    for (const DialectPoint point : dialectPoints)
        QVERIFY(dialect.seen(point).empty());
}

void tst_ServerDialect::aCodeInQuotesIsStillANumber()
{
    FindingBench bench;
    bench.builder.received(R"({"Status":"ERROR","Error Code":"-9990"})");
    QCOMPARE(seenForm(bench.judge().dialect, DialectPoint::ErrorCode), "number");
}

void tst_ServerDialect::theFormSeenLastIsTheCurrentOne()
{
    ServerDialect dialect;
    dialect.add(DialectPoint::Ids, "number", MessageId(1));
    dialect.add(DialectPoint::Ids, "string", MessageId(2));
    QCOMPARE(dialect.current(DialectPoint::Ids), "string");
    dialect.add(DialectPoint::Ids, "number", MessageId(3));
    QCOMPARE(dialect.current(DialectPoint::Ids), "number");
}

void tst_ServerDialect::everyFormHasWords()
{
    for (const char *code : codes)
        QVERIFY(formText(DialectPoint::ErrorCode, code) != QLatin1String(code));
    for (const char *event : events)
        QVERIFY(formText(DialectPoint::EventName, event) != QLatin1String(event));
    QCOMPARE(formText(DialectPoint::Ids, "odd"), u"odd"_s);
}

QTEST_GUILESS_MAIN(tst_ServerDialect)
#include "tst_serverdialect.moc"
