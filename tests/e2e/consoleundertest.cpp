#include "tests/e2e/consoleundertest.h"

#include "ui/widgets/panetable.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>

namespace console::test {

using namespace Qt::StringLiterals;

/// What a server sent is isolated from its neighbours' direction.
static QString withoutIsolates(QString text)
{
    return text.remove(u'\u2068').remove(u'\u2069');
}

ConsoleUnderTest::ConsoleUnderTest(Home *home, SecretStore *keychain)
    : m_settings(home->settingsFile(), QSettings::IniFormat), m_profiles(home->profileFile()),
      m_history(home->historyFile()),
      m_controller({&m_theme, &m_profiles, keychain ? keychain : &home->keychain, &m_history, &m_settings,
          nullptr, RecordingFolder(home->recordingFolder()), &home->opened})
{
    window()->restoreLayout(&m_settings);
    window()->show();
    connect(window(), &MainWindow::closeRequested, this, [this] {
        window()->saveLayout(&m_settings);
        m_settings.sync();
        m_controller.shutdown();
    });
}

bool ConsoleUnderTest::isActive()
{
    window()->activateWindow();
    return QTest::qWaitForWindowActive(window());
}

bool ConsoleUnderTest::quits()
{
    QSignalSpy finished(&m_controller, &WindowController::finished);
    window()->close();
    return !window()->isVisible() && (!finished.isEmpty() || finished.wait(3000));
}

void ConsoleUnderTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : top(), key, modifiers);
}

void ConsoleUnderTest::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void ConsoleUnderTest::fill(QWidget *field, const QString &text)
{
    QVERIFY2(field, qPrintable(u"no field for "_s + text));
    field->setFocus(Qt::TabFocusReason);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

void ConsoleUnderTest::press(const QString &name)
{
    for (auto *button : top()->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || (button->text() != name && button->accessibleName() != name))
            continue;
        QVERIFY2(button->isEnabled(), qPrintable(name));
        // Into the text: a check box takes clicks only there.
        return QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    }
    QFAIL(qPrintable(u"no button "_s + name));
}

void ConsoleUnderTest::choose(PaneTable *table, int row)
{
    const QRect rect = table->visualRect(table->model()->index(row, MessageTableModel::Time));
    QVERIFY(table->viewport()->rect().contains(rect.center()));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, rect.center());
}

PaneTable *ConsoleUnderTest::table(const QString &name)
{
    return find<PaneTable>(name);
}

bool ConsoleUnderTest::shows(const QString &text)
{
    for (const auto *label : top()->findChildren<QLabel *>())
        if (label->isVisible() && withoutIsolates(label->text()).contains(text))
            return true;
    return false;
}

QDialog *ConsoleUnderTest::dialog()
{
    return qobject_cast<QDialog *>(QApplication::activeModalWidget());
}

QWidget *ConsoleUnderTest::top()
{
    return dialog() ? static_cast<QWidget *>(dialog()) : window();
}

QString cell(const QAbstractItemModel *model, int row, int column)
{
    return withoutIsolates(model->index(row, column).data().toString());
}

bool holds(const QAbstractItemModel *model, int column, const QString &text)
{
    for (int row = 0; row < model->rowCount(); ++row)
        if (cell(model, row, column).contains(text))
            return true;
    return false;
}

} // namespace console::test
