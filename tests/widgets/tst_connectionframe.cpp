#include "ui/widgets/actionregistry.h"
#include "ui/widgets/choicelist.h"
#include "ui/widgets/connectingpage.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/connectionfailedpage.h"
#include "ui/widgets/diagnosisdialog.h"
#include "ui/widgets/figurebutton.h"
#include "ui/widgets/ladderview.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/reportpanel.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/welcomepage.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

bool shows(const QWidget &widget, const QString &text)
{
    for (const auto *label : widget.findChildren<QLabel *>())
        if (label->isVisibleTo(&widget) && label->text() == text)
            return true;
    return false;
}

QPushButton *button(const QWidget &widget, const QString &text)
{
    for (auto *candidate : widget.findChildren<QPushButton *>())
        if (candidate->text() == text)
            return candidate;
    return nullptr;
}

/// One that was replaced is hidden until it is deleted.
ChoiceRow *row(const QWidget &widget, const QString &title)
{
    for (auto *candidate : widget.findChildren<ChoiceRow *>())
        if (candidate->accessibleName() == title && !candidate->isHidden())
            return candidate;
    return nullptr;
}

ConnectionStatus statusOf(ConnectionState state)
{
    ConnectionStatus status;
    status.state = state;
    return status;
}

} // namespace

class TestConnectionFrame : public QObject
{
    Q_OBJECT
private slots:
    void theButtonDoesWhatTheStateAsksFor()
    {
        ConnectionBar bar(&m_theme, &m_actions);
        bar.resize(1440, 45);
        bar.setTarget(u"Hall A"_s, u"wss://engage-01:9002"_s);
        QSignalSpy reconnect(&bar, &ConnectionBar::reconnectRequested);
        QSignalSpy disconnect(&bar, &ConnectionBar::disconnectRequested);
        const auto press = [&](ConnectionState state, const QString &text) {
            bar.setStatus(statusOf(state));
            QPushButton *found = button(bar, text);
            QVERIFY2(found, qPrintable(text));
            found->click();
        };
        press(ConnectionState::NotConnected, u"Connect"_s);
        press(ConnectionState::Failed, u"Try again"_s);
        QCOMPARE(reconnect.size(), 2);
        press(ConnectionState::CheckingCertificate, u"Cancel"_s);
        press(ConnectionState::WaitingForDecision, u"Cancel"_s);
        press(ConnectionState::Connected, u"Disconnect"_s);
        QCOMPARE(disconnect.size(), 3);
    }

    void whileTheNextTryIsWaitedForItCanBeHurriedOrStopped()
    {
        ConnectionBar bar(&m_theme, &m_actions);
        bar.resize(1440, 45);
        bar.setTarget(u"Hall A"_s, u"wss://engage-01:9002"_s);
        bar.show();
        QVERIFY(!button(bar, u"Try now"_s)->isVisible());
        ConnectionStatus lost = statusOf(ConnectionState::Retrying);
        lost.nextTry = QDateTime::currentMSecsSinceEpoch() * 1'000 + 3'600'000'000;
        bar.setStatus(lost);
        QVERIFY(shows(bar, u"Connection lost, next try in 3600 s"_s));
        QSignalSpy now(&bar, &ConnectionBar::tryNowRequested);
        QSignalSpy stop(&bar, &ConnectionBar::disconnectRequested);
        button(bar, u"Try now"_s)->click();
        button(bar, u"Stop"_s)->click();
        QCOMPARE(now.size(), 1);
        QCOMPARE(stop.size(), 1);
        bar.setStatus(statusOf(ConnectionState::Connected));
        QVERIFY(!button(bar, u"Try now"_s)->isVisible());
    }

    void aServerThatIsOnlyWatchedHasALock()
    {
        ConnectionBar bar(&m_theme, &m_actions);
        bar.resize(1440, 45);
        bar.show();
        QVERIFY(!shows(bar, u"Monitor only"_s));
        bar.setMonitorOnly(true);
        QVERIFY(shows(bar, u"Monitor only"_s));
    }

