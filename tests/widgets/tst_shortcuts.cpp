#include "ui/widgets/actionregistry.h"
#include "ui/widgets/fixedkeys.h"
#include "ui/widgets/keybindings.h"
#include "ui/widgets/keyrecorder.h"
#include "ui/widgets/keysdialog.h"
#include "ui/widgets/pageview.h"
#include "ui/widgets/shortcutsdialog.h"
#include "ui/widgets/singlekeyguard.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace console;
using namespace Qt::StringLiterals;

/// Counts the keys that reach it, as a view of its own.
class KeyCounter : public QWidget
{
public:
    KeyCounter() { setFocusPolicy(Qt::StrongFocus); }
    int keys = 0;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        keys +=
            event->text().isEmpty() && event->key() >= Qt::Key_Shift && event->key() <= Qt::Key_Alt ? 0 : 1;
    }
};

class TestShortcuts : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void inEachPlaceKeysMeanOneThing();
    void theKeysOfTheDesignAreThere_data();
    void theKeysOfTheDesignAreThere();
    void otherKeysActAtOnceInAllWindows();
    void whatWasChosenIsRemembered();
    void aConflictIsSaidWithTheOtherActionAndMoved();
    void keysOfAPaneAreNotGivenAway();
    void oneIsResetAndAllAre();
    void usualKeysThatAreRestoredAreTakenFromTheirOwner();
    void ofTwoActionsWithTheSameKeysInTheFileOneHasThem();
    void anActionCanBeWithoutKeys();
    void theTableIsNarrowed();
    void theBoxSwitchesSingleKeysOff();
    void singleKeysThatAreOffReachNoViewButFields();
    void theListOfKeysIsSearchedAndFollowsChanges();
    void everyKeyThatIsRecordedIsOne();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_dialog->recorder(), key, modifiers);
    }
    QKeySequence keysOf(ActionId id) const { return m_actions->action(id)->shortcut(); }
    int shownRows() const
    {
        int count = 0;
        for (int i = 0; i < m_dialog->table()->topLevelItemCount(); ++i)
            count += m_dialog->table()->topLevelItem(i)->isHidden() ? 0 : 1;
        return count;
    }

    Theme m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<KeyBindings> m_bindings;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<ShortcutsDialog> m_dialog;
};

void TestShortcuts::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_bindings = std::make_unique<KeyBindings>(m_settings.get());
    m_actions = std::make_unique<ActionRegistry>(&m_theme);
    m_actions->setBindings(m_bindings.get());
    m_dialog = std::make_unique<ShortcutsDialog>(m_actions.get(), &m_theme);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void TestShortcuts::cleanup()
{
    m_dialog.reset();
    m_actions.reset();
    m_bindings.reset();
}

void TestShortcuts::inEachPlaceKeysMeanOneThing()
{
    for (const MenuId menu : ActionRegistry::menus())
        for (const ActionId id : ActionRegistry::ids(menu))
            for (const QKeySequence &keys : m_actions->usualKeys(id))
                QVERIFY2(ownerInWords(*m_actions, keys, id).isEmpty(),
                    qPrintable(keys.toString() + u": "_s + ActionRegistry::name(id) + u", "_s
                        + ownerInWords(*m_actions, keys, id)));
    for (const FixedKeysOfPane &pane : fixedKeys()) {
        QSet<QString> seen;
        for (const FixedKeys &line : pane.lines)
            for (const QKeySequence &keys : line.keys) {
                QVERIFY2(!seen.contains(keys.toString()), qPrintable(pane.title + keys.toString()));
                seen += keys.toString();
            }
    }
}

