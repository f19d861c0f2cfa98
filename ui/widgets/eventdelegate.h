#pragma once

#include "ui/widgets/celldelegate.h"

namespace console {

/// Paints the rows of a MessageTableModel.
class EventDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(Cell &cell, const QModelIndex &index) const override;
    QColor rowTint(const QModelIndex &index) const override;
    bool isWhole(const QModelIndex &index) const override;
    void paintRow(QPainter *painter, const PaneTable &table, const QRect &row, RowLook look,
        const QModelIndex &index) const override;

private:
    void paintBookmark(const Cell &cell, const QModelIndex &index) const;
    void paintEventCell(Cell &cell, const QModelIndex &index) const;
    void paintRoom(Cell &cell, const QModelIndex &index) const;
    void paintParticipant(Cell &cell, const QModelIndex &index) const;
    void paintDetails(Cell &cell, const QModelIndex &index) const;
};

} // namespace console
