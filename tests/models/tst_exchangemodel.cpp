#include "lib/filter/filterparser.h"
#include "lib/log/textneedle.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/exchangemodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QByteArray getCount = R"({"Command":"get_participant_count","room_id":2})";
const QByteArray getState =
    R"({"Command":"get_participant_state","room_id":1,"participant_id":104,"control":2})";

QByteArray answer(const QByteArray &echo, const QByteArray &rest = {}, const QByteArray &status = "OK")
{
    return "{\"Status\":\"" + status + "\",\"Request\":" + echo + rest + "}";
}

struct Bench
{
    explicit Bench(quint64 limit = 1'000'000'000) : log(limit)
    {
        builder.time = QDateTime::currentMSecsSinceEpoch() * 1000;
    }
    void append() { log.append(builder.take()); }
    QString shown(int row, int column) { return copied(model.index(row, column).data(Qt::EditRole)); }
    static QString copied(const QVariant &text) { return text.toString(); }

    MessageLog log;
    ExchangeLog exchanges{&log};
    ExchangeModel model{&log, &exchanges};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    BatchBuilder builder;
};

std::vector<int> shownPlaces(const Bench &bench)
{
    std::vector<int> places;
    for (int row = 0; row < bench.model.rowCount(); ++row)
        places.push_back(int(&bench.model.exchangeAt(row) - bench.exchanges.exchanges().data()));
    return places;
}

FilterExpression parsed(const QString &text)
{
    return parseFilter(text).expression;
}

bool holds(const MessageLog &log, MessageId id, const QByteArray &needle)
{
    return log.contains(id)
        && containsText(log.text(id), log.record(id).has(MessageFlag::UnicodeEscapes), needle);
}

std::vector<int> naive(const Bench &bench, const ExchangeFilter &filter)
{
    std::vector<int> places;
    for (int i = 0; i < int(bench.exchanges.exchanges().size()); ++i) {
        const Exchange &exchange = bench.exchanges.exchanges()[size_t(i)];
        const QByteArray needle =
            filter.filter.isEmpty() ? QByteArray() : filter.filter.root().values.first().text.toUtf8();
        if ((filter.states.isEmpty() || filter.states.contains(exchange.state))
            && (needle.isEmpty() || holds(bench.log, exchange.request, needle)
                || holds(bench.log, exchange.response, needle)))
            places.push_back(i);
    }
    return places;
}

} // namespace

class tst_ExchangeModel : public QObject
{
    Q_OBJECT
private slots:
    void anAnsweredRequestIsOneRow();
    void whatTheServerAddsReachesTheRow();
    void aRefusalNamesItsCode();
    void whatIsOpenSaysSo();
    void aWaitingRowCountsOn();
    void anUnmatchedResponseHasNoNumber();
    void aStatusOfItsOwnIsShownAsSent();
    void rowsAreFoundByRequestAndByResponse();
    void aFilterFollowsTheState();
    void textThatComesBackRefreshesOnlyItsRows();
    void randomTrafficAgreesWithANaiveFilter();
};

void tst_ExchangeModel::anAnsweredRequestIsOneRow()
{
    Bench bench;
    bench.builder.sent(getState).after(4100).received(answer(getState, R"(,"value":1)"));
    bench.append();
    QCOMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.shown(0, ExchangeModel::Number), u"1"_s);
    QCOMPARE(bench.shown(0, ExchangeModel::CommandName), u"get_participant_state"_s);
    QVERIFY2(bench.shown(0, ExchangeModel::Parameters).startsWith(u"room 1 · 104"_s),
        qPrintable(bench.shown(0, ExchangeModel::Parameters)));
    QCOMPARE(bench.shown(0, ExchangeModel::Answer), u"OK value 1"_s);
    QCOMPARE(bench.shown(0, ExchangeModel::Latency), u"4.1 ms"_s);
    const QModelIndex cell = bench.model.index(0, 0);
    QCOMPARE(cell.data(ExchangeModel::RequestIdRole).toULongLong(), 1u);
    QCOMPARE(cell.data(ExchangeModel::ResponseIdRole).toULongLong(), 2u);
    QCOMPARE(cell.data(ExchangeModel::StateRole).toInt(), int(ExchangeState::Answered));
    QCOMPARE(cell.data(ExchangeModel::StatusRole).toString(), u"OK"_s);
}

