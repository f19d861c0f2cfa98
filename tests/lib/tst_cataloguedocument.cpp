#include "lib/protocol/catalogue.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

QByteArray builtInDocument()
{
    QFile file(u":/console/catalogue.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject builtInObject()
{
    return QJsonDocument::fromJson(builtInDocument()).object();
}

QString errorOf(const QByteArray &document)
{
    QString error;
    const Catalogue catalogue = Catalogue::fromJson(document, &error);
    return catalogue.commands().isEmpty() && catalogue.events().isEmpty() ? error : u"not empty"_s;
}

QString errorOf(const QJsonObject &document)
{
    return errorOf(QJsonDocument(document).toJson());
}

QJsonValue at(const QJsonObject &document, const QString &reference)
{
    QJsonValue value = document;
    for (const QString &name : reference.mid(2).split(u'/'))
        value = value[name];
    return value;
}

void collectReferences(const QJsonValue &value, QStringList &references)
{
    for (const QJsonValue &element : value.toArray())
        collectReferences(element, references);
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.key() == "$ref"_L1)
            references.append(entry.value().toString());
        else
            collectReferences(entry.value(), references);
    }
}

} // namespace

class TestCatalogueDocument : public QObject
{
    Q_OBJECT

private slots:
    void theDocumentKeepsTheStructureOfAsyncApi();
    void everyReferenceOfTheDocumentLeadsSomewhere();
    void brokenJsonIsSaid();
    void anotherDocumentIsSaid();
    void aReferenceIntoNothingIsNamed();
    void referencesInACircleEnd();
    void schemasThatContainThemselvesEnd();
    void anOperationWithoutCommandIsNamed();
    void anOperationWithoutActionIsNamed();
    void operationsNotListedInTheOrderFollow();
};

void TestCatalogueDocument::theDocumentKeepsTheStructureOfAsyncApi()
{
    const QJsonObject document = builtInObject();
    QCOMPARE(document[u"asyncapi"].toString(), u"3.0.0"_s);
    QVERIFY(!document[u"info"][u"title"].toString().isEmpty());
    QVERIFY(!document[u"info"][u"version"].toString().isEmpty());
    const QJsonObject channels = document[u"channels"].toObject();
    QCOMPARE(channels.size(), 1);
    QCOMPARE(channels.begin().value()[u"address"].toString(), u"/"_s);
    const QJsonObject scheme = document[u"components"][u"securitySchemes"].toObject().begin()->toObject();
    QCOMPARE(scheme[u"type"].toString(), u"httpApiKey"_s);
    QCOMPARE(scheme[u"in"].toString(), u"header"_s);
    QVERIFY(scheme.contains(u"name"));
    for (const QJsonValue operation : document[u"operations"].toObject()) {
        const QString channel = operation[u"channel"][u"$ref"].toString();
        QVERIFY(at(document, channel).isObject());
        // AsyncAPI wants the messages of an operation to be those of its channel.
        QVERIFY(operation[u"messages"][0][u"$ref"].toString().startsWith(channel + u"/messages/"_s));
        if (operation[u"action"].toString() == u"receive")
            QVERIFY(operation[u"reply"][u"messages"][0][u"$ref"].toString().startsWith(
                channel + u"/messages/"_s));
    }
}

void TestCatalogueDocument::everyReferenceOfTheDocumentLeadsSomewhere()
{
    const QJsonObject document = builtInObject();
    QStringList references;
    collectReferences(document, references);
    QVERIFY(references.size() > 100);
    for (const QString &reference : std::as_const(references))
        QVERIFY2(at(document, reference).isObject(), qPrintable(reference));
}

void TestCatalogueDocument::brokenJsonIsSaid()
{
    QVERIFY(errorOf(builtInDocument().chopped(10)).startsWith(u"The catalogue is no JSON: "_s));
    QVERIFY(errorOf(QByteArray()).startsWith(u"The catalogue is no JSON: "_s));
}

void TestCatalogueDocument::anotherDocumentIsSaid()
{
    QCOMPARE(errorOf(QByteArray("{}")), u"The catalogue is no AsyncAPI 3 document."_s);
    QCOMPARE(errorOf(QByteArray("[1]")), u"The catalogue is no AsyncAPI 3 document."_s);
    const QByteArray older = R"({"asyncapi":"2.6.0"})";
    QCOMPARE(errorOf(older), u"The catalogue is no AsyncAPI 3 document."_s);
    const QByteArray bare = R"({"asyncapi":"3.0.0"})";
    QCOMPARE(errorOf(bare), u"The catalogue has no operations."_s);
}

void TestCatalogueDocument::aReferenceIntoNothingIsNamed()
{
    QByteArray document = builtInDocument();
    document.replace("#/components/schemas/seat_id", "#/components/schemas/chair_id");
    QCOMPARE(errorOf(document), u"The reference “#/components/schemas/chair_id” leads nowhere."_s);
    const QByteArray elsewhere = R"({"asyncapi":"3.0.0","operations":{"a":{"$ref":"http://other"}}})";
    QCOMPARE(errorOf(elsewhere), u"The reference “http://other” leads nowhere."_s);
}

void TestCatalogueDocument::referencesInACircleEnd()
{
    const QByteArray document =
        R"({"asyncapi":"3.0.0","operations":{"a":{"$ref":"#/operations/b"},"b":{"$ref":"#/operations/a"}}})";
    QCOMPARE(errorOf(document), u"The reference “#/operations/b” leads in a circle."_s);
}

void TestCatalogueDocument::schemasThatContainThemselvesEnd()
{
    QJsonObject document = builtInObject();
    QJsonObject components = document[u"components"].toObject();
    QJsonObject schemas = components[u"schemas"].toObject();
    const QJsonObject self{{u"$ref"_s, u"#/components/schemas/value_by_control"_s}};
    schemas[u"value_by_control"] = QJsonObject{{u"allOf"_s, QJsonArray{self, self}}};
    components[u"schemas"] = schemas;
    document[u"components"] = components;
    QCOMPARE(errorOf(document), u"Schemas are nested deeper than 8."_s);
}

void TestCatalogueDocument::anOperationWithoutCommandIsNamed()
{
    QByteArray document = builtInDocument();
    document.replace(R"("const": "get_version")", R"("type": "string")");
    QCOMPARE(errorOf(document),
        u"The operation “get_version” cannot be read: its payload has no constant property “Command”."_s);
}

void TestCatalogueDocument::anOperationWithoutActionIsNamed()
{
    const QByteArray document = R"({"asyncapi":"3.0.0","operations":{"wave":{"action":"sned"}}})";
    QCOMPARE(errorOf(document),
        u"The operation “wave” cannot be read: its action is neither “receive” nor “send”."_s);
}

void TestCatalogueDocument::operationsNotListedInTheOrderFollow()
{
    QJsonObject document = builtInObject();
    document[u"x-order"] = QJsonArray{u"set_log_level"_s, u"no_such_operation"_s, u"get_version"_s};
    const Catalogue catalogue = Catalogue::fromJson(QJsonDocument(document).toJson());
    QCOMPARE(catalogue.commands().size(), 25);
    QCOMPARE(catalogue.commands()[0].name, u"set_log_level"_s);
    QCOMPARE(catalogue.commands()[1].name, u"get_version"_s);
    QCOMPARE(catalogue.commands()[2].name, u"add_participant"_s);
}

QTEST_GUILESS_MAIN(TestCatalogueDocument)
#include "tst_cataloguedocument.moc"
