#pragma once

#include "ui/models/navigator.h"
#include "ui/models/roomtreemodel.h"
#include "ui/widgets/roomtreeview.h"

#include <QWidget>

class QTreeView;

namespace console {

class FilterField;
class PaneButton;
class PaneHeader;
class Theme;
class ThemedLabel;

/// Rooms and the people in them. A click filters for them and links them everywhere; the same click again, or
/// Esc, undoes that. GUI thread.
class NavigatorPane : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the pane.
    NavigatorPane(RoomTreeModel *model, Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    QTreeView *tree() const { return m_tree; }
    /// So that whom the selected message is about can be marked; must outlive the pane.
    void setLog(const MessageLog *log);

    QSize sizeHint() const override { return {232, 400}; }
    QSize minimumSizeHint() const override { return {180, 120}; }

signals:
    void askRequested(const QByteArray &json); ///< a request that may confirm what was seen before a gap
    void composeRequested(const console::PersonRef &person); ///< a request about them

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHeader();
    void buildTree();
    void buildFoot();
    void showCounts();
    void showUnconfirmed();
    void askAgain();
    void setSearchShown(bool shown);
    void choose(const QModelIndex &index);
    void unchoose();
    void openNew(const QModelIndex &parent, int first, int last);
    void openMore();
    void showMenu(const QPoint &position);

    RoomTreeModel *m_model;
    Navigator *m_navigator;
    const Theme *m_theme;
    PaneHeader *m_header;
    PaneButton *m_searchButton;
    PaneButton *m_more;
    FilterField *m_search;
    QWidget *m_searchRow;
    RoomTreeView *m_tree;
    ThemedLabel *m_empty;
    QWidget *m_foot;
    ThemedLabel *m_unconfirmed;
    bool m_absentShown = false;
};

} // namespace console
