#pragma once

#include "lib/protocol/duplicatekeys.h"
#include "lib/protocol/messageshape.h"

#include <array>

namespace console {

/// One pass over a message: checks it and notes where the facts of protocol §2 stand, without judging what
/// they mean. Its memory stays for the next message; where that is made like one before, only its scalars are
/// looked at.
class MessageScan
{
public:
    enum class Field : quint8 {
        None,
        Event,
        Status,
        ErrorCode,
        Request,
        Values,
        Room,
        Participant,
        Action,
        Command,
    };

    /// The value of a key: its last one, where the key is repeated.
    struct Fact
    {
        ByteSpan span; ///< strings with their quotes, containers whole
        JsonToken type = JsonToken::Error; ///< Error: there is none
        bool escaped = false;

        bool isPresent() const { return type != JsonToken::Error; }
    };

    /// What one object says. A bit a field tells which facts there are, so that forgetting them is cheap.
    class Facts
    {
    public:
        Fact operator[](Field field) const
        {
            return m_present >> int(field) & 1 ? m_facts[size_t(field)] : Fact();
        }
        void set(Field field, const Fact &fact);
        void finish(Field field, qsizetype end); ///< of a container that was set when it began
        void clear() { m_present = 0; }

    private:
        quint32 m_present = 0;
        std::array<Fact, size_t(Field::Command) + 1> m_facts;
    };

    void run(QByteArrayView text);

    QByteArrayView text() const { return m_text; }
    JsonError error() const { return m_error; }
    qsizetype errorOffset() const { return m_errorOffset; }
    bool isObject() const { return m_isObject; }
    bool hasDuplicateKeys() const { return m_duplicates.found(); }
    bool hasUnicodeEscapes() const { return m_hasUnicodeEscapes; }

    const Facts &top() const { return m_top; }
    const Facts &values() const { return m_values; } ///< none where "values" is missing or no object
    const Facts &request() const { return m_request; } ///< likewise of "Request"

private:
    /// A message of the past, and which of its scalars are facts.
    struct Known
    {
        struct Place
        {
            Facts MessageScan::*object;
            Field field;
            JsonToken type;
            size_t scalar; ///< its index; beyond all of them: the value is none
        };
        MessageShape shape;
        std::vector<Place> places;
    };
    static constexpr int knownBits = 6;

    void recall(const Known &known);
    void learn(Known &known) const;
    void notePlaces(Known &known, Facts MessageScan::*object) const;
    void read();
    void reset(QByteArrayView text);
    void take(JsonToken token, const JsonLexer &lexer);
    void takeKey(const JsonLexer &lexer);
    void takeValue(JsonToken token, const JsonLexer &lexer);
    void leave(const JsonLexer &lexer);
    Facts *sectionOf(Field field);

    QByteArrayView m_text;
    Facts m_top;
    Facts m_values;
    Facts m_request;
    Facts *m_section = nullptr; ///< what the object open at the second level is
    Facts *m_place = nullptr; ///< where the value of the last key belongs; null: nowhere
    Field m_field = Field::None; ///< the last key, if its value belongs somewhere
    Field m_topField = Field::None; ///< the last key at the top level
    DuplicateKeys m_duplicates;
    std::vector<MessageShape::Scalar> m_scalars; ///< as many as are of use
    std::array<Known, 1 << knownBits> m_known; ///< at places that a look at the text tells
    qsizetype m_errorOffset = -1;
    JsonError m_error = JsonError::None;
    bool m_isObject = false;
    bool m_hasUnicodeEscapes = false;
};

} // namespace console
