#include "lib/connection/utf8encoder.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestUtf8Encoder : public QObject
{
    Q_OBJECT
private slots:
    void eachTextIsEncodedByItself()
    {
        Utf8Encoder encoder;
        const QString large(2'000'000, u'€'); // more than is kept for the next text
        for (const QString &text : {u"äöü 😀"_s, QString(), u"a"_s, u"\uFEFFmark"_s, large, u"z"_s})
            QCOMPARE(encoder.encode(text).toByteArray(), text.toUtf8());
    }

    void halfACharacterIsReplacedAndStaysOutOfTheNextText()
    {
        Utf8Encoder encoder;
        QCOMPARE(encoder.encode(QString(QChar(0xd83d))).toByteArray(), QByteArray("\xef\xbf\xbd"));
        QCOMPARE(encoder.encode(QString(QChar(0xde00))).toByteArray(), QByteArray("\xef\xbf\xbd"));
        QCOMPARE(encoder.encode(u"b"_s).toByteArray(), QByteArray("b"));
    }
};

QTEST_GUILESS_MAIN(TestUtf8Encoder)
#include "tst_utf8encoder.moc"
