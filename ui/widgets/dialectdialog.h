#pragma once

#include "lib/findings/findinglog.h"
#include "ui/models/dialecttext.h"

#include <QDialog>

class QPushButton;
class QStandardItemModel;
class QTableView;

namespace console {

class Theme;

/// How the server of a session writes what the protocol leaves open, with the messages that show it. Keeps
/// itself up to date for as long as it is open. GUI thread.
class DialectDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param findings  must outlive the dialog
    DialectDialog(const FindingLog *findings, const Theme *theme, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }

signals:
    void messageRequested(console::MessageId message); ///< to be gone to

private:
    QWidget *head();
    void makeTable();
    QWidget *foot();
    void refresh();
    void goToMessage();
    void enableGo();
    void copy() const;

    const FindingLog *m_findings;
    const Theme *m_theme;
    QList<DialectRow> m_rows;
    QStandardItemModel *m_model;
    QTableView *m_table = nullptr;
    QPushButton *m_go = nullptr;
};

} // namespace console
