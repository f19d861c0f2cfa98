#include "ui/widgets/statisticsfigurerow.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QGridLayout>
#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnsOfNarrow = 4;
constexpr int sidePadding = 18;
constexpr int sidePaddingOfNarrow = 12;
constexpr int verticalPadding = 12;
constexpr int verticalPaddingOfNarrow = 7;

} // namespace

StatisticsFigureRow::StatisticsFigureRow(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 1);
    m_grid->setSpacing(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

StatisticsFigureRow::Cell StatisticsFigureRow::makeCell()
{
    auto *box = new QWidget(this);
    Cell cell{box, new ThemedLabel(m_theme, TextSize::DialogTitle, &Colours::text, box),
        new ThemedLabel(m_theme, TextSize::Body, &Colours::text3, box),
        new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, box)};
    cell.label->setElided(Qt::ElideRight);
    auto *line = new QHBoxLayout;
    line->setSpacing(5);
    line->addWidget(cell.value, 0, Qt::AlignBaseline);
    line->addWidget(cell.unit, 1, Qt::AlignBaseline);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(sidePadding, verticalPadding, 4, verticalPadding);
    column->setSpacing(1);
    column->addLayout(line);
    column->addWidget(cell.label);
    return cell;
}

void StatisticsFigureRow::setFigures(const QList<StatisticsFigure> &figures)
{
    const bool isOther = m_cells.size() != size_t(figures.size());
    while (m_cells.size() < size_t(figures.size()))
        m_cells.push_back(makeCell());
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const StatisticsFigure &figure = figures[qsizetype(i)];
        m_cells[i].value->setText(figure.value);
        m_cells[i].unit->setText(figure.unit);
        m_cells[i].label->setText(figure.label);
        m_cells[i].box->setAccessibleName(u"%1 %2"_s.arg(figure.value, figure.label));
        m_cells[i].box->setAccessibleDescription(figure.explanation);
        m_cells[i].box->setToolTip(figure.explanation);
    }
    if (isOther)
        arrange();
}

void StatisticsFigureRow::setNarrow(bool narrow)
{
    if (std::exchange(m_narrow, narrow) != narrow)
        arrange();
}

void StatisticsFigureRow::arrange()
{
    const int columns = m_narrow ? columnsOfNarrow : int(m_cells.size());
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, 0);
    for (size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i].box->layout()->setContentsMargins(m_narrow ? sidePaddingOfNarrow : sidePadding,
            m_narrow ? verticalPaddingOfNarrow : verticalPadding, 4,
            m_narrow ? verticalPaddingOfNarrow : verticalPadding);
        m_grid->addWidget(m_cells[i].box, int(i) / columns, int(i) % columns);
        m_grid->setColumnStretch(int(i) % columns, 1);
    }
    update();
}

/// Lines between the figures, and below them all.
void StatisticsFigureRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colours().panel);
    for (const Cell &cell : m_cells) {
        const QRect place = cell.box->geometry();
        if (place.left() > 0)
            painter.fillRect(place.left(), place.top(), 1, place.height(), m_theme->colours().line);
        if (place.top() > 0)
            painter.fillRect(place.left(), place.top(), place.width(), 1, m_theme->colours().line);
    }
    painter.fillRect(0, height() - 1, width(), 1, m_theme->colours().line2);
}

} // namespace console
