#pragma once

#include "ui/models/messagetablemodel.h"
#include "ui/models/navigator.h"

#include <QWidget>

namespace console {

class PaneTable;
class Theme;

/// What the console itself noted about the connection: when, and in words. GUI thread.
class ConnectionLogPane : public QWidget
{
    Q_OBJECT
public:
    /// The pane makes `model` show notes only. All pointers must outlive the pane.
    ConnectionLogPane(
        MessageTableModel *model, Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    PaneTable *table() const { return m_table; }

public slots:
    void copyRow() const;

private:
    MessageTableModel *m_model;
    Navigator *m_navigator;
    PaneTable *m_table;
};

} // namespace console
