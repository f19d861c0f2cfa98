#include "lib/filter/filtercompletion.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// The text before the cursor, which is the mark |.
FilterCompletion complete(QString text)
{
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    return completeFilter(text, cursor, [](FilterKey field) {
        return field == FilterKey::Room ? QList<FilterSuggestion>{{u"4"_s, u"12 events"_s}, {u"room b"_s, {}}}
                                        : QList<FilterSuggestion>();
    });
}

QStringList offered(const QString &text)
{
    QStringList list;
    for (const FilterSuggestion &each : complete(text).suggestions)
        list += each.text;
    return list;
}

} // namespace

class TestFilterCompletion : public QObject
{
    Q_OBJECT

private slots:
    void whatCanFollowIsOffered_data();
    void whatCanFollowIsOffered();
    void whatIsBeingWrittenIsReplaced();
    void wordsStandApartFromWhatIsBefore_data();
    void wordsStandApartFromWhatIsBefore();
    void nothingIsOfferedInsideAText();
};

void TestFilterCompletion::whatCanFollowIsOffered_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("list");
    const auto row = [](const char *text, const QStringList &list) {
        QTest::newRow(text) << QString::fromUtf8(text) << list;
    };
    row("part|", {u"participant"_s});
    row("n|", {u"name"_s, u"number"_s, u"not"_s});
    row("kind: event and la|", {u"latency"_s});
    row("kind: event la|", {u"latency"_s});
    row("(siz|", {u"size"_s});
    row("room|", {u":"_s, u"=="_s, u"!="_s});
    row("room |", {u":"_s, u"=="_s, u"!="_s});
    row("size |", {u":"_s, u"=="_s, u"!="_s, u"<"_s, u"<="_s, u">"_s, u">="_s});
    row("values.seat.id |", {u":"_s, u"=="_s, u"!="_s, u"<"_s, u"<="_s, u">"_s, u">="_s});
    row("kind:|", {u"event"_s, u"request"_s, u"response"_s, u"other"_s, u"malformed"_s, u"note"_s});
    row("kind: re|", {u"request"_s, u"response"_s});
    row("kind: event, re|", {u"request"_s, u"response"_s});
    row("kind: event |", {u"and"_s, u"or"_s});
    row("kind: event o|", {u"or"_s});
    row("hello |", {u"and"_s, u"or"_s});
    row("(a) |", {u"and"_s, u"or"_s});
    row("room == |", {u"4"_s, u"\"room b\""_s});
    row("room: ro|", {u"\"room b\""_s});
    row("not room: 4, |", {u"4"_s, u"\"room b\""_s});
    row("event: Joi|", {u"Joined"_s});
    row("code == IMM_ERROR_HAND|", {u"IMM_ERROR_HANDLE_NULL"_s});
    row("command: get_participant_s|",
        {u"get_participant_seat"_s, u"get_participant_spherical"_s, u"get_participant_state"_s});
    row("values.x == |", {});
}

void TestFilterCompletion::whatCanFollowIsOffered()
{
    QFETCH(QString, text);
    QTEST(offered(text), "list");
}

void TestFilterCompletion::whatIsBeingWrittenIsReplaced()
{
    const FilterCompletion word = complete(u"kind: event and roo|m"_s);
    QCOMPARE(word.from, 16);
    QCOMPARE(word.until, 19);
    const FilterCompletion value = complete(u"kind: ev|"_s);
    QCOMPARE(value.from, 6);
    QCOMPARE(value.until, 8);
    const FilterCompletion next = complete(u"kind: event |"_s);
    QCOMPARE(next.from, 12);
    QCOMPARE(next.until, 12);
}

void TestFilterCompletion::wordsStandApartFromWhatIsBefore_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("needsSpace");
    const auto row = [](const char *text, bool needsSpace) {
        QTest::newRow(text) << QString::fromUtf8(text) << needsSpace;
    };
    row("\"Keiko\"|", true);
    row("/Key.*o/|", true);
    row("(a)|", true);
    row("name: /x/|", true);
    row("hello |", false);
    row("(siz|", false);
    row("n|", false);
    row("room|", false);
    row("room:|", false);
    row("room: 4,|", false);
}

void TestFilterCompletion::wordsStandApartFromWhatIsBefore()
{
    QFETCH(QString, text);
    QTEST(complete(text).needsSpace, "needsSpace");
}

void TestFilterCompletion::nothingIsOfferedInsideAText()
{
    QCOMPARE(offered(u"\"roo|"_s), QStringList());
    QCOMPARE(offered(u"/roo|"_s), QStringList());
    QVERIFY(offered(u"|"_s).size() > 10);
}

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
