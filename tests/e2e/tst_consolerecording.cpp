#include "lib/log/recordingreader.h"
#include "tests/e2e/consoleundertest.h"
#include "ui/models/text.h"
#include "ui/widgets/countsdialog.h"
#include "ui/widgets/figurebutton.h"
#include "ui/widgets/panetable.h"

#include <QAbstractButton>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QStandardPaths>
#include <QTableView>

using namespace console;
using namespace Qt::StringLiterals;
using test::ConsoleUnderTest;

namespace {

quint64 receivedIn(const QString &file)
{
    RecordingReader reader(file);
    quint64 received = 0;
    while (const BatchPointer batch = reader.next()) {
        for (const MessageRecord &row : batch->rows)
            received += row.isReceived();
    }
    return received;
}

} // namespace

/// Sessions in the window are recorded, and recordings are sessions in the window.
class TestConsoleRecording : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aSessionIsRecordedUnaskedAndHasItsEndWhenTheWindowCloses();
    void whatIsReceivedIsWhatIsRecorded();
    void recordingCanBeStoppedAndStartedAgain();
    void whoeverChangesTheirMindAtOnceIsObeyed();
    void whatIsSaidOfALostFileDoesNotCountForTheNextOne();
    void whoeverDoesNotWantRecordingsGetsNone();
    void aSavedCopySaysWhetherItHoldsTheWholeSession();
    void theRecordingItselfIsNotSavedOverItself();
    void aFolderThatCannotBeWrittenIsSaidInABarThatStays();
    void aRecordingOpensInTheSameWindowAndCloses();
    void allCountsOfALiveSessionAreOneClickAway();
    void allCountsOfARecordingSayWhatAppliesToIt();
    void aRecordingIsOpenedByDroppingIt();
    void anEarlierRecordingIsOpenedFromTheFirstPage();
    void bookmarksAreThereAgainInTheRecording();
    void aBookmarkFromBeforeAStopIsInTheFirstRecording();
    void aFileThatIsNoRecordingLeavesTheSessionOnScreen();
    void openingARecordingInPlaceOfAConnectionAsksFirst();
    void whoeverConnectsWhileARecordingOpensKeepsTheConnection();
    void aRecordedSessionGivesWayToAnotherServerWithoutAQuestion();
    void aSessionWithoutMessagesLeavesNoFile();
    void recordingsBeyondTheLimitGo();
    void aRecordingThatAnotherWindowShowsStays_data();
    void aRecordingThatAnotherWindowShowsStays();

private:
    void start();
    void startDemo();
    void beginAnotherRecording();
    void keepOneRecording();
    QStringList files() const
    {
        return QDir(m_home->recordingFolder()).entryList({u"*.mcap"_s}, QDir::Files, QDir::Name);
    }
    QString file(int index = 0) const { return m_home->recordingFolder() + u'/' + files().value(index); }
    QString recorded();
    void saveAs(const QString &path, const QString &title = u"Save the recording as"_s);
    /// The dialog that stops nothing; null: it is not open.
    CountsDialog *counts() { return m_console->window()->findChild<CountsDialog *>(); }
    void trigger(ActionId id) { m_console->controller()->actions()->action(id)->trigger(); }

    std::unique_ptr<test::Home> m_home;
    std::unique_ptr<ConsoleUnderTest> m_console;
};

void TestConsoleRecording::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestConsoleRecording::init()
{
    m_home = std::make_unique<test::Home>();
}

void TestConsoleRecording::cleanup()
{
    m_console.reset();
}

void TestConsoleRecording::start()
{
    m_console.reset();
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    QVERIFY(m_console->isActive());
}

void TestConsoleRecording::startDemo()
{
    start();
    trigger(ActionId::DemoServer);
    QTRY_VERIFY(m_console->session()->received() > 10);
}

