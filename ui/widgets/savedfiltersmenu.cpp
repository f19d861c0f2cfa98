#include "ui/widgets/savedfiltersmenu.h"

#include "ui/models/filterlibrary.h"
#include "ui/models/navigator.h"
#include "ui/widgets/fielddialog.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLabel = 60;

/// A name as it is: an ampersand is no mnemonic.
QString labelOf(const QString &name)
{
    const QString cut = name.size() > longestLabel ? name.first(longestLabel) + u'…' : name;
    return QString(cut).replace(u'&', u"&&"_s);
}

QIcon tintIcon(const Theme *theme, int tint)
{
    QPixmap pixmap(14, 14);
    pixmap.fill(theme->rowTint(tint));
    QPainter painter(&pixmap);
    painter.setPen(theme->colours().control);
    painter.drawRect(0, 0, 13, 13);
    return pixmap;
}

} // namespace

SavedFiltersMenu::SavedFiltersMenu(
    FilterLibrary *library, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QMenu(parent), m_library(library), m_navigator(navigator), m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    library->refresh();
    addFilters();
    addCurrent();
    addRules();
    addSeparator();
    addFiles();
}

void SavedFiltersMenu::addFilters()
{
    for (const SavedFilter &saved : m_library->filters()) {
        QAction *action = addAction(labelOf(saved.name), m_navigator,
            [navigator = m_navigator, filter = saved.filter] { navigator->setFilter(filter); });
        action->setToolTip(saved.filter.text());
    }
    if (m_library->filters().isEmpty())
        addAction(tr("No saved filters yet"))->setEnabled(false);
    else
        addSeparator();
}

void SavedFiltersMenu::addCurrent()
{
    const bool isFiltered = !m_navigator->filter().isEmpty();
    addAction(tr("Save this filter…"), this, &SavedFiltersMenu::askForName)->setEnabled(isFiltered);
    QMenu *tints = addMenu(tr("Colour its rows"));
    tints->setEnabled(isFiltered);
    addTints(tints);
    if (m_library->filters().isEmpty())
        return;
    QMenu *removal = addMenu(tr("Remove saved filter"));
    for (const SavedFilter &saved : m_library->filters())
        removal->addAction(labelOf(saved.name), m_library,
            [library = m_library, name = saved.name] { library->removeFilter(name); });
}

void SavedFiltersMenu::addTints(QMenu *menu)
{
    const QStringList names{tr("Red"), tr("Orange"), tr("Green"), tr("Blue"), tr("Violet"), tr("Grey")};
    for (int tint = 0; tint < ColourRule::tintCount; ++tint) {
        const FilterExpression filter = m_navigator->filter();
        menu->addAction(tintIcon(m_theme, tint), names[tint], m_library, [library = m_library, filter, tint] {
            library->addRule({filter.text(), filter, tint, true});
        });
    }
}

void SavedFiltersMenu::addRules()
{
    if (m_library->rules().isEmpty())
        return;
    QMenu *rules = addMenu(tr("Colour rules"));
    QMenu *removal = addMenu(tr("Remove colour rule"));
    for (const ColourRule &rule : m_library->rules()) {
        QAction *action = rules->addAction(tintIcon(m_theme, rule.tint), labelOf(rule.name));
        action->setCheckable(true);
        action->setChecked(rule.enabled);
        connect(action, &QAction::toggled, m_library, [library = m_library, name = rule.name](bool enabled) {
            library->setRuleEnabled(name, enabled);
        });
        removal->addAction(tintIcon(m_theme, rule.tint), labelOf(rule.name), m_library,
            [library = m_library, name = rule.name] { library->removeRule(name); });
    }
}

void SavedFiltersMenu::addFiles()
{
    addAction(tr("Import filters…"), this, [this] { askForFile(false); });
    QAction *exported = addAction(tr("Export filters…"), this, [this] { askForFile(true); });
    exported->setEnabled(!m_library->filters().isEmpty() || !m_library->rules().isEmpty());
}

/// Dialogs outlive the menu.
void SavedFiltersMenu::askForName()
{
    const FilterExpression filter = m_navigator->filter();
    auto *dialog = new FieldDialog({.title = tr("Save the filter"),
                                       .label = tr("&Name of the filter"),
                                       .hint = {},
                                       .confirm = tr("&Save"),
                                       .text = filter.text().left(longestLabel)},
        m_theme, parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(
        dialog, &FieldDialog::entered, m_library, [library = m_library, filter, dialog](const QString &name) {
            if (name.trimmed().isEmpty())
                return dialog->showProblem(tr("A filter needs a name to be found by."));
            library->saveFilter(name.trimmed(), filter);
            dialog->accept();
        });
    dialog->open();
}

void SavedFiltersMenu::askForFile(bool saves)
{
    auto *dialog = new QFileDialog(
        parentWidget(), saves ? tr("Export filters") : tr("Import filters"), {}, tr("Filters (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(saves ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(saves ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, m_library, [library = m_library, saves](const QString &path) {
        saves ? library->exportTo(path) : library->importFrom(path);
    });
    dialog->open();
}

} // namespace console
