#include "ui/widgets/statisticstablepane.h"

#include "ui/widgets/choicebutton.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/statisticscopy.h"
#include "ui/widgets/statisticsdelegate.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Look = StatisticsColumn::Look;

constexpr int narrowestShare = 60; // below it the bars say nothing: the column goes
constexpr int narrowestLabel = 90;
constexpr int widestStretched = 240; // of the column that grows first
constexpr int signWidth = 20;
constexpr int padding = 18;

/// The longest text a column is to hold without being cut.
QString example(Look look)
{
    switch (look) {
    case Look::Number:
        return u"1 000 000"_s;
    case Look::Time:
        return u"00:00:00.000"_s;
    case Look::Label:
        return u"Layout changed"_s;
    case Look::Verbatim:
        return u"get_participant_position"_s;
    case Look::Share:
        break;
    }
    return {};
}

} // namespace

StatisticsTablePane::StatisticsTablePane(
    const Theme *theme, const QStringList &titles, const QStringList &choices, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_titles(titles), m_model(new StatisticsTable(this)),
      m_header(new PaneHeader(theme, titles.front(), this)),
      m_choice(new ChoiceButton(theme, tr("Table"), m_header)), m_table(new PaneTable(this))
{
    m_choice->setChoices(choices);
    PaneButton *copyButton = copyTableButton(theme, m_header);
    m_header->content()->addStretch(1);
    m_header->content()->addWidget(m_choice);
    m_header->content()->addWidget(copyButton);
    m_table->setTheme(theme);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new StatisticsDelegate(theme, m_table));
    m_table->setAccessibleName(titles.front());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setMinimumHeight(5 * 24);
    m_table->horizontalHeader()->setStretchLastSection(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_table, 1);
    connect(copyButton, &QAbstractButton::clicked, this, &StatisticsTablePane::copy);
    connect(m_choice, &ChoiceButton::chosen, this, &StatisticsTablePane::currentChanged);
    connect(m_table, &QWidget::customContextMenuRequested, this, &StatisticsTablePane::showMenu);
    connect(m_table, &QAbstractItemView::activated, this, &StatisticsTablePane::chooseRow);
}

int StatisticsTablePane::current() const
{
    return m_choice->current();
}

/// The selected row stays selected wherever it stands now.
void StatisticsTablePane::setSheet(const StatisticsSheet &sheet, const QString &scope)
{
    const int row = m_table->currentIndex().row();
    const StatisticsRow selected = m_model->sheet().rows.value(row);
    m_model->setSheet(sheet);
    if (row >= 0 && m_table->currentIndex().row() < 0)
        m_table->showRow(m_model->rowOf(selected));
    m_header->setTitle(m_titles[current()]);
    m_table->setAccessibleName(m_titles[current()]);
    m_header->setCount(sheet.count.isEmpty() ? scope : u"%1, %2"_s.arg(sheet.count, scope));
    m_table->setAccessibleDescription(scope);
    m_table->setEmptyText(sheet.emptyText);
    fitColumns();
}

int StatisticsTablePane::wantedWidth(int column) const
{
    if (isShare(column))
        return 0;
    const StatisticsColumn &facts = m_model->sheet().columns[column];
    const bool isFixed = facts.look == Look::Time || facts.look == Look::Verbatim;
    const QFontMetrics metrics(isFixed ? Theme::fixedFont() : Theme::font(TextSize::Dense));
    const int title = QFontMetrics(Theme::font(TextSize::Dense)).horizontalAdvance(facts.title);
    const bool isCount = facts.title == u"Count";
    const QString text = facts.look == Look::Number && !isCount ? u"10 000"_s : example(facts.look);
    const int sign = column == 0 && facts.look == Look::Label ? signWidth : 0;
    return std::max(metrics.horizontalAdvance(text) + sign, title) + padding;
}

/// The column that takes what the others leave; -1: it is that of bars, which have no room.
int StatisticsTablePane::stretchedColumn(int free) const
{
    const QList<StatisticsColumn> &columns = m_model->sheet().columns;
    for (const Look look : {Look::Share, Look::Verbatim, Look::Label})
        for (int column = 0; column < columns.size(); ++column)
            if (columns[column].look == look && (look != Look::Share || free >= narrowestShare))
                return column;
    return 0;
}

/// One column takes what the others leave until it is wide enough, then all grow. Bars that would be too
/// short to say anything are left out; where room is missing it is missing in the first column.
void StatisticsTablePane::fitColumns()
{
    const int columns = m_model->columnCount();
    if (columns == 0)
        return;
    int free = m_table->viewport()->width();
    for (int column = 0; column < columns; ++column)
        free -= wantedWidth(column);
    const int stretched = stretchedColumn(free);
    m_model->setTitlesShort(free < widestStretched / 2);
    const int most = std::max(0, widestStretched - wantedWidth(stretched));
    const int shared = std::max(0, free - most) / columns;
    for (int column = 0; column < columns; ++column) {
        const int extra = column == stretched ? std::max(0, free - (columns - 1) * shared) : shared;
        const int missing = column == 0 ? std::min(0, free) : 0;
        const int least = std::min(wantedWidth(column), narrowestLabel);
        m_table->setColumnHidden(column, isShare(column) && column != stretched);
        m_table->setColumnWidth(column, std::max(least, wantedWidth(column) + extra + missing));
    }
}

bool StatisticsTablePane::isShare(int column) const
{
    return m_model->sheet().columns[column].look == Look::Share;
}

void StatisticsTablePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void StatisticsTablePane::copy()
{
    copyTable(m_model->copied(), m_header);
}

void StatisticsTablePane::chooseRow()
{
    const StatisticsRow row = m_model->sheet().rows.value(m_table->currentIndex().row());
    if (!row.cells.isEmpty() && !row.isRest)
        emit filterRequested(row);
}

void StatisticsTablePane::showMenu(const QPoint &position)
{
    const QModelIndex index = m_table->indexAt(position);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid()) {
        m_table->showRow(index.row());
        QAction *only =
            menu->addAction(tr("Show only these in Monitor"), this, &StatisticsTablePane::chooseRow);
        only->setEnabled(!m_model->sheet().rows[index.row()].isRest);
    }
    menu->addAction(m_theme->icon(u"copy"_s), tr("Copy as a table"), this, &StatisticsTablePane::copy);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace console
