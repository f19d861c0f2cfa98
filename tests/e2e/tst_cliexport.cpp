#include "lib/log/recordingreader.h"
#include "tests/bench/simulatorprocess.h"
#include "tests/e2e/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

const QStringList idKeys{u"room_id"_s, u"participant_id"_s, u"name"_s};

/// The rows of NDJSON.
QList<QJsonObject> rowsOf(const QByteArray &ndjson)
{
    QList<QJsonObject> rows;
    for (const QByteArray &line : ndjson.split('\n')) {
        if (!line.isEmpty())
            rows.append(QJsonDocument::fromJson(line).object());
    }
    return rows;
}

QJsonObject messageOf(const QJsonObject &row)
{
    return QJsonDocument::fromJson(row[u"raw"].toString().toUtf8()).object();
}

/// Which value stands for which, over all messages, where the keys are ids and names.
class Comparison
{
public:
    /// All but ids and names must be the same. `values` of an event may be one of those.
    void compare(const QJsonObject &before, const QJsonObject &after)
    {
        QCOMPARE(after.keys(), before.keys());
        for (const QString &key : before.keys()) {
            if (before[key].isObject())
                compare(before[key].toObject(), after[key].toObject());
            else if (idKeys.contains(key))
                pair(key, before[key], after[key]);
            else if (key != u"values"_s)
                QCOMPARE(after[key], before[key]);
        }
    }
    qsizetype size() const { return m_standIns.size(); }

private:
    void pair(const QString &key, const QJsonValue &before, const QJsonValue &after)
    {
        QCOMPARE(after.type(), before.type());
        QVERIFY(after != before);
        // A room and a person may share an id.
        const QString value =
            (key == u"room_id"_s ? u"room "_s : u"person "_s) + before.toVariant().toString();
        const QString standIn = m_standIns.value(value, after.toVariant().toString());
        QCOMPARE(after.toVariant().toString(), standIn);
        m_standIns.insert(value, standIn);
    }

    QHash<QString, QString> m_standIns;
};

} // namespace

/// Records from the simulator and writes the recording in every form, with the program, as a user does.
class TestCliExport : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void csvHasARecordForEachRow();
    void harHasAMessageForEachReceived();
    void aConvertedRecordingHoldsTheSameRows_data();
    void aConvertedRecordingHoldsTheSameRows();
    void aConvertedRecordingWithoutItsEndIsWholeAndTheLackIsSaid();
    void noNameAndNoIdIsLeftWithStandIns_data();
    void noNameAndNoIdIsLeftWithStandIns();
    void aFullDiskLeavesNoFile();
    void aReaderThatLeavesEndsItQuietly();

private:
    void record(const QString &dialect);
    QByteArray converted(const QStringList &options);
    std::unique_ptr<test::Program> started(const QStringList &arguments);
    std::unique_ptr<test::Program> done(const QStringList &arguments);
    QString path(const QString &name = u"session.mcap"_s) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_complaints; ///< of the last conversion
};

void TestCliExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<test::Program> TestCliExport::started(const QStringList &arguments)
{
    auto program = std::make_unique<test::Program>();
    program->setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    program->start(QStringLiteral(CLI_PROGRAM), arguments);
    return program;
}

