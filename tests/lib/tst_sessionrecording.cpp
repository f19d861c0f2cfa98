#include "lib/log/batchslices.h"
#include "lib/log/recordingreader.h"
#include "lib/session.h"
#include "tests/support/faketransport.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using State = RecorderStatus::State;

namespace {

ConnectionSettings settings()
{
    ConnectionSettings made;
    made.url = QUrl(u"wss://user:secret@conference.example:9001/path?token=secret"_s);
    return made;
}

QByteArray moved(int participant)
{
    return "{\"Event\":\"SET_PARTICIPANT_POSITION\",\"values\":{\"participant_id\":"
        + QByteArray::number(participant) + "}}";
}

struct Recorded
{
    QList<QByteArray> texts;
    QList<QByteArray> participants; ///< of the rows, as the rows alone tell them
    RecordingOutline outline;
    RecordingReader::Findings findings;
};

Recorded read(const QString &file)
{
    Recorded recorded;
    RecordingReader reader(file);
    std::vector<QByteArray> strings;
    while (const BatchPointer batch = reader.next()) {
        strings.insert(strings.end(), batch->strings.begin(), batch->strings.end());
        for (size_t row = 0; row < batch->rows.size(); ++row) {
            recorded.texts.append(batch->textOf(row).toByteArray());
            const StringId participant = batch->rows[row].participant;
            recorded.participants.append(participant ? strings[participant.value - 1] : QByteArray());
        }
    }
    recorded.outline = reader.outline();
    recorded.findings = reader.findings();
    return recorded;
}

/// One chunk of another program with these messages.
QByteArray foreignFile(int messages)
{
    QByteArray records;
    for (int i = 1; i <= messages; ++i)
        mcap::append(records, mcap::Message{1, 0, quint64(i), quint64(i), QByteArray::number(i)});
    QByteArray file = mcap::magic.toByteArray();
    mcap::append(file, mcap::Header{"", "another program"});
    mcap::append(file, mcap::Channel{1, 0, "/anything", "json", {}});
    mcap::append(file,
        mcap::Chunk{0, 0, quint64(records.size()), mcap::crc32(records), "zstd", mcap::compressed(records)});
    return file;
}

qsizetype rowsIn(const BatchList &batches)
{
    qsizetype rows = 0;
    for (const BatchPointer &batch : batches)
        rows += qsizetype(batch->rows.size());
    return rows;
}

} // namespace

/// What a session records while it lives.
class TestSessionRecording : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void everyRowIsRecordedFromTheFirstNoteToTheLast();
    void theRecordingDoesNotWaitForAThreadThatIsBusy();
    void aRecordingThatBeginsInTheMidstKnowsWhatCameBefore();
    void afterStoppingNothingIsRecorded();
    void aSecondRecordingGoesOnWithTheNumbers();
    void connectingAnewGoesOnInTheSameFile();
    void theRecordingSaysWhatItIsOfWithoutSecrets();
    void theTextOfOldRowsIsReadBackFromTheRecording();
    void aFileThatCannotBeWrittenIsSaidAndTheSessionGoesOn();
    void theRecordingHasItsEndAlsoWhereTheSessionIsDestroyed();
    void aRecordingOpensAsTheSessionThatItWas();
    void theTextOfAnOpenedRecordingNeedNotStayInMemory();
    void aChunkOfVeryManyRowsIsTakenInSmallDeliveries();
    void aRecordingWithoutItsEndOpensAndSaysSo();
    void aRecordingOfWhichAPieceIsMissingIsNotTakenForWhole();
    void aFileThatIsNoRecordingIsSaid();
    void anOpenedRecordingTakesNeitherRequestsNorNotes();
    void theMemoryOfUnrecordedSessionsDoesNotCutARecordedOne();
    void theMemoryOfUnrecordedSessionsDoesNotCutAnOpenedOne();
    void whereRecordingStopsRecordedRowsMakeRoomAndAreNotDropped();
    void whereRecordingFailsTheUsersLimitHolds();
    void rowsThatNoRecordingHoldsLeaveWithOneNote();

private:
    QString path(const QString &name = u"session.mcap"_s) const { return m_folder->filePath(name); }
    /// @param memoryLimit  bytes, of a session that is not recorded
    void makeSession(quint64 memoryLimit = MessageLog::defaultMemoryLimit());
    void connectSession();
    void receive(int first, int count);
    void receiveAll(int count); ///< and waits until they are here
    int leavingNotes() const;
    void end();
    std::unique_ptr<Session> opened(const QString &file);

    std::unique_ptr<QTemporaryDir> m_folder;
    test::FakeTransport *m_wire = nullptr;
    std::unique_ptr<Session> m_session;
};

