#pragma once

#include "ui/models/statisticssheets.h"

#include <QWidget>

class QGridLayout;

namespace console {

class Theme;
class ThemedLabel;

/// The numbers at the top of the statistics, each with what it counts below it. GUI thread.
class StatisticsFigureRow : public QWidget
{
    Q_OBJECT
public:
    explicit StatisticsFigureRow(const Theme *theme, QWidget *parent = nullptr);

    void setFigures(const QList<StatisticsFigure> &figures);
    /// In two lines, where one has no room for their words.
    void setNarrow(bool narrow);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Cell
    {
        QWidget *box;
        ThemedLabel *value;
        ThemedLabel *unit;
        ThemedLabel *label;
    };
    Cell makeCell();
    void arrange();

    const Theme *m_theme;
    QGridLayout *m_grid;
    std::vector<Cell> m_cells;
    bool m_narrow = false;
};

} // namespace console
