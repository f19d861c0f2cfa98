#include "lib/filter/filterparser.h"
#include "tests/support/logwriter.h"
#include "ui/models/commandlistmodel.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/bookmarkspane.h"
#include "ui/widgets/fielddialog.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/sessionactions.h"
#include "ui/widgets/sessionpanes.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace console;
using namespace Qt::StringLiterals;

/// A session's views in a window, without a connection.
class TestSessionActions : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void aKeySetsABookmarkAndTakesItAway();
    void aNoteIsWrittenAndFoundInTheList();
    void cancelLeavesTheNoteAsItWas();
    void keysWalkFromBookmarkToBookmark();
    void theListGoesToAMessageAndDropsItsBookmark();
    void aSingleKeyIsALetterInAField();
    void whatCannotBeSavedIsSaidInABar();
    void aTimeLeadsToItsMessage();
    void aTimeThatIsNoneIsSaidAtTheField();
    void aTimeLeadsToWhatAFilterShows();
    void keysWalkAmongMessagesOfTheSameKind();
    void theColumnOfTimesFollowsTheMenu();
    void keysWalkAmongMessagesWithTheSameValue();
    void whereNoOtherHasTheValueABarSaysSo();
    void thePathOfAValueIsCopied();

private:
    void add(int events);
    void select(quint64 message) { m_models->navigator.select(MessageId(message)); }
    MessageId current() const { return m_models->navigator.current(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// A message whose value at values.id is this.
    void addValue(const QByteArray &value);
    /// Puts the cursor of the inspector's tree on the value at values.id.
    void chooseValue();
    FieldDialog *dialog() const { return m_window->findChild<FieldDialog *>(); }

    Theme m_theme;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<CommandListModel> m_commands;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SessionModels> m_models;
    std::unique_ptr<QMainWindow> m_window;
    std::unique_ptr<SessionPanes> m_panes;
    std::unique_ptr<SessionActions> m_sessionActions;
    std::unique_ptr<LogWriter> m_writer;
    NoticeBar *m_notices = nullptr;
};

void TestSessionActions::init()
{
    m_actions = std::make_unique<ActionRegistry>(&m_theme);
    m_commands = std::make_unique<CommandListModel>(Catalogue::builtIn());
    m_session = std::make_unique<Session>();
    m_models = std::make_unique<SessionModels>(m_session.get());
    m_window = std::make_unique<QMainWindow>();
    m_notices = new NoticeBar(&m_theme, m_window.get());
    m_panes = std::make_unique<SessionPanes>(m_models.get(), m_commands.get(), m_actions.get(), &m_theme);
    m_sessionActions = std::make_unique<SessionActions>(
        m_models.get(), m_panes.get(), m_actions.get(), m_notices, &m_theme, m_window.get());
    m_writer = std::make_unique<LogWriter>(m_session->log());
    auto *dock = new QDockWidget(m_window.get());
    dock->setWidget(m_panes->inspector());
    m_window->addDockWidget(Qt::RightDockWidgetArea, dock);
    m_window->setCentralWidget(m_panes->monitor());
    m_window->addActions(m_actions->windowActions());
    m_window->resize(1300, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestSessionActions::cleanup()
{
    m_sessionActions.reset();
    m_panes.reset();
    m_window.reset();
    m_writer.reset();
    m_models.reset();
    m_session.reset();
}

void TestSessionActions::add(int events)
{
    for (int i = 0; i < events; ++i) {
        m_writer->event("IMM_EVENT_SET_NAME", R"({"Event":"IMM_EVENT_SET_NAME"})");
        m_writer->advance(1'000'000);
    }
    m_writer->flush();
    QTRY_COMPARE(m_models->feed.end(), m_session->log()->end());
}

/// Keys go to whoever has the focus, as they do for a user.
void TestSessionActions::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
}

void TestSessionActions::aKeySetsABookmarkAndTakesItAway()
{
    add(3);
    key(Qt::Key_B); // nothing is selected
    QVERIFY(m_models->bookmarks.all().empty());
    select(2);
    key(Qt::Key_B);
    const QModelIndex row = m_models->events.index(m_models->events.rowOf(MessageId(2)), 0);
    QCOMPARE(row.data(MessageTableModel::BookmarkRole), QVariant(QString()));
    QVERIFY(row.data(Qt::ToolTipRole).toString().endsWith(u"\nBookmark"));
    QCOMPARE(m_panes->bookmarks()->title(), u"Bookmarks 1"_s);
    key(Qt::Key_B);
    QVERIFY(!row.data(MessageTableModel::BookmarkRole).isValid());
    QCOMPARE(m_panes->bookmarks()->title(), u"Bookmarks"_s);
}

void TestSessionActions::aNoteIsWrittenAndFoundInTheList()
{
    add(3);
    select(2);
    key(Qt::Key_B, Qt::ShiftModifier);
    QTRY_VERIFY(dialog());
    QTest::keyClicks(dialog()->edit(), u" here it begins "_s);
    QTest::keyClick(dialog()->edit(), Qt::Key_Return);
    QCOMPARE(m_models->bookmarks.find(MessageId(2))->note, u"here it begins"_s);
    QTRY_VERIFY(!dialog());
    QVERIFY(m_models->events.index(1, 0).data(Qt::ToolTipRole).toString().endsWith(u": here it begins"));

    PaneTable *list = m_panes->bookmarks()->table();
    list->setCurrentIndex(m_models->bookmarkList.index(0, 0));
    QTest::keyClick(list, Qt::Key_F2);
    QTRY_VERIFY(dialog());
    QCOMPARE(dialog()->edit()->text(), u"here it begins"_s);
}

void TestSessionActions::cancelLeavesTheNoteAsItWas()
{
    add(3);
    select(2);
    key(Qt::Key_B, Qt::ShiftModifier);
    QTRY_VERIFY(dialog());
    QTest::keyClicks(dialog()->edit(), u"no"_s);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!m_models->bookmarks.find(MessageId(2)));
}

void TestSessionActions::keysWalkFromBookmarkToBookmark()
{
    add(5);
    for (const quint64 message : {2, 4})
        m_models->bookmarks.toggle(MessageId(message));
    select(3);
    key(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(current(), MessageId(4));
    key(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(current(), MessageId(4));
    key(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(current(), MessageId(2));
}

void TestSessionActions::theListGoesToAMessageAndDropsItsBookmark()
{
    add(5);
    for (const quint64 message : {2, 4})
        m_models->bookmarks.toggle(MessageId(message));
    for (auto *tabs : m_window->findChildren<QTabBar *>())
        for (int tab = 0; tab < tabs->count(); ++tab)
            if (tabs->isVisible() && tabs->tabText(tab).startsWith(u"Bookmarks"_s))
                tabs->setCurrentIndex(tab);
    PaneTable *list = m_panes->bookmarks()->table();
    QTRY_VERIFY(list->isVisible());
    list->setFocus();
    QTest::mouseClick(
        list->viewport(), Qt::LeftButton, {}, list->visualRect(m_models->bookmarkList.index(1, 1)).center());
    QCOMPARE(current(), MessageId(4));
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(!m_models->bookmarks.find(MessageId(4)));
    QVERIFY(m_models->bookmarks.find(MessageId(2)));
}

void TestSessionActions::aSingleKeyIsALetterInAField()
{
    add(3);
    select(2);
    m_panes->focusFilter();
    key(Qt::Key_B);
    QVERIFY(m_models->bookmarks.all().empty());
}

void TestSessionActions::whatCannotBeSavedIsSaidInABar()
{
    add(3);
    m_models->bookmarks.setRecording(u"/proc/a.mcap"_s);
    m_models->bookmarks.toggle(MessageId(2));
    QTRY_VERIFY(m_notices->has(u"bookmarks"_s));
}

void TestSessionActions::aTimeLeadsToItsMessage()
{
    add(10);
    select(3);
    key(Qt::Key_G, Qt::ControlModifier);
    QTRY_VERIFY(dialog());
    QTest::keyClicks(dialog()->edit(), u"+3 s"_s);
    QTest::keyClick(dialog()->edit(), Qt::Key_Return);
    QCOMPARE(current(), MessageId(6));
    QTRY_VERIFY(!dialog());
}

void TestSessionActions::aTimeThatIsNoneIsSaidAtTheField()
{
    add(3);
    select(2);
    key(Qt::Key_G, Qt::ControlModifier);
    QTRY_VERIFY(dialog());
    QLineEdit *edit = dialog()->edit();
    for (const QString &text : {u"soon"_s, u"+1 h"_s}) {
        edit->clear();
        QTest::keyClicks(edit, text);
        QCOMPARE(edit->accessibleDescription(), QString());
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(dialog()->isVisible());
        QVERIFY(!edit->accessibleDescription().isEmpty());
    }
    QCOMPARE(current(), MessageId(2));
}

void TestSessionActions::aTimeLeadsToWhatAFilterShows()
{
    add(3);
    m_writer->event("other");
    m_writer->advance(1'000'000);
    m_writer->flush();
    add(3);
    select(3);
    m_models->navigator.setFilter(parseFilter(u"not event:other"_s).expression);
    QTRY_COMPARE(m_models->events.rowCount(), 6);
    key(Qt::Key_G, Qt::ControlModifier);
    QTRY_VERIFY(dialog());
    QTest::keyClicks(dialog()->edit(), u"+1 s"_s);
    QTest::keyClick(dialog()->edit(), Qt::Key_Return);
    QCOMPARE(current(), MessageId(5));
}

void TestSessionActions::keysWalkAmongMessagesOfTheSameKind()
{
    add(1);
    m_writer->event("other");
    m_writer->flush();
    add(1);
    select(1);
    m_panes->focusMain(false);
    key(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(current(), MessageId(3));
    key(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(current(), MessageId(1));
}

void TestSessionActions::theColumnOfTimesFollowsTheMenu()
{
    add(3);
    m_actions->action(ActionId::TimeSinceSelected)->trigger();
    select(2);
    QCOMPARE(m_models->events.index(2, MessageTableModel::Time).data().toString(), u"+1.000000"_s);
    m_actions->action(ActionId::TimeAbsolute)->trigger();
    QVERIFY(m_models->events.index(2, MessageTableModel::Time).data().toString().contains(u':'));
}

void TestSessionActions::addValue(const QByteArray &value)
{
    m_writer->event("e", R"({"Event":"e","values":{"id":)" + value + "}}");
    m_writer->flush();
}

void TestSessionActions::chooseValue()
{
    auto *tree = m_panes->inspector()->findChild<QTreeView *>();
    const QModelIndex values = tree->model()->index(1, 0);
    QTest::mouseClick(
        tree->viewport(), Qt::LeftButton, {}, tree->visualRect(tree->model()->index(0, 0, values)).center());
    QCOMPARE(m_panes->inspector()->valuePath(), QStringList({u"values"_s, u"id"_s}));
}

void TestSessionActions::keysWalkAmongMessagesWithTheSameValue()
{
    for (const char *value : {"1", "2", "1", "2", "1"})
        addValue(value);
    select(1);
    chooseValue();
    key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(current(), MessageId(3));
    key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier); // the cursor stayed on the value
    QTRY_COMPARE(current(), MessageId(5));
    key(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(current(), MessageId(3));
}

void TestSessionActions::whereNoOtherHasTheValueABarSaysSo()
{
    for (const char *value : {"1", "2", "1"})
        addValue(value);
    m_actions->action(ActionId::NextSameValue)->trigger(); // nothing is chosen
    QVERIFY(m_notices->has(u"value"_s));
    m_notices->dismiss(u"value"_s);
    select(2);
    chooseValue();
    m_actions->action(ActionId::NextSameValue)->trigger();
    QTRY_VERIFY(m_notices->has(u"value"_s));
    QCOMPARE(current(), MessageId(2));
    const auto labels = m_notices->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel *label) { return label->text().contains(u"has the same values.id."_s); }));
    select(1);
    QVERIFY(!m_notices->has(u"value"_s));
    m_actions->action(ActionId::NextSameValue)->trigger();
    QTRY_COMPARE(current(), MessageId(3));
}

void TestSessionActions::thePathOfAValueIsCopied()
{
    addValue("1");
    select(1);
    chooseValue();
    key(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"values.id"_s);
}

QTEST_MAIN(TestSessionActions)
#include "tst_sessionactions.moc"
