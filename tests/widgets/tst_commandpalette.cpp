#include "lib/filter/filterparser.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/heldpool.h"
#include "ui/models/paletteevents.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/palettecontrol.h"
#include "ui/widgets/palettefield.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// The palette in a whole window, by the keyboard as a user has it.
class TestCommandPalette : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { installTheme(qApp, m_theme.get()); }
    void init();
    void cleanup();

    void theKeysAndTheFieldOpenIt();
    void escClosesItAndGivesTheFocusBack();
    void itClosesWhenTheFocusGoesElsewhere();
    void aClickBesideItClosesIt();
    void anActionIsRunByEnter();
    void theArrowsPassOverTitles();
    void thePageKeysWalkFar();
    void aPersonIsSelected_data();
    void aPersonIsSelected();
    void whatIsChosenAmongNumbersIsShownInTheMonitor_data();
    void whatIsChosenAmongNumbersIsShownInTheMonitor();
    void aNumberGoesToItsMessage();
    void aTimeGoesToItsMessage();
    void anEventOfThePastIsFoundByItsSentenceAndSelected();
    void whatIsCurrentStaysWhenEventsAreFound();
    void whatIsCurrentStaysWhenItsWordsHaveChanged();
    void whoIsCurrentStaysAmongOthersOfTheSameWords();
    void aCommandOpensTheComposer();
    void aRequestThatCannotBeSentStaysOrIsComposed();
    void aRequestThatCannotBeSentAnyMoreIsComposed();
    void tabRunsNothingThatIsNotComposed();
    void aFilterIsSet();
    void whatWasUsedLatelyComesFirst();
    void nothingFoundSaysSo();
    void whileItSearchesItDoesNotSayThatNothingIsThere();
    void whatNeedsASessionIsLeftOut();
    void savedConnectionsAreFound();
    void assistiveTechnologyHearsTheCurrentRow();
    void asInThePicture();

private:
    CommandPalette *palette() const { return m_window->palette()->palette(); }
    void open() { QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier); }
    void type(const QString &text) { QTest::keyClicks(palette()->field(), text); }
    void press(Qt::Key key) { QTest::keyClick(palette()->field(), key); }
    QString current() const
    {
        QString text = palette()->list()->currentIndex().data().toString();
        return text.remove(QChar(0x2068)).remove(QChar(0x2069));
    }

    const std::unique_ptr<Theme> m_theme = std::make_unique<Theme>();
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    BatchBuilder m_builder;
};

void TestCommandPalette::init()
{
    m_actions = std::make_unique<ActionRegistry>(m_theme.get());
    m_session = std::make_unique<Session>();
    m_builder = {};
    m_builder.received(
        R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":104,"name":"Daniel Kim"}})");
    for (int i = 0; i < 40; ++i)
        m_builder.after(1'000'000).received(
            R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":104,"control":2,"value":1}})");
    m_window = std::make_unique<MainWindow>(m_theme.get(), m_actions.get());
    m_window->resize(1440, 900);
    m_session->log()->append(m_builder.take());
    m_window->setSession(m_session.get());
    m_window->show();
    // As if a connection had been there: what was received stays on screen.
    m_window->palette()->setSessionShown(true);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(m_window->models()->feed.end(), m_session->log()->end());
}

void TestCommandPalette::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void TestCommandPalette::theKeysAndTheFieldOpenIt()
{
    QVERIFY(!palette()->isVisible());
    open();
    QVERIFY(palette()->isVisible());
    QVERIFY(palette()->field()->hasFocus());
    press(Qt::Key_Escape);
    auto *field = qobject_cast<PaletteField *>(m_window->menuBar()->cornerWidget());
    QVERIFY(field);
    QTest::mouseClick(field, Qt::LeftButton);
    QVERIFY(palette()->isVisible());
    QVERIFY(m_window->isEnabled());
    QVERIFY(!QApplication::activeModalWidget());
}

void TestCommandPalette::escClosesItAndGivesTheFocusBack()
{
    QWidget *before = m_window->focusWidget();
    open();
    type(u"abc"_s);
    press(Qt::Key_Escape);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_window->focusWidget(), before);
    open();
    QVERIFY(palette()->field()->text().isEmpty());
}

