#include "lib/log/recorder.h"
#include "lib/log/recordingreader.h"
#include "tests/support/batchbuilder.h"

#include <QDir>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <random>

#include <sys/resource.h>

using namespace console;
using namespace Qt::StringLiterals;
using State = RecorderStatus::State;

namespace {

/// Files cannot grow beyond so many bytes, as on a disk that is full, for as long as this lives.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

/// Text that no compression makes smaller.
QByteArray noise(qsizetype size)
{
    std::mt19937 random(1);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random());
    return bytes;
}

QList<QByteArray> textsIn(const QString &file)
{
    RecordingReader reader(file);
    QList<QByteArray> texts;
    while (const BatchPointer batch = reader.next()) {
        for (size_t row = 0; row < batch->rows.size(); ++row)
            texts.append(batch->textOf(row).toByteArray());
    }
    return texts;
}

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void whatIsAppendedIsInTheFileAndHasItsEnd();
    void aMessageIsInTheFileWithoutAnyoneAskingForIt();
    void theFileIsTheUsersAlone();
    void theFileIsHeldWhileItIsWritten();
    void aFileThatExistsIsNeverOverwritten();
    void aFolderThatCannotBeWrittenIsSaid();
    void aFullDiskIsSaidAndWhatWasWrittenIsReadable();
    void aFileThatVanishesIsSaid();
    void aDiskThatIsTooSlowLeavesAHoleThatIsCountedAndNoted();
    void whatCameIsWhatWasRecordedAndWhatNotAtEachMoment();
    void whatWasDroppedBeforeItCouldBeRecordedIsCounted();
    void anotherRecordingCanFollow();
    void theEndIsWrittenAlsoWhereTheRecorderGoesFirst();

private:
    QString path(const QString &name = u"session.mcap"_s) const { return m_folder->filePath(name); }
    void stop();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Recorder> m_recorder;
    BatchBuilder m_builder;
};

void TestRecorder::init()
{
    m_recorder = std::make_unique<Recorder>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_builder = BatchBuilder();
}

void TestRecorder::stop()
{
    const QSignalSpy stopped(m_recorder.get(), &Recorder::stopped);
    m_recorder->stop();
    QTRY_COMPARE(stopped.size(), 1);
}

void TestRecorder::whatIsAppendedIsInTheFileAndHasItsEnd()
{
    m_recorder->start(path(), {});
    QTRY_COMPARE(m_recorder->status().state, State::Recording);
    m_recorder->append(
        {m_builder.note("connected").received("one").take(), m_builder.received("two").take()});
    stop();
    QCOMPARE(m_recorder->status().state, State::Stopped);
    QCOMPARE(m_recorder->status().recorded, 2u);
    QCOMPARE(m_recorder->status().notRecorded, 0u);
    QCOMPARE(textsIn(path()), QList<QByteArray>({"connected", "one", "two"}));
    QVERIFY(RecordingReader(path()).outline().hasEnd);
}

void TestRecorder::aMessageIsInTheFileWithoutAnyoneAskingForIt()
{
    m_recorder->start(path(), {});
    m_recorder->append({m_builder.received("one").take()});
    QTRY_COMPARE(m_recorder->status().recorded, 1u);
    QCOMPARE(textsIn(path()), QList<QByteArray>({"one"}));
}

void TestRecorder::theFileIsTheUsersAlone()
{
    m_recorder->start(path(), {});
    QTRY_COMPARE(m_recorder->status().state, State::Recording);
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(path()) & others, QFile::Permissions());
}

void TestRecorder::theFileIsHeldWhileItIsWritten()
{
    m_recorder->start(path(), {});
    QTRY_COMPARE(m_recorder->status().state, State::Recording);
    QVERIFY(!QLockFile(path() + u".lock"_s).tryLock(0));
    Recorder second;
    second.start(path(), {});
    QTRY_COMPARE(second.status().state, State::Failed);
    QVERIFY2(second.status().reason.contains(u"Another program"), qPrintable(second.status().reason));
    stop();
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"session.mcap"_s});
}

void TestRecorder::aFileThatExistsIsNeverOverwritten()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    m_recorder->start(path(), {});
    QTRY_COMPARE(m_recorder->status().state, State::Failed);
    QVERIFY2(
        m_recorder->status().reason.contains(u"exists already"), qPrintable(m_recorder->status().reason));
    m_recorder->append({m_builder.received("one").take()});
    QTRY_COMPARE(m_recorder->status().notRecorded, 1u);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
}

void TestRecorder::aFolderThatCannotBeWrittenIsSaid()
{
    m_recorder->start(path(u"missing/session.mcap"_s), {});
    QTRY_COMPARE(m_recorder->status().state, State::Failed);
    QVERIFY2(
        m_recorder->status().reason.contains(m_folder->filePath(u"missing"_s) + u"” cannot be written"_s),
        qPrintable(m_recorder->status().reason));
}

void TestRecorder::aFullDiskIsSaidAndWhatWasWrittenIsReadable()
{
    const FullDisk full(2'000'000);
    m_recorder->start(path(), {});
    m_recorder->append({m_builder.received("one").received(noise(1'100'000)).take()});
    m_recorder->append({m_builder.received(noise(1'200'000)).take(), m_builder.received("four").take()});
    QTRY_COMPARE(m_recorder->status().state, State::Failed);
    QVERIFY2(m_recorder->status().reason.contains(u"takes nothing more: File too large"),
        qPrintable(m_recorder->status().reason));
    QTRY_COMPARE(m_recorder->status().notRecorded, 2u);
    QCOMPARE(m_recorder->status().recorded, 2u);
    stop();
    QCOMPARE(m_recorder->status().state, State::Failed);
    QCOMPARE(textsIn(path()), QList<QByteArray>({"one", noise(1'100'000)}));
    RecordingReader reader(path());
    while (reader.next()) { }
    QCOMPARE(reader.findings().leftOut, 0u);
}

