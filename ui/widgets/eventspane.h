#pragma once

#include "ui/models/messagetablemodel.h"
#include "ui/models/navigator.h"

#include <QBasicTimer>
#include <QWidget>

namespace console {

class EventDelegate;
class FilterBar;
class FilterLibrary;
class PaneHeader;
class PaneTable;
class Theme;
class ThemedLabel;
class TimelineModel;

/// The events as a table, with what is filtered for above. Shows where the navigator is and tells it where
/// the user goes. GUI thread.
class EventsPane : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the pane; `directory` may be null. The pane gives the navigator's filter to
    /// the model.
    EventsPane(MessageTableModel *model, const MessageLog *log, const RoomDirectory *directory,
        Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    /// Below 1180: filters behind one button, no interval column.
    void setNarrow(bool narrow);
    /// What else the menu of a row offers; acts on the selected message.
    void setRowActions(const QList<QAction *> &actions) { m_rowActions = actions; }
    /// The user's filters and colour rules; must outlive the pane.
    void setLibrary(FilterLibrary *library);
    /// Says below the last row for how long nothing came, or that the connection is lost. Must outlive the
    /// pane.
    void setTimeline(const TimelineModel *timeline);
    /// Whether the server can be asked now; at first it cannot.
    void setAskable(bool askable);
    PaneTable *table() const { return m_table; }
    PaneHeader *header() const { return m_header; }

public slots:
    void focusFilter();
    void copyMessage(); ///< as received
    void copyRow() const;
    /// Selects the next (+1) or the previous (-1) row that the filter lets through.
    void goToMatch(int direction);

signals:
    /// The user chose a second message beside the selected one.
    void secondChosen(console::MessageId message);
    void askRequested(const QByteArray &json); ///< a request that may tell a name that is not known

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHeader();
    void buildTable();
    void follow(Navigator *navigator);
    void setColumnWidths();
    void fitColumns();
    void showCurrent();
    void goToCurrent(MessageId current);
    void rememberPlace();
    void restorePlace();
    void showLooks();
    void showCounts();
    void showEmptyText();
    void showQuiet();
    bool isLinked(const QModelIndex &index) const;
    void updateLinked();
    void clearOrLeave();
    void showMenu(const QPoint &position);
    void addAskName(class QMenu *menu, const QModelIndex &index);
    void addFilterActions(class QMenu *menu, MessageId id);
    MessageId selected() const;

    MessageTableModel *m_model;
    const MessageLog *m_log;
    const RoomDirectory *m_directory;
    Navigator *m_navigator;
    const TimelineModel *m_timeline = nullptr;
    const Theme *m_theme;
    PaneHeader *m_header;
    FilterBar *m_filters;
    ThemedLabel *m_shown;
    PaneTable *m_table;
    EventDelegate *m_cells;
    QList<QAction *> m_rowActions;
    QBasicTimer m_quietTimer; ///< runs while the pane is visible
    PersonRef m_linked;
    MessageId m_anchor; ///< of the row that stays where it is while the rows are others; none: there was none
    int m_anchorPlace = 0;
    bool m_selectionWasShown = false;
    bool m_narrow = false;
    bool m_hasTextIds = false;
};

} // namespace console
