#include "ui/models/messagedifference.h"

#include "lib/protocol/jsontext.h"

#include <QHash>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Kind = ValueDifference::Kind;

bool isContainer(const JsonNode &node)
{
    return node.type == JsonToken::BeginObject || node.type == JsonToken::BeginArray;
}

/// One of the two texts as a list of its values.
struct Tree
{
    explicit Tree(QByteArrayView json) : text(json), nodes(jsonNodes(json)) { }

    const JsonNode &at(int node) const { return nodes[size_t(node)]; }
    QByteArrayView token(int node) const { return at(node).value.in(text); }
    QByteArray key(int node) const { return comparableString(at(node).key.in(text)); }
    QString shownKey(int node) const { return QString::fromUtf8(decodedString(at(node).key.in(text))); }

    QByteArrayView text;
    std::vector<JsonNode> nodes;
};

/// Two values that stand in the same place.
struct Pair
{
    int before = -1;
    int after = -1; ///< -1: there is none
    int parent = -1; ///< among the pairs; -1: none
    QString step; ///< the key or the place that leads here
};

/// Walks through both texts at once, without recursion: they may be deep.
class Comparison
{
public:
    Comparison(QByteArrayView before, QByteArrayView after) : m_before(before), m_after(after) { }

    MessageDifference difference()
    {
        if (m_before.nodes.empty() || m_after.nodes.empty())
            return {{}, false, u"One of the two is no JSON: they can only be read as text."_s};
        m_pairs.push_back({0, 0, -1, {}});
        m_open.push_back(0);
        while (!m_open.empty() && !m_result.isCut) {
            const size_t pair = m_open.back();
            m_open.pop_back();
            compare(pair);
        }
        return std::move(m_result);
    }

private:
    void compare(size_t pair)
    {
        const Pair it = m_pairs[pair];
        if (it.before < 0 || it.after < 0)
            return add(pair, it.before < 0 ? Kind::Added : Kind::Removed);
        const JsonNode &before = m_before.at(it.before);
        const JsonNode &after = m_after.at(it.after);
        const bool isOpened = isContainer(before) && !before.truncated && !after.truncated;
        if (before.type != after.type || (!isOpened && !areEqual(it)))
            return add(pair, Kind::Changed);
        if (before.type == JsonToken::BeginObject && isOpened)
            openObjects(pair);
        else if (isOpened)
            openArrays(pair);
    }

    bool areEqual(const Pair &pair) const
    {
        const QByteArrayView before = m_before.token(pair.before);
        const QByteArrayView after = m_after.token(pair.after);
        switch (m_before.at(pair.before).type) {
        case JsonToken::Number:
            return canonicalNumber(before) == canonicalNumber(after);
        case JsonToken::String:
            return comparableString(before) == comparableString(after);
        case JsonToken::BeginObject:
        case JsonToken::BeginArray:
            return canonicalDigest(before) == canonicalDigest(after);
        default:
            return true; // true, false and null are their types
        }
    }

    /// The first text's keys in their order, then those that only the second one has.
    void openObjects(size_t pair)
    {
        const Pair it = m_pairs[pair];
        const QHash<QByteArray, int> before = childrenByKey(m_before, it.before);
        QHash<QByteArray, int> after = childrenByKey(m_after, it.after);
        std::vector<Pair> found;
        for (int child = m_before.at(it.before).firstChild; child >= 0;
             child = m_before.at(child).nextSibling) {
            const QByteArray key = m_before.key(child);
            if (before.value(key) == child)
                found.push_back({child, after.value(key, -1), int(pair), m_before.shownKey(child)});
        }
        for (int child = m_after.at(it.after).firstChild; child >= 0; child = m_after.at(child).nextSibling) {
            const QByteArray key = m_after.key(child);
            if (after.value(key) == child && !before.contains(key))
                found.push_back({-1, child, int(pair), m_after.shownKey(child)});
        }
        open(found);
    }

    void openArrays(size_t pair)
    {
        const Pair it = m_pairs[pair];
        std::vector<Pair> found;
        int before = m_before.at(it.before).firstChild;
        int after = m_after.at(it.after).firstChild;
        for (int place = 0; before >= 0 || after >= 0; ++place) {
            found.push_back({before, after, int(pair), QString::number(place)});
            before = before < 0 ? -1 : m_before.at(before).nextSibling;
            after = after < 0 ? -1 : m_after.at(after).nextSibling;
        }
        open(found);
    }

    /// What stands first is looked at first.
    void open(const std::vector<Pair> &found)
    {
        for (auto pair = found.rbegin(); pair != found.rend(); ++pair) {
            m_open.push_back(m_pairs.size());
            m_pairs.push_back(*pair);
        }
    }

    static QHash<QByteArray, int> childrenByKey(const Tree &tree, int node)
    {
        QHash<QByteArray, int> children;
        for (int child = tree.at(node).firstChild; child >= 0; child = tree.at(child).nextSibling)
            children.insert(tree.key(child), child);
        return children;
    }

    void add(size_t pair, Kind kind)
    {
        if (m_result.differences.size() == maximumDifferences) {
            m_result.isCut = true;
            return;
        }
        const Pair &it = m_pairs[pair];
        m_result.differences.append(
            {kind, pathOf(int(pair)), it.before < 0 ? QByteArray() : m_before.token(it.before).toByteArray(),
                it.after < 0 ? QByteArray() : m_after.token(it.after).toByteArray()});
    }

    QStringList pathOf(int pair) const
    {
        QStringList path;
        for (; m_pairs[size_t(pair)].parent >= 0; pair = m_pairs[size_t(pair)].parent)
            path.prepend(m_pairs[size_t(pair)].step);
        return path;
    }

    Tree m_before;
    Tree m_after;
    std::vector<Pair> m_pairs;
    std::vector<size_t> m_open; ///< pairs to look at, the next one last
    MessageDifference m_result;
};

} // namespace

MessageDifference differenceBetween(QByteArrayView before, QByteArrayView after)
{
    return Comparison(before, after).difference();
}

} // namespace console
