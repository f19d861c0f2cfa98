#pragma once

#include "lib/protocol/jsontext.h"

#include <QAbstractItemModel>
#include <QByteArray>
#include <QSet>

#include <vector>

namespace console {

class RoomDirectory;

/// The tree of one message, as sent: keys in their order, numbers untouched, repeated keys kept. Rows are
/// computed from a flat list of nodes, so that a message of 100 000 keys costs no object for each. Knows
/// nothing of how it is painted. GUI thread.
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
    };
    /// Larger messages are read as text.
    static constexpr qsizetype maximumSize = 4 * 1024 * 1024;

    /// @param directory  names people; may be null. Must outlive the model.
    explicit JsonTreeModel(const RoomDirectory *directory, QObject *parent = nullptr);

    /// @param marksUnknownKeys  whether keys that neither protocol nor catalogue list get a tag.
    void setMessage(const QByteArray &json, bool marksUnknownKeys);
    void clear() { setMessage({}, false); }
    /// Why there is no tree, or less than all of it; empty: the tree is whole.
    QString remark() const { return m_remark; }
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

private:
    void indexChildren();
    void findRepeatedKeys();
    const JsonNode &node(const QModelIndex &index) const { return m_nodes[size_t(index.internalId())]; }
    int nodeIndex(const QModelIndex &index) const { return index.isValid() ? int(index.internalId()) : 0; }
    QByteArray key(int node) const;
    QString pathKey(int node) const;
    QByteArray scalar(int node) const;
    QString valueText(int node) const;
    QString annotation(int node) const;
    QString tag(int node) const;
    QByteArray siblingValue(int node, QByteArrayView key) const;
    int depth(int node) const;

    const RoomDirectory *m_directory;
    QByteArray m_json;
    std::vector<JsonNode> m_nodes;
    std::vector<int> m_row; ///< of each node among its siblings
    std::vector<int> m_children; ///< children of node 0, of node 1, …
    std::vector<int> m_firstChild; ///< where a node's children begin in m_children
    QSet<int> m_repeated;
    bool m_marksUnknownKeys = false;
    QString m_remark;
};

} // namespace console
