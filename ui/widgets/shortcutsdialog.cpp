#include "ui/widgets/shortcutsdialog.h"

#include "ui/models/palettematch.h"
#include "ui/widgets/fixedkeys.h"
#include "ui/widgets/keybindings.h"
#include "ui/widgets/keyrecorder.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

enum Column { ActionColumn, KeysColumn, MenuColumn };
constexpr int idRole = Qt::UserRole;

QString inWords(const QList<QKeySequence> &keys)
{
    QStringList words;
    for (const QKeySequence &sequence : keys)
        words.append(ActionRegistry::keysText(sequence));
    return words.join(u", "_s);
}

ActionId idOf(const QTreeWidgetItem *item)
{
    return ActionId(item->data(ActionColumn, idRole).toInt());
}

bool matches(const QTreeWidgetItem *item, const QStringList &words)
{
    const QString text =
        item->text(ActionColumn) + u' ' + item->text(KeysColumn) + u' ' + item->text(MenuColumn);
    return std::all_of(words.begin(), words.end(),
        [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const ActionRegistry *actions, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_actions(actions), m_bindings(actions->bindings())
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(640, 620);
    build(theme);
    fill();
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsDialog::showOnly);
    connect(m_table, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_recorder, &KeyRecorder::recorded, this, &ShortcutsDialog::record);
    connect(m_move, &QPushButton::clicked, this, &ShortcutsDialog::move);
    connect(m_clear, &QPushButton::clicked, this, [this] { apply({}); });
    connect(m_reset, &QPushButton::clicked, this, &ShortcutsDialog::reset);
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        m_bindings->resetAll();
        showCurrent();
    });
    connect(m_singleKeys, &QCheckBox::toggled, m_bindings, &KeyBindings::setSingleKeys);
    connect(actions, &ActionRegistry::keysChanged, this, &ShortcutsDialog::showKeys);
    m_table->setCurrentItem(m_table->topLevelItem(0));
    m_filter->setFocus();
}

void ShortcutsDialog::build(const Theme *theme)
{
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Find an action or its keys"));
    m_filter->setAccessibleName(tr("Find an action or its keys"));
    m_filter->addAction(theme->icon(u"search"_s, &Colours::text2), QLineEdit::LeadingPosition);
    m_filter->setClearButtonEnabled(true);
    m_table = new QTreeWidget;
    m_table->setHeaderLabels({tr("Action"), tr("Keys"), tr("Menu")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(ActionColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(KeysColumn, 190);
    m_table->setColumnWidth(MenuColumn, 90);
    m_singleKeys = new QCheckBox(tr("&Single keys act in the timeline, the tables and the tree"));
    m_resetAll = new QPushButton(tr("Reset &all"));
    m_resetAll->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_resetAll, QDialogButtonBox::ResetRole);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(9);
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addWidget(m_editor = makeEditor(theme));
    column->addWidget(m_singleKeys);
    column->addWidget(buttons);
}

QWidget *ShortcutsDialog::makeEditor(const Theme *theme)
{
    auto *editor = new QWidget;
    m_recorder = new KeyRecorder;
    m_recorder->setAccessibleName(tr("New keys of the action"));
    m_clear = new QPushButton(tr("&No keys"));
    m_reset = new QPushButton(tr("&Reset"));
    m_problem = new ThemedLabel(theme, TextSize::Dense, &Colours::warn);
    m_problem->setWordWrap(true);
    m_move = new QPushButton(tr("&Move them here"));
    for (QPushButton *button : {m_clear, m_reset, m_move})
        button->setAutoDefault(false);
    auto *label = new ThemedLabel(theme, TextSize::Body, &Colours::text);
    label->setText(tr("New keys"));
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_recorder, 1);
    row->addWidget(m_clear);
    row->addWidget(m_reset);
    auto *conflict = new QHBoxLayout;
    conflict->addWidget(m_problem, 1);
    conflict->addWidget(m_move);
    auto *column = new QVBoxLayout(editor);
    column->setContentsMargins({});
    column->addLayout(row);
    column->addLayout(conflict);
    return editor;
}

void ShortcutsDialog::fill()
{
    for (const MenuId menu : ActionRegistry::menus())
        for (const ActionId id : ActionRegistry::ids(menu)) {
            const QAction *action = m_actions->action(id);
            auto *item = new QTreeWidgetItem(
                m_table, {ActionRegistry::plainText(action), {}, ActionRegistry::title(menu).remove(u'&')});
            item->setData(ActionColumn, idRole, int(id));
            item->setSizeHint(ActionColumn, {0, qRound(24 * Theme::scale())});
        }
    showKeys();
}

void ShortcutsDialog::showKeys()
{
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_table->topLevelItem(i);
        const ActionId id = idOf(item);
        item->setText(KeysColumn, inWords(m_actions->action(id)->shortcuts()));
        QFont font = m_table->font();
        font.setBold(m_bindings->isChanged(ActionRegistry::name(id)));
        item->setFont(KeysColumn, font);
        item->setToolTip(
            KeysColumn, font.bold() ? tr("Usually: %1").arg(inWords(m_actions->usualKeys(id))) : QString());
    }
    const QSignalBlocker quiet(m_singleKeys);
    m_singleKeys->setChecked(m_bindings->hasSingleKeys());
    if (const std::optional<ActionId> id = current())
        m_reset->setEnabled(m_bindings->isChanged(ActionRegistry::name(*id)));
}

