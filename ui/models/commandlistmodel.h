#pragma once

#include "lib/protocol/catalogue.h"

#include <QAbstractItemModel>

namespace console {

/// The commands of the catalogue by group, narrowed by a search over name and help. GUI thread.
class CommandListModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::UserRole, ///< command name; empty for a group
        HelpRole
    };

    explicit CommandListModel(const Catalogue &catalogue, QObject *parent = nullptr);

    void setSearch(const QString &search);
    QModelIndex indexOf(const QString &command) const; ///< invalid while it is not listed

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Group
    {
        QString name;
        QList<const Command *> commands;
    };
    void rebuild();
    void gather(bool (*matches)(const Command &, const QString &));

    const Catalogue &m_catalogue;
    QString m_search;
    QList<Group> m_groups;
};

} // namespace console
