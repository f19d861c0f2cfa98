#include "lib/protocol/jsontext.h"

#include <algorithm>

namespace console {

namespace {

bool begins(JsonToken token)
{
    return token == JsonToken::BeginObject || token == JsonToken::BeginArray;
}

bool ends(JsonToken token)
{
    return token == JsonToken::EndObject || token == JsonToken::EndArray;
}

/// Copies the tokens of one text and puts line breaks and spaces between them.
class Indenter
{
public:
    explicit Indenter(QByteArrayView json) : m_json(json), m_lexer(json) { }

    QByteArray indented();

private:
    void add(JsonToken token);
    void separate(JsonToken token);
    void breakLine(qsizetype depth);

    QByteArrayView m_json;
    JsonLexer m_lexer;
    QByteArray m_out;
    JsonToken m_previous = JsonToken::Key; ///< nothing stands before the first value either
    /// What line breaks may still cost: the indentation of deep text grows with the square of its length.
    qsizetype m_budget = 1024 * 1024 + 8 * m_json.size();
};

QByteArray Indenter::indented()
{
    for (;;) {
        const JsonToken token = m_lexer.next();
        if (token == JsonToken::Error)
            return m_json.toByteArray();
        if (token == JsonToken::End)
            return m_out;
        add(token);
    }
}

void Indenter::add(JsonToken token)
{
    separate(token);
    m_out += m_lexer.span().in(m_json);
    if (token == JsonToken::Key)
        m_out += ": ";
    m_previous = token;
}

void Indenter::separate(JsonToken token)
{
    if (m_previous == JsonToken::Key || (begins(m_previous) && ends(token)))
        return;
    if (!begins(m_previous) && !ends(token))
        m_out += ',';
    breakLine(m_lexer.depth() - (begins(token) ? 1 : 0));
}

void Indenter::breakLine(qsizetype depth)
{
    const qsizetype spaces = 2 * depth;
    if (m_budget < spaces + 1)
        return;
    m_budget -= spaces + 1;
    m_out += '\n';
    m_out.append(spaces, ' ');
}

/// Lists the values of one document.
class NodeReader
{
public:
    NodeReader(QByteArrayView json, JsonNodeLimits limits) : m_json(json), m_lexer(json), m_limits(limits) { }

    std::vector<JsonNode> nodes();

private:
    struct Container
    {
        int node = -1;
        int lastChild = -1;
    };

    void take(JsonToken token);
    void addValue(JsonToken token);
    void linkLast();
    void enter(int node);
    void leave();

    QByteArrayView m_json;
    JsonLexer m_lexer;
    JsonNodeLimits m_limits;
    std::vector<JsonNode> m_nodes;
    std::vector<Container> m_open;
    ByteSpan m_key;
};

std::vector<JsonNode> NodeReader::nodes()
{
    for (;;) {
        const JsonToken token = m_lexer.next();
        if (token == JsonToken::Error)
            return {};
        if (token == JsonToken::End)
            return std::move(m_nodes);
        take(token);
    }
}

void NodeReader::take(JsonToken token)
{
    if (token == JsonToken::Key) {
        m_key = m_lexer.span();
        return;
    }
    if (ends(token)) {
        leave();
        return;
    }
    addValue(token);
    m_key = {};
}

void NodeReader::addValue(JsonToken token)
{
    if (qsizetype(m_nodes.size()) >= m_limits.count && !m_open.empty()) {
        m_nodes[size_t(m_open.back().node)].truncated = true;
        m_lexer.skipValue();
        return;
    }
    JsonNode node;
    node.parent = m_open.empty() ? -1 : m_open.back().node;
    node.key = m_key;
    node.value = m_lexer.span();
    node.type = token;
    m_nodes.push_back(node);
    linkLast();
    if (begins(token))
        enter(int(m_nodes.size()) - 1);
}

void NodeReader::linkLast()
{
    if (m_open.empty())
        return;
    const int child = int(m_nodes.size()) - 1;
    Container &container = m_open.back();
    JsonNode &parent = m_nodes[size_t(container.node)];
    if (++parent.childCount == 1)
        parent.firstChild = child;
    else
        m_nodes[size_t(container.lastChild)].nextSibling = child;
    container.lastChild = child;
}

void NodeReader::enter(int node)
{
    if (qsizetype(m_open.size()) < m_limits.depth) {
        m_open.push_back({node, -1});
        return;
    }
    JsonNode &deep = m_nodes[size_t(node)];
    deep.value = m_lexer.skipValue();
    if (m_lexer.error() == JsonError::None)
        deep.truncated = !m_json.sliced(deep.value.start + 1, deep.value.length - 2).trimmed().isEmpty();
}

void NodeReader::leave()
{
    JsonNode &node = m_nodes[size_t(m_open.back().node)];
    node.value.length = m_lexer.span().end() - node.value.start;
    m_open.pop_back();
}

} // namespace

QByteArray reindented(QByteArrayView json)
{
    return Indenter(json).indented();
}

std::vector<JsonNode> jsonNodes(QByteArrayView json, JsonNodeLimits limits)
{
    return NodeReader(json, limits).nodes();
}

} // namespace console