void TestSessionRecording::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    makeSession();
}

void TestSessionRecording::makeSession(quint64 memoryLimit)
{
    Session::Options options;
    options.memoryLimit = memoryLimit;
    options.software = "test 1";
    options.transport = [this] {
        auto transport = std::make_unique<test::FakeTransport>();
        m_wire = transport.get();
        return transport;
    };
    m_session = std::make_unique<Session>(options);
}

void TestSessionRecording::connectSession()
{
    m_session->open(settings());
    QMetaObject::invokeMethod(
        m_wire, [wire = m_wire] { wire->succeed(); }, Qt::QueuedConnection);
    QTRY_VERIFY(m_session->isConnected());
}

void TestSessionRecording::receive(int first, int count)
{
    QMetaObject::invokeMethod(
        m_wire,
        [wire = m_wire, first, count] {
            for (int i = first; i < first + count; ++i)
                emit wire->textReceived(QString::fromUtf8(moved(i)));
        },
        Qt::QueuedConnection);
}

void TestSessionRecording::end()
{
    const QSignalSpy finished(m_session.get(), &Session::finished);
    m_session->shutdown();
    QMetaObject::invokeMethod(
        m_wire, [wire = m_wire] { emit wire->closed(Failure()); }, Qt::QueuedConnection);
    QTRY_COMPARE(finished.size(), 1);
}

void TestSessionRecording::everyRowIsRecordedFromTheFirstNoteToTheLast()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 20'000);
    QTRY_COMPARE(m_session->received(), 20'000u);
    end();
    const Recorded recorded = read(path());
    QCOMPARE(quint64(recorded.texts.size()), m_session->log()->size());
    for (int row = 0; row < recorded.texts.size(); ++row) {
        const MessageId id(quint64(row) + 1);
        QCOMPARE(recorded.texts[row], m_session->log()->text(id));
    }
    QVERIFY(recorded.texts.first().startsWith("Connecting to"));
    QCOMPARE(recorded.texts.last(), QByteArray("Disconnected"));
    QVERIFY(recorded.outline.hasEnd);
    QCOMPARE(m_session->recording().state, State::Stopped);
    QCOMPARE(m_session->recording().recorded, m_session->received());
    QCOMPARE(m_session->recording().size, quint64(QFileInfo(path()).size()));
}

void TestSessionRecording::theRecordingDoesNotWaitForAThreadThatIsBusy()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 10'000);
    // This thread takes nothing from here on.
    const QDeadlineTimer limit(std::chrono::seconds(10));
    while (!read(path()).texts.contains(moved(10'000)) && !limit.hasExpired())
        QThread::yieldCurrentThread();
    QVERIFY(read(path()).texts.contains(moved(10'000)));
    QVERIFY(m_session->received() < 10'000);
    QTRY_COMPARE(m_session->received(), 10'000u);
}

void TestSessionRecording::aRecordingThatBeginsInTheMidstKnowsWhatCameBefore()
{
    connectSession();
    receive(7, 1);
    QTRY_COMPARE(m_session->received(), 1u);
    m_session->startRecording(path());
    receive(7, 2);
    QTRY_COMPARE(m_session->received(), 3u);
    end();
    const Recorded recorded = read(path());
    QCOMPARE(recorded.texts.first(2), QList<QByteArray>({moved(7), moved(8)}));
    QCOMPARE(recorded.participants.first(2), QList<QByteArray>({"7", "8"}));
    QCOMPARE(recorded.findings.classifiedParts, 0u);
}

void TestSessionRecording::afterStoppingNothingIsRecorded()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 1);
    QTRY_COMPARE(m_session->received(), 1u);
    QTRY_COMPARE(m_session->recording().state, State::Recording); // else it has not begun to stop
    m_session->stopRecording();
    receive(2, 1);
    QTRY_COMPARE(m_session->recording().state, State::Stopped);
    QTRY_COMPARE(m_session->received(), 2u);
    QCOMPARE(m_session->recording().recorded, 1u);
    QVERIFY(read(path()).outline.hasEnd);
    QCOMPARE(read(path()).texts.last(), moved(1));
}

void TestSessionRecording::aSecondRecordingGoesOnWithTheNumbers()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 1);
    QTRY_COMPARE(m_session->received(), 1u);
    m_session->stopRecording();
    m_session->startRecording(path(u"second.mcap"_s));
    receive(2, 1);
    QTRY_COMPARE(m_session->received(), 2u);
    end();
    QCOMPARE(read(path()).texts.last(), moved(1));
    QCOMPARE(read(path(u"second.mcap"_s)).texts.first(), moved(2));
    RecordingReader second(path(u"second.mcap"_s));
    QCOMPARE(second.next()->first, MessageId(quint64(read(path()).texts.size()) + 1));
}

void TestSessionRecording::connectingAnewGoesOnInTheSameFile()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 1);
    QTRY_COMPARE(m_session->received(), 1u);
    m_session->close();
    QMetaObject::invokeMethod(
        m_wire, [wire = m_wire] { emit wire->closed(Failure()); }, Qt::QueuedConnection);
    QTRY_VERIFY(!m_session->isConnected());
    connectSession();
    receive(2, 1);
    QTRY_COMPARE(m_session->received(), 2u);
    end();
    const Recorded recorded = read(path());
    QVERIFY(recorded.texts.contains(moved(1)));
    QVERIFY(recorded.texts.contains(moved(2)));
    QCOMPARE(recorded.findings.missingNumbers, 0u);
}

void TestSessionRecording::theRecordingSaysWhatItIsOfWithoutSecrets()
{
    m_session->startRecording(path());
    connectSession();
    end();
    const RecordingFacts facts = read(path()).outline.facts;
    QCOMPARE(facts.server, QByteArray("wss://conference.example:9001/path"));
    QCOMPARE(facts.tlsVersion, QByteArray("TLS 1.3"));
    QCOMPARE(facts.software, QByteArray("test 1"));
    QVERIFY(QDateTime::fromString(QString::fromLatin1(facts.start), Qt::ISODateWithMs).isValid());
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));
}

