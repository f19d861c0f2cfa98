#include "tests/support/faketransport.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/closedpanebutton.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/commandspane.h"
#include "ui/widgets/eventspane.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/statisticspane.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelineview.h"

#include <QApplication>
#include <QDockWidget>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace console;
using namespace Qt::StringLiterals;

/// Where the keys go in a window with a session: what has the focus, and what acts wherever it is.
class TestWindowFocus : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void aWindowWithoutASessionIsPicturedWithoutWarnings();
    void spacePausesRightAfterConnecting();
    void spacePausesInTheTableWhetherARowIsChosenOrNot();
    void aRequestThatIsSentIsSelectedWithoutEndingToFollow();
    void spaceIsALetterInAField();
    void aWorkspaceHasItsFocusWhenItComesBack();
    void escEndsAMeasurementWhereverTheFocusIs();
    void escInATextFieldEndsNoMeasurement();
    void aNavigatorOpenedInANarrowWindowStays();
    void aNarrowWindowShowsTheCommandsToComposeFrom();
    void theInspectorKeepsItsWidthWhenTheNavigatorCameAndWent();
    void panesAreAsWideAsBeforeWhenThereIsRoomAgain();
    void aNavigatorThatWasClosedStaysClosedWhenThereIsRoomAgain();
    void theNavigatorComesBackWhileComposingWhenThereIsRoomAgain();
    void aButtonStandsForTheRoomsWhileTheyAreClosed();
    void aWorkspaceChosenWithTheMouseHasTheFocus();
    void aWorkspaceChosenOverThePaletteHasTheFocus();
    void thePaletteGivesTheFocusBackWhenTheWindowIsLeft();

private:
    template <typename Widget>
    Widget *part() const
    {
        const QList<Widget *> all = m_window->findChildren<Widget *>();
        return all.isEmpty() ? nullptr : all.first();
    }
    /// Keys go to whoever has the focus, as they do for a user.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget *focus = m_window->focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }
    /// The wire lives in the network thread.
    template <typename Work>
    void inNetwork(Work work) const
    {
        QMetaObject::invokeMethod(
            m_wire, [wire = m_wire, work] { work(wire); }, Qt::QueuedConnection);
    }
    QDockWidget *dock(const QString &name) const { return m_window->findChild<QDockWidget *>(name); }
    Navigator &navigator() const { return m_window->models()->navigator; }

    const Theme m_theme;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    test::FakeTransport *m_wire = nullptr;
};

