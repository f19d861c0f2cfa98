#include "ui/models/commandlistmodel.h"

#include <algorithm>

namespace console {

// Groups carry the internal id 0, commands the number of their group plus one.

CommandListModel::CommandListModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractItemModel(parent), m_catalogue(catalogue)
{
    rebuild();
}

void CommandListModel::setSearch(const QString &search)
{
    if (search == m_search)
        return;
    beginResetModel();
    m_search = search;
    rebuild();
    endResetModel();
}

static bool contains(const ValueRule &rule, const QString &search)
{
    return std::ranges::any_of(rule.choices, [&search](const Choice &choice) {
        return choice.name.contains(search, Qt::CaseInsensitive)
            || choice.help.contains(search, Qt::CaseInsensitive);
    });
}

static bool isCalled(const Command &command, const QString &search)
{
    return command.name.contains(search, Qt::CaseInsensitive)
        || command.help.contains(search, Qt::CaseInsensitive);
}

static bool takes(const Command &command, const QString &search)
{
    return std::ranges::any_of(command.parameters, [&search](const Parameter &parameter) {
        return parameter.name.contains(search, Qt::CaseInsensitive) || contains(parameter.rule, search);
    });
}

/// By name and by what it says of itself; where nothing is called so, by what its parameters may be.
void CommandListModel::rebuild()
{
    gather(&isCalled);
    if (m_groups.isEmpty())
        gather(&takes);
}

void CommandListModel::gather(bool (*matches)(const Command &, const QString &))
{
    m_groups.clear();
    for (const Command &command : m_catalogue.commands()) {
        if (!matches(command, m_search))
            continue;
        auto group = std::ranges::find(m_groups, command.group, &Group::name);
        if (group == m_groups.end())
            group = m_groups.insert(m_groups.end(), Group{command.group, {}});
        group->commands.append(&command);
    }
}

QModelIndex CommandListModel::indexOf(const QString &command) const
{
    for (int group = 0; group < int(m_groups.size()); ++group) {
        const auto &commands = m_groups[group].commands;
        const auto found = std::ranges::find(commands, command, &Command::name);
        if (found != commands.end())
            return index(int(found - commands.begin()), 0, index(group, 0));
    }
    return {};
}

QModelIndex CommandListModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row() + 1) : quintptr(0));
}

QModelIndex CommandListModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, quintptr(0));
}

int CommandListModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    return parent.internalId() == 0 ? int(m_groups[parent.row()].commands.size()) : 0;
}

int CommandListModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant CommandListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0)
        return role == Qt::DisplayRole ? m_groups[index.row()].name : QVariant();
    const Command *command = m_groups[qsizetype(index.internalId()) - 1].commands[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return command->name;
    case Qt::ToolTipRole:
    case HelpRole:
        return command->help;
    default:
        return {};
    }
}

Qt::ItemFlags CommandListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == 0 ? Qt::ItemIsEnabled
                                   : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace console