void TestCommandPalette::itClosesWhenTheFocusGoesElsewhere()
{
    open();
    m_window->menuBar()->cornerWidget()->setFocus();
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_window->focusWidget(), m_window->menuBar()->cornerWidget());
}

void TestCommandPalette::aClickBesideItClosesIt()
{
    open();
    QTest::mouseClick(palette(), Qt::LeftButton, {}, QPoint(5, palette()->height() - 5));
    QVERIFY(!palette()->isVisible());
}

void TestCommandPalette::anActionIsRunByEnter()
{
    open();
    type(u"light"_s);
    QCOMPARE(current(), u"Light"_s);
    press(Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QVERIFY(m_actions->action(ActionId::AppearanceLight)->isChecked());
}

void TestCommandPalette::theArrowsPassOverTitles()
{
    open();
    QCOMPARE(palette()->list()->currentIndex().row(), 1);
    press(Qt::Key_Up);
    QCOMPARE(palette()->list()->currentIndex().row(), 1);
    const int rows = palette()->list()->model()->rowCount();
    QSet<int> seen;
    for (int i = 0; i < rows; ++i) {
        seen += palette()->list()->currentIndex().row();
        QVERIFY(!palette()->list()->currentIndex().data(PaletteModel::IsGroupRole).toBool());
        press(Qt::Key_Down);
    }
    QCOMPARE(palette()->list()->currentIndex().row(), rows - 1);
    QVERIFY(seen.size() > rows / 2);
}

void TestCommandPalette::thePageKeysWalkFar()
{
    open();
    press(Qt::Key_PageDown);
    QVERIFY(palette()->list()->currentIndex().row() > 5);
    press(Qt::Key_PageDown);
    press(Qt::Key_PageDown);
    QCOMPARE(palette()->list()->currentIndex().row(), palette()->list()->model()->rowCount() - 1);
    press(Qt::Key_PageUp);
    press(Qt::Key_PageUp);
    press(Qt::Key_PageUp);
    QCOMPARE(palette()->list()->currentIndex().row(), 1);
}

void TestCommandPalette::aPersonIsSelected_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"dan", "kim", "mute da", "mute 10"}) // none of these asks for a request
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestCommandPalette::aPersonIsSelected()
{
    QFETCH(QString, query);
    open();
    type(query);
    QCOMPARE(current(), u"Daniel Kim"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_window->models()->navigator.person(), (PersonRef{"1", "104"}));
}

void TestCommandPalette::whatIsChosenAmongNumbersIsShownInTheMonitor_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"daniel", "17", "joined", "-5 s", "room: 1"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestCommandPalette::whatIsChosenAmongNumbersIsShownInTheMonitor()
{
    QFETCH(QString, query);
    m_window->setWorkspace(Workspace::Statistics);
    m_window->palette()->setSessionShown(true);
    open();
    type(query);
    press(Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_window->workspace(), Workspace::Monitor);
}

void TestCommandPalette::aNumberGoesToItsMessage()
{
    open();
    type(u"17"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_window->models()->navigator.current(), MessageId(17));
    open();
    type(u"4711"_s); // beyond the end: said, and nothing happens
    press(Qt::Key_Return);
    QVERIFY(palette()->isVisible());
    QCOMPARE(m_window->models()->navigator.current(), MessageId(17));
}

void TestCommandPalette::aTimeGoesToItsMessage()
{
    m_window->models()->navigator.select(MessageId(20));
    open();
    type(u"+5 s"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_window->models()->navigator.current(), MessageId(25));
}

void TestCommandPalette::anEventOfThePastIsFoundByItsSentenceAndSelected()
{
    open();
    type(u"kim joined"_s);
    QTRY_COMPARE(palette()->list()->model()->rowCount(), 4); // to filter for the words is offered below it
    QCOMPARE(current(), u"Daniel Kim joined"_s);
    press(Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_window->models()->navigator.current(), MessageId(1));
}