    void theTimeOfARecordingStandsStillWhereNothingCanCome()
    {
        ConnectionBar bar(&m_theme, &m_actions);
        bar.resize(1440, 45);
        bar.show();
        RecorderStatus recording;
        recording.state = RecorderStatus::State::Recording;
        recording.file = u"a.mcap"_s;
        recording.since = 1'795'000'000'000'000; // long ago
        recording.until = recording.since + 62'000'000;
        bar.setRecording(recording);
        for (const auto state : {ConnectionState::Failed, ConnectionState::NotConnected}) {
            bar.setStatus(statusOf(state));
            QVERIFY(button(bar, u"Recording 00:01:02"_s));
        }
        for (const auto state : {ConnectionState::Connected, ConnectionState::Retrying}) {
            bar.setStatus(statusOf(state));
            QVERIFY(!button(bar, u"Recording 00:01:02"_s));
        }
    }

    void anAddressIsTypedAndEntered()
    {
        ConnectionBar bar(&m_theme, &m_actions);
        bar.resize(1440, 45);
        bar.setStatus({});
        bar.show();
        QVERIFY(!button(bar, u"Connect"_s)->isEnabled());
        QSignalSpy entered(&bar, &ConnectionBar::addressEntered);
        auto *edit = bar.findChild<QLineEdit *>();
        QTest::keyClicks(edit, u"engage-02"_s);
        QVERIFY(button(bar, u"Connect"_s)->isEnabled());
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(entered.size(), 1);
        QCOMPARE(entered.first().first().toString(), u"engage-02"_s);
    }

    void aNarrowBarKeepsStateAndName()
    {
        ConnectionBar bar(&m_theme, &m_actions);
        bar.setTarget(u"<b>Hall</b> A"_s, u"wss://engage-01:9002"_s);
        bar.setStatus(statusOf(ConnectionState::Connected));
        bar.resize(1024, 45);
        bar.show();
        QVERIFY(shows(bar, u"Connected"_s));
        QVERIFY(shows(bar, u"<b>Hall</b> A"_s));
        QVERIFY(!shows(bar, u"wss://engage-01:9002"_s));
        bar.resize(1440, 45);
        QTRY_VERIFY(shows(bar, u"wss://engage-01:9002"_s));
    }

    void workspacesFollowTheirActions()
    {
        ConnectionBar bar(&m_theme, &m_actions);
        const auto find = [&bar](const QString &name) {
            for (auto *candidate : bar.findChildren<QToolButton *>())
                if (candidate->accessibleName() == name)
                    return candidate;
            return static_cast<QToolButton *>(nullptr);
        };
        find(u"Compose"_s)->click();
        QVERIFY(m_actions.action(ActionId::Compose)->isChecked());
        m_actions.action(ActionId::Monitor)->trigger();
        QVERIFY(find(u"Monitor"_s)->isChecked());
        QVERIFY(!find(u"Compose"_s)->isChecked());
    }

    void figuresAreShownTwiceASecond()
    {
        StatusBar bar(&m_theme);
        bar.resize(1440, 26);
        bar.setStatus(statusOf(ConnectionState::Connected));
        SessionFigures figures;
        figures.hasSession = true;
        figures.requests = 42;
        figures.waiting = 1;
        bar.setFigures(figures);
        QVERIFY(!shows(bar, u"42"_s)); // not before its time
        QTRY_VERIFY(shows(bar, u"42"_s));
        QVERIFY(shows(bar, u"requests, 1 waiting"_s));
        QVERIFY(shows(bar, u"0 dropped"_s));
        QVERIFY(!shows(bar, u"0 malformed"_s));
    }