void TestRecorder::aFileThatVanishesIsSaid()
{
    m_recorder->start(path(), {});
    m_recorder->append({m_builder.received("one").take()});
    QTRY_COMPARE(m_recorder->status().recorded, 1u);
    QVERIFY(QFile::remove(path()));
    m_recorder->append({m_builder.received("two").take()});
    QTRY_COMPARE(m_recorder->status().state, State::Failed);
    QVERIFY2(m_recorder->status().reason.contains(u"is gone"), qPrintable(m_recorder->status().reason));
    QCOMPARE(m_recorder->status().notRecorded, 2u);
}

void TestRecorder::aDiskThatIsTooSlowLeavesAHoleThatIsCountedAndNoted()
{
    m_recorder = std::make_unique<Recorder>(1'000);
    QSignalSpy notes(m_recorder.get(), &Recorder::noteNeeded);
    m_recorder->start(path(), {});
    m_recorder->append({m_builder.received(noise(10'000'000)).take()});
    quint64 received = 1;
    for (; received < 6; ++received)
        m_recorder->append(
            {m_builder.received("{\"Event\":\"e" + QByteArray::number(received) + "\"}").take()});
    QTRY_VERIFY([&] { // until there is room again
        m_recorder->append({m_builder.received("{\"Event\":\"e3\"}").take()});
        ++received;
        return !notes.isEmpty();
    }());
    stop();
    QVERIFY(notes[0][0].toString().contains(u"not recorded"));
    const RecorderStatus status = m_recorder->status();
    QVERIFY(status.notRecorded >= 5);
    QCOMPARE(status.recorded + status.notRecorded, received);
    QCOMPARE(status.received, received);
    QCOMPARE(status.waiting, 0u);
    RecordingReader reader(path());
    quint64 rows = 0;
    while (const BatchPointer batch = reader.next())
        rows += batch->rows.size();
    QCOMPARE(rows, status.recorded);
    QCOMPARE(reader.findings().missingNumbers, status.notRecorded);
    QCOMPARE(reader.findings().classifiedParts, 0u);
}

void TestRecorder::whatCameIsWhatWasRecordedAndWhatNotAtEachMoment()
{
    m_recorder = std::make_unique<Recorder>(1'000'000);
    bool everWaited = false;
    connect(m_recorder.get(), &Recorder::statusChanged, this, [&](const RecorderStatus &status) {
        QCOMPARE(status.recorded + status.notRecorded + status.waiting, status.received);
        everWaited = everWaited || status.waiting > 0;
    });
    m_recorder->start(path(), {});
    QTRY_COMPARE(m_recorder->status().state, State::Recording);
    for (int i = 0; i < 20; ++i)
        m_recorder->append({m_builder.received(noise(300'000)).note("x").received("{}").take()});
    stop();
    QVERIFY(everWaited);
    QCOMPARE(m_recorder->status().received, 40u);
    QCOMPARE(m_recorder->status().waiting, 0u);
}

void TestRecorder::whatWasDroppedBeforeItCouldBeRecordedIsCounted()
{
    m_builder.received("before").take();
    MessageBatch introduction;
    introduction.first = MessageId(2);
    introduction.arrived = 1;
    MessageBatch batch = *m_builder.received("one").take();
    batch.dropped = 5;
    batch.arrived += 5;
    m_recorder->start(path(), {});
    m_recorder->append(
        {std::make_shared<const MessageBatch>(introduction), std::make_shared<const MessageBatch>(batch)});
    stop();
    QCOMPARE(m_recorder->status().before, 1u);
    QCOMPARE(m_recorder->status().received, 6u);
    QCOMPARE(m_recorder->status().dropped, 5u);
    QCOMPARE(m_recorder->status().recorded, 1u);
}

void TestRecorder::anotherRecordingCanFollow()
{
    m_recorder->start(path(), {});
    m_recorder->append({m_builder.received("one").take()});
    stop();
    QCOMPARE(m_recorder->status().end, MessageId(2));
    m_recorder->append({m_builder.received("between").take()});
    m_recorder->start(path(u"second.mcap"_s), {});
    m_recorder->append({m_builder.received("two").take()});
    stop();
    QCOMPARE(m_recorder->status().first, MessageId(3));
    QCOMPARE(m_recorder->status().end, MessageId(4));
    QCOMPARE(textsIn(path()), QList<QByteArray>({"one"}));
    QCOMPARE(textsIn(path(u"second.mcap"_s)), QList<QByteArray>({"two"}));
    QCOMPARE(m_recorder->status().recorded, 1u);
}

void TestRecorder::theEndIsWrittenAlsoWhereTheRecorderGoesFirst()
{
    m_recorder->start(path(), {});
    m_recorder->append({m_builder.received("one").take()});
    m_recorder.reset();
    QCOMPARE(textsIn(path()), QList<QByteArray>({"one"}));
    QVERIFY(RecordingReader(path()).outline().hasEnd);
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
