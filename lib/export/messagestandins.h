#pragma once

#include "lib/export/standins.h"
#include "lib/protocol/classify.h"

#include <optional>
#include <vector>

namespace console {

/// Puts stand-ins into messages, wherever the protocol says that a key holds a name or an id of a person or a
/// room; every other byte stays. What else texts say of people (descriptions of errors, custom keys that the
/// protocol does not know, what notes quote) is not touched.
class MessageStandIns
{
public:
    /// @param message  a JSON object
    /// @param facts  its classification
    QByteArray rewritten(QByteArrayView message, const Classification &facts);
    StandIns &values() { return m_values; }

private:
    /// What the keys of an object are about.
    enum class Scope : quint8 { Other, Message, Person, Room };
    /// What a scalar is.
    enum class Role : quint8 {
        None,
        Person,
        PersonIfText,
        Room,
        Mentioned, ///< whoever else the message names by the same id; else nobody
    };
    /// What the value of a key is, whichever type it has.
    struct Meaning
    {
        Role scalar = Role::None;
        Role element = Role::None; ///< each scalar of an array
        Scope object = Scope::Other; ///< also each object of an array
    };
    struct KnownKey
    {
        QByteArrayView key;
        Meaning meaning;
    };
    struct Container
    {
        Scope scope = Scope::Other;
        Meaning next; ///< of the value to come
    };

    Meaning meaningOf(QByteArrayView key, Scope scope) const;
    Meaning meaningInMessage(QByteArrayView key) const;
    Role roleOfAnswer() const;
    Role roleOfEvent() const;
    void take(JsonToken token, const JsonLexer &lexer);
    void open(JsonToken token);
    void takeScalar(JsonToken token, ByteSpan span);
    std::optional<StandIns::Of> whose(Role role, JsonToken token, QByteArrayView text) const;

    StandIns m_values;
    QByteArrayView m_message;
    const Classification *m_facts = nullptr;
    std::vector<Container> m_open;
    QByteArray m_result;
    qsizetype m_taken = 0; ///< bytes of the message that the result stands for
};

} // namespace console
