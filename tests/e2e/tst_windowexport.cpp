#include "lib/filter/filterconditions.h"
#include "tests/e2e/consoleundertest.h"
#include "tests/support/testserver.h"
#include "ui/widgets/panetable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QRadioButton>
#include <QStandardPaths>

using namespace console;
using namespace Qt::StringLiterals;
using test::ConsoleUnderTest;

namespace {

QByteArray renamed(int participant, const QByteArray &name)
{
    return R"({"Event":"IMM_EVENT_SET_NAME","values":{"room_id":1,"participant_id":)"
        + QByteArray::number(participant) + R"(,"name":")" + name + R"("}})";
}

} // namespace

/// Exports what is on screen, in the real window, as a user does.
class TestWindowExport : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void withoutASessionThereIsNothingToExport();
    void theWholeSessionIsExported();
    void theFilteredEventsAreExported();
    void aSelectedRequestIsExportedWithItsResponse();
    void standInsAreExported();
    void aRecordingOfTheSessionOpensAgain();
    void aRecordingThatIsBeingWrittenIsRefused();
    void withoutAFolderForDocumentsTheHomeFolderIsOffered();

private:
    void receive(const QByteArray &message);
    void ask();
    void openDialog();
    QByteArray exported(const QString &form);

    std::unique_ptr<test::Home> m_home;
    std::unique_ptr<test::TestServer> m_server;
    std::unique_ptr<ConsoleUnderTest> m_console;
    quint64 m_sent = 0;
};

void TestWindowExport::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestWindowExport::init()
{
    m_home = std::make_unique<test::Home>();
    m_server = std::make_unique<test::TestServer>();
    connect(m_server.get(), &test::TestServer::frameArrived, this, [this](const test::Frame &frame) {
        if (frame.opcode == test::Text)
            m_server->sendText(R"({"Status":"OK","Request":)" + frame.payload + '}');
    });
    m_sent = 0;
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    m_console->controller()->connectToAddress(m_server->url().toString());
    QTRY_VERIFY(m_console->dialog());
    m_console->press(u"Trust for this session"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_console->isActive());
}

void TestWindowExport::cleanup()
{
    m_console.reset();
    m_server.reset();
}

void TestWindowExport::receive(const QByteArray &message)
{
    m_server->sendText(message);
    ++m_sent;
    QTRY_COMPARE(m_console->models()->events.eligibleCount(), m_sent);
}

/// A request that is answered.
void TestWindowExport::ask()
{
    QVERIFY(m_console->session()->send(R"({"Command":"get_version"})"));
    const std::vector<Exchange> &exchanges = m_console->session()->exchanges()->exchanges();
    QTRY_VERIFY(!exchanges.empty() && exchanges[0].response);
}

