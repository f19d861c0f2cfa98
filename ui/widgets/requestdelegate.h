#pragma once

#include "ui/widgets/celldelegate.h"

namespace console {

/// Paints the rows of an ExchangeModel.
class RequestDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(Cell &cell, const QModelIndex &index) const override;

private:
    void paintCommand(Cell &cell, const QModelIndex &index) const;
    void paintParameters(Cell &cell, const QModelIndex &index) const;
    void paintAnswer(Cell &cell, const QModelIndex &index) const;
};

} // namespace console
