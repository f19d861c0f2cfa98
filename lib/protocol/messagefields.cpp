#include "lib/protocol/messagefields.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace console {

namespace {

constexpr qsizetype mostFields = 256;
constexpr qsizetype deepest = 8;
/// Empty containers and values too deep give no field but cost time.
constexpr int mostTokens = 4096;

/// Walks the tokens of one message and names each scalar by its path. Stays within the limits whatever the
/// message.
class FieldReader
{
public:
    explicit FieldReader(QByteArrayView json) : m_json(json), m_lexer(json) { }

    QList<MessageField> read();
    bool isTruncated() const { return m_truncated; }

private:
    struct Range
    {
        qsizetype first = 0;
        qsizetype end = 0;
    };
    struct Container
    {
        QByteArray path;
        bool isArray = false;
        qsizetype index = -1; ///< of the current element
        QByteArray key; ///< of the current member
        QHash<QByteArray, Range> members; ///< the fields that each key gave
    };

    void take(JsonToken token);
    void beginMember();
    void beginElement();
    void endMember();
    void addScalar(JsonToken token);
    QByteArray currentPath() const;
    void supersede(Range range);
    QList<MessageField> standing() const;

    QByteArrayView m_json;
    JsonLexer m_lexer;
    std::vector<Container> m_open;
    QList<MessageField> m_fields;
    QSet<qsizetype> m_superseded; ///< fields of a key that came again
    bool m_truncated = false;
};

QList<MessageField> FieldReader::read()
{
    for (int count = 0;; ++count) {
        const JsonToken token = m_lexer.next();
        if (token == JsonToken::End)
            return standing();
        if (token == JsonToken::Error)
            return {};
        const bool isEnd = token == JsonToken::EndObject || token == JsonToken::EndArray;
        if (count == mostTokens || (m_fields.size() == mostFields && !isEnd)) {
            m_truncated = true;
            return standing();
        }
        take(token);
    }
}

void FieldReader::take(JsonToken token)
{
    if (token == JsonToken::EndObject || token == JsonToken::EndArray) {
        m_open.pop_back();
        endMember();
        return;
    }
    if (token == JsonToken::Key) {
        beginMember();
        return;
    }
    beginElement();
    if (token == JsonToken::BeginObject || token == JsonToken::BeginArray) {
        m_open.push_back({currentPath(), token == JsonToken::BeginArray, -1, {}, {}});
        return;
    }
    addScalar(token);
    endMember();
}

void FieldReader::beginMember()
{
    Container &object = m_open.back();
    object.key = decodedString(m_lexer.span().in(m_json));
    Range &range = object.members[object.key];
    supersede(range);
    range = {m_fields.size(), m_fields.size()};
}

void FieldReader::beginElement()
{
    if (!m_open.empty() && m_open.back().isArray)
        ++m_open.back().index;
}

void FieldReader::endMember()
{
    if (!m_open.empty() && !m_open.back().isArray)
        m_open.back().members[m_open.back().key].end = m_fields.size();
}

void FieldReader::addScalar(JsonToken token)
{
    if (qsizetype(m_open.size()) > deepest) {
        m_truncated = true;
        return;
    }
    const QByteArrayView text = m_lexer.span().in(m_json);
    m_fields.append(
        {currentPath(), token, token == JsonToken::String ? decodedString(text) : text.toByteArray()});
}

QByteArray FieldReader::currentPath() const
{
    // Deeper than any field: its path is never read, and building it would cost the depth squared.
    if (m_open.empty() || qsizetype(m_open.size()) > deepest)
        return {};
    const Container &inner = m_open.back();
    const QByteArray last = inner.isArray ? QByteArray::number(inner.index) : inner.key;
    return m_open.size() == 1 ? last : inner.path + '.' + last;
}

void FieldReader::supersede(Range range)
{
    for (qsizetype i = range.first; i < range.end; ++i)
        m_superseded.insert(i);
}

QList<MessageField> FieldReader::standing() const
{
    QList<MessageField> fields;
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        if (!m_superseded.contains(i))
            fields.append(m_fields[i]);
    }
    return fields;
}

const MessageField *fieldAt(const QList<MessageField> &fields, QByteArrayView path)
{
    for (const MessageField &field : fields) {
        if (field.path == path)
            return &field;
    }
    return nullptr;
}

} // namespace

MessageFields::MessageFields(QByteArrayView json)
{
    FieldReader reader(json);
    m_fields = reader.read();
    m_truncated = reader.isTruncated();
}

const MessageField *MessageFields::find(std::initializer_list<QByteArrayView> names) const
{
    for (const QByteArrayView name : names) {
        if (const MessageField *field = fieldAt(m_fields, name))
            return field;
        if (const MessageField *field = fieldAt(m_fields, "values." + name.toByteArray()))
            return field;
    }
    return nullptr;
}

std::optional<QByteArray> MessageFields::text(std::initializer_list<QByteArrayView> names) const
{
    const MessageField *field = find(names);
    return field ? std::optional(field->text) : std::nullopt;
}

std::optional<double> MessageFields::number(std::initializer_list<QByteArrayView> names) const
{
    const MessageField *field = find(names);
    if (!field || (field->type != JsonToken::Number && field->type != JsonToken::String))
        return std::nullopt;
    bool isNumber = false;
    const double value = field->text.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

const MessageField *MessageFields::scalarValue() const
{
    return fieldAt(m_fields, "values");
}

} // namespace console