void TestWindowFocus::init()
{
    Session::Options options;
    options.transport = [this] {
        auto transport = std::make_unique<test::FakeTransport>();
        m_wire = transport.get();
        return transport;
    };
    m_actions = std::make_unique<ActionRegistry>(&m_theme);
    m_session = std::make_unique<Session>(options);
    m_window = std::make_unique<MainWindow>(&m_theme, m_actions.get());
    m_window->resize(1440, 900);
    m_window->setSession(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    ConnectionSettings settings;
    settings.url = QUrl(u"wss://engage.example.net:9002"_s);
    m_session->open(settings);
    inNetwork([](test::FakeTransport *wire) { wire->succeed(); });
    QTRY_VERIFY(m_session->isConnected());
    QTRY_VERIFY(part<TimelineView>()->isVisible());
}

void TestWindowFocus::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void TestWindowFocus::aWindowWithoutASessionIsPicturedWithoutWarnings()
{
    ActionRegistry actions(&m_theme);
    MainWindow window(&m_theme, &actions);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::failOnWarning(QRegularExpression(u"Negative sizes"_s));
    QVERIFY(!window.grab().isNull());
}

void TestWindowFocus::spacePausesRightAfterConnecting()
{
    press(Qt::Key_Space);
    QVERIFY(navigator().isPaused());
    press(Qt::Key_Space);
    QVERIFY(!navigator().isPaused());
}

void TestWindowFocus::spacePausesInTheTableWhetherARowIsChosenOrNot()
{
    inNetwork([](test::FakeTransport *wire) { emit wire->textReceived(uR"({"Event":"move"})"_s); });
    PaneTable *table = part<EventsPane>()->table();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    part<TimelineView>()->setFocus();
    table->setFocus(); // which makes its first row the current one
    press(Qt::Key_Space);
    QVERIFY(navigator().isPaused());
    press(Qt::Key_Home);
    QVERIFY(navigator().current());
    press(Qt::Key_Space);
    QVERIFY(!navigator().isPaused());
    QVERIFY(navigator().current());
}

void TestWindowFocus::aRequestThatIsSentIsSelectedWithoutEndingToFollow()
{
    m_window->setWorkspace(Workspace::Compose);
    for (const bool following : {true, false}) {
        navigator().setFollowing(following);
        navigator().select({});
        m_session->send(R"({"Command":"get_version"})");
        QTRY_VERIFY(navigator().current());
        QCOMPARE(navigator().isFollowing(), following);
    }
}

void TestWindowFocus::spaceIsALetterInAField()
{
    press(Qt::Key_Slash);
    auto *field = qobject_cast<QLineEdit *>(m_window->focusWidget());
    QVERIFY(field);
    press(Qt::Key_Space);
    QVERIFY(!navigator().isPaused());
    QCOMPARE(field->text(), u" "_s);
}

void TestWindowFocus::aWorkspaceHasItsFocusWhenItComesBack()
{
    part<TimelineView>()->setFocus();
    press(Qt::Key_4, Qt::ControlModifier);
    QVERIFY(part<StatisticsPane>()->hasFocus());
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(part<TimelineView>()->hasFocus());
}

void TestWindowFocus::escEndsAMeasurementWhereverTheFocusIs()
{
    navigator().setMeasuredRange({1'000'000, 2'000'000});
    press(Qt::Key_4, Qt::ControlModifier);
    press(Qt::Key_Escape);
    QCOMPARE(navigator().measuredRange(), TimeRange());
}

void TestWindowFocus::escInATextFieldEndsNoMeasurement()
{
    const TimeRange measured{1'000'000, 2'000'000};
    navigator().setMeasuredRange(measured);
    press(Qt::Key_2, Qt::ControlModifier);
    auto *field = part<CommandsPane>()->findChild<QLineEdit *>();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(navigator().measuredRange(), measured);
}

void TestWindowFocus::aNavigatorOpenedInANarrowWindowStays()
{
    m_window->resize(1024, 700);
    QVERIFY(!part<NavigatorPane>()->isVisible());
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(part<NavigatorPane>()->isVisible());
    press(Qt::Key_4, Qt::ControlModifier);
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(part<NavigatorPane>()->isVisible());
}

void TestWindowFocus::aNarrowWindowShowsTheCommandsToComposeFrom()
{
    m_window->resize(1024, 700);
    QVERIFY(part<InspectorPane>()->isVisible());
    press(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(part<CommandsPane>()->isVisible());
    QVERIFY(!part<InspectorPane>()->isVisible());
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(part<InspectorPane>()->isVisible());
    QVERIFY(!m_actions->action(ActionId::Navigator)->isChecked());
}

void TestWindowFocus::theInspectorKeepsItsWidthWhenTheNavigatorCameAndWent()
{
    m_window->resize(1024, 700);
    const int before = part<InspectorPane>()->width();
    press(Qt::Key_B, Qt::ControlModifier);
    QCoreApplication::sendPostedEvents();
    QVERIFY(part<InspectorPane>()->width() >= 280);
    press(Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE(part<InspectorPane>()->width(), before);
}

void TestWindowFocus::panesAreAsWideAsBeforeWhenThereIsRoomAgain()
{
    auto *rooms = dock(u"navigator"_s);
    auto *inspector = dock(u"inspector"_s);
    m_window->resizeDocks({rooms, inspector}, {260, 400}, Qt::Horizontal);
    QTRY_COMPARE(rooms->width(), 260);
    QTRY_COMPARE(inspector->width(), 400);
    m_window->resize(1024, 700);
    QTRY_COMPARE(inspector->width(), 304);
    m_window->resize(1440, 900);
    QTRY_COMPARE(inspector->width(), 400);
    QTRY_COMPARE(rooms->width(), 260);
    m_window->resize(1024, 700);
    press(Qt::Key_B, Qt::ControlModifier); // so that nothing opens when there is room
    m_window->resize(1440, 900);
    QTRY_COMPARE(inspector->width(), 400);
    QTRY_COMPARE(rooms->width(), 260);
}

void TestWindowFocus::aNavigatorThatWasClosedStaysClosedWhenThereIsRoomAgain()
{
    press(Qt::Key_B, Qt::ControlModifier);
    m_window->resize(1024, 700);
    m_window->resize(1440, 900);
    QVERIFY(!part<NavigatorPane>()->isVisible());
}

void TestWindowFocus::theNavigatorComesBackWhileComposingWhenThereIsRoomAgain()
{
    m_window->resize(1024, 700);
    press(Qt::Key_2, Qt::ControlModifier);
    m_window->resize(1440, 900);
    QVERIFY(part<CommandsPane>()->isVisible());
    QVERIFY(part<InspectorPane>()->isVisible());
}

void TestWindowFocus::aButtonStandsForTheRoomsWhileTheyAreClosed()
{
    auto *button = part<ClosedPaneButton>();
    QVERIFY(!button->isVisible());
    m_window->resize(1024, 700);
    QVERIFY(button->isVisible());
    QVERIFY(button->toolTip().contains(u"Ctrl B"));
    button->click();
    QVERIFY(part<NavigatorPane>()->isVisible());
    QVERIFY(!button->isVisible());
}

void TestWindowFocus::aWorkspaceChosenWithTheMouseHasTheFocus()
{
    part<TimelineView>()->setFocus();
    const auto click = [this](const QString &workspace) {
        for (QToolButton *button : m_window->findChildren<QToolButton *>())
            if (button->accessibleName() == workspace)
                QTest::mouseClick(button, Qt::LeftButton);
    };
    click(u"Compose"_s);
    QVERIFY(part<CommandsPane>()->isAncestorOf(m_window->focusWidget()));
    click(u"Monitor"_s);
    QVERIFY(part<TimelineView>()->hasFocus());
}

void TestWindowFocus::aWorkspaceChosenOverThePaletteHasTheFocus()
{
    part<EventsPane>()->table()->setFocus();
    press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(part<CommandPalette>()->isVisible());
    press(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(!part<CommandPalette>()->isVisible());
    QVERIFY(part<CommandsPane>()->isAncestorOf(m_window->focusWidget()));
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(part<EventsPane>()->table()->hasFocus());
}

void TestWindowFocus::thePaletteGivesTheFocusBackWhenTheWindowIsLeft()
{
    part<TimelineView>()->setFocus();
    press(Qt::Key_K, Qt::ControlModifier);
    QWidget other;
    other.show();
    other.activateWindow();
    QTRY_VERIFY(!part<CommandPalette>()->isVisible());
    QCOMPARE(m_window->focusWidget(), part<TimelineView>());
}

QTEST_MAIN(TestWindowFocus)
#include "tst_windowfocus.moc"
