#include "lib/filter/filtersearch.h"
#include "lib/log/messagelog.h"
#include "lib/log/recordingwriter.h"
#include "tests/support/batchbuilder.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowsOfSevenSegments = 7 * int(Segment::maximumRows) - 1;

QByteArray textOf(int row)
{
    return "{\"Event\":\"SET_PARTICIPANT_POSITION\",\"values\":{\"participant_id\":" + QByteArray::number(row)
        + "}}";
}

} // namespace

/// Text that a recording holds leaves memory, and is read back.
class TestRecordedText : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void textThatIsRecordedLeavesMemoryAndComesBackByteForByte();
    void theRowsStayAndSoDoesTheSizeOfTheirText();
    void textThatIsNotRecordedStays();
    void textComesBackAlsoAfterTheFileWasRemoved();
    void whatIsAskedForLastStaysLongest();
    void aDamagedRecordingIsSaidAndNotReadAgain();
    void aRecordingOfOtherRowsIsNotTakenForTheseOnes();
    void aSearchFindsTextThatIsInTheRecordingOnly();
    void namesTooLongForThePoolComeBackToo();
    void rowsInMoreSegmentsThanStayAllGetTheirText();
    void onlySoManySingleRowsStay();

private:
    QString path() const { return m_folder->filePath(u"session.mcap"_s); }
    void append(const BatchPointer &batch);
    void appendRows(int count);
    void endRecording();
    TextPlaces places();
    /// A row of a segment that is not here.
    void readAnother();
    /// The text of these rows as a view would ask for it.
    QByteArrayList paint(const std::vector<int> &rows) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QFile> m_file;
    std::unique_ptr<RecordingWriter> m_writer;
    std::unique_ptr<MessageLog> m_log;
    BatchBuilder m_builder;
};

