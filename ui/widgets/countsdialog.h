#pragma once

#include "ui/models/reconciliation.h"

#include <QDialog>
#include <QTimer>

#include <functional>

class QStandardItemModel;
class QTableView;

namespace console {

class IconLabel;
class Theme;
class ThemedLabel;

/// What was received, recorded, shown and dropped, and whether the counts agree; looks twice a second for as
/// long as it is open. Stops nothing. GUI thread.
class CountsDialog : public QDialog
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval{500};

    /// @param look  answers the counts of this moment; callable as long as the dialog lives
    CountsDialog(std::function<Reconciliation()> look, const Theme *theme, QWidget *parent = nullptr);

private:
    QWidget *head();
    QWidget *table();
    QWidget *foot();
    void refresh();
    void showVerdict();
    void makeRows(const QList<CountRow> &rows);
    void copy();

    std::function<Reconciliation()> m_look;
    const Theme *m_theme;
    Reconciliation m_counts;
    IconLabel *m_icon = nullptr;
    ThemedLabel *m_verdict = nullptr;
    QStandardItemModel *m_rows;
    QTableView *m_table = nullptr;
    ThemedLabel *m_said = nullptr;
    QTimer m_timer;
};

} // namespace console