/// A recording of the demo server, made by a window that is closed again.
QString TestConsoleRecording::recorded()
{
    startDemo();
    if (!m_console->quits())
        return {};
    m_console.reset();
    return file();
}

void TestConsoleRecording::aSessionIsRecordedUnaskedAndHasItsEndWhenTheWindowCloses()
{
    startDemo();
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    QVERIFY(!m_console->window()->notices()->has(u"recordingPart"_s));
    QVERIFY(m_console->find<QAbstractButton>(u"Record"_s) == nullptr);
    QCOMPARE(files().size(), 1);
    QVERIFY(files().first().startsWith(u"Demo"));
    QVERIFY(m_console->quits());
    const quint64 received = m_console->session()->received();
    QCOMPARE(receivedIn(file()), received);
    QVERIFY(RecordingReader(file()).outline().hasEnd);
}

void TestConsoleRecording::whatIsReceivedIsWhatIsRecorded()
{
    startDemo();
    trigger(ActionId::ToggleConnection);
    QTRY_VERIFY(!m_console->session()->isConnected());
    QTRY_COMPARE(m_console->session()->recording().recorded, m_console->session()->received());
    QCOMPARE(m_console->session()->recording().notRecorded, 0u);
}

void TestConsoleRecording::recordingCanBeStoppedAndStartedAgain()
{
    startDemo();
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    m_console->key(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Stopped);
    QVERIFY(m_console->shows(u"Recording has stopped"_s));
    QVERIFY(RecordingReader(file()).outline().hasEnd);
    const quint64 before = m_console->session()->received();
    QTRY_VERIFY(m_console->session()->received() > before + 5);
    m_console->press(u"Record"_s);
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    QCOMPARE(files().size(), 2);
    QVERIFY(m_console->shows(u"A new recording begins now"_s));
    QVERIFY(!m_console->shows(u"Recording has stopped"_s));
    QVERIFY(m_console->quits());
    QVERIFY(receivedIn(file(0)) + receivedIn(file(1)) < m_console->session()->received());
}

/// Stops and starts at once.
void TestConsoleRecording::beginAnotherRecording()
{
    const QString before = m_console->session()->recording().file;
    trigger(ActionId::Record);
    trigger(ActionId::Record);
    QTRY_VERIFY(m_console->session()->recording().file != before);
}

/// The recorder answers from its own thread, later than keys are pressed.
void TestConsoleRecording::whoeverChangesTheirMindAtOnceIsObeyed()
{
    startDemo();
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    beginAnotherRecording();
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    QCOMPARE(files().size(), 2);
}

void TestConsoleRecording::whatIsSaidOfALostFileDoesNotCountForTheNextOne()
{
    startDemo();
    Session *session = m_console->session();
    QTRY_COMPARE(session->recording().state, RecorderStatus::State::Recording);
    QVERIFY(QFile::remove(file()));
    QTRY_COMPARE(session->recording().state, RecorderStatus::State::Failed);
    const RecorderStatus lost = session->recording();
    trigger(ActionId::Record);
    emit session->recordingChanged(lost); // it was on its way
    QTRY_COMPARE(session->recording().state, RecorderStatus::State::Recording);
    trigger(ActionId::Record);
    QTRY_COMPARE(session->recording().state, RecorderStatus::State::Stopped);
    QCOMPARE(files().size(), 1);
}

void TestConsoleRecording::whoeverDoesNotWantRecordingsGetsNone()
{
    RecordingSettings settings;
    settings.recordsEverySession = false;
    QSettings stored(m_home->settingsFile(), QSettings::IniFormat);
    QCOMPARE(settings.write(stored), QString());
    stored.sync();
    startDemo();
    QCOMPARE(m_console->session()->recording().state, RecorderStatus::State::Stopped);
    QVERIFY(files().isEmpty());
    m_console->press(u"Record"_s);
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
}