void TestRecordedText::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = std::make_unique<QFile>(path());
    QVERIFY(m_file->open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    m_writer = std::make_unique<RecordingWriter>(m_file.get());
    QVERIFY(m_writer->begin({}));
    m_log = std::make_unique<MessageLog>(1'000'000'000);
    m_log->setRecordedTextLimit(0);
    m_builder = BatchBuilder();
}

void TestRecordedText::append(const BatchPointer &batch)
{
    m_log->append(batch);
    QVERIFY(m_writer->append(*batch, RecordingWriter::Time()));
}

void TestRecordedText::appendRows(int count)
{
    for (int row = 1; row <= count; ++row) {
        m_builder.received(textOf(row));
        if (row % 1'000 == 0)
            append(m_builder.take());
    }
    append(m_builder.take());
}

TextPlaces TestRecordedText::places()
{
    TextPlaces places = m_writer->takePlaces();
    const std::shared_ptr<const RecordedFile> file = RecordedFile::open(path());
    for (TextPlace &place : places)
        place.file = file;
    return places;
}

void TestRecordedText::endRecording()
{
    QVERIFY(m_writer->end());
    m_log->addPlaces(places());
}

void TestRecordedText::readAnother()
{
    MessageId id = m_log->first();
    while (m_log->hasText(id))
        id = id + 1;
    m_log->text(id);
    QTRY_VERIFY(m_log->hasText(id));
}

QByteArrayList TestRecordedText::paint(const std::vector<int> &rows) const
{
    QByteArrayList texts;
    for (const int row : rows)
        texts.append(m_log->text(MessageId(quint64(row))).toByteArray());
    return texts;
}

void TestRecordedText::textThatIsRecordedLeavesMemoryAndComesBackByteForByte()
{
    appendRows(rowsOfSevenSegments);
    const quint64 before = m_log->memoryUsed();
    endRecording();
    QVERIFY(before - m_log->memoryUsed() > 2 * Segment::maximumRows * size_t(textOf(20'000).size()));
    for (const int row : {1, 16'385, 33'000}) {
        const MessageId id{quint64(row)};
        QVERIFY(!m_log->hasText(id));
        const QSignalSpy arrived(m_log.get(), &MessageLog::textArrived);
        QVERIFY(m_log->text(id).isNull());
        QTRY_COMPARE(arrived.size(), 1);
        QVERIFY(arrived[0][0].value<MessageId>() <= id && id < arrived[0][1].value<MessageId>());
        QCOMPARE(m_log->text(id), textOf(row));
    }
    // A few segments stay, whatever the limit.
    QCOMPARE(m_log->text(MessageId(33'000)), textOf(33'000));
    QVERIFY(!m_log->hasText(MessageId(70'000)));
}

void TestRecordedText::theRowsStayAndSoDoesTheSizeOfTheirText()
{
    appendRows(rowsOfSevenSegments);
    endRecording();
    QVERIFY(!m_log->hasText(MessageId(9)));
    QCOMPARE(m_log->participant(MessageId(9)), QByteArray("9"));
    QCOMPARE(m_log->textSize(MessageId(9)), quint32(textOf(9).size()));
    QCOMPARE(m_log->droppedRows(), 0u);
}

void TestRecordedText::textThatIsNotRecordedStays()
{
    appendRows(rowsOfSevenSegments);
    QVERIFY(m_writer->end());
    TextPlaces some = places();
    some.erase(some.begin());
    m_log->addPlaces(some);
    QVERIFY(m_log->hasText(MessageId(1)));
    QVERIFY(!m_log->hasText(MessageId(40'000)));
    QVERIFY(m_log->hasText(MessageId(m_log->end().value - 1)));
}

void TestRecordedText::textComesBackAlsoAfterTheFileWasRemoved()
{
    appendRows(rowsOfSevenSegments);
    endRecording();
    QVERIFY(QFile::remove(path()));
    QVERIFY(m_log->text(MessageId(3)).isNull());
    QTRY_VERIFY(m_log->hasText(MessageId(3)));
    QCOMPARE(m_log->text(MessageId(3)), textOf(3));
}

void TestRecordedText::whatIsAskedForLastStaysLongest()
{
    appendRows(rowsOfSevenSegments);
    QCOMPARE(m_log->text(MessageId(1)), textOf(1));
    endRecording();
    QVERIFY(m_log->hasText(MessageId(1)));
    QVERIFY(!m_log->hasText(MessageId(20'000)));
}

void TestRecordedText::aDamagedRecordingIsSaidAndNotReadAgain()
{
    appendRows(rowsOfSevenSegments);
    QVERIFY(m_writer->end());
    const TextPlaces all = places();
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(qint64(all[0].part.offset + 200)));
    QVERIFY(file.write("damage") == 6 && file.flush());
    m_log->addPlaces(all);
    const QSignalSpy arrived(m_log.get(), &MessageLog::textArrived);
    QVERIFY(m_log->text(MessageId(1)).isNull());
    QTRY_COMPARE(arrived.size(), 1);
    QVERIFY2(
        m_log->textProblem(MessageId(1)).contains(u"damaged"), qPrintable(m_log->textProblem(MessageId(1))));
    QVERIFY(m_log->text(MessageId(1)).isNull());
    QVERIFY(m_log->text(MessageId(40'000)).isNull());
    QTRY_VERIFY(m_log->hasText(MessageId(40'000)));
    QCOMPARE(arrived.size(), 2);
}

void TestRecordedText::aRecordingOfOtherRowsIsNotTakenForTheseOnes()
{
    appendRows(rowsOfSevenSegments);
    QVERIFY(m_writer->end());
    TextPlaces wrong = places();
    std::swap(wrong[0].part, wrong[1].part);
    m_log->addPlaces(wrong);
    m_log->text(MessageId(1));
    QTRY_VERIFY(!m_log->textProblem(MessageId(1)).isEmpty());
}

void TestRecordedText::aSearchFindsTextThatIsInTheRecordingOnly()
{
    appendRows(rowsOfSevenSegments);
    endRecording();
    QVERIFY(!m_log->hasText(MessageId(12'345)));
    FilterSearch search;
    std::vector<MessageId> found;
    connect(&search, &FilterSearch::found, this,
        [&found](MessageId, MessageId, const std::vector<MessageId> &hits) {
            found.insert(found.end(), hits.begin(), hits.end());
        });
    const QSignalSpy finished(&search, &FilterSearch::finished);
    FilterTerm term;
    term.kind = FilterTerm::Kind::Text;
    term.values = {{FilterValue::Form::Quoted, u"\"participant_id\":12345}"_s, {}}};
    search.start(CompiledFilter(FilterExpression(term)), m_log->snapshot(m_log->first(), m_log->end()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found, std::vector<MessageId>{MessageId(12'345)});
}

void TestRecordedText::namesTooLongForThePoolComeBackToo()
{
    const QByteArray name(StringPool::maximumLength + 1, 'n');
    m_builder.received("{\"Event\":\"" + name + "\"}");
    appendRows(rowsOfSevenSegments);
    endRecording();
    QVERIFY(m_log->name(MessageId(1)).isEmpty());
    QTRY_VERIFY(m_log->hasText(MessageId(1)));
    QCOMPARE(m_log->name(MessageId(1)), name);
}

void TestRecordedText::rowsInMoreSegmentsThanStayAllGetTheirText()
{
    appendRows(rowsOfSevenSegments);
    endRecording();
    std::vector<int> shown;
    QByteArrayList expected;
    for (int row = 50; row < 6 * int(Segment::maximumRows); row += 2'500) {
        shown.push_back(row);
        expected.append(textOf(row));
    }
    QByteArrayList painted = paint(shown);
    QVERIFY(painted != expected);
    const QSignalSpy arrived(m_log.get(), &MessageLog::textArrived);
    connect(m_log.get(), &MessageLog::textArrived, this, [&] { painted = paint(shown); });
    const auto stop = qScopeGuard([this] { disconnect(m_log.get(), nullptr, this, nullptr); });
    QTRY_COMPARE(painted, expected);
    QVERIFY2(arrived.size() <= 2 * 6, qPrintable(QString::number(arrived.size())));
    readAnother(); // behind all that was asked for until now
    const qsizetype before = arrived.size();
    readAnother();
    QCOMPARE(arrived.size(), before + 1); // painting once more asked for nothing
    QCOMPARE(painted, expected);
}

void TestRecordedText::onlySoManySingleRowsStay()
{
    const int most = int(RecalledTexts::maximumRows);
    const QByteArray longText(RecalledTexts::maximumLength + 1, 'x');
    m_builder.received(longText);
    appendRows(rowsOfSevenSegments);
    endRecording();
    for (int row = 2; row <= most + 2; ++row)
        m_log->text(MessageId(quint64(row)));
    QVERIFY(m_log->text(MessageId(1)).isNull());
    QTRY_COMPARE(m_log->text(MessageId(1)), longText);
    for (const int row : {20'000, 40'000, 60'000}) {
        m_log->text(MessageId(quint64(row)));
        QTRY_VERIFY(m_log->hasText(MessageId(quint64(row))));
    }
    QVERIFY(!m_log->hasText(MessageId(1)));
    QVERIFY(!m_log->hasText(MessageId(2)));
    QVERIFY(m_log->hasText(MessageId(quint64(most + 2))));
    QCOMPARE(m_log->text(MessageId(quint64(most + 2))), textOf(most + 1));
}

QTEST_GUILESS_MAIN(TestRecordedText)
#include "tst_recordedtext.moc"
