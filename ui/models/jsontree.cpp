#include "ui/models/jsontree.h"

#include "ui/models/text.h"

#include <QHash>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

JsonTree JsonTree::of(const QByteArray &json)
{
    JsonTree tree;
    tree.json = json;
    if (json.size() > maximumSize) {
        tree.remark = u"Too large for a tree: %1. Show it as received."_s.arg(sizeText(json.size()));
        tree.firstChild = {0, 0};
        return tree;
    }
    tree.nodes = jsonNodes(tree.json);
    tree.indexChildren();
    for (int node = 0; node < int(tree.nodes.size()); ++node)
        if (tree.nodes[size_t(node)].type == JsonToken::BeginObject)
            tree.findRepeatedKeys(node);
    if (std::any_of(
            tree.nodes.begin(), tree.nodes.end(), [](const JsonNode &node) { return node.truncated; }))
        tree.remark = u"Deeper than 500 levels. Show it as received."_s;
    return tree;
}

void JsonTree::indexChildren()
{
    const size_t count = nodes.size();
    rows.assign(count, 0);
    firstChild.assign(std::max<size_t>(count, 1) + 1, 0); // node 0 is asked for also where there is none
    for (size_t i = 1; i < count; ++i)
        rows[i] = firstChild[size_t(nodes[i].parent) + 1]++;
    for (size_t i = 0; i < count; ++i)
        firstChild[i + 1] += firstChild[i];
    children.assign(count, 0);
    for (size_t i = 1; i < count; ++i)
        children[size_t(firstChild[size_t(nodes[i].parent)] + rows[i])] = int(i);
}

void JsonTree::findRepeatedKeys(int container)
{
    QHash<QByteArray, int> seen;
    seen.reserve(childCount(container));
    for (int row = 0; row < childCount(container); ++row) {
        const int node = child(container, row);
        const QByteArray name = key(node);
        if (const auto before = seen.constFind(name); before != seen.constEnd())
            repeated << *before << node;
        seen.insert(name, node);
    }
}

QByteArray JsonTree::key(int node) const
{
    const ByteSpan span = nodes[size_t(node)].key;
    return span.length > 0 ? decodedString(span.in(json)) : QByteArray();
}

} // namespace console
