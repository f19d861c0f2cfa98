#pragma once

#include "app/console/windowcontroller.h"
#include "ui/widgets/theme.h"

#include <QDialog>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace console {
class PaneTable;
}

namespace console::test {

/// The files and secrets a user has, apart from those of whoever runs the test, and what the windows share.
struct Home
{
    QTemporaryDir folder;
    MemorySecretStore keychain;
    OpenRecordings opened;
    QString profileFile() const { return folder.filePath(QStringLiteral("profiles.json")); }
    QString historyFile() const { return folder.filePath(QStringLiteral("attempts.json")); }
    QString recordingFolder() const { return folder.filePath(QStringLiteral("recordings")); }
    QString settingsFile() const { return folder.filePath(QStringLiteral("window.ini")); }
};

/// The whole console as its program wires it, and hands to click and type with. One at a time has the focus.
class ConsoleUnderTest : public QObject
{
    Q_OBJECT
public:
    /// @param keychain  null: that of the home
    explicit ConsoleUnderTest(Home *home, SecretStore *keychain = nullptr);

    MainWindow *window() { return m_controller.window(); }
    WindowController *controller() { return &m_controller; }
    Session *session() { return m_controller.session(); }
    SessionModels *models()
    {
        session();
        return window()->models();
    }
    ProfileStore *profiles() { return &m_profiles; }

    bool isActive();
    /// Closes the window as its cross does; has it ended before the limit of 3 s?
    bool quits();

    /// Keys go to whoever has the focus, as they do for a user.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    /// Writes a text into a field in place of what was there.
    void fill(QWidget *field, const QString &text);
    void press(const QString &button); ///< by its text or accessible name; fails the test where there is none
    void choose(PaneTable *table, int row); ///< clicks

    /// The visible widget of an accessible name, in the dialog that is open, else in the window.
    template <typename Widget>
    Widget *find(const QString &name)
    {
        for (auto *widget : top()->findChildren<Widget *>())
            if (widget->isVisible() && widget->accessibleName() == name)
                return widget;
        return nullptr;
    }
    PaneTable *table(const QString &name);
    bool shows(const QString &text); ///< in a label of the dialog that is open, else of the window
    QDialog *dialog(); ///< that is open; null: none
    QWidget *top();

private:
    QSettings m_settings;
    Theme m_theme;
    ProfileStore m_profiles;
    AttemptHistory m_history;
    WindowController m_controller;
};

/// A cell without the marks that isolate what a server sent from its neighbours' direction.
QString cell(const QAbstractItemModel *model, int row, int column);
/// A text of a cell of the column, in any row.
bool holds(const QAbstractItemModel *model, int column, const QString &text);

} // namespace console::test
