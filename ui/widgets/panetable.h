#pragma once

#include "lib/protocol/ids.h"
#include "ui/widgets/celldelegate.h"

#include <QTableView>

#include <functional>

namespace console {

/// A table of many rows of one height whose rows stay where they are while others come and go. One row is
/// selected at a time. Knows nothing of what the rows mean. GUI thread.
class PaneTable : public QTableView
{
    Q_OBJECT
public:
    explicit PaneTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setTheme(const Theme *theme);
    /// Whether a row is related to what is selected elsewhere.
    void setLinked(std::function<bool(const QModelIndex &)> linked) { m_linked = std::move(linked); }
    RowLook lookOf(const QModelIndex &index) const;

    /// Whether Ctrl and a click choose a second row.
    void setSecondAllowed(bool allowed) { m_allowsSecond = allowed; }
    bool isTailFollowed() const { return m_followsTail; }
    void setTailFollowed(bool followed);
    /// Selects a row for somebody else, without speaking up; -1: none.
    void showRow(int row);
    /// Where a row stands on screen (pixels below the top of the rows), and putting one there.
    int placeOf(int row) const { return rowViewportPosition(row); }
    void putAt(int row, int place);
    int firstVisibleRow() const { return rowAt(0); } ///< -1: none
    bool isOnScreen(int row) const;
    void keyboardSearch(const QString &search) override;
    /// One row as text, columns separated by tabs; what is shown, in plain digits.
    QString rowText(int row) const;
    /// What to say when there are no rows.
    void setEmptyText(const QString &text, const QString &link = {});
    /// Rows that are there may be none that count: the empty text is then said below them.
    void setEmptyWhen(std::function<bool()> empty) { m_emptyWhen = std::move(empty); }
    QString emptyText() const { return m_emptyText; }
    /// A line below the last row, which is no row itself; empty: none. Not said beside the empty text.
    /// @param statement  tells assistive technology, too  @param rest  what changes all the time
    void setLastLine(const QString &statement, const QString &rest = {});
    QString lastLine() const { return m_lastLine; }
    QRect lastLineRect() const; ///< in the viewport; may lie outside of what is seen

signals:
    void rowChosen(int row); ///< by the user
    void secondRowChosen(int row); ///< by the user, with Ctrl, besides the one that is selected
    void leftTail(); ///< the user scrolled away from the end
    void emptyLinkActivated();
    void escaped();

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;

private:
    bool hasChosenRow() const;
    void bringNeighboursIn(const QModelIndex &index);
    bool goToEnd(const QKeyEvent &event);
    void paintEmptyText();
    void paintLastLine();
    void bringLastLineIn();
    void paintFocus();
    bool chooseSecond(const QMouseEvent &event);
    void keepPlace();
    void holdStill();
    void checkTail();
    bool isEmpty() const;
    int firstShownColumn() const;
    bool showsEmptyText() const;
    bool showsLastLine() const;
    QRect emptyRect() const;
    QRect emptyLinkRect() const;

    const Theme *m_theme = nullptr;
    std::function<bool(const QModelIndex &)> m_linked;
    std::function<bool()> m_emptyWhen;
    QString m_emptyText;
    QString m_emptyLink;
    QString m_lastLine;
    QPersistentModelIndex m_second; ///< looks selected, too
    int m_hovered = -1;
    int m_removedAbove = 0;
    bool m_allowsSecond = false;
    bool m_followsTail = false;
    bool m_quiet = false;
};

} // namespace console
