#include "ui/models/statisticstable.h"

#include "ui/models/celltext.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

using Look = StatisticsColumn::Look;

bool StatisticsRow::isSame(const StatisticsRow &other) const
{
    return group == other.group && room == other.room && participant == other.participant
        && command == other.command && code == other.code && isRest == other.isRest;
}

void StatisticsTable::setSheet(const StatisticsSheet &sheet)
{
    if (!hasSameShape(sheet)) {
        beginResetModel();
        m_sheet = sheet;
        endResetModel();
        return;
    }
    m_sheet = sheet;
    if (!m_sheet.rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

/// Do the same rows stand at the same places?
bool StatisticsTable::hasSameShape(const StatisticsSheet &sheet) const
{
    const auto hasSameTitle = [](const StatisticsColumn &left, const StatisticsColumn &right) {
        return left.title == right.title;
    };
    const auto isSame = [](const StatisticsRow &left, const StatisticsRow &right) {
        return left.isSame(right);
    };
    return std::equal(m_sheet.columns.begin(), m_sheet.columns.end(), sheet.columns.begin(),
               sheet.columns.end(), hasSameTitle)
        && std::equal(m_sheet.rows.begin(), m_sheet.rows.end(), sheet.rows.begin(), sheet.rows.end(), isSame);
}

int StatisticsTable::rowOf(const StatisticsRow &row) const
{
    const auto found = std::find_if(m_sheet.rows.begin(), m_sheet.rows.end(),
        [&row](const StatisticsRow &known) { return known.isSame(row); });
    return found == m_sheet.rows.end() ? -1 : int(found - m_sheet.rows.begin());
}

int StatisticsTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sheet.rows.size());
}

int StatisticsTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sheet.columns.size());
}

bool StatisticsTable::isRight(int column) const
{
    return m_sheet.columns[column].look == Look::Number;
}

QVariant StatisticsTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const StatisticsRow &row = m_sheet.rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.cells[index.column()];
    case Qt::EditRole:
        return copiedText(row.cells[index.column()]);
    case Qt::TextAlignmentRole:
        return int((isRight(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case LookRole:
        return int(m_sheet.columns[index.column()].look);
    case TypeRole:
        return row.type ? QVariant(int(*row.type)) : QVariant();
    case ShareRole:
        return row.share;
    case FailedRole:
        return row.failed;
    default:
        return {};
    }
}

QVariant StatisticsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? title(m_sheet.columns[section]) : QVariant();
}

QString StatisticsTable::title(const StatisticsColumn &column) const
{
    return m_titlesShort && !column.shortTitle.isEmpty() ? column.shortTitle : column.title;
}

void StatisticsTable::setTitlesShort(bool isShort)
{
    if (std::exchange(m_titlesShort, isShort) != isShort && columnCount() > 0)
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QString StatisticsTable::copied() const
{
    QStringList titles;
    for (const StatisticsColumn &column : m_sheet.columns)
        titles.append(column.copiedTitle.isEmpty() ? column.title : column.copiedTitle);
    QStringList lines{titles.join(u'\t')};
    for (const StatisticsRow &row : m_sheet.rows) {
        QStringList cells;
        for (const QString &cell : row.cells)
            cells.append(copiedText(cell));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace console
