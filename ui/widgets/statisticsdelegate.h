#pragma once

#include "ui/widgets/celldelegate.h"

namespace console {

/// Paints the rows of a StatisticsTable.
class StatisticsDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(Cell &cell, const QModelIndex &index) const override;

private:
    void paintLabel(Cell &cell, const QModelIndex &index) const;
    void paintNumber(Cell &cell, const QModelIndex &index) const;
    void paintShare(Cell &cell, const QModelIndex &index) const;
};

} // namespace console
