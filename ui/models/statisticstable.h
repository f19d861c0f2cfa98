#pragma once

#include "lib/protocol/eventtype.h"

#include <QAbstractTableModel>

#include <optional>

namespace console {

/// One column of a table of statistics.
struct StatisticsColumn
{
    enum class Look : quint8 { Label, Verbatim, Number, Share, Time };
    QString title;
    Look look = Look::Number;
    QString copiedTitle = {}; ///< where a copy says more than the title; empty: the title
    QString shortTitle = {}; ///< where there is little room; empty: the title
};

/// One row of it, and what it stands for, so that it can be found again and filtered for.
struct StatisticsRow
{
    QStringList cells; ///< one for each column
    QByteArray group = {}; ///< eventGroup()
    QByteArray room = {};
    QByteArray participant = {};
    QByteArray command = {};
    std::optional<qint32> code = {}; ///< an error's
    std::optional<EventType> type = {}; ///< with its sign
    double share = 0; ///< 0 to 1
    bool failed = false; ///< some of it was refused
    bool isRest = false; ///< stands for nothing that could be filtered for

    bool isSame(const StatisticsRow &other) const;
};

/// A table of statistics as it is at some moment.
struct StatisticsSheet
{
    QList<StatisticsColumn> columns;
    QList<StatisticsRow> rows;
    QString count; ///< "11 types"
    QString emptyText; ///< why there are no rows
};

/// A sheet as a model for views. Rows that stand for the same as before stay what they are. GUI thread.
class StatisticsTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// Besides DisplayRole, EditRole (as it is copied) and TextAlignmentRole.
    enum Role {
        LookRole = Qt::UserRole + 1, ///< int(StatisticsColumn::Look)
        TypeRole, ///< int(EventType); invalid: it has no sign
        ShareRole, ///< double, 0 to 1
        FailedRole, ///< bool
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setSheet(const StatisticsSheet &sheet);
    const StatisticsSheet &sheet() const { return m_sheet; }
    /// For columns that have not the room for their whole titles.
    void setTitlesShort(bool isShort);
    int rowOf(const StatisticsRow &row) const; ///< of the one that stands for the same; -1: it is gone

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// All of it, titles first, columns separated by tabs, in plain digits.
    QString copied() const;

private:
    bool hasSameShape(const StatisticsSheet &sheet) const;
    bool isRight(int column) const;
    QString title(const StatisticsColumn &column) const;

    StatisticsSheet m_sheet;
    bool m_titlesShort = false;
};

} // namespace console
