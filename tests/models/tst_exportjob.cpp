#include "lib/log/recordingwriter.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/exportjob.h"
#include "ui/models/exporttext.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray moved(int participant)
{
    return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","room_id":1,"participant_id":)"
        + QByteArray::number(participant) + '}';
}

QByteArray renamed(const QByteArray &room, int participant, const QByteArray &name)
{
    return R"({"Event":"IMM_EVENT_SET_NAME","room_id":)" + room + R"(,"participant_id":)"
        + QByteArray::number(participant) + R"(,"name":")" + name + R"("})";
}

} // namespace

/// Exports a session that goes on meanwhile.
class TestExportJob : public QObject
{
    Q_OBJECT
private slots:
    void init();

    void allRowsAreWrittenAcrossSegments();
    void whatComesLaterIsNotInIt();
    void chosenRowsAreWrittenAlone();
    void exchangesAreKnown();
    void aNameIsTheOneAtTheRowAndTheDirectoryGoesOn();
    void textThatIsInTheRecordingOnlyIsReadBack();
    void aDamagedRecordingIsToldAndLeavesNothing();
    void anEmptyLogGivesAnEmptyFile();
    void aCancelledJobEndsAndLeavesNothing();
    void aJobThatIsDroppedLeavesNothing();
    void progressIsTold();
    void aFolderThatIsMissingIsTold();
    void theResultIsSaidInWords();
    void theEndingFollowsTheForm();

private:
    void receive(int count);
    void recordManyRows();
    std::unique_ptr<ExportSnapshot> snapshot(std::optional<RowList> chosen = {});
    ExportResult run(std::unique_ptr<ExportSnapshot> snapshot, const ExportOptions &options = {});
    QByteArrayList lines() const;
    QString path() const { return m_folder->filePath(u"rows"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<ExchangeLog> m_exchanges;
    std::unique_ptr<RoomDirectory> m_rooms;
    std::unique_ptr<BatchBuilder> m_builder;
};

void TestExportJob::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = std::make_unique<MessageLog>(1'000'000'000);
    m_exchanges = std::make_unique<ExchangeLog>(m_log.get());
    m_rooms = std::make_unique<RoomDirectory>(m_log.get());
    m_builder = std::make_unique<BatchBuilder>();
}

void TestExportJob::receive(int count)
{
    for (int i = 0; i < count; ++i)
        m_builder->received(moved(i));
    m_log->append(m_builder->take());
}

std::unique_ptr<ExportSnapshot> TestExportJob::snapshot(std::optional<RowList> chosen)
{
    return std::make_unique<ExportSnapshot>(*m_log, *m_exchanges, *m_rooms, std::move(chosen));
}

ExportResult TestExportJob::run(std::unique_ptr<ExportSnapshot> snapshot, const ExportOptions &options)
{
    ExportJob job;
    ExportResult result;
    QSignalSpy ended(&job, &ExportJob::ended);
    connect(&job, &ExportJob::ended, this, [&](const ExportResult &told) { result = told; });
    job.start(path(), std::move(snapshot), options, {});
    if (!ended.wait(20'000))
        result.problem = u"it did not end"_s;
    return result;
}

QByteArrayList TestExportJob::lines() const
{
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeLast();
    return lines;
}

void TestExportJob::allRowsAreWrittenAcrossSegments()
{
    receive(20'000);
    receive(20'000);
    const ExportResult result = run(snapshot());
    QVERIFY2(result.isWritten, qPrintable(result.problem));
    QCOMPARE(result.written, quint64(40'000));
    QCOMPARE(lines().size(), 40'000);
    for (qsizetype i = 0; i < 40'000; i += 999) {
        QVERIFY(lines()[i].startsWith("{\"n\":" + QByteArray::number(i + 1) + ','));
        QVERIFY(lines()[i].contains("participant_id\\\":" + QByteArray::number(i % 20'000) + '}'));
    }
}

void TestExportJob::whatComesLaterIsNotInIt()
{
    receive(10);
    std::unique_ptr<ExportSnapshot> before = snapshot();
    receive(20'000);
    QCOMPARE(run(std::move(before)).written, quint64(10));
}

void TestExportJob::chosenRowsAreWrittenAlone()
{
    receive(40'000);
    RowList chosen;
    chosen.clear(MessageId(1));
    for (const quint64 id : {2, 16'384, 16'385, 39'999})
        chosen.append(MessageId(id));
    std::unique_ptr<ExportSnapshot> rows = snapshot(chosen);
    QCOMPARE(rows->rows(), quint64(40'000));
    QCOMPARE(run(std::move(rows)).written, quint64(4));
    QCOMPARE(lines().size(), 4);
    QVERIFY(lines()[2].startsWith("{\"n\":16385,"));
    chosen.clear(MessageId(1));
    chosen.append(MessageId(5));
    QCOMPARE(snapshot(chosen)->rows(), Segment::maximumRows); // others need not be read
}

void TestExportJob::exchangesAreKnown()
{
    m_builder->sent(R"({"Command":"get_version"})").after(2'500);
    m_builder->received(R"({"Status":"OK","Request":{"Command":"get_version"}})");
    m_builder->sent(R"({"Command":"get_room_count"})").connectionLost();
    m_log->append(m_builder->take());
    ExportOptions options;
    options.format = ExportFormat::Csv;
    options.columns = {CsvColumn::Number, CsvColumn::Latency};
    run(snapshot(), options);
    QCOMPARE(lines(), (QByteArrayList{"number,latency\r", "1,\r", "2,2.500\r", "3,\r"}));
    const std::unique_ptr<ExportSnapshot> rows = snapshot();
    const BatchPointer batch = rows->source().next();
    QCOMPARE(batch->lost, std::vector<MessageId>{MessageId(3)});
}

void TestExportJob::aNameIsTheOneAtTheRowAndTheDirectoryGoesOn()
{
    m_builder->received(renamed("1", 7, "Augusta")).received(renamed("1", 7, "Ada"));
    m_builder->received(renamed("2", 8, "Alan")).received(moved(7));
    m_log->append(m_builder->take());
    std::unique_ptr<ExportSnapshot> rows = snapshot();
    m_builder->received(renamed("2", 8, "Grace")).received(moved(7));
    m_log->append(m_builder->take());
    QCOMPARE(m_rooms->nameOf("2", "8"), u"Grace"_s);
    QCOMPARE(m_rooms->rooms()["1"].lastSeen, MessageId(6));
    ExportOptions options;
    options.format = ExportFormat::Csv;
    options.columns = {CsvColumn::Person};
    run(std::move(rows), options);
    QCOMPARE(lines(), (QByteArrayList{"person\r", "Augusta\r", "Ada\r", "Alan\r", "Ada\r"}));
}

/// So many rows that the text of the first ones has left memory.
void TestExportJob::recordManyRows()
{
    m_log->setRecordedTextLimit(0);
    QFile file(m_folder->filePath(u"session.mcap"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    RecordingWriter writer(&file);
    QVERIFY(writer.begin({}));
    for (int segment = 0; segment < 7; ++segment) {
        for (size_t row = 0; row < Segment::maximumRows; ++row)
            m_builder->received(moved(int(row)));
        const BatchPointer batch = m_builder->take();
        m_log->append(batch);
        QVERIFY(writer.append(*batch, RecordingWriter::Time()));
    }
    QVERIFY(writer.end());
    TextPlaces places = writer.takePlaces();
    for (TextPlace &place : places)
        place.file = RecordedFile::open(file.fileName());
    m_log->addPlaces(places);
    QVERIFY(!m_log->hasText(MessageId(1)));
}

void TestExportJob::textThatIsInTheRecordingOnlyIsReadBack()
{
    recordManyRows();
    const ExportResult result = run(snapshot());
    QVERIFY2(result.isWritten, qPrintable(result.problem));
    const QByteArrayList written = lines();
    QCOMPARE(written.size(), qsizetype(m_log->size()));
    QVERIFY(written[4'711].contains("participant_id\\\":4711}"));
    QVERIFY(!m_log->hasText(MessageId(1))); // reading it was nobody's business but the export's
}

void TestExportJob::aDamagedRecordingIsToldAndLeavesNothing()
{
    recordManyRows();
    QFile file(m_folder->filePath(u"session.mcap"_s));
    QVERIFY(file.resize(file.size() / 4));
    const ExportResult result = run(snapshot());
    QVERIFY(!result.isWritten);
    QVERIFY2(result.problem.contains(u"recording"_s), qPrintable(result.problem));
    QVERIFY(!QFileInfo::exists(path()));
}

void TestExportJob::anEmptyLogGivesAnEmptyFile()
{
    const ExportResult result = run(snapshot());
    QVERIFY(result.isWritten);
    QCOMPARE(QFileInfo(path()).size(), 0);
}

void TestExportJob::aCancelledJobEndsAndLeavesNothing()
{
    receive(40'000);
    ExportJob job;
    QSignalSpy ended(&job, &ExportJob::ended);
    ExportResult result;
    connect(&job, &ExportJob::ended, this, [&](const ExportResult &told) { result = told; });
    job.start(path(), snapshot(), {}, {});
    job.cancel();
    QVERIFY(ended.wait());
    QVERIFY(!job.isRunning());
    QVERIFY(!result.isWritten && result.problem.isEmpty());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 0);
}

void TestExportJob::aJobThatIsDroppedLeavesNothing()
{
    receive(40'000);
    {
        ExportJob job;
        job.start(path(), snapshot(), {}, {});
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 0);
}

void TestExportJob::progressIsTold()
{
    for (int i = 0; i < 20; ++i)
        receive(Segment::maximumRows);
    ExportOptions options;
    options.format = ExportFormat::Mcap;
    options.standIns = true;
    ExportJob job;
    QSignalSpy progressed(&job, &ExportJob::progressed);
    QSignalSpy ended(&job, &ExportJob::ended);
    job.start(path(), snapshot(), options, {});
    QVERIFY(ended.wait(20'000));
    double last = 0;
    for (const QList<QVariant> &told : progressed) {
        QVERIFY(told[0].toDouble() >= last && told[0].toDouble() <= 1);
        last = told[0].toDouble();
    }
    QVERIFY(last > 0);
}

void TestExportJob::aFolderThatIsMissingIsTold()
{
    receive(1);
    m_folder->remove();
    const ExportResult result = run(snapshot());
    QVERIFY(!result.isWritten);
    QVERIFY2(result.problem.contains(u"cannot be written"_s), qPrintable(result.problem));
}

void TestExportJob::theResultIsSaidInWords()
{
    ExportResult result;
    result.written = 1'234;
    result.size = 2'100'000;
    QString text = resultText(result, u"/home/ada/monday.csv"_s);
    text.remove(QChar(0x2068))
        .remove(QChar(0x2069))
        .replace(QChar(0x2009), u' ')
        .replace(QChar(0x202f), u' ');
    QCOMPARE(text, u"1 234 rows, 2.1 MB, written to monday.csv"_s);
}

void TestExportJob::theEndingFollowsTheForm()
{
    QCOMPARE(fileFor(u"/a.b/monday.csv"_s, ExportFormat::Har), u"/a.b/monday.har"_s);
    QCOMPARE(fileFor(u"/a.b/monday"_s, ExportFormat::Har), u"/a.b/monday"_s);
    QCOMPARE(fileFor(u"/a.b/monday.txt"_s, ExportFormat::Har), u"/a.b/monday.txt"_s);
}

QTEST_GUILESS_MAIN(TestExportJob)
#include "tst_exportjob.moc"
