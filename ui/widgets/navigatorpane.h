#pragma once

#include "ui/models/navigator.h"
#include "ui/models/roomlistsettings.h"
#include "ui/widgets/roomtreeview.h"

#include <QWidget>

class QMenu;
class QTreeView;

namespace console {

class FilterField;
class OpenRooms;
class PaneButton;
class PaneHeader;
class PaneNote;
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
    RoomListSettings settings() const;
    void apply(const RoomListSettings &settings);
    /// Whether the server can be asked now; at first it can.
    void setAskable(bool askable);

    QSize sizeHint() const override { return {232, 400}; }
    QSize minimumSizeHint() const override { return {180, 120}; }

signals:
    void askRequested(const QByteArray &json); ///< a request that may tell what is not known, or not any more
    void composeRequested(const console::PersonRef &person); ///< a request about them

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHeader();
    void buildTree();
    void buildSearch();
    void buildNotes();
    bool hasManyRooms() const;
    void showCounts();
    void showSearch();
    void showUnconfirmed();
    void showUnknown();
    void ask(const QList<QByteArray> &questions);
    void setSearchShown(bool shown);
    void search(const QString &text);
    void endSearch();
    void choose(const QModelIndex &index);
    void unchoose();
    void fillSortMenu(QMenu *menu);
    void openSortMenu();
    void openMore();
    void showMenu(const QPoint &position);

    RoomTreeModel *m_model;
    Navigator *m_navigator;
    const Theme *m_theme;
    PaneHeader *m_header;
    PaneButton *m_searchButton;
    PaneButton *m_sort;
    PaneButton *m_more;
    FilterField *m_search;
    ThemedLabel *m_found;
    QWidget *m_searchRow;
    RoomTreeView *m_tree;
    ThemedLabel *m_empty;
    OpenRooms *m_openRooms;
    PaneNote *m_unconfirmed;
    PaneNote *m_legend;
    PaneNote *m_unknown;
    bool m_askable = true;
    bool m_absentShown = false;
};

} // namespace console