    void withoutAConnectionNoEventComesNow()
    {
        StatusBar bar(&m_theme);
        bar.resize(1440, 26);
        SessionFigures figures;
        figures.hasSession = true;
        figures.lastEvent = 1'000'000;
        bar.setFigures(figures);
        bar.setStatus(statusOf(ConnectionState::Connected));
        bar.refresh(7'000'000);
        QVERIFY(shows(bar, u"last event now"_s));
        bar.setStatus(statusOf(ConnectionState::Retrying));
        bar.refresh(7'000'000);
        QVERIFY(shows(bar, u"last event 6 s ago"_s));
        bar.refresh(1'100'000);
        QVERIFY(!shows(bar, u"last event now"_s));
    }

    void droppedAndRecordedLeadToAllCountsByPointerAndKeys()
    {
        StatusBar bar(&m_theme);
        bar.resize(1440, 26);
        bar.setStatus(statusOf(ConnectionState::Connected));
        SessionFigures figures;
        figures.hasSession = true;
        figures.recording.state = RecorderStatus::State::Recording;
        figures.recording.size = 2'100'000;
        figures.unmatched = 1;
        figures.malformed = 3;
        bar.setFigures(figures);
        bar.show();
        bar.refresh(0);
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        const QSignalSpy requested(&bar, &StatusBar::countsRequested);
        const QSignalSpy unmatched(&bar, &StatusBar::unmatchedRequested);
        const QSignalSpy malformed(&bar, &StatusBar::malformedRequested);
        const QList<FigureButton *> buttons = bar.findChildren<FigureButton *>();
        QCOMPARE(buttons.size(), 4);
        QCOMPARE(buttons[0]->accessibleName(), u"1 unmatched"_s);
        QCOMPARE(buttons[1]->accessibleName(), u"3 malformed"_s);
        QCOMPARE(buttons[2]->accessibleName(), u"0 dropped"_s);
        QCOMPARE(buttons[3]->accessibleName(), u"2.1 MB"_s);
        for (FigureButton *button : buttons) {
            QVERIFY(button->size().height() > 10);
            QTest::mouseClick(button->childAt(button->rect().center()), Qt::LeftButton);
            button->setFocus(Qt::TabFocusReason);
            QTest::keyClick(button, Qt::Key_Return);
        }
        QCOMPARE(requested.size(), 4);
        QCOMPARE(unmatched.size(), 2);
        QCOMPARE(malformed.size(), 2);
    }

    void aNoticeReplacesTheOneAboutTheSameThing()
    {
        NoticeBar bar(&m_theme);
        bar.show({.id = u"lost"_s, .title = u"First"_s});
        bar.show({.id = u"lost"_s, .title = u"Second"_s});
        QTRY_VERIFY(!shows(bar, u"First"_s));
        QVERIFY(shows(bar, u"Second"_s));
        QSignalSpy closed(&bar, &NoticeBar::closed);
        QTest::mouseClick(bar.findChild<QToolButton *>({}, Qt::FindChildrenRecursively), Qt::LeftButton);
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(!bar.has(u"lost"_s));
    }