void TestShortcuts::theKeysOfTheDesignAreThere_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<ActionId>("action");
    QTest::newRow("palette") << u"Ctrl+K"_s << ActionId::Palette;
    QTest::newRow("monitor") << u"Ctrl+1"_s << ActionId::Monitor;
    QTest::newRow("compose") << u"Ctrl+2"_s << ActionId::Compose;
    QTest::newRow("new request") << u"Ctrl+N"_s << ActionId::NewRequest;
    QTest::newRow("new connection") << u"Ctrl+Shift+N"_s << ActionId::NewConnection;
    QTest::newRow("connect") << u"Ctrl+Shift+D"_s << ActionId::ToggleConnection;
    QTest::newRow("import") << u"Ctrl+Shift+I"_s << ActionId::ImportConfiguration;
    QTest::newRow("open recording") << u"Ctrl+O"_s << ActionId::OpenRecording;
    QTest::newRow("record") << u"Ctrl+R"_s << ActionId::Record;
    QTest::newRow("next pane") << u"F6"_s << ActionId::NextPane;
    QTest::newRow("previous pane") << u"Shift+F6"_s << ActionId::PreviousPane;
    QTest::newRow("navigator") << u"Ctrl+B"_s << ActionId::Navigator;
    QTest::newRow("inspector") << u"Ctrl+I"_s << ActionId::Inspector;
    QTest::newRow("full timeline") << u"Ctrl+T"_s << ActionId::FullTimeline;
    QTest::newRow("demo") << u"Ctrl+D"_s << ActionId::DemoServer;
    QTest::newRow("copy message") << u"Ctrl+C"_s << ActionId::CopyMessage;
    QTest::newRow("copy row") << u"Ctrl+Shift+C"_s << ActionId::CopyRow;
    QTest::newRow("back") << u"Alt+Left"_s << ActionId::Back;
    QTest::newRow("forward") << u"Alt+Right"_s << ActionId::Forward;
    QTest::newRow("follow") << u"F"_s << ActionId::Follow;
    QTest::newRow("filter") << u"/"_s << ActionId::FilterText;
    QTest::newRow("zoom in") << u"+"_s << ActionId::ZoomIn;
    QTest::newRow("zoom out") << u"-"_s << ActionId::ZoomOut;
    QTest::newRow("whole session") << u"0"_s << ActionId::ZoomAll;
    QTest::newRow("previous of person") << u"Ctrl+Left"_s << ActionId::PreviousSamePerson;
    QTest::newRow("next of person") << u"Ctrl+Right"_s << ActionId::NextSamePerson;
    QTest::newRow("keys") << u"F1"_s << ActionId::Keys;
}

void TestShortcuts::theKeysOfTheDesignAreThere()
{
    QFETCH(QString, keys);
    QFETCH(ActionId, action);
    QCOMPARE(keysOf(action).toString(QKeySequence::PortableText), keys);
}

void TestShortcuts::otherKeysActAtOnceInAllWindows()
{
    ActionRegistry another(&m_theme);
    another.setBindings(m_bindings.get());
    m_dialog->setCurrent(ActionId::Export);
    press(Qt::Key_F9);
    QCOMPARE(keysOf(ActionId::Export), QKeySequence(Qt::Key_F9));
    QCOMPARE(another.action(ActionId::Export)->shortcut(), QKeySequence(Qt::Key_F9));
    QVERIFY(another.action(ActionId::Export)->toolTip().contains(u"F9"));
    QVERIFY(m_dialog->problem().isEmpty());
}