/// The program, at its end.
std::unique_ptr<test::Program> TestCliExport::done(const QStringList &arguments)
{
    std::unique_ptr<test::Program> program = started(arguments);
    program->waitForFinished(20'000);
    return program;
}

/// Some thousand events, and one with a name: somebody joins.
void TestCliExport::record(const QString &dialect)
{
    const SimulatorProcess simulator({u"--rate"_s, u"10000"_s, u"--dialect"_s, dialect});
    QUrl url = simulator.settings().url;
    url.setPath(u"/"_s);
    const QStringList target{url.toString(), u"--ca"_s, simulator.certificateFile()};
    const auto recording = started(QStringList{u"record"_s} + target + QStringList{path()});
    QTRY_VERIFY(QFileInfo(path()).size() > 100'000);
    const auto joined = done(QStringList{u"send"_s} + target
        + QStringList{u"add_participant"_s, u"room_id=1"_s, u"participant_id=9999"_s,
            u"participant_name=Ada Lovelace"_s, u"input_sampling_rate=48000"_s, u"input_number_channels=1"_s,
            u"type=1"_s});
    QVERIFY2(joined->exitCode() == 0, joined->output() + joined->complaints());
    ::kill(pid_t(recording->processId()), SIGINT);
    QTRY_VERIFY(recording->isOver());
}

QByteArray TestCliExport::converted(const QStringList &options)
{
    const auto program = done(QStringList{u"convert"_s, path()} + options);
    m_complaints = program->complaints();
    return program->exitCode() == 0 ? program->output() : QByteArray("exit code is not 0");
}

void TestCliExport::csvHasARecordForEachRow()
{
    record(u"values=flat"_s);
    const QList<QJsonObject> rows = rowsOf(converted({u"--to"_s, u"ndjson"_s}));
    const QByteArrayList lines =
        converted({u"--to"_s, u"csv"_s, u"--columns"_s, u"number,kind,participant,person"_s}).split('\n');
    QCOMPARE(m_complaints, QByteArray());
    QCOMPARE(lines.size(), rows.size() + 2);
    QCOMPARE(lines[0], QByteArray("number,kind,participant,person\r"));
    QByteArrayList named;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QByteArrayList cells = lines[i + 1].chopped(1).split(',');
        QCOMPARE(cells.size(), 4);
        QCOMPARE(cells[0], QByteArray::number(rows[i][u"n"].toInteger()));
        QCOMPARE(QString::fromUtf8(cells[1]), rows[i][u"kind"].toString());
        QCOMPARE(cells[2], messageOf(rows[i])[u"participant_id"].toVariant().toByteArray());
        if (cells[2] == "9999")
            named.append(cells[3]);
    }
    QVERIFY(!named.isEmpty());
    QCOMPARE(named.count("Ada Lovelace"), named.size());
}

void TestCliExport::harHasAMessageForEachReceived()
{
    record(u"values=flat"_s);
    const QList<QJsonObject> rows = rowsOf(converted({u"--to"_s, u"ndjson"_s}));
    const QByteArray har = converted({u"--to"_s, u"har"_s});
    QVERIFY2(m_complaints.contains("notes are left out"), m_complaints);
    const QJsonObject entry =
        QJsonDocument::fromJson(har).object()[u"log"].toObject()[u"entries"].toArray()[0].toObject();
    QVERIFY(entry[u"request"].toObject()[u"url"].toString().startsWith(u"wss://"_s));
    const QJsonArray messages = entry[u"_webSocketMessages"].toArray();
    qsizetype next = 0;
    for (const QJsonObject &row : rows) {
        if (row[u"kind"] != u"note"_s)
            QCOMPARE(messages[next++].toObject()[u"data"], row[u"raw"]);
    }
    QCOMPARE(next, messages.size());
    QVERIFY(next > 1'000);
}

void TestCliExport::aConvertedRecordingHoldsTheSameRows_data()
{
    QTest::addColumn<bool>("intoAFile");
    QTest::newRow("file") << true;
    QTest::newRow("standard output") << false;
}

void TestCliExport::aConvertedRecordingHoldsTheSameRows()
{
    QFETCH(bool, intoAFile);
    record(u"values=nested"_s);
    const QByteArray before = converted({u"--to"_s, u"ndjson"_s});
    const QString copy = path(u"copy.mcap"_s);
    if (intoAFile) {
        converted({u"--to"_s, u"mcap"_s, u"--output"_s, copy});
    } else {
        QFile file(copy);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(converted({u"--to"_s, u"mcap"_s})) > 0);
    }
    RecordingReader reader(copy);
    while (reader.next()) { }
    QVERIFY(reader.outline().hasEnd);
    QCOMPARE(reader.findings().reasons, QStringList());
    QCOMPARE(reader.findings().classifiedParts, quint64(0));
    QVERIFY(reader.outline().facts.server.startsWith("wss://"));
    QCOMPARE(done({u"convert"_s, copy, u"--to"_s, u"ndjson"_s})->output(), before);
}

void TestCliExport::aConvertedRecordingWithoutItsEndIsWholeAndTheLackIsSaid()
{
    record(u"values=flat"_s);
    QVERIFY(QFile::resize(path(), QFileInfo(path()).size() * 2 / 3));
    const QByteArray before = converted({u"--to"_s, u"ndjson"_s});
    QVERIFY(!before.isEmpty());
    for (const QString &form : {u"csv"_s, u"har"_s, u"mcap"_s}) {
        converted({u"--to"_s, form, u"--output"_s, path(u"copy."_s + form)});
        QVERIFY2(m_complaints.contains("left out"), m_complaints);
        QVERIFY(QFileInfo(path(u"copy."_s + form)).size() > 0);
    }
    const auto copy = done({u"convert"_s, path(u"copy.mcap"_s), u"--to"_s, u"ndjson"_s});
    QCOMPARE(copy->output(), before);
    QCOMPARE(copy->complaints(), QByteArray());
}

void TestCliExport::noNameAndNoIdIsLeftWithStandIns_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("flat") << u"values=flat"_s;
    QTest::newRow("nested, ids as text") << u"values=nested,ids=string"_s;
    QTest::newRow("scalar, lower case") << u"values=scalar,event=lower"_s;
    QTest::newRow("flat, numbers") << u"values=flat,event=number"_s;
}

