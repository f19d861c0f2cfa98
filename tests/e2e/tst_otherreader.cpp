#include "lib/log/recordingreader.h"
#include "lib/log/recordingwriter.h"
#include "tests/bench/simulatorprocess.h"
#include "tests/e2e/program.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/randomjson.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// What the reader printed: a line for each message, and how much of the file it read.
struct Reading
{
    QList<QByteArray> lines;
    qint64 bytes = 0;
    QByteArray complaints;
};

QByteArray lineOf(quint64 number, qint64 time, const QByteArray &topic, const QByteArray &data)
{
    return QByteArray::number(number) + ' ' + QByteArray::number(time) + "000 " + topic + ' '
        + data.toBase64();
}

qint64 microseconds(const QString &time)
{
    const QDateTime second = QDateTime::fromString(time.first(19) + u'Z', Qt::ISODate);
    return second.toSecsSinceEpoch() * 1'000'000 + time.mid(20, 6).toLongLong();
}

/// The reader's line for a line of `convert --to ndjson`.
QByteArray lineFor(const QByteArray &ndjson)
{
    const QJsonObject row = QJsonDocument::fromJson(ndjson).object();
    const QByteArray kind = row[u"kind"].toString().toUtf8();
    const QByteArray data = row[kind == "note" ? u"text" : u"raw"].toString().toUtf8();
    const QString event = QJsonDocument::fromJson(data)[u"Event"].toString();
    return lineOf(quint64(row[u"n"].toInteger()), microseconds(row[u"time"].toString()),
        '/' + kind + (kind == "event" ? '/' + event.toUtf8() : QByteArray()), data);
}

qint64 timeOf(const QByteArray &line)
{
    return line.split(' ')[1].toLongLong();
}

/// What comes within the times, both included, by looking at each.
QList<QByteArray> within(const QList<QByteArray> &lines, qint64 from, qint64 to)
{
    QList<QByteArray> found;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(found),
        [&](const QByteArray &line) { return timeOf(line) >= from && timeOf(line) <= to; });
    return found;
}

} // namespace

/// Recordings as a program of others reads them: @mcap/core, which shares nothing with the console's reader.
class TestOtherReader : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aLiveRecordingIsReadInFullThroughItsIndexes();
    void aTimeRangeIsReadThroughTheIndexesAlone();
    void aKilledAndRepairedRecordingIsReadInFull();
    void aFilteredExportIsReadInFull();
    void rowsOfEveryKindAreRead();
    void aWrongChecksumIsFound();

private:
    QStringList recordCommand() const;
    QByteArray console(const QStringList &arguments);
    QList<QByteArray> converted(const QString &file);
    Reading reading(const QString &how, const QString &file, const QStringList &range = {});
    QString path(const QString &name = u"session.mcap"_s) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SimulatorProcess> m_simulator;
};

void TestOtherReader::initTestCase()
{
    if (!QFileInfo::exists(QStringLiteral(READER_FOLDER "/fetched-lock.json")))
        QSKIP("The reader is not there: tests/e2e/mcap/fetch could not fetch it.");
    m_simulator =
        std::make_unique<SimulatorProcess>(QStringList{u"--rate"_s, u"4000"_s, u"--seed"_s, u"4"_s});
}

void TestOtherReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QStringList TestOtherReader::recordCommand() const
{
    return {u"record"_s, m_simulator->settings().url.toString(), u"--ca"_s, m_simulator->certificateFile(),
        path()};
}

