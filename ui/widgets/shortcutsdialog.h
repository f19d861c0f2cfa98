#pragma once

#include "ui/widgets/actionregistry.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace console {

class KeyBindings;
class KeyRecorder;
class ThemedLabel;

/// Gives actions other keys: at once and in all windows. Keys that somebody has already are said with who has
/// them, and moved only when asked. GUI thread.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    /// All must outlive it; the actions must have bindings.
    ShortcutsDialog(const ActionRegistry *actions, const Theme *theme, QWidget *parent = nullptr);

    QTreeWidget *table() const { return m_table; }
    QLineEdit *filterField() const { return m_filter; }
    KeyRecorder *recorder() const { return m_recorder; }
    QString problem() const; ///< why what was recorded is not in force; empty: it is
    QPushButton *moveButton() const { return m_move; }
    QPushButton *resetButton() const { return m_reset; }
    QPushButton *resetAllButton() const { return m_resetAll; }
    QCheckBox *singleKeysBox() const { return m_singleKeys; }
    void setCurrent(ActionId id);

private:
    void build(const Theme *theme);
    QWidget *makeEditor(const Theme *theme);
    void fill();
    void showOnly(const QString &filter);
    void showKeys();
    void showCurrent();
    void record(const QKeySequence &keys);
    void move();
    void apply(const QList<QKeySequence> &keys);
    void reset();
    void takeFromOwners(const QKeySequence &keys, ActionId id);
    std::optional<ActionId> current() const;
    QList<QKeySequence> chosenKeys(ActionId id) const;

    const ActionRegistry *m_actions;
    KeyBindings *m_bindings;
    QLineEdit *m_filter = nullptr;
    QTreeWidget *m_table = nullptr;
    QWidget *m_editor = nullptr;
    KeyRecorder *m_recorder = nullptr;
    ThemedLabel *m_problem = nullptr;
    QPushButton *m_move = nullptr;
    QPushButton *m_clear = nullptr;
    QPushButton *m_reset = nullptr;
    QPushButton *m_resetAll = nullptr;
    QCheckBox *m_singleKeys = nullptr;
};

} // namespace console