void TestCommandPalette::whatIsCurrentStaysWhenEventsAreFound()
{
    test::HeldPool pool;
    open();
    type(u"mute dan"_s);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    const QString before = current();
    const int rows = palette()->list()->model()->rowCount();
    pool.release();
    QTRY_COMPARE(palette()->list()->model()->rowCount(), rows + int(PaletteEvents::offeredEvents));
    QCOMPARE(current(), before);
}

void TestCommandPalette::whatIsCurrentStaysWhenItsWordsHaveChanged()
{
    const auto receiveLayouts = [this](int count) {
        for (int i = 0; i < count; ++i)
            m_builder.received(
                R"({"Event":"IMM_EVENT_SET_ROOM_LAYOUT","values":{"room_id":1,"layout_id":2}})");
        m_session->log()->append(m_builder.take());
        QTRY_COMPARE(m_window->models()->feed.end(), m_session->log()->end());
    };
    const auto words = [this] {
        return palette()->list()->currentIndex().data(PaletteModel::DetailRole).toString();
    };
    receiveLayouts(50);
    test::HeldPool pool;
    open();
    type(u"newest"_s);
    QVERIFY(words() != u"the newest of 50"_s);
    for (int row = 0; row < 9 && words() != u"the newest of 50"; ++row)
        press(Qt::Key_Down);
    receiveLayouts(1);
    pool.release();
    QTRY_COMPARE(words(), u"the newest of 51"_s);
}

void TestCommandPalette::whoIsCurrentStaysAmongOthersOfTheSameWords()
{
    const QByteArray alike(100, 'x'); // what is shown of an id is shorter
    for (const char *end : {"1", "2", "3"}) {
        const QByteArray who = R"(","values":{"room_id":1,"participant_id":")" + alike + end + alike;
        m_builder.received(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT)" + who + R"(","name":"Twin"}})");
        m_builder.received(
            R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE)" + who + R"(","control":2,"value":1}})");
    }
    m_session->log()->append(m_builder.take());
    test::HeldPool pool;
    open();
    type(u"mute twin"_s);
    while (current() != u"Mute Twin")
        press(Qt::Key_Down);
    press(Qt::Key_Down); // the second of three
    const int rows = palette()->list()->model()->rowCount();
    pool.release();
    QTRY_COMPARE(palette()->list()->model()->rowCount(), rows + int(PaletteEvents::offeredEvents));
    press(Qt::Key_Tab);
    QCOMPARE(m_window->workspace(), Workspace::Compose);
    QVERIFY(m_window->models()->composer.json().contains(alike + '2' + alike));
}

void TestCommandPalette::aCommandOpensTheComposer()
{
    open();
    const auto hint = [this](const QString &text) {
        const QList<QLabel *> labels = palette()->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *it) { return it->isVisible() && it->text().startsWith(text); });
    };
    type(u"mute kim"_s);
    QVERIFY(hint(u"Enter  run"_s) && hint(u"Tab  open"_s));
    palette()->field()->clear();
    type(u"set participant seat"_s);
    QVERIFY(hint(u"Enter  open in the composer"_s) && !hint(u"Tab"_s));
    QCOMPARE(current(), u"set_participant_seat"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_window->workspace(), Workspace::Compose);
    QCOMPARE(m_window->models()->composer.commandName(), u"set_participant_seat"_s);
}

void TestCommandPalette::aRequestThatCannotBeSentStaysOrIsComposed()
{
    open();
    type(u"mute daniel"_s);
    QCOMPARE(current(), u"Mute Daniel Kim"_s);
    press(Qt::Key_Return); // not connected
    QVERIFY(palette()->isVisible());
    press(Qt::Key_Tab);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_window->workspace(), Workspace::Compose);
    QVERIFY(m_window->models()->composer.json().contains("\"participant_id\": 104"));
}

void TestCommandPalette::aRequestThatCannotBeSentAnyMoreIsComposed()
{
    const QByteArray json = R"({"Command":"get_version"})";
    emit palette()->chosen({.target = RequestTarget{json}}, false); // as if the connection had just ended
    QCOMPARE(m_window->workspace(), Workspace::Compose);
    QCOMPARE(m_window->models()->composer.json(), json);
}