/// Runs the command line to its end.
QByteArray TestOtherReader::console(const QStringList &arguments)
{
    test::Program program;
    program.setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    program.start(QStringLiteral(CLI_PROGRAM), arguments);
    program.waitForFinished(20'000);
    if (program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0)
        qWarning() << arguments << program.complaints();
    return program.output();
}

/// What the reader must find, by what the console itself reads.
QList<QByteArray> TestOtherReader::converted(const QString &file)
{
    QList<QByteArray> lines = console({u"convert"_s, file, u"--to"_s, u"ndjson"_s}).split('\n');
    lines.removeLast();
    std::transform(lines.begin(), lines.end(), lines.begin(), lineFor);
    return lines;
}

Reading TestOtherReader::reading(const QString &how, const QString &file, const QStringList &range)
{
    test::Program program;
    program.start(u"node"_s, QStringList{QStringLiteral(READER_FOLDER "/read.js"), how, file} + range);
    program.waitForFinished(30'000);
    Reading reading;
    reading.complaints =
        program.error() == QProcess::FailedToStart ? program.errorString().toUtf8() : program.complaints();
    reading.lines = program.output().split('\n');
    if (program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0 || reading.lines.size() < 2)
        return {{}, 0, reading.complaints};
    reading.lines.removeLast();
    reading.bytes = reading.lines.takeLast().mid(6).toLongLong();
    return reading;
}

void TestOtherReader::aLiveRecordingIsReadInFullThroughItsIndexes()
{
    console(recordCommand() + QStringList{u"--count"_s, u"6000"_s});
    const QList<QByteArray> expected = converted(path());
    QVERIFY(expected.size() > 6'000);
    for (const QString &how : {u"indexed"_s, u"streamed"_s}) {
        const Reading found = reading(how, path());
        QVERIFY2(!found.lines.isEmpty(), found.complaints);
        QCOMPARE(found.lines, expected);
    }
    for (qsizetype n = 1; n <= expected.size(); ++n)
        QVERIFY(expected[n - 1].startsWith(QByteArray::number(n) + ' '));
}

void TestOtherReader::aTimeRangeIsReadThroughTheIndexesAlone()
{
    console(recordCommand() + QStringList{u"--count"_s, u"8000"_s});
    const QList<QByteArray> all = converted(path());
    const qint64 size = QFileInfo(path()).size();
    const auto check = [&](qint64 from, qint64 to) {
        const Reading found = reading(u"indexed"_s, path(), {QString::number(from), QString::number(to)});
        QVERIFY2(!found.lines.isEmpty(), found.complaints);
        QCOMPARE(found.lines, within(all, from, to));
        QVERIFY2(found.bytes < size * 3 / 4, qPrintable(u"%1 of %2 bytes"_s.arg(found.bytes).arg(size)));
    };
    check(timeOf(all[1'000]), timeOf(all[2'500]));
    check(timeOf(all[5'000]), timeOf(all[5'000]));
    check(timeOf(all[7'000]) + 1, timeOf(all.last()) + 1);
}

void TestOtherReader::aKilledAndRepairedRecordingIsReadInFull()
{
    test::Program recording;
    recording.setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    recording.start(QStringLiteral(CLI_PROGRAM), recordCommand());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path()).size() > 60'000, 20'000);
    recording.kill();
    QVERIFY(recording.waitForFinished());
    const QList<QByteArray> expected = converted(path());
    QVERIFY(expected.size() > 1'000);
    console({u"repair"_s, path()});
    for (const QString &how : {u"indexed"_s, u"streamed"_s}) {
        const Reading found = reading(how, path(u"session-repaired.mcap"_s));
        QVERIFY2(!found.lines.isEmpty(), found.complaints);
        QCOMPARE(found.lines, expected);
    }
}

void TestOtherReader::aFilteredExportIsReadInFull()
{
    console(recordCommand() + QStringList{u"--count"_s, u"3000"_s});
    const QString some = path(u"some.mcap"_s);
    console({u"convert"_s, path(), u"--to"_s, u"mcap"_s, u"--filter"_s,
        u"event == SET_PARTICIPANT_POSITION"_s, u"--output"_s, some});
    const QList<QByteArray> expected = converted(some);
    QVERIFY(expected.size() > 100 && expected.size() < 3'000);
    for (const QString &how : {u"indexed"_s, u"streamed"_s}) {
        const Reading found = reading(how, some);
        QVERIFY2(!found.lines.isEmpty(), found.complaints);
        QCOMPARE(found.lines, expected);
    }
}

/// What no simulator sends: each kind, broken and binary ones, names that share a topic, a gap, big messages.
static QList<BatchPointer> everyKind()
{
    test::RandomJson random(4);
    BatchBuilder builder;
    QList<BatchPointer> batches;
    for (int i = 0; i < 1'200; ++i) {
        const QByteArray id = QByteArray::number(i);
        const QByteArray json = random.spelled(random.value());
        builder.after(random.below(3)).sent("{\"Command\":\"c" + id + "\"}");
        builder.received("{\"Status\":\"OK\",\"Request\":{\"Command\":\"c" + id + "\"}}");
        builder.received("{\"Event\":\"name with / and ü " + id + "\",\"values\":" + json + '}');
        builder.received(random.mutated(json)).receivedBinary(json).received(json).note("note " + id);
        if (i % 100 == 0)
            builder.received("{\"Event\":\"big\",\"x\":\"" + QByteArray(i * 2'000, 'x') + "\"}");
        if (i % 50 == 0)
            batches.append(builder.take());
    }
    batches.append(builder.take());
    return batches;
}

static QByteArray withoutTopic(const QByteArray &line)
{
    const QList<QByteArray> parts = line.split(' ');
    return parts[0] + ' ' + parts[1] + ' ' + parts[3];
}

void TestOtherReader::rowsOfEveryKindAreRead()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    RecordingWriter writer(&file);
    QVERIFY(writer.begin({}));
    QList<QByteArray> expected;
    for (const BatchPointer &batch : everyKind()) {
        QVERIFY(writer.append(*batch, {}));
        for (size_t row = 0; row < batch->rows.size(); ++row)
            expected.append(withoutTopic(lineOf(
                batch->first.value + row, batch->rows[row].time, "/", batch->textOf(row).toByteArray())));
    }
    QVERIFY(writer.end());
    file.close();
    for (const QString &how : {u"indexed"_s, u"streamed"_s}) {
        Reading found = reading(how, path());
        QVERIFY2(!found.lines.isEmpty(), found.complaints);
        std::transform(found.lines.begin(), found.lines.end(), found.lines.begin(), withoutTopic);
        QCOMPARE(found.lines, expected);
    }
}

void TestOtherReader::aWrongChecksumIsFound()
{
    console(recordCommand() + QStringList{u"--count"_s, u"1000"_s});
    const RecordingOutline::Part chunk = RecordingReader(path()).outline().parts.back();
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    constexpr int crcAt = mcap::recordHeadSize + 3 * sizeof(quint64);
    bytes[qsizetype(chunk.offset) + crcAt] ^= 1;
    QFile damaged(path(u"damaged.mcap"_s));
    QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write(bytes) == bytes.size());
    damaged.close();
    for (const QString &how : {u"indexed"_s, u"streamed"_s}) {
        const Reading found = reading(how, damaged.fileName());
        QVERIFY(found.lines.isEmpty());
        QVERIFY2(found.complaints.contains("Incorrect chunk CRC"), found.complaints);
    }
}

QTEST_GUILESS_MAIN(TestOtherReader)
#include "tst_otherreader.moc"
