#include "lib/filter/jsonpath.h"

namespace console {

namespace {

/// A value inside an object or array.
using Member = std::optional<QByteArrayView>;

bool isKey(const JsonLexer &lexer, QByteArrayView json, const QByteArray &key)
{
    const QByteArrayView token = lexer.span().in(json);
    return lexer.hasEscapes() ? decodedString(token) == key : token.sliced(1, token.size() - 2) == key;
}

/// The last one of that key; nothing if the text does not end as it should.
Member memberOf(JsonLexer &lexer, QByteArrayView json, const QByteArray &key)
{
    Member found;
    JsonToken token = lexer.next();
    for (; token == JsonToken::Key; token = lexer.next()) {
        const bool wanted = isKey(lexer, json, key);
        lexer.next();
        const ByteSpan value = lexer.skipValue();
        if (wanted && lexer.error() == JsonError::None)
            found = value.in(json);
    }
    return token == JsonToken::EndObject ? found : Member();
}

Member elementOf(JsonLexer &lexer, QByteArrayView json, const QByteArray &key)
{
    Member found;
    bool isNumber = false;
    const qint64 wanted = key.toLongLong(&isNumber);
    JsonToken token = lexer.next();
    for (qint64 index = 0; token != JsonToken::EndArray && token != JsonToken::Error; ++index) {
        const ByteSpan value = lexer.skipValue();
        if (isNumber && index == wanted && lexer.error() == JsonError::None)
            found = value.in(json);
        token = lexer.next();
    }
    return token == JsonToken::EndArray ? found : Member();
}

Member inside(QByteArrayView json, const QByteArray &key)
{
    JsonLexer lexer(json);
    Member found;
    switch (lexer.next()) {
    case JsonToken::BeginObject:
        found = memberOf(lexer, json, key);
        break;
    case JsonToken::BeginArray:
        found = elementOf(lexer, json, key);
        break;
    default:
        return std::nullopt;
    }
    return lexer.next() == JsonToken::End ? found : Member();
}

bool isScalar(JsonToken token)
{
    return token == JsonToken::String || token == JsonToken::Number || token == JsonToken::True
        || token == JsonToken::False || token == JsonToken::Null;
}

} // namespace

std::optional<JsonPath::Scalar> JsonPath::find(QByteArrayView json) const
{
    Member value = json;
    for (const QByteArray &key : m_keys) {
        value = inside(*value, key);
        if (!value)
            return std::nullopt;
    }
    JsonLexer lexer(*value);
    const JsonToken type = lexer.next();
    return isScalar(type) ? std::optional(Scalar{type, lexer.span().in(*value)}) : std::nullopt;
}

} // namespace console