void tst_ExchangeModel::whatTheServerAddsReachesTheRow()
{
    Bench bench;
    const QByteArray request = R"({"Command":"get_version"})";
    bench.builder.sent(request).received(
        answer(request, R"(,"Error Code":-10000,"version":"v1.0.0","extra":{"a":3})"));
    bench.append();
    const QString shown = bench.shown(0, ExchangeModel::Answer);
    QVERIFY2(shown.contains(u"version v1.0.0"_s) && shown.contains(u"a 3"_s), qPrintable(shown));
}

void tst_ExchangeModel::aRefusalNamesItsCode()
{
    Bench bench;
    bench.builder.sent(getCount).received(
        answer(getCount, R"(,"Error Code":-9989,"Error Description":"heading")", "ERROR"));
    bench.append();
    QVERIFY2(bench.shown(0, ExchangeModel::Answer).startsWith(u"ERROR -9989 IMM_ERROR_INVALID_HEADING"_s),
        qPrintable(bench.shown(0, ExchangeModel::Answer)));
    const QModelIndex cell = bench.model.index(0, ExchangeModel::Answer);
    QCOMPARE(cell.data(ExchangeModel::CodeRole).toInt(), -9989);
    QCOMPARE(cell.data(ExchangeModel::ErrorNameRole).toString(), u"IMM_ERROR_INVALID_HEADING"_s);
    QCOMPARE(cell.data(ExchangeModel::StatusRole).toString(), u"ERROR"_s);
}

void tst_ExchangeModel::whatIsOpenSaysSo()
{
    Bench bench;
    bench.builder.time -= 2 * ExchangeLog::overdueAfter;
    bench.builder.sent(getCount).after(2 * ExchangeLog::overdueAfter - 2'000'000).sent(getState);
    bench.append();
    QTRY_COMPARE(bench.shown(0, ExchangeModel::Answer), u"No answer yet"_s);
    QVERIFY(bench.shown(1, ExchangeModel::Answer).startsWith(u"Waiting · 2."_s));
    QCOMPARE(bench.shown(0, ExchangeModel::Latency), u"\u2014"_s);
    bench.builder.note("closed").connectionLost();
    bench.append();
    QCOMPARE(bench.shown(0, ExchangeModel::Answer), u"Lost when the connection closed"_s);
}

void tst_ExchangeModel::aWaitingRowCountsOn()
{
    Bench bench;
    bench.builder.sent(getCount);
    bench.append();
    const QString before = bench.shown(0, ExchangeModel::Answer);
    QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    QTRY_VERIFY(changed.size() >= 1);
    QVERIFY(bench.shown(0, ExchangeModel::Answer) != before);
}

void tst_ExchangeModel::anUnmatchedResponseHasNoNumber()
{
    Bench bench;
    bench.builder.received(R"({"Status":"OK","value":5})");
    bench.append();
    QCOMPARE(bench.shown(0, ExchangeModel::Number), u"\u2014"_s);
    QCOMPARE(bench.shown(0, ExchangeModel::Answer), u"OK value 5"_s);
    QCOMPARE(bench.model.index(0, 0).data(ExchangeModel::StateRole).toInt(), int(ExchangeState::Unmatched));
}

void tst_ExchangeModel::aStatusOfItsOwnIsShownAsSent()
{
    Bench bench;
    bench.builder.sent(getCount).received(answer(getCount, {}, "PENDING"));
    bench.append();
    QVERIFY(bench.shown(0, ExchangeModel::Answer).contains(u"PENDING"));
    QVERIFY(bench.model.index(0, 0).data(ExchangeModel::StatusRole).toString().contains(u"PENDING"));
    QCOMPARE(bench.model.index(0, 0).data(ExchangeModel::StateRole).toInt(), int(ExchangeState::Answered));
}

void tst_ExchangeModel::rowsAreFoundByRequestAndByResponse()
{
    Bench bench;
    bench.builder.received("{}").sent(getCount).sent(getState).received(answer(getState));
    bench.append();
    QCOMPARE(bench.model.rowOf(MessageId(2)), 0);
    QCOMPARE(bench.model.rowOf(MessageId(4)), 1);
    QCOMPARE(bench.model.rowOf(MessageId(1)), -1);
}