void TestShortcuts::whatWasChosenIsRemembered()
{
    m_dialog->setCurrent(ActionId::Export);
    press(Qt::Key_F9, Qt::ControlModifier);
    m_bindings->setSingleKeys(false);
    m_settings->sync();
    QSettings again(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    KeyBindings bindings(&again);
    QCOMPARE(bindings.chosen(u"Export"_s, {}), QList{QKeySequence(Qt::CTRL | Qt::Key_F9)});
    QVERIFY(!bindings.hasSingleKeys());
    QVERIFY(!bindings.isChanged(u"Quit"_s));
}

void TestShortcuts::aConflictIsSaidWithTheOtherActionAndMoved()
{
    m_dialog->setCurrent(ActionId::Export);
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY2(m_dialog->problem().contains(u"Navigator"), qPrintable(m_dialog->problem()));
    QCOMPARE(keysOf(ActionId::Export), QKeySequence(Qt::CTRL | Qt::Key_E)); // nothing happened yet
    QVERIFY(m_dialog->moveButton()->isVisible());
    m_dialog->moveButton()->click();
    QCOMPARE(keysOf(ActionId::Export), QKeySequence(Qt::CTRL | Qt::Key_B));
    QVERIFY(keysOf(ActionId::Navigator).isEmpty());
    QVERIFY(m_dialog->problem().isEmpty());
}

void TestShortcuts::keysOfAPaneAreNotGivenAway()
{
    m_dialog->setCurrent(ActionId::Export);
    press(Qt::Key_Home);
    QVERIFY2(m_dialog->problem().contains(u"In the timeline"), qPrintable(m_dialog->problem()));
    QVERIFY(!m_dialog->moveButton()->isVisible());
    QCOMPARE(keysOf(ActionId::Export), QKeySequence(Qt::CTRL | Qt::Key_E));
}

void TestShortcuts::oneIsResetAndAllAre()
{
    m_dialog->setCurrent(ActionId::Export);
    QVERIFY(!m_dialog->resetButton()->isEnabled());
    press(Qt::Key_F9);
    m_dialog->setCurrent(ActionId::Quit);
    press(Qt::Key_F10);
    QVERIFY(m_dialog->resetButton()->isEnabled());
    m_dialog->resetButton()->click();
    QCOMPARE(keysOf(ActionId::Quit), QKeySequence(Qt::CTRL | Qt::Key_Q));
    QCOMPARE(keysOf(ActionId::Export), QKeySequence(Qt::Key_F9));
    m_dialog->resetAllButton()->click();
    QCOMPARE(keysOf(ActionId::Export), QKeySequence(Qt::CTRL | Qt::Key_E));
    m_settings->sync();
    QVERIFY(m_settings->allKeys().filter(u"keys/"_s).isEmpty());
}

void TestShortcuts::usualKeysThatAreRestoredAreTakenFromTheirOwner()
{
    m_dialog->setCurrent(ActionId::Export);
    press(Qt::Key_B, Qt::ControlModifier);
    m_dialog->moveButton()->click(); // the navigator has none now
    m_dialog->setCurrent(ActionId::Navigator);
    m_dialog->resetButton()->click();
    QCOMPARE(keysOf(ActionId::Navigator), QKeySequence(Qt::CTRL | Qt::Key_B));
    QVERIFY(keysOf(ActionId::Export).isEmpty());
}

void TestShortcuts::ofTwoActionsWithTheSameKeysInTheFileOneHasThem()
{
    m_settings->setValue(u"keys/Export"_s, u"F9"_s);
    m_settings->setValue(u"keys/Quit"_s, QStringList{u"F9"_s, u"F10"_s});
    m_settings->setValue(u"keys/Counts"_s, u"Ctrl+B"_s); // that of the navigator, which is as usual
    KeyBindings bindings(m_settings.get());
    ActionRegistry actions(&m_theme);
    actions.setBindings(&bindings);
    QCOMPARE(actions.action(ActionId::Export)->shortcuts(), QList{QKeySequence(Qt::Key_F9)});
    QCOMPARE(actions.action(ActionId::Quit)->shortcuts(), QList{QKeySequence(Qt::Key_F10)});
    QCOMPARE(actions.action(ActionId::Counts)->shortcuts(), QList{QKeySequence(Qt::CTRL | Qt::Key_B)});
    QVERIFY(actions.action(ActionId::Navigator)->shortcuts().isEmpty());
}

void TestShortcuts::anActionCanBeWithoutKeys()
{
    m_bindings->setKeys(ActionRegistry::name(ActionId::Export), {});
    QVERIFY(keysOf(ActionId::Export).isEmpty());
    m_settings->sync();
    QSettings again(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    QVERIFY(KeyBindings(&again).chosen(u"Export"_s, {QKeySequence(Qt::Key_F9)}).isEmpty());
}

void TestShortcuts::theTableIsNarrowed()
{
    const int all = shownRows();
    QVERIFY(all > 50);
    QTest::keyClicks(m_dialog->filterField(), u"recording"_s);
    QVERIFY(shownRows() > 1 && shownRows() < 8);
    m_dialog->filterField()->clear();
    QTest::keyClicks(m_dialog->filterField(), u"ctrl b"_s); // by its keys
    QVERIFY(shownRows() >= 1 && shownRows() < all);
}

void TestShortcuts::theBoxSwitchesSingleKeysOff()
{
    QVERIFY(m_dialog->singleKeysBox()->isChecked());
    m_dialog->singleKeysBox()->click();
    QVERIFY(keysOf(ActionId::Follow).isEmpty());
    QVERIFY(keysOf(ActionId::ZoomIn).isEmpty());
    QVERIFY(keysOf(ActionId::EditNote).isEmpty()); // Shift types as well
    QCOMPARE(keysOf(ActionId::Keys), QKeySequence(Qt::Key_F1));
    m_dialog->setCurrent(ActionId::Export);
    press(Qt::Key_F); // still has an owner
    QVERIFY(m_dialog->problem().contains(u"Follow"));
    m_dialog->singleKeysBox()->click();
    QCOMPARE(keysOf(ActionId::Follow), QKeySequence(Qt::Key_F));
}

void TestShortcuts::singleKeysThatAreOffReachNoViewButFields()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *view = new KeyCounter;
    auto *field = new QLineEdit;
    column->addWidget(view);
    column->addWidget(field);
    new SingleKeyGuard(m_actions.get(), &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    view->setFocus();
    QTest::keyClicks(view, u"f/"_s);
    QCOMPARE(view->keys, 2);
    m_bindings->setSingleKeys(false);
    QTest::keyClicks(view, u"f/=+-0b[]"_s);
    QTest::keyClick(view, Qt::Key_B, Qt::ShiftModifier);
    QCOMPARE(view->keys, 2);
    QTest::keyClick(view, Qt::Key_Left);
    QTest::keyClick(view, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(view, Qt::Key_Space);
    QCOMPARE(view->keys, 5);
    field->setFocus();
    QTest::keyClicks(field, u"f/0"_s);
    QCOMPARE(field->text(), u"f/0"_s);
    m_bindings->setSingleKeys(true);
    QTest::keyClicks(view, u"f"_s);
    QCOMPARE(view->keys, 6);
}

void TestShortcuts::theListOfKeysIsSearchedAndFollowsChanges()
{
    KeysDialog dialog(m_actions.get(), &m_theme);
    dialog.searchField()->setText(u"recording"_s);
    QVERIFY(dialog.page()->toPlainText().contains(u"Ctrl R"));
    QVERIFY(!dialog.page()->toPlainText().contains(u"Ctrl Q"));
    dialog.searchField()->setText(u"ctrl q"_s);
    QVERIFY(dialog.page()->toPlainText().contains(u"Quit"));
    dialog.searchField()->setText(u"no such key"_s);
    QVERIFY(dialog.page()->toPlainText().contains(u"Nothing is found."));
    dialog.searchField()->clear();
    m_bindings->setKeys(ActionRegistry::name(ActionId::Export), {QKeySequence(Qt::Key_F9)});
    QVERIFY(dialog.page()->toPlainText().contains(u"F9"));
    for (const FixedKeysOfPane &pane : fixedKeys())
        QVERIFY2(dialog.page()->toPlainText().contains(pane.title), qPrintable(pane.title));
}

void TestShortcuts::everyKeyThatIsRecordedIsOne()
{
    m_dialog->setCurrent(ActionId::Export);
    press(Qt::Key_F9);
    press(Qt::Key_F10);
    QCOMPARE(keysOf(ActionId::Export), QKeySequence(Qt::Key_F10));
}

QTEST_MAIN(TestShortcuts)
#include "tst_shortcuts.moc"
