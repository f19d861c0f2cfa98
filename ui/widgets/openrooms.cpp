#include "ui/widgets/openrooms.h"

#include "ui/models/roomtreemodel.h"
#include "ui/widgets/roomtreeview.h"

#include <utility>

namespace console {

namespace {

QString idOf(const QModelIndex &room)
{
    return room.data(RoomTreeModel::IdRole).toString();
}

} // namespace

OpenRooms::OpenRooms(RoomTreeModel *model, RoomTreeView *tree, QObject *parent)
    : QObject(parent), m_model(model), m_tree(tree)
{
    connect(model, &QAbstractItemModel::rowsInserted, this, &OpenRooms::openNew);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &OpenRooms::forgetRemoved);
    connect(model, &RoomTreeModel::countsChanged, this, &OpenRooms::closeUnasked);
    connect(
        tree, &QTreeView::collapsed, this, [this](const QModelIndex &room) { m_unasked.remove(idOf(room)); });
    openNew({}, 0, model->rowCount() - 1);
}

bool OpenRooms::isCollapsingNew() const
{
    return m_collapsingNew.value_or(m_model->totals().rooms > RoomTreeModel::maximumSortedById);
}

void OpenRooms::search(const QString &text)
{
    if (text == m_model->searchText())
        return;
    if (m_model->searchText().isEmpty())
        remember();
    m_arranging = true;
    m_model->setSearchText(text);
    m_arranging = false;
    arrange();
    if (text.isEmpty())
        m_before.clear();
}

void OpenRooms::remember()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex room = m_model->index(row, 0);
        m_before.insert(idOf(room), m_tree->isExpanded(room));
    }
}

void OpenRooms::arrange()
{
    m_tree->layoutLater(); // once, not with each room
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex room = m_model->index(row, 0);
        m_tree->setExpanded(room, shouldOpen(room));
    }
}

bool OpenRooms::shouldOpen(const QModelIndex &room) const
{
    return room.data(RoomTreeModel::HoldsFoundRole).toBool()
        || m_before.value(idOf(room), !isCollapsingNew());
}

/// Of rooms that are there already, what the user closed stays closed: only the first who come open one.
void OpenRooms::openNew(const QModelIndex &parent, int first, int last)
{
    if (m_arranging)
        return;
    if (parent.isValid()) {
        const bool areFirst = first == 0 && last == m_model->rowCount(parent) - 1;
        if (areFirst && shouldOpen(parent))
            openUnasked(parent);
        return;
    }
    m_tree->layoutLater();
    for (int row = first; row <= last; ++row) {
        const QModelIndex room = m_model->index(row, 0);
        if (shouldOpen(room))
            openUnasked(room);
    }
}

void OpenRooms::openUnasked(const QModelIndex &room)
{
    m_unasked.insert(idOf(room));
    m_tree->expand(room);
}

void OpenRooms::forgetRemoved(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid())
        return;
    for (int row = first; row <= last; ++row)
        m_unasked.remove(idOf(m_model->index(row, 0)));
}

void OpenRooms::closeUnasked()
{
    if (m_unasked.isEmpty() || m_collapsingNew || !isCollapsingNew() || !m_model->searchText().isEmpty())
        return;
    const QSet<QString> unasked = std::exchange(m_unasked, {});
    m_tree->layoutLater();
    for (const QString &id : unasked)
        m_tree->collapse(m_model->indexOf(id.toUtf8()));
}

} // namespace console
