#pragma once

#include "lib/protocol/ids.h"
#include "ui/models/jsontree.h"
#include "ui/models/poolquestion.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace console {

class RoomDirectory;

/// The tree of one message, as sent: keys in their order, numbers untouched, repeated keys kept. Rows are
/// computed from a flat list of nodes, so that a message of 100 000 keys costs no object for each; the pool
/// makes the list of a large one, and containers show a page of their children at a time. Knows nothing of
/// how it is painted. GUI thread.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum Role {
        KeyRole = Qt::UserRole, ///< text of the key, visible and cut; empty in arrays
        ValueRole, ///< the token as sent, cut at 256 characters; containers "{4}"
        TypeRole, ///< JsonToken of the value
        AnnotationRole, ///< what a code means: a name, a unit, "on"
        TagRole, ///< "unknown key", "repeated key"; empty: none
        IsMoreRole, ///< bool: the row stands for children that are not shown yet
        IsDeepRole, ///< bool: what is inside lies too deep for a tree
    };
    static constexpr qsizetype maximumSize = JsonTree::maximumSize;
    static constexpr qsizetype readAtOnce = 32 * 1024; ///< bytes; larger messages are read in the pool
    static constexpr int pageSize = 1'000; ///< children

    /// @param directory  names people; may be null. Must outlive the model.
    explicit JsonTreeModel(const RoomDirectory *directory, QObject *parent = nullptr);

    /// @param marksUnknownKeys  whether keys that neither protocol nor catalogue list get a tag.
    /// @param message  people are named as they were when it came; none: as they are now.
    /// A large one is there only when arrived() comes; until then there is nothing.
    void setMessage(const QByteArray &json, bool marksUnknownKeys, MessageId message = {});
    bool isReading() const { return m_isReading; } ///< arrived() follows
    /// The next page of the container that the row "more" stands in; nothing for other rows.
    void showMore(const QModelIndex &more);
    void clear() { setMessage({}, false); }
    /// Why there is no tree, or less than all of it; empty: the tree is whole.
    QString remark() const { return m_tree->remark; }
    /// The bytes of a value as received, containers with everything inside.
    QByteArray rawValue(const QModelIndex &index) const;

    /// The keys that lead to a value from the outside in; of an array the place, from 0.
    QStringList path(const QModelIndex &index) const;
    /// Of repeated keys the last one counts. Invalid: there is no such value.
    QModelIndex indexAt(const QStringList &path) const;
    /// One value without anything inside.
    bool isScalar(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void arrived(); ///< what was read in the pool

private:
    using TreePointer = std::shared_ptr<const JsonTree>;
    /// Of a row "more" the internal id is that of its container, and this.
    static constexpr quintptr moreBit = quintptr(1) << (sizeof(quintptr) * 8 - 1);

    void show(const TreePointer &tree);
    static bool isMore(const QModelIndex &index) { return index.isValid() && (index.internalId() & moreBit); }
    const JsonNode &node(const QModelIndex &index) const { return m_tree->nodes[size_t(nodeIndex(index))]; }
    /// Of a row "more" its container.
    static int nodeIndex(const QModelIndex &index)
    {
        return index.isValid() ? int(index.internalId() & ~moreBit) : 0;
    }
    int shownChildren(int node) const;
    QVariant moreData(int node, int role) const;
    QByteArray key(int node) const { return m_tree->key(node); }
    QString pathKey(int node) const;
    QByteArray scalar(int node) const;
    QString valueText(int node) const;
    QString annotation(int node) const;
    QString personName(int node, const QByteArray &participant) const;
    QString tag(int node) const;
    QByteArray siblingValue(int node, QByteArrayView key) const;
    int depth(int node) const;

    const RoomDirectory *m_directory;
    TreePointer m_tree; ///< never null
    QHash<int, int> m_shown; ///< children shown of a container, where it is more than the first page
    MessageId m_message;
    bool m_marksUnknownKeys = false;
    bool m_isReading = false;
    int m_withoutMore = -1; ///< a container whose row "more" is being renewed
    PoolQuestion<TreePointer> m_question;
};

} // namespace console
