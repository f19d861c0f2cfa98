#include "ui/widgets/helpdialogs.h"

#include "ui/widgets/filterlanguagedialog.h"
#include "ui/widgets/keysdialog.h"
#include "ui/widgets/referencedialog.h"
#include "ui/widgets/shortcutsdialog.h"

#include <QMessageBox>

namespace console {

using namespace Qt::StringLiterals;

/// The child dialog of that class; made where there is none yet.
template <typename Dialog, typename Make>
static void bringUp(QWidget *parent, const Make &make)
{
    auto *dialog = parent->findChild<Dialog *>(QString(), Qt::FindDirectChildrenOnly);
    if (!dialog)
        dialog = make();
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void showReference(const Theme *theme, QWidget *parent)
{
    bringUp<ReferenceDialog>(
        parent, [=] { return new ReferenceDialog(Catalogue::builtIn(), theme, parent); });
}

void showKeys(const ActionRegistry *actions, const Theme *theme, QWidget *parent)
{
    bringUp<KeysDialog>(parent, [=] { return new KeysDialog(actions, theme, parent); });
}

void showShortcuts(const ActionRegistry *actions, const Theme *theme, QWidget *parent)
{
    if (actions->bindings())
        bringUp<ShortcutsDialog>(parent, [=] { return new ShortcutsDialog(actions, theme, parent); });
}

void showFilterLanguage(QWidget *parent)
{
    bringUp<FilterLanguageDialog>(parent, [=] { return new FilterLanguageDialog(parent); });
}

void showAbout(QWidget *parent)
{
    const QString name = QMessageBox::tr("Event Manager Console");
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(name);
    box->setTextFormat(Qt::PlainText);
    box->setText(u"%1 %2"_s.arg(name, QStringLiteral(CONSOLE_VERSION)));
    box->setInformativeText(
        QMessageBox::tr("Watches an Event Manager over its WebSocket and sends it requests.\n\nQt %1")
            .arg(QString::fromLatin1(qVersion())));
    box->open();
}

} // namespace console
