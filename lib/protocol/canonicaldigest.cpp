#include "lib/protocol/jsontext.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace console {

namespace {

/// Builds the digest of one document from the inside out: each closed container shrinks to the digest of its
/// content, so that every byte is hashed once, at any depth, without recursion.
class DigestBuilder
{
public:
    explicit DigestBuilder(QByteArrayView json) : m_json(json), m_lexer(json) { }

    QByteArray digest();

private:
    struct Member
    {
        qsizetype start = 0;
        qsizetype keyLength = 0;
        qsizetype end = 0;
    };
    struct Container
    {
        qsizetype start = 0;
        bool isObject = false;
        size_t firstMember = 0;
    };

    void take(JsonToken token);
    void open(bool isObject);
    void close();
    void addKey();
    void addScalar(char tag, QByteArrayView text);
    void endValue();
    void hashMembers(const Container &object);
    void hashPiece(qsizetype length, QByteArrayView bytes);
    QByteArrayView keyOf(const Member &member) const;

    QByteArrayView m_json;
    JsonLexer m_lexer;
    QCryptographicHash m_hash{QCryptographicHash::Blake2b_256};
    QByteArray m_content; ///< what the open containers hold so far, in unambiguous form
    std::vector<Container> m_open;
    std::vector<Member> m_members; ///< of the open objects
};

QByteArray DigestBuilder::digest()
{
    for (;;) {
        const JsonToken token = m_lexer.next();
        if (token == JsonToken::Error)
            return {};
        if (token == JsonToken::End)
            break;
        take(token);
    }
    m_hash.reset();
    m_hash.addData(m_content);
    return m_hash.result();
}

void DigestBuilder::take(JsonToken token)
{
    const QByteArrayView text = m_lexer.span().in(m_json);
    switch (token) {
    case JsonToken::BeginObject:
    case JsonToken::BeginArray:
        return open(token == JsonToken::BeginObject);
    case JsonToken::EndObject:
    case JsonToken::EndArray:
        return close();
    case JsonToken::Key:
        return addKey();
    case JsonToken::String:
        return addScalar('s', comparableString(text));
    case JsonToken::Number:
        return addScalar('d', canonicalNumber(text));
    default:
        return addScalar('l', text);
    }
}

void DigestBuilder::open(bool isObject)
{
    m_open.push_back({m_content.size(), isObject, m_members.size()});
}

void DigestBuilder::close()
{
    const Container container = m_open.back();
    m_open.pop_back();
    m_hash.reset();
    if (container.isObject)
        hashMembers(container);
    else
        m_hash.addData(QByteArrayView(m_content).sliced(container.start));
    m_content.truncate(container.start);
    m_content += container.isObject ? 'o' : 'a';
    m_content += m_hash.result();
    m_members.resize(container.firstMember);
    endValue();
}

void DigestBuilder::addKey()
{
    const QByteArray key = comparableString(m_lexer.span().in(m_json));
    m_members.push_back({m_content.size(), key.size(), 0});
    m_content += key;
}

void DigestBuilder::addScalar(char tag, QByteArrayView text)
{
    std::array<char, 8> length;
    qToLittleEndian(quint64(text.size()), length.data());
    m_content += tag;
    m_content.append(length.data(), qsizetype(length.size()));
    m_content += text;
    endValue();
}

void DigestBuilder::endValue()
{
    if (!m_open.empty() && m_open.back().isObject)
        m_members.back().end = m_content.size();
}

QByteArrayView DigestBuilder::keyOf(const Member &member) const
{
    return QByteArrayView(m_content).sliced(member.start, member.keyLength);
}

void DigestBuilder::hashMembers(const Container &object)
{
    const auto first = m_members.begin() + std::ptrdiff_t(object.firstMember);
    std::sort(first, m_members.end(), [this](const Member &a, const Member &b) {
        const int order = keyOf(a).compare(keyOf(b));
        return order < 0 || (order == 0 && a.start < b.start);
    });
    for (auto member = first; member != m_members.end(); ++member) {
        const bool repeated = member + 1 != m_members.end() && keyOf(*member) == keyOf(member[1]);
        if (!repeated)
            hashPiece(member->keyLength,
                QByteArrayView(m_content).sliced(member->start, member->end - member->start));
    }
}

void DigestBuilder::hashPiece(qsizetype length, QByteArrayView bytes)
{
    std::array<char, 8> prefix;
    qToLittleEndian(quint64(length), prefix.data());
    m_hash.addData(QByteArrayView(prefix.data(), qsizetype(prefix.size())));
    m_hash.addData(bytes);
}

} // namespace

QByteArray canonicalDigest(QByteArrayView json)
{
    return DigestBuilder(json).digest();
}

} // namespace console