void TestConsoleRecording::saveAs(const QString &path, const QString &title)
{
    m_console->window()->notices()->dismiss(u"recordingCopy"_s);
    trigger(ActionId::SaveRecording);
    auto *chooser = qobject_cast<QFileDialog *>(m_console->dialog());
    QVERIFY(chooser);
    QCOMPARE(chooser->windowTitle(), title);
    emit chooser->fileSelected(path);
    chooser->close();
    QTRY_VERIFY(m_console->window()->notices()->has(u"recordingCopy"_s));
}

void TestConsoleRecording::aSavedCopySaysWhetherItHoldsTheWholeSession()
{
    startDemo();
    QTRY_VERIFY(m_console->session()->recording().recorded > 0);
    const quint64 received = m_console->session()->received();
    const QString whole = m_home->folder.filePath(u"whole.mcap"_s);
    saveAs(whole);
    QVERIFY(m_console->shows(u"All of the session until then is in “%1”."_s.arg(whole)));
    QVERIFY(receivedIn(whole) >= received);
    QVERIFY(RecordingReader(whole).outline().hasEnd);

    trigger(ActionId::Record);
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Stopped);
    const QString part = m_home->folder.filePath(u"part.mcap"_s);
    saveAs(part, u"Save the recording as (the session has more than it holds)"_s);
    QVERIFY(m_console->shows(u"What this recording holds is in “%1”; the session has more."_s.arg(part)));
}

void TestConsoleRecording::theRecordingItselfIsNotSavedOverItself()
{
    startDemo();
    QTRY_VERIFY(m_console->session()->recording().recorded > 0);
    saveAs(file());
    QVERIFY(m_console->shows(u"The recording was not saved"_s));
    QCOMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
}

