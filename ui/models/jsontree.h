#pragma once

#include "lib/protocol/jsontext.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <vector>

namespace console {

/// One message as flat lists: its values in text order, and the way from each to its children. A value; made
/// in any thread, since that takes a while for a large message.
struct JsonTree
{
    /// Larger messages are read as text.
    static constexpr qsizetype maximumSize = 32 * 1024 * 1024;

    static JsonTree of(const QByteArray &json);

    int childCount(int node) const { return firstChild[size_t(node) + 1] - firstChild[size_t(node)]; }
    int child(int node, int row) const { return children[size_t(firstChild[size_t(node)] + row)]; }
    QByteArray key(int node) const; ///< decoded; empty in arrays

    QByteArray json;
    std::vector<JsonNode> nodes;
    std::vector<int> rows; ///< of each node among its siblings
    std::vector<int> children; ///< children of node 0, of node 1, …
    std::vector<int> firstChild; ///< where a node's children begin in `children`
    QSet<int> repeated; ///< nodes whose key another one of their container has, too
    QString remark; ///< why there is no tree, or less than all of it; empty: it is whole

private:
    void indexChildren();
    void findRepeatedKeys(int container);
};

} // namespace console
