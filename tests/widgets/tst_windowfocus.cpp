#include "tests/support/faketransport.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/actionregistry.h"
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
#include <QLineEdit>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// Where the keys go in a window with a session: what has the focus, and what acts wherever it is.
class TestWindowFocus : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

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

QTEST_MAIN(TestWindowFocus)
#include "tst_windowfocus.moc"