void TestCommandPalette::tabRunsNothingThatIsNotComposed()
{
    open();
    type(u"light"_s);
    press(Qt::Key_Tab);
    QVERIFY(palette()->isVisible());
    QVERIFY(!m_actions->action(ActionId::AppearanceLight)->isChecked());
    palette()->field()->clear();
    type(u"set participant seat"_s);
    press(Qt::Key_Tab);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_window->workspace(), Workspace::Compose);
}

void TestCommandPalette::aFilterIsSet()
{
    open();
    type(u"room: 1"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_window->models()->navigator.filter(), parseFilter(u"room: 1"_s).expression);
}

void TestCommandPalette::whatWasUsedLatelyComesFirst()
{
    open();
    type(u"dark"_s);
    press(Qt::Key_Return);
    open();
    QCOMPARE(current(), u"Dark"_s);
}

void TestCommandPalette::nothingFoundSaysSo()
{
    open();
    type(u"( qqq"_s);
    QVERIFY(!palette()->list()->isVisible());
    QTRY_COMPARE(palette()->field()->accessibleDescription(), u"Nothing is found."_s);
    press(Qt::Key_Return);
    QVERIFY(palette()->isVisible());
}

void TestCommandPalette::whileItSearchesItDoesNotSayThatNothingIsThere()
{
    test::HeldPool pool;
    open();
    type(u"( qqq"_s);
    const auto isSaid = [this](const QString &text) {
        const QList<QLabel *> labels = palette()->findChildren<QLabel *>();
        return palette()->field()->accessibleDescription() == text
            && std::ranges::any_of(
                labels, [&](const QLabel *it) { return it->isVisible() && it->text() == text; });
    };
    QVERIFY(isSaid(u"Searching older events…"_s));
    pool.release();
    QTRY_VERIFY(isSaid(u"Nothing is found."_s));
}

void TestCommandPalette::whatNeedsASessionIsLeftOut()
{
    m_window->palette()->setSessionShown(false);
    m_actions->action(ActionId::Send)->setEnabled(false);
    open();
    type(u"send"_s);
    QVERIFY(current() != u"Send"_s);
    press(Qt::Key_Escape);
    open();
    type(u"dan"_s);
    QVERIFY(current() != u"Daniel Kim"_s);
}

void TestCommandPalette::savedConnectionsAreFound()
{
    const QUuid id = QUuid::createUuid();
    m_window->palette()->setSaved({{id, u"Hall A"_s, u"wss://engage-01:9002"_s}});
    QSignalSpy chosen(m_window.get(), &MainWindow::savedChosen);
    open();
    type(u"hall"_s);
    QCOMPARE(current(), u"Connect to Hall A"_s);
    press(Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toUuid(), id);
}

void TestCommandPalette::assistiveTechnologyHearsTheCurrentRow()
{
    open();
    type(u"light"_s);
    const QString spoken = u"Light, View, on"_s.first(11);
    QVERIFY2(palette()->field()->accessibleDescription().startsWith(spoken),
        qPrintable(palette()->field()->accessibleDescription()));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(palette()->list());
    QVERIFY(list);
    QCOMPARE(list->childCount(), palette()->list()->model()->rowCount());
    QAccessibleInterface *row = list->child(palette()->list()->currentIndex().row());
    QVERIFY(row->state().selected);
    QVERIFY2(row->text(QAccessible::Name).startsWith(spoken), qPrintable(row->text(QAccessible::Name)));
}

/// For looking at: written where PANE_GRABS says, else nowhere.
void TestCommandPalette::asInThePicture()
{
    const QString folder = qEnvironmentVariable("PANE_GRABS");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        m_theme->setScheme(scheme);
        open();
        type(u"mute dan"_s);
        QVERIFY(palette()->isVisible());
        QTRY_COMPARE(palette()->list()->palette().color(QPalette::Base), m_theme->colours().base);
        if (!folder.isEmpty())
            QVERIFY(m_window->grab().save(
                folder + (scheme == Scheme::Dark ? u"/palette-dark.png"_s : u"/palette-light.png"_s)));
        press(Qt::Key_Escape);
    }
}

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
