#pragma once

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

class QModelIndex;

namespace console {

class RoomTreeModel;
class RoomTreeView;

/// Which rooms of the tree stand open: new ones while there are few (who connects late to a full server hears
/// of few at first: these close again), and while something is searched those that hold somebody who is
/// found. What was open before comes back when the search ends. GUI thread.
class OpenRooms : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    OpenRooms(RoomTreeModel *model, RoomTreeView *tree, QObject *parent = nullptr);

    /// Searches in the model; empty ends the search.
    void search(const QString &text);
    /// Whether new rooms stay closed. Until it is set: above RoomTreeModel::maximumSortedById rooms.
    void setCollapsingNew(bool collapsing) { m_collapsingNew = collapsing; }
    bool isCollapsingNew() const;
    std::optional<bool> chosenCollapsing() const { return m_collapsingNew; } ///< none: it was never set

private:
    void remember();
    void arrange();
    void openNew(const QModelIndex &parent, int first, int last);
    bool shouldOpen(const QModelIndex &room) const;
    void openUnasked(const QModelIndex &room);
    void forgetRemoved(const QModelIndex &parent, int first, int last);
    void closeUnasked();

    RoomTreeModel *m_model;
    RoomTreeView *m_tree;
    std::optional<bool> m_collapsingNew;
    QSet<QString> m_unasked; ///< ids of rooms that opened by themselves and were left alone since
    QHash<QString, bool> m_before; ///< while something is searched: whether a room stood open, by its id
    bool m_arranging = false; ///< all rooms are looked at anyway
};

} // namespace console
