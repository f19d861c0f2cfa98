#include "lib/protocol/messagefields.h"

#include <QTest>

using namespace console;

namespace {

QList<QByteArray> listed(const MessageFields &fields)
{
    QList<QByteArray> list;
    for (const MessageField &field : fields.all())
        list.append(field.path + '=' + field.text);
    return list;
}

} // namespace

class TestMessageFields : public QObject
{
    Q_OBJECT

private slots:
    void scalarsAreListedInTheOrderSent();
    void aFactIsFoundAtTheTopOrUnderValues();
    void theFirstNameThatIsPresentWins();
    void theTopLevelWinsOverValues();
    void theLastOfRepeatedKeysCounts();
    void numbersAreReadFromNumbersAndStrings();
    void theOneScalarOfTheCardFormIsFound();
    void textThatIsNoJsonHasNoFields();
    void moreThanTheLimitsIsLeftOutAndSaid();
};

void TestMessageFields::scalarsAreListedInTheOrderSent()
{
    const MessageFields fields(
        R"({"Event":"a\nb","values":{"seat":{"id":3},"items":[1.0,{"x":null}]},"last":true,"none":[],"no":{}})");
    QCOMPARE(listed(fields),
        (QList<QByteArray>{
            "Event=a\nb", "values.seat.id=3", "values.items.0=1.0", "values.items.1.x=null", "last=true"}));
    QCOMPARE(fields.all()[0].type, JsonToken::String);
    QCOMPARE(fields.all()[3].type, JsonToken::Null);
    QVERIFY(!fields.isTruncated());
}

void TestMessageFields::aFactIsFoundAtTheTopOrUnderValues()
{
    for (const QByteArray json : {R"({"seat":{"id":3}})", R"({"values":{"seat":{"id":3}}})"}) {
        const MessageFields fields(json);
        QCOMPARE(fields.text({"seat.id"}), QByteArray("3"));
        QVERIFY(!fields.find({"id"}));
        QVERIFY(!fields.find({"seat"}));
    }
}

void TestMessageFields::theFirstNameThatIsPresentWins()
{
    const MessageFields fields(R"({"name":"b","participant_name":"a"})");
    QCOMPARE(fields.text({"participant_name", "name"}), QByteArray("a"));
    QCOMPARE(fields.text({"missing", "name"}), QByteArray("b"));
    QVERIFY(!fields.text({"missing"}));
}

void TestMessageFields::theTopLevelWinsOverValues()
{
    const MessageFields fields(R"({"values":{"room_id":2},"room_id":1})");
    QCOMPARE(fields.text({"room_id"}), QByteArray("1"));
}

void TestMessageFields::theLastOfRepeatedKeysCounts()
{
    const MessageFields fields(
        R"({"x":1,"values":{"a":1,"b":[1,2]},"\u0078":2,"values":{"c":3,"c":{"d":4}}})");
    QCOMPARE(listed(fields), (QList<QByteArray>{"x=2", "values.c.d=4"}));
}

void TestMessageFields::numbersAreReadFromNumbersAndStrings()
{
    const MessageFields fields(R"({"a":-1.5e1,"b":"7","c":"x","d":true,"e":1e999,"f":""})");
    QCOMPARE(fields.number({"a"}), -15.0);
    QCOMPARE(fields.number({"b"}), 7.0);
    for (const QByteArrayView name : {"c", "d", "e", "f", "g"})
        QVERIFY(!fields.number({name}));
}

void TestMessageFields::theOneScalarOfTheCardFormIsFound()
{
    const MessageFields fields(R"({"Event":"x","values":"seven"})");
    QCOMPARE(fields.scalarValue()->text, "seven");
    QVERIFY(!MessageFields(R"({"values":{"values":1}})").scalarValue());
    QVERIFY(!MessageFields(R"({"Event":"x"})").scalarValue());
}

void TestMessageFields::textThatIsNoJsonHasNoFields()
{
    QVERIFY(MessageFields(R"({"a":1,)").all().isEmpty());
    QVERIFY(MessageFields("").all().isEmpty());
}

void TestMessageFields::moreThanTheLimitsIsLeftOutAndSaid()
{
    const MessageFields wide('[' + QByteArray("1,").repeated(100'000) + "1]");
    QCOMPARE(wide.all().size(), 256);
    QVERIFY(wide.isTruncated());

    const MessageFields exact('[' + QByteArray("1,").repeated(255) + "1]");
    QCOMPARE(exact.all().size(), 256);
    QVERIFY(!exact.isTruncated());

    const MessageFields deep(QByteArray(100'000, '[') + '1' + QByteArray(100'000, ']'));
    QVERIFY(deep.all().isEmpty());
    QVERIFY(deep.isTruncated());

    const MessageFields empty('[' + QByteArray("{\"a\":{}},").repeated(100'000) + "1]");
    QVERIFY(empty.all().isEmpty());
    QVERIFY(empty.isTruncated());

    const MessageFields edge(R"([[[[[[[[1,[2]]]]]]]]])");
    QCOMPARE(listed(edge), (QList<QByteArray>{"0.0.0.0.0.0.0.0=1"}));
    QVERIFY(edge.isTruncated());
}

QTEST_GUILESS_MAIN(TestMessageFields)
#include "tst_messagefields.moc"