void TestSessionRecording::theTextOfOldRowsIsReadBackFromTheRecording()
{
    m_session->log()->setRecordedTextLimit(0);
    m_session->startRecording(path());
    connectSession();
    receive(1, 6 * int(Segment::maximumRows));
    QTRY_COMPARE(m_session->received(), 6 * Segment::maximumRows);
    receive(0, 1);
    const MessageId early(100);
    QTRY_VERIFY(!m_session->log()->hasText(early));
    const QByteArray participant = m_session->log()->participant(early);
    QVERIFY(m_session->log()->text(early).isNull());
    QTRY_VERIFY(m_session->log()->hasText(early));
    QCOMPARE(m_session->log()->text(early), moved(participant.toInt()));
    QCOMPARE(m_session->dropped(), 0u);
}

void TestSessionRecording::aFileThatCannotBeWrittenIsSaidAndTheSessionGoesOn()
{
    m_session->startRecording(path(u"missing/session.mcap"_s));
    connectSession();
    receive(1, 3);
    QTRY_COMPARE(m_session->received(), 3u);
    QTRY_COMPARE(m_session->recording().state, State::Failed);
    QVERIFY(m_session->recording().reason.contains(u"cannot be written"));
    QTRY_COMPARE(m_session->recording().notRecorded, 3u);
    QVERIFY(m_session->isConnected());
}

void TestSessionRecording::theRecordingHasItsEndAlsoWhereTheSessionIsDestroyed()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 1);
    QTRY_COMPARE(m_session->received(), 1u);
    m_session.reset();
    QVERIFY(read(path()).outline.hasEnd);
    QVERIFY(read(path()).texts.contains(moved(1)));
}

std::unique_ptr<Session> TestSessionRecording::opened(const QString &file)
{
    auto session = std::make_unique<Session>();
    session->openRecording(file);
    const bool done = QTest::qWaitFor(
        [&session] { return session->opened()->isComplete || !session->opened()->problem.isEmpty(); });
    return done ? std::move(session) : nullptr;
}

