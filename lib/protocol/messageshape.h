#pragma once

#include "lib/protocol/jsonlexer.h"

#include <vector>

namespace console {

/// All of a JSON text but its numbers and strings. Servers say the same thing again and again with other
/// numbers: knows whether a text is made like one that was read before, to the byte, so that it need not be
/// taken apart anew. No thread of its own.
class MessageShape
{
public:
    /// A number, or a string with its quotes, that is no key.
    struct Scalar
    {
        ByteSpan span;
        JsonToken type; ///< Number or String
    };
    static constexpr qsizetype maximumSize = 1024; ///< bytes; of a longer text nothing is learnt
    static constexpr size_t maximumScalars = 64; ///< nor of one with more

    static bool canLearn(QByteArrayView text, const std::vector<Scalar> &scalars);
    /// @param text  some JSON. @param scalars  all of it, in their order. @pre canLearn()
    void learn(QByteArrayView text, const std::vector<Scalar> &scalars);

    /// True: a JsonLexer would find in this text the tokens of the learnt one, the same keys among them, and
    /// where that has a number or a string another one of its kind. Only strings of ASCII without escapes
    /// count: others deserve a closer look.
    bool fits(QByteArrayView text);
    /// Where the text that fitted last has its scalars.
    const std::vector<Scalar> &scalars() const { return m_scalars; }

private:
    QByteArray m_learnt;
    std::vector<Scalar> m_learntScalars;
    std::vector<Scalar> m_scalars;
};

} // namespace console