    void aWarningIsNotCutInANarrowWindow()
    {
        QWidget window; // the area that the bar stands in grows with it
        auto *column = new QVBoxLayout(&window);
        auto *bar = new NoticeBar(&m_theme);
        column->addWidget(bar);
        column->addStretch(1);
        window.resize(640, 400);
        window.show();
        const QString warning = u"The server was given a new certificate, or someone is in between. Ask the "
                                u"operator before you replace it."_s;
        bar->show({.id = u"changed"_s, .title = u"Changed"_s, .text = warning, .actions = {u"Compare…"_s}});
        QLabel *text = nullptr;
        for (auto *label : bar->findChildren<QLabel *>())
            if (label->text() == warning)
                text = label;
        QVERIFY(text);
        const auto needed = [text] {
            const QRect room(0, 0, text->width(), 1'000);
            return text->fontMetrics().boundingRect(room, Qt::TextWordWrap, text->text()).height();
        };
        QTRY_VERIFY(text->height() >= needed() && text->width() > 100);
        QVERIFY(text->height() >= 2 * text->fontMetrics().lineSpacing());
        window.resize(1600, 400);
        QTRY_VERIFY(text->height() < 2 * text->fontMetrics().lineSpacing());
    }

    void theWelcomePageIsWalkedWithKeys()
    {
        WelcomePage page(&m_theme, &m_actions);
        const QUuid id = QUuid::createUuid();
        page.setSaved({{id, u"Hall A"_s, u"wss://engage-01:9002"_s}});
        page.resize(1200, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.focusFirst();
        QSignalSpy chosen(&page, &WelcomePage::savedChosen);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toUuid(), id);
        QSignalSpy demo(m_actions.action(ActionId::DemoServer), &QAction::triggered);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(demo.size(), 1);
    }

    void aFailureSaysWhyAndWhatToDo()
    {
        ConnectionFailedPage page(&m_theme);
        FailureContext context;
        context.host = u"engage-01"_s;
        context.port = 9002;
        page.setFailure(describeFailure(FailureKind::ConnectionRefused, context));
        QSignalSpy asked(&page, &ConnectionFailedPage::actionRequested);
        button(page, u"Try again"_s)->click();
        button(page, u"Edit address…"_s)->click();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked.at(0).first().value<FailureAction>(), FailureAction::TryAgain);
        QCOMPARE(asked.at(1).first().value<FailureAction>(), FailureAction::EditAddress);
        for (const auto *label : page.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void theLadderTellsHowFarItGot()
    {
        LadderView ladder(&m_theme);
        ladder.resize(400, 300);
        ladder.show();
        ProbeReport report;
        report.steps = {{ProbeStep::Address, StepOutcome::Done, 3'000, u"192.0.2.14"_s},
            {ProbeStep::Port, StepOutcome::Failed, 4'200, u"<b>refused</b>"_s},
            {ProbeStep::Certificate, StepOutcome::Pending, 0, {}}};
        ladder.setReport(report);
        QVERIFY(shows(ladder, u"Find the address"_s) && shows(ladder, u"3 ms"_s) && shows(ladder, u"4 ms"_s));
        QVERIFY(shows(ladder, u"<b>refused</b>"_s));
        for (const auto *label : ladder.findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            if (label->text() == u"Reach the port"_s)
                QCOMPARE(label->accessibleDescription(), u"failed"_s);
            if (label->text() == u"First message"_s)
                QCOMPARE(label->accessibleDescription(), u"not reached"_s);
        }
    }

    void whatAskingAgainFoundIsSaidWhereItDiffers()
    {
        ConnectionFailedPage page(&m_theme);
        page.resize(1400, 800);
        page.show();
        page.setFailure(
            describeFailure(FailureKind::ConnectionRefused, {.host = u"engage-01"_s, .port = 9002}));
        ProbeReport report;
        report.startedAt = 1;
        report.finished = true;
        page.setReport(report);
        QVERIFY(shows(page, u"Asked again, everything worked. Try again."_s));
        report.failure =
            describeFailure(FailureKind::ConnectionRefused, {.host = u"engage-01"_s, .port = 9002});
        page.setReport(report);
        QVERIFY(!shows(page, u"Asked again, everything worked. Try again."_s));
    }

    void theReportIsCopiedAsText()
    {
        ReportPanel panel(&m_theme);
        ProbeReport report;
        report.startedAt = 1;
        report.lines = {{1, u"address engage-01: 192.0.2.14"_s, ProbeLine::Tone::Plain}};
        panel.setReport(report, u"Hall A, wss://engage-01:9002"_s);
        button(panel, u"Copy report"_s)->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(u"Hall A, wss://engage-01:9002"_s));
        QVERIFY(copied.contains(u"address engage-01: 192.0.2.14"_s));
    }

    void theDoctorsDialogSaysThatItWorks()
    {
        DiagnosisDialog dialog(&m_theme, u"Hall A"_s);
        dialog.show();
        QVERIFY(shows(dialog, u"Asking the server…"_s));
        QVERIFY(!button(dialog, u"Ask again"_s)->isEnabled());
        ProbeReport report;
        report.finished = true;
        dialog.setReport(report);
        QVERIFY(shows(dialog, u"The connection works"_s));
        QSignalSpy again(&dialog, &DiagnosisDialog::againRequested);
        button(dialog, u"Ask again"_s)->click();
        QCOMPARE(again.size(), 1);
    }

    void earlierRecordingsAreChosenWithKeysAndMouse()
    {
        WelcomePage page(&m_theme, &m_actions);
        page.show();
        QVERIFY(!shows(page, u"Recent recordings"_s));
        page.setSaved({{QUuid::createUuid(), u"Hall A"_s, u"wss://engage:9002"_s}});
        QVERIFY(shows(page, u"None yet. Sessions that are recorded appear here."_s));
        page.setRecordings({{u"/r/3"_s, u"Three"_s, u"engage:9002 · being recorded"_s, true},
            {u"/r/2"_s, u"Two"_s, {}}, {u"/r/1"_s, u"One"_s, {}}, {u"/r/0"_s, u"Zero"_s, {}}});
        QVERIFY(shows(page, u"Recent recordings"_s));
        QVERIFY(!shows(page, u"None yet. Sessions that are recorded appear here."_s));
        QVERIFY2(!row(page, u"Zero"_s), "the oldest ones are in their folder");
        QCOMPARE(row(page, u"Three"_s)->accessibleDescription(), u"engage:9002 · being recorded"_s);
        QSignalSpy chosen(&page, &WelcomePage::recordingChosen);
        QTest::mouseClick(row(page, u"Two"_s), Qt::LeftButton);
        QTest::keyClick(row(page, u"Three"_s), Qt::Key_Return);
        QCOMPARE(chosen, QList<QVariantList>({{u"/r/2"_s}, {u"/r/3"_s}}));
    }

    void theFocusStaysAmongTheRecordingsWhenOneComes()
    {
        WelcomePage page(&m_theme, &m_actions);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.setRecordings({{u"/r/1"_s, u"One"_s, {}}});
        row(page, u"One"_s)->setFocus();
        page.setRecordings({{u"/r/2"_s, u"Two"_s, {}}, {u"/r/1"_s, u"One"_s, {}}});
        QCOMPARE(page.focusWidget(), row(page, u"Two"_s));
        page.setRecordings({});
        QCOMPARE(page.focusWidget(), row(page, u"Try the demo server"_s));
    }

    void openRecordingStandsAmongTheFirstChoices()
    {
        WelcomePage page(&m_theme, &m_actions);
        QSignalSpy triggered(m_actions.action(ActionId::OpenRecording), &QAction::triggered);
        row(page, u"Open recording…"_s)->click();
        QCOMPARE(triggered.size(), 1);
    }

    void stepsAppearOnlyWhenItTakesTime()
    {
        ConnectingPage page(&m_theme);
        page.resize(600, 400);
        page.show();
        page.setTarget(u"Hall A"_s, {});
        page.setStatus(statusOf(ConnectionState::Connecting));
        QVERIFY(!shows(page, u"Reach the port"_s));
        QTRY_VERIFY(shows(page, u"Reach the port"_s));
        page.setStatus(statusOf(ConnectionState::Connected));
        page.setStatus(statusOf(ConnectionState::FindingAddress));
        QVERIFY(!shows(page, u"Reach the port"_s));
    }

private:
    Theme m_theme;
    ActionRegistry m_actions{&m_theme};
};

QTEST_MAIN(TestConnectionFrame)
#include "tst_connectionframe.moc"
