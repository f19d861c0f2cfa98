#pragma once

#include "ui/models/bookmarkmodel.h"
#include "ui/models/navigator.h"

#include <QWidget>

namespace console {

class PaneTable;
class Theme;

/// The bookmarks as a table: choosing one goes to its message, Enter edits its note, Delete takes it away.
/// GUI thread.
class BookmarksPane : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the pane.
    BookmarksPane(BookmarkModel *model, const MessageLog *log, Navigator *navigator, const Theme *theme,
        QWidget *parent = nullptr);

    PaneTable *table() const { return m_table; }
    QString title() const; ///< "Bookmarks 3", for a tab

public slots:
    void copyRow() const;

signals:
    void titleChanged(const QString &title);
    void noteRequested(console::MessageId message); ///< to be edited
    void removalRequested(console::MessageId message);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildTable(const Theme *theme);
    void choose(int row);
    void showCurrent();
    void showMenu(const QPoint &position);
    void requestNote();
    void requestRemoval();
    MessageId selected() const;

    BookmarkModel *m_model;
    const MessageLog *m_log;
    Navigator *m_navigator;
    const Theme *m_theme;
    PaneTable *m_table;
};

} // namespace console