void TestSessionRecording::aRecordingOpensAsTheSessionThatItWas()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 20'000);
    QVERIFY(m_session->send("{\"Command\":\"get_version\"}"));
    QTRY_COMPARE(m_session->exchanges()->requests(), 1);
    QMetaObject::invokeMethod(
        m_wire,
        [wire = m_wire] {
            emit wire->textReceived(u"{\"Status\":\"OK\",\"Request\":{\"Command\":\"get_version\"}}"_s);
            emit wire->textReceived(
                u"{\"Event\":\"SET_NAME\",\"values\":{\"room_id\":1,\"participant_id\":2,\"name\":\"Anna\"}}"_s);
            emit wire->textReceived(u"no JSON"_s);
        },
        Qt::QueuedConnection);
    QTRY_COMPARE(m_session->received(), 20'003u);
    end();
    const auto session = opened(path());
    QVERIFY(session);
    QCOMPARE(session->status().state, ConnectionState::RecordingOpen);
    QCOMPARE(session->opened()->remarks, QStringList());
    QCOMPARE(session->opened()->facts.server, QByteArray("wss://conference.example:9001/path"));
    const MessageLog &then = *m_session->log();
    const MessageLog &now = *session->log();
    QCOMPARE(now.size(), then.size());
    for (MessageId id = then.first(); id < then.end(); id = id + 1) {
        QCOMPARE(now.text(id), then.text(id));
        QCOMPARE(now.record(id).time, then.record(id).time);
        QCOMPARE(now.record(id).kind, then.record(id).kind);
        QCOMPARE(now.participant(id), then.participant(id));
    }
    QCOMPARE(session->received(), m_session->received());
    QCOMPARE(session->malformed(), 1u);
    QCOMPARE(session->exchanges()->exchanges().at(0).state, ExchangeState::Answered);
    QCOMPARE(
        session->exchanges()->exchanges().at(0).latency, m_session->exchanges()->exchanges().at(0).latency);
    QCOMPARE(session->rooms()->nameOf("1", "2"), u"Anna"_s);
}

void TestSessionRecording::theTextOfAnOpenedRecordingNeedNotStayInMemory()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 6 * int(Segment::maximumRows));
    QTRY_COMPARE(m_session->received(), 6 * Segment::maximumRows);
    end();
    auto session = std::make_unique<Session>();
    session->log()->setRecordedTextLimit(0);
    session->openRecording(path());
    QTRY_VERIFY(session->opened()->isComplete);
    const MessageId early(100);
    QVERIFY(!session->log()->hasText(early));
    session->log()->text(early);
    QTRY_VERIFY(session->log()->hasText(early));
    QCOMPARE(session->log()->text(early), moved(session->log()->participant(early).toInt()));
}

