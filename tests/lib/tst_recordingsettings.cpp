#include "lib/log/recordingsettings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestRecordingSettings : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void withoutAFileEverySessionIsRecorded();
    void whatIsWrittenIsReadAgain();
    void whatNobodyChangedIsNotStored();
    void aValueThatCannotBeUsedIsReplacedAndSaid_data();
    void aValueThatCannotBeUsedIsReplacedAndSaid();
    void otherSettingsStay();
    void aFileThatCannotBeWrittenIsSaid();

private:
    QString file() const { return m_folder->filePath(u"window.ini"_s); }
    RecordingSettings stored() const
    {
        return RecordingSettings::read(QSettings(file(), QSettings::IniFormat));
    }
    QString store(const RecordingSettings &settings) const
    {
        QSettings to(file(), QSettings::IniFormat);
        return settings.write(to);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordingSettings::withoutAFileEverySessionIsRecorded()
{
    QVERIFY(stored().recordsEverySession);
    QCOMPARE(stored().limits.recordings, 50);
    QCOMPARE(stored().limits.bytes, 10'000'000'000);
    QCOMPARE(stored().memoryLimit, MessageLog::defaultMemoryLimit());
    QCOMPARE(stored().problem, QString());
}

void TestRecordingSettings::whatIsWrittenIsReadAgain()
{
    RecordingSettings settings;
    settings.recordsEverySession = false;
    settings.limits = {7, 5'000'000'000};
    settings.memoryLimit = 100'000'000;
    QCOMPARE(store(settings), QString());
    QVERIFY(stored() == settings);
    QCOMPARE(store({}), QString());
    QVERIFY(stored() == RecordingSettings());
}

void TestRecordingSettings::whatNobodyChangedIsNotStored()
{
    RecordingSettings settings;
    settings.limits.recordings = 7;
    store(settings);
    QCOMPARE(QSettings(file(), QSettings::IniFormat).allKeys(), QStringList{u"recording/keptSessions"_s});
}

void TestRecordingSettings::aValueThatCannotBeUsedIsReplacedAndSaid_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("no boolean") << u"recording/everySession"_s << u"perhaps"_s;
    QTest::newRow("no number") << u"recording/keptSessions"_s << u"many"_s;
    QTest::newRow("too few") << u"recording/keptSessions"_s << u"0"_s;
    QTest::newRow("too many") << u"recording/keptSessions"_s << u"4294967297"_s;
    QTest::newRow("too small") << u"recording/keptBytes"_s << u"-1"_s;
    QTest::newRow("no whole number") << u"recording/keptBytes"_s << u"1e10"_s;
    QTest::newRow("too much memory") << u"recording/memoryBytes"_s << u"99999999999999"_s;
    QTest::newRow("empty") << u"recording/memoryBytes"_s << QString();
}

void TestRecordingSettings::aValueThatCannotBeUsedIsReplacedAndSaid()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QSettings(file(), QSettings::IniFormat).setValue(key, value);
    RecordingSettings settings = stored();
    QVERIFY2(settings.problem.contains(key) && settings.problem.contains(u"“%1”"_s.arg(value)),
        qPrintable(settings.problem));
    settings.problem.clear();
    QVERIFY(settings == RecordingSettings());
}

void TestRecordingSettings::otherSettingsStay()
{
    QSettings(file(), QSettings::IniFormat).setValue(u"appearance"_s, 1);
    store({});
    QCOMPARE(QSettings(file(), QSettings::IniFormat).value(u"appearance"_s).toInt(), 1);
}

void TestRecordingSettings::aFileThatCannotBeWrittenIsSaid()
{
    QSettings to(u"/proc/window.ini"_s, QSettings::IniFormat);
    RecordingSettings settings;
    settings.recordsEverySession = false;
    QVERIFY2(settings.write(to).contains(u"/proc/window.ini"), qPrintable(to.fileName()));
}

QTEST_GUILESS_MAIN(TestRecordingSettings)
#include "tst_recordingsettings.moc"
