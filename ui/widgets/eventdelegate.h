#pragma once

#include "ui/models/navigator.h"
#include "ui/widgets/celldelegate.h"

namespace console {

/// Paints the rows of a MessageTableModel. Where a name is not known and can be asked for, the selected and
/// the hovered row have a link for it. GUI thread.
class EventDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

    /// Whether the server can be asked now; at first it cannot.
    void setAskable(bool askable) { m_askable = askable; }
    bool isAskable() const { return m_askable; }
    /// Where the link stands in the cell of a participant.
    static QRect askRect(const QRect &cell);
    bool isLinkAt(const QModelIndex &index, const QRect &cell, QPoint place) const override;

signals:
    void nameAsked(const console::PersonRef &person); ///< by a click on the link

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    void paintCell(Cell &cell, const QModelIndex &index) const override;
    QColor rowTint(const QModelIndex &index) const override;
    bool isWhole(const QModelIndex &index) const override;
    void paintRow(QPainter *painter, const PaneTable &table, const QRect &row, RowLook look,
        const QModelIndex &index) const override;

private:
    static void writeFirstFitting(
        Cell &cell, const QStringList &texts, const QColor &colour, Qt::TextElideMode elide);
    bool offersName(RowLook look, const QModelIndex &index) const;
    void paintBookmark(const Cell &cell, const QModelIndex &index) const;
    void paintEventCell(Cell &cell, const QModelIndex &index) const;
    void paintRoom(Cell &cell, const QModelIndex &index) const;
    void paintParticipant(Cell &cell, const QModelIndex &index) const;
    void paintDetails(Cell &cell, const QModelIndex &index) const;

    bool m_askable = false;
};

} // namespace console