void TestConsoleRecording::aFolderThatCannotBeWrittenIsSaidInABarThatStays()
{
    QFile inTheWay(m_home->recordingFolder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    startDemo();
    QTRY_VERIFY(m_console->window()->notices()->has(u"recording"_s));
    QVERIFY(m_console->shows(u"The session is no longer recorded"_s));
    const quint64 before = m_console->session()->received();
    QTRY_VERIFY(m_console->session()->received() > before);
    QVERIFY(inTheWay.remove());
    m_console->press(u"Record into a new file"_s);
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    QTRY_VERIFY(!m_console->window()->notices()->has(u"recording"_s));

    // What came before is in no file: it does not go without a question.
    m_console->controller()->connectToAddress(u"wss://127.0.0.1:1"_s);
    QTRY_VERIFY(qobject_cast<QMessageBox *>(m_console->dialog()));
    m_console->press(u"Cancel"_s);
}

void TestConsoleRecording::aRecordingOpensInTheSameWindowAndCloses()
{
    const QString path = recorded();
    const quint64 received = receivedIn(path);
    start();
    m_console->controller()->openRecording(path);
    QTRY_VERIFY(m_console->session()->opened() && m_console->session()->opened()->isComplete);
    QCOMPARE(m_console->session()->received(), received);
    QTRY_COMPARE(quint64(m_console->table(u"Events"_s)->model()->rowCount()), received);
    QVERIFY(m_console->shows(u"Recording"_s));
    QVERIFY(m_console->shows(QFileInfo(path).fileName()));
    QVERIFY(!m_console->controller()->actions()->action(ActionId::Record)->isEnabled());
    m_console->press(u"Close"_s);
    QVERIFY(!m_console->session()->opened());
    QVERIFY(m_console->find<QAbstractButton>(u"Try the demo server"_s));
    QCOMPARE(files().size(), 1);
    QVERIFY(m_console->quits());
}

void TestConsoleRecording::allCountsOfALiveSessionAreOneClickAway()
{
    startDemo();
    QVERIFY(!counts());
    QTRY_VERIFY(m_console->find<FigureButton>(u"0 dropped"_s));
    m_console->press(u"0 dropped"_s);
    QVERIFY(counts() && counts()->isVisible());
    QVERIFY(test::holds(counts()->findChild<QTableView *>()->model(), 0, u"Delivered by the socket"_s));
    const CountsDialog *first = counts();
    trigger(ActionId::Counts);
    QCOMPARE(counts(), first);
    QVERIFY(m_console->quits());
}

void TestConsoleRecording::allCountsOfARecordingSayWhatAppliesToIt()
{
    const QString path = recorded();
    start();
    QVERIFY(!m_console->controller()->actions()->action(ActionId::Counts)->isEnabled());
    m_console->controller()->openRecording(path);
    QTRY_VERIFY(m_console->session()->opened() && m_console->session()->opened()->isComplete);
    m_console->key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(counts());
    const QAbstractItemModel *rows = counts()->findChild<QTableView *>()->model();
    QCOMPARE(test::cell(rows, 0, 0), u"Recorded elsewhere"_s);
    QCOMPARE(test::cell(rows, 1, 1), shownNumber(QByteArray::number(receivedIn(path))));
    m_console->press(u"Close"_s); // the recording
    QTRY_VERIFY(!counts()); // went with its session
    QVERIFY(m_console->quits());
}

void TestConsoleRecording::aRecordingIsOpenedByDroppingIt()
{
    const QString path = recorded();
    start();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(50, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_console->window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_console->window(), &drop);
    QTRY_VERIFY(m_console->session()->opened());
    QCOMPARE(m_console->session()->opened()->file, path);
}

void TestConsoleRecording::anEarlierRecordingIsOpenedFromTheFirstPage()
{
    const QString path = recorded();
    start();
    QTRY_VERIFY(m_console->find<QAbstractButton>(u"Demo server"_s));
    m_console->press(u"Demo server"_s);
    QTRY_VERIFY(m_console->session()->opened() && m_console->session()->opened()->isComplete);
    QCOMPARE(m_console->session()->opened()->file, path);
    QVERIFY(m_console->quits());
}

void TestConsoleRecording::bookmarksAreThereAgainInTheRecording()
{
    startDemo();
    const MessageId marked(5);
    m_console->models()->navigator.select(marked);
    m_console->key(Qt::Key_B);
    m_console->models()->bookmarks.setNote(marked, u"here it begins"_s);
    QVERIFY(m_console->quits());
    m_console.reset();
    start();
    m_console->controller()->openRecording(file());
    QTRY_COMPARE(m_console->models()->bookmarks.all().size(), 1u);
    QCOMPARE(m_console->models()->bookmarks.find(marked)->note, u"here it begins"_s);
    QVERIFY(m_console->quits());
}

void TestConsoleRecording::aBookmarkFromBeforeAStopIsInTheFirstRecording()
{
    startDemo();
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    const QString first = m_console->session()->recording().file;
    const MessageId marked(5);
    QTRY_VERIFY(m_console->session()->log()->contains(marked));
    beginAnotherRecording();
    m_console->models()->navigator.select(marked);
    m_console->key(Qt::Key_B);
    QVERIFY(!m_console->window()->notices()->has(u"bookmarks"_s));
    QVERIFY(m_console->quits());
    m_console.reset();
    start();
    m_console->controller()->openRecording(first);
    QTRY_COMPARE(m_console->models()->bookmarks.all().size(), 1u);
    QVERIFY(m_console->models()->bookmarks.find(marked));
    QVERIFY(m_console->quits());
}

void TestConsoleRecording::aFileThatIsNoRecordingLeavesTheSessionOnScreen()
{
    startDemo();
    trigger(ActionId::ToggleConnection);
    QTRY_VERIFY(!m_console->session()->isConnected());
    Session *before = m_console->session();
    m_console->controller()->openRecording(m_home->settingsFile() + u".missing"_s);
    QTRY_VERIFY(m_console->window()->notices()->has(u"opening"_s));
    QCOMPARE(m_console->session(), before);
    QVERIFY(m_console->shows(u"The recording cannot be opened"_s));
}

void TestConsoleRecording::openingARecordingInPlaceOfAConnectionAsksFirst()
{
    const QString path = recorded();
    startDemo();
    m_console->controller()->openRecording(path);
    QTRY_VERIFY(qobject_cast<QMessageBox *>(m_console->dialog()));
    m_console->press(u"Cancel"_s);
    QVERIFY(m_console->session()->isConnected());
    m_console->controller()->openRecording(path);
    QTRY_VERIFY(m_console->dialog());
    m_console->press(u"Open here"_s);
    QTRY_VERIFY(m_console->session()->opened());
    QTRY_COMPARE(files().size(), 2);
    QVERIFY(m_console->quits());
    QVERIFY(RecordingReader(file(0)).outline().hasEnd);
    QVERIFY(RecordingReader(file(1)).outline().hasEnd);
}

void TestConsoleRecording::whoeverConnectsWhileARecordingOpensKeepsTheConnection()
{
    const QString path = recorded();
    start();
    m_console->controller()->openRecording(path);
    trigger(ActionId::DemoServer);
    QTRY_VERIFY(m_console->session()->received() > 10);
    QVERIFY(!m_console->session()->opened());
    QVERIFY(m_console->quits());
}

void TestConsoleRecording::aRecordedSessionGivesWayToAnotherServerWithoutAQuestion()
{
    startDemo();
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Recording);
    Session *demo = m_console->session();
    m_console->controller()->connectToAddress(u"wss://127.0.0.1:1"_s);
    QTRY_VERIFY(m_console->session() != demo);
    QVERIFY(!m_console->dialog());
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::Failed);
    QTRY_VERIFY(RecordingReader(file(0)).outline().hasEnd || RecordingReader(file(1)).outline().hasEnd);
}