void ShortcutsDialog::showOnly(const QString &filter)
{
    const QStringList words = paletteWords(filter);
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_table->topLevelItem(i);
        item->setHidden(!matches(item, words));
    }
}

std::optional<ActionId> ShortcutsDialog::current() const
{
    const QTreeWidgetItem *item = m_table->currentItem();
    return item ? std::optional(idOf(item)) : std::nullopt;
}

void ShortcutsDialog::setCurrent(ActionId id)
{
    for (int i = 0; i < m_table->topLevelItemCount(); ++i)
        if (idOf(m_table->topLevelItem(i)) == id)
            m_table->setCurrentItem(m_table->topLevelItem(i));
}

QList<QKeySequence> ShortcutsDialog::chosenKeys(ActionId id) const
{
    return m_bindings->chosen(ActionRegistry::name(id), m_actions->usualKeys(id));
}

void ShortcutsDialog::showCurrent()
{
    const std::optional<ActionId> id = current();
    m_editor->setEnabled(id.has_value());
    m_problem->clear();
    m_move->hide();
    m_recorder->setKeySequence(id ? chosenKeys(*id).value(0) : QKeySequence());
    m_reset->setEnabled(id && m_bindings->isChanged(ActionRegistry::name(*id)));
}

QString ShortcutsDialog::problem() const
{
    return m_problem->text();
}

void ShortcutsDialog::record(const QKeySequence &keys)
{
    const std::optional<ActionId> id = current();
    if (!id)
        return;
    const QString owner = ownerInWords(*m_actions, keys, *id);
    const bool canMove = m_actions->ownerOf(keys, *id).has_value();
    m_move->setVisible(canMove);
    m_problem->setText(
        owner.isEmpty() ? QString() : tr("%1 is taken: %2").arg(ActionRegistry::keysText(keys), owner));
    if (owner.isEmpty())
        apply({keys});
}

void ShortcutsDialog::apply(const QList<QKeySequence> &keys)
{
    const std::optional<ActionId> id = current();
    if (!id)
        return;
    m_bindings->setKeys(ActionRegistry::name(*id), keys);
    showCurrent();
}

void ShortcutsDialog::move()
{
    const QKeySequence keys = m_recorder->keySequence();
    const std::optional<ActionId> id = current();
    if (!id || keys.isEmpty())
        return;
    takeFromOwners(keys, *id);
    apply({keys});
}

/// Whoever was given the usual keys meanwhile loses them: keys of two actions would act for neither.
void ShortcutsDialog::reset()
{
    const std::optional<ActionId> id = current();
    if (!id)
        return;
    for (const QKeySequence &keys : m_actions->usualKeys(*id))
        takeFromOwners(keys, *id);
    m_bindings->reset(ActionRegistry::name(*id));
    showCurrent();
}

void ShortcutsDialog::takeFromOwners(const QKeySequence &keys, ActionId id)
{
    while (const std::optional<ActionId> owner = m_actions->ownerOf(keys, id)) {
        QList<QKeySequence> left = chosenKeys(*owner);
        left.removeAll(keys);
        m_bindings->setKeys(ActionRegistry::name(*owner), left);
    }
}

} // namespace console