void tst_ExchangeModel::aFilterFollowsTheState()
{
    Bench bench;
    bench.builder.sent(getCount).sent(getState);
    bench.append();
    bench.model.setFilter({{ExchangeState::Waiting}, {}});
    QCOMPARE(bench.model.rowCount(), 2);
    bench.builder.received(answer(getState));
    bench.append();
    QTRY_COMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.model.exchangeAt(0).request, MessageId(1));
    bench.model.setFilter({{}, parsed(u"104"_s)});
    QTRY_COMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.model.exchangeAt(0).request, MessageId(2));
}

void tst_ExchangeModel::textThatComesBackRefreshesOnlyItsRows()
{
    Bench bench;
    bench.builder.sent(getCount).received("{\"Event\":\"PING\"}").sent(getState);
    bench.builder.received(answer(getCount)).received(answer(getState)).received(answer(getCount));
    bench.append();
    QTRY_COMPARE(bench.model.rowCount(), 3);
    const QSignalSpy changed(&bench.model, &ExchangeModel::dataChanged);
    const auto refreshed = [&](quint64 from, quint64 to) {
        const qsizetype before = changed.size();
        emit bench.log.textArrived(MessageId(from), MessageId(to));
        QList<std::pair<int, int>> rows;
        for (qsizetype i = before; i < changed.size(); ++i)
            rows.append({changed[i][0].toModelIndex().row(), changed[i][1].toModelIndex().row()});
        return rows;
    };
    using Rows = QList<std::pair<int, int>>;
    QCOMPARE(refreshed(2, 3), Rows());
    QCOMPARE(refreshed(2, 4), Rows({{1, 1}})); // by the request
    QCOMPARE(refreshed(4, 5), Rows({{0, 0}})); // by the response
    QCOMPARE(refreshed(4, 7), Rows({{0, 2}}));
    QCOMPARE(refreshed(6, 7), Rows({{2, 2}})); // answers nothing
    ExchangeFilter filter;
    filter.states = {bench.exchanges.exchanges()[0].state};
    bench.model.setFilter(filter);
    QVERIFY(bench.model.rowOf(MessageId(6)) < 0);
    QCOMPARE(refreshed(6, 7), Rows());
}

void tst_ExchangeModel::randomTrafficAgreesWithANaiveFilter()
{
    constexpr quint32 seed = 20261124;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    Bench bench(900'000);
    const QList<ExchangeFilter> filters = {{}, {{ExchangeState::Unmatched, ExchangeState::Waiting}, {}},
        {{}, parsed(u"\"\\\"n\\\":7\""_s)}, {{ExchangeState::Answered}, parsed(u"get_"_s)},
        {{ExchangeState::Lost}, {}}};
    std::deque<QByteArray> open;
    ExchangeFilter filter;
    for (int round = 0; round < 50; ++round) {
        if (round % 4 == 0) {
            filter = filters[random.bounded(int(filters.size()))];
            bench.model.setFilter(filter);
        }
        for (int i = random.bounded(60); i >= 0; --i) {
            const QByteArray request =
                "{\"Command\":\"get_room_count\",\"n\":" + QByteArray::number(random.bounded(9)) + "}";
            if (random.bounded(2) == 0) {
                open.push_back(request);
                bench.builder.sent(request);
            } else if (!open.empty() && random.bounded(4) > 0) {
                bench.builder.received(answer(open.front()));
                open.pop_front();
            } else {
                bench.builder.received(answer("7"));
            }
        }
        for (int i = random.bounded(900); i >= 0; --i)
            bench.builder.received("{\"Event\":\"E\"}");
        if (round % 11 == 10) {
            bench.builder.connectionLost();
            open.clear();
        }
        bench.append();
        if (round % 2 == 0)
            QTRY_COMPARE(shownPlaces(bench), naive(bench, filter));
    }
    QVERIFY(bench.exchanges.removed() > 0);
}

QTEST_GUILESS_MAIN(tst_ExchangeModel)
#include "tst_exchangemodel.moc"