void TestConsoleRecording::aSessionWithoutMessagesLeavesNoFile()
{
    start();
    m_console->controller()->connectToAddress(u"wss://127.0.0.1:1"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::Failed);
    QTRY_COMPARE(files().size(), 1); // the recorder has a thread of its own
    QVERIFY(m_console->quits());
    QTRY_VERIFY(files().isEmpty());
}

void TestConsoleRecording::keepOneRecording()
{
    RecordingSettings settings;
    settings.limits.recordings = 1;
    QSettings stored(m_home->settingsFile(), QSettings::IniFormat);
    QCOMPARE(settings.write(stored), QString());
    stored.sync();
}

void TestConsoleRecording::recordingsBeyondTheLimitGo()
{
    keepOneRecording();
    const QString first = recorded();
    QVERIFY(QFileInfo::exists(first));
    startDemo();
    QVERIFY(m_console->quits());
    QTRY_COMPARE(files().size(), 1);
    QVERIFY(!QFileInfo::exists(first));
}

void TestConsoleRecording::aRecordingThatAnotherWindowShowsStays_data()
{
    QTest::addColumn<bool>("isLink");
    QTest::newRow("by a link") << true;
    QTest::newRow("by a relative path") << false;
}

void TestConsoleRecording::aRecordingThatAnotherWindowShowsStays()
{
    QFETCH(bool, isLink);
    keepOneRecording();
    const QString first = recorded();
    const QString link = m_home->folder.filePath(u"link.mcap"_s);
    QVERIFY(QFile::link(first, link));
    ConsoleUnderTest other(m_home.get());
    other.controller()->openRecording(isLink ? link : QDir().relativeFilePath(first));
    QTRY_VERIFY(other.session()->opened() && other.session()->opened()->isComplete);
    startDemo();
    QVERIFY(m_console->quits());
    QTRY_COMPARE(files().size(), 1); // the other one had to go
    QVERIFY(QFileInfo::exists(first));
    QVERIFY(other.quits());
}

QTEST_MAIN(TestConsoleRecording)
#include "tst_consolerecording.moc"
