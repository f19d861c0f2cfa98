#pragma once

#include "ui/models/neighbours.h"

#include <QListWidget>

namespace console {

class Theme;

/// What happened to the same participant around a message, one line each; a click or Enter goes there. GUI
/// thread.
class NeighboursView : public QListWidget
{
    Q_OBJECT
public:
    NeighboursView(const Theme *theme, QWidget *parent = nullptr);

    void setNeighbours(const QList<Neighbour> &neighbours);
    const QList<Neighbour> &neighbours() const { return m_neighbours; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

signals:
    void chosen(console::MessageId message);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(int row);

    QList<Neighbour> m_neighbours;
};

} // namespace console