void TestSessionRecording::aChunkOfVeryManyRowsIsTakenInSmallDeliveries()
{
    constexpr int rows = 10 * int(BatchSlices::defaultRows) + 7;
    QFile file(path());
    const QByteArray bytes = foreignFile(rows);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    Session session;
    session.log()->setRecordedTextLimit(0);
    QList<qsizetype> deliveries;
    connect(&session, &Session::taken, this,
        [&deliveries](const BatchList &batches) { deliveries.append(rowsIn(batches)); });
    session.openRecording(path());
    QTRY_VERIFY(session.opened()->isComplete);
    QVERIFY(*std::ranges::max_element(deliveries) <= 2 * qsizetype(BatchSlices::defaultRows));
    QCOMPARE(session.log()->size(), quint64(rows));
    QCOMPARE(session.malformed(), quint64(rows));
    for (const int row : {1, int(BatchSlices::defaultRows) + 1, 100'000}) {
        const MessageId id{quint64(row)};
        QVERIFY(!session.log()->hasText(id));
        session.log()->text(id);
        QTRY_COMPARE(session.log()->text(id), QByteArray::number(row));
    }
}

void TestSessionRecording::aRecordingWithoutItsEndOpensAndSaysSo()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 20'000);
    QTRY_COMPARE(m_session->received(), 20'000u);
    end();
    QFile file(path());
    QVERIFY(file.resize(file.size() - 300));
    const auto session = opened(path());
    QVERIFY(session);
    QCOMPARE(session->received(), 20'000u);
    QVERIFY(!session->opened()->remarks.isEmpty());
}

void TestSessionRecording::aRecordingOfWhichAPieceIsMissingIsNotTakenForWhole()
{
    m_session->startRecording(path());
    connectSession();
    receive(1, 20'000);
    QTRY_COMPARE(m_session->received(), 20'000u);
    end();
    QVERIFY(opened(path())->exchanges()->isWhole());
    QFile file(path());
    QVERIFY(file.resize(file.size() / 2));
    const auto session = opened(path());
    QVERIFY(session && session->opened()->leftOut > 0);
    QVERIFY(!session->exchanges()->isWhole());
}

void TestSessionRecording::aFileThatIsNoRecordingIsSaid()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
    file.close();
    const auto session = opened(path());
    QVERIFY(session);
    QVERIFY2(session->opened()->problem.contains(u"no MCAP"), qPrintable(session->opened()->problem));
    QVERIFY(session->log()->isEmpty());
}

void TestSessionRecording::anOpenedRecordingTakesNeitherRequestsNorNotes()
{
    m_session->startRecording(path());
    connectSession();
    end();
    const auto session = opened(path());
    QVERIFY(session);
    const quint64 rows = session->log()->size();
    session->note(u"a note"_s);
    QVERIFY(!session->send("{}"));
    session->open(settings());
    const QSignalSpy finished(session.get(), &Session::finished);
    session->shutdown();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(session->log()->size(), rows);
    QCOMPARE(session->status().state, ConnectionState::RecordingOpen);
}

void TestSessionRecording::receiveAll(int count)
{
    const quint64 before = m_session->received();
    receive(1, count);
    QTRY_COMPARE(m_session->received(), before + quint64(count));
}

int TestSessionRecording::leavingNotes() const
{
    const MessageLog &log = *m_session->log();
    int found = 0;
    for (MessageId id = log.first(); id < log.end(); id = id + 1)
        found += log.record(id).kind == MessageKind::Note && log.text(id).contains("left memory");
    return found;
}

void TestSessionRecording::theMemoryOfUnrecordedSessionsDoesNotCutARecordedOne()
{
    makeSession(1);
    m_session->startRecording(path());
    connectSession();
    receiveAll(3 * int(Segment::maximumRows));
    QTRY_COMPARE(m_session->recording().state, State::Recording);
    receiveAll(3 * int(Segment::maximumRows));
    QCOMPARE(m_session->log()->leftRows(), 0u);
    QCOMPARE(leavingNotes(), 0);
}

void TestSessionRecording::theMemoryOfUnrecordedSessionsDoesNotCutAnOpenedOne()
{
    m_session->startRecording(path());
    connectSession();
    receiveAll(3 * int(Segment::maximumRows));
    end();
    makeSession(1);
    m_session->openRecording(path());
    QTRY_VERIFY(m_session->opened()->isComplete);
    QCOMPARE(m_session->log()->leftRows(), 0u);
    QCOMPARE(m_session->received(), 3 * Segment::maximumRows);
}

void TestSessionRecording::whereRecordingStopsRecordedRowsMakeRoomAndAreNotDropped()
{
    makeSession(1);
    m_session->startRecording(path());
    connectSession();
    receiveAll(6 * int(Segment::maximumRows));
    QTRY_COMPARE(m_session->recording().recorded, m_session->received());
    m_session->stopRecording();
    QTRY_COMPARE(m_session->recording().state, State::Stopped);
    receiveAll(1);
    QVERIFY(m_session->log()->leftRows() <= Segment::maximumRows); // not all at once
    receiveAll(2 * int(Segment::maximumRows));
    QVERIFY(m_session->log()->leftRows() >= Segment::maximumRows);
    QCOMPARE(m_session->log()->droppedRows(), 0u);
    QCOMPARE(leavingNotes(), 0);
}

void TestSessionRecording::whereRecordingFailsTheUsersLimitHolds()
{
    makeSession(1);
    m_session->startRecording(path(u"missing/session.mcap"_s));
    QTRY_COMPARE(m_session->recording().state, State::Failed);
    connectSession();
    receiveAll(3 * int(Segment::maximumRows));
    QVERIFY(m_session->log()->droppedRows() >= Segment::maximumRows);
    QTRY_COMPARE(leavingNotes(), 1);
}

void TestSessionRecording::rowsThatNoRecordingHoldsLeaveWithOneNote()
{
    makeSession(1);
    connectSession();
    receiveAll(2 * int(Segment::maximumRows));
    QVERIFY(m_session->log()->droppedRows() > 0);
    QTRY_COMPARE(leavingNotes(), 1);
    const MessageLog &log = *m_session->log();
    QVERIFY(log.text(MessageId(log.end().value - 1)).contains("record sessions to keep them"));
    const QSignalSpy left(m_session->log(), &MessageLog::removedFromFront);
    receiveAll(int(Segment::maximumRows) / 2);
    QCOMPARE(leavingNotes(), 1);
    receiveAll(int(Segment::maximumRows));
    QVERIFY(!left.isEmpty());
    end();
    QCOMPARE(leavingNotes(), 0); // it left with the others, and no other one came
}

QTEST_GUILESS_MAIN(TestSessionRecording)
#include "tst_sessionrecording.moc"
