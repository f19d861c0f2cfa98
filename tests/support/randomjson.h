#pragma once

#include <QByteArray>
#include <QList>

#include <random>

namespace console::test {

/// Makes JSON values up, and spells the same value in many ways. The seed fixes everything.
class RandomJson
{
public:
    enum class Kind { Object, Array, String, Number, Literal };
    struct Value
    {
        Kind kind = Kind::Literal;
        QByteArray text; ///< string content, digits of a number (without zeros at either end), or the literal
        int exponent = 0; ///< number = ±digits × 10^exponent
        bool negative = false;
        QList<QByteArray> keys; ///< all different
        QList<Value> children;
    };

    explicit RandomJson(quint32 seed) : m_random(seed) { }

    Value value(int depth = 4);
    /// One of the many spellings: order of keys, white space, escapes, numbers, keys repeated before their
    /// last value.
    QByteArray spelled(const Value &value);
    /// The value with one scalar or key changed.
    Value changed(Value value);
    /// Some bytes replaced, inserted, removed or repeated; bytes that matter to JSON come often.
    QByteArray mutated(QByteArray text);

    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_random); }

private:
    QByteArray stringContent();
    Value scalar();
    QByteArray space();
    QByteArray spelledString(const QByteArray &content);
    QByteArray spelledNumber(const Value &value);
    QByteArray spelledArray(const Value &value);
    QByteArray spelledObject(const Value &value);
    char nastyByte();

    std::mt19937 m_random;
};

} // namespace console::test