void TestWindowExport::openDialog()
{
    m_console->key(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(m_console->dialog());
}

/// Writes what the open dialog asks for, closes it and reads the file.
QByteArray TestWindowExport::exported(const QString &form)
{
    auto *forms = m_console->find<QComboBox>(u"Form"_s);
    forms->setCurrentIndex(forms->findText(form, Qt::MatchStartsWith));
    const QString path = m_home->folder.filePath(u"rows"_s);
    m_console->fill(m_console->find<QLineEdit>(u"File"_s), path);
    m_console->press(u"Export"_s);
    if (!QTest::qWaitFor([this] { return m_console->shows(u"written to"_s); }))
        return "the export did not end";
    m_console->press(u"Close"_s);
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("there is no file");
}

void TestWindowExport::withoutASessionThereIsNothingToExport()
{
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    const QAction *action = m_console->controller()->actions()->action(ActionId::Export);
    QVERIFY(!action->isEnabled());
}

void TestWindowExport::theWholeSessionIsExported()
{
    receive(renamed(7, "Ada"));
    receive("hello");
    openDialog();
    const QByteArray rows = exported(u"NDJSON"_s);
    QCOMPARE(quint64(rows.count('\n')), m_console->session()->log()->size());
    QVERIFY(rows.contains(R"("kind":"note")"));
    QVERIFY(rows.contains(R"("kind":"malformed","raw":"hello")"));
    QVERIFY(rows.contains("Ada"));
}

void TestWindowExport::theFilteredEventsAreExported()
{
    receive(renamed(7, "Ada"));
    receive(renamed(8, "Grace"));
    m_console->models()->navigator.setFilter(withValues({}, FilterKey::Participant, {"8"}));
    openDialog();
    QVERIFY(m_console->find<QRadioButton>(u"What the events table shows, as it is filtered"_s)->isChecked());
    const QByteArray rows = exported(u"CSV"_s);
    QCOMPARE(rows.count('\n'), 2);
    QVERIFY(rows.contains(",Grace,"));
}

void TestWindowExport::aSelectedRequestIsExportedWithItsResponse()
{
    receive(renamed(7, "Ada"));
    ask();
    m_console->models()->navigator.select(m_console->session()->exchanges()->exchanges()[0].response);
    openDialog();
    m_console->find<QRadioButton>(u"What is selected"_s)->click();
    const QByteArray rows = exported(u"NDJSON"_s);
    QCOMPARE(rows.count('\n'), 2);
    QVERIFY(rows.contains(R"("kind":"request")") && rows.contains(R"("kind":"response")"));
}

void TestWindowExport::standInsAreExported()
{
    receive(renamed(7, "Ada"));
    openDialog();
    m_console->find<QCheckBox>(u"Replace names and ids of people and rooms"_s)->click();
    const QByteArray har = exported(u"HAR"_s);
    QVERIFY(har.contains("person ") && !har.contains("Ada"));
    QVERIFY(QJsonDocument::fromJson(har).object().contains(u"log"));
}

void TestWindowExport::aRecordingOfTheSessionOpensAgain()
{
    receive(renamed(7, "Ada"));
    ask();
    const quint64 rows = m_console->session()->log()->size();
    openDialog();
    QVERIFY(exported(u"MCAP"_s).startsWith("\x89MCAP"));
    Session opened;
    opened.openRecording(m_home->folder.filePath(u"rows"_s));
    QTRY_VERIFY(opened.opened()->isComplete);
    QCOMPARE(opened.opened()->remarks, QStringList());
    QCOMPARE(QString::fromUtf8(opened.facts().server), m_server->url().toString());
    QCOMPARE(opened.log()->size(), rows);
    QCOMPARE(opened.exchanges()->exchanges().size(), size_t(1));
    QCOMPARE(opened.exchanges()->exchanges()[0].state, ExchangeState::Answered);
    QCOMPARE(opened.rooms()->nameOf("1", "7"), u"Ada"_s);
}

void TestWindowExport::aRecordingThatIsBeingWrittenIsRefused()
{
    const QString path = m_home->folder.filePath(u"live.mcap"_s);
    m_console->session()->startRecording(path);
    QTRY_COMPARE(m_console->session()->recording().file, path); // every session is recorded somewhere
    QTRY_VERIFY(QFile::exists(path));
    openDialog();
    m_console->fill(m_console->find<QLineEdit>(u"File"_s), path);
    m_console->press(u"Export"_s);
    QVERIFY(m_console->shows(u"is being recorded"_s));
    QVERIFY(!m_console->shows(u"Press Replace"_s));
}

void TestWindowExport::withoutAFolderForDocumentsTheHomeFolderIsOffered()
{
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    openDialog();
    const QFileInfo offered(m_console->find<QLineEdit>(u"File"_s)->text());
    QVERIFY(offered.dir().exists());
    QCOMPARE(offered.path(), documents.exists() ? documents.path() : QDir::homePath());
}

QTEST_MAIN(TestWindowExport)
#include "tst_windowexport.moc"