void TestCliExport::noNameAndNoIdIsLeftWithStandIns()
{
    QFETCH(QString, dialect);
    record(dialect);
    const QList<QJsonObject> before = rowsOf(converted({u"--to"_s, u"ndjson"_s}));
    const QByteArray output = converted({u"--to"_s, u"ndjson"_s, u"--stand-ins"_s});
    QVERIFY(!output.contains("Lovelace"));
    QVERIFY(!output.contains(R"(\":9999)") && !output.contains(R"(\":\"9999\")"));
    const QList<QJsonObject> after = rowsOf(output);
    QVERIFY2(m_complaints.contains("Stand-ins"), m_complaints);
    QCOMPARE(after.size(), before.size());
    Comparison comparison;
    for (qsizetype i = 0; i < before.size(); ++i) {
        for (const QString &key : {u"n"_s, u"time"_s, u"kind"_s, u"text"_s})
            QCOMPARE(after[i][key], before[i][key]);
        comparison.compare(messageOf(before[i]), messageOf(after[i]));
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(comparison.size() > 10 || dialect.startsWith(u"values=scalar"_s));
}

void TestCliExport::aFullDiskLeavesNoFile()
{
    record(u"values=flat"_s);
    for (const QString &form : {u"ndjson"_s, u"csv"_s, u"har"_s, u"mcap"_s}) {
        // The shell's limit of a file's size stands for a disk's: 20 blocks of 512 bytes.
        test::Program converting;
        converting.setProcessEnvironment(test::bareEnvironment(m_folder->path()));
        converting.start(u"/bin/sh"_s,
            {u"-c"_s, u"trap '' XFSZ; ulimit -f 20; exec \"$0\" \"$@\""_s, QStringLiteral(CLI_PROGRAM),
                u"convert"_s, path(), u"--to"_s, form, u"--output"_s, path(u"copy"_s)});
        QVERIFY(converting.waitForFinished(20'000));
        QCOMPARE(converting.exitCode(), 5);
        QVERIFY2(converting.complaints().contains("cannot be written"), converting.complaints());
        QCOMPARE(QDir(m_folder->path()).entryList({u"copy*"_s}, QDir::Files), QStringList());
    }
}

void TestCliExport::aReaderThatLeavesEndsItQuietly()
{
    record(u"values=flat"_s);
    test::Program converting;
    converting.setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    converting.start(u"/bin/sh"_s,
        {u"-c"_s, u"{ \"$0\" convert \"$1\" --to csv; echo $? >&2; } | head -c 10"_s,
            QStringLiteral(CLI_PROGRAM), path()});
    QVERIFY(converting.waitForFinished(20'000));
    QCOMPARE(converting.output(), QByteArray("number,tim"));
    QCOMPARE(converting.complaints(), QByteArray("0\n"));
}

QTEST_GUILESS_MAIN(TestCliExport)
#include "tst_cliexport.moc"
