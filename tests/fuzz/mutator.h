#pragma once

#include <QByteArray>

#include <random>

namespace console::fuzz {

/// Changes bytes as damage and malice do: bits, numbers, lengths, cuts, repeats, parts of another input. The
/// seed fixes everything.
class Mutator
{
public:
    static constexpr int largest = 256 * 1024; ///< bytes of what comes out

    explicit Mutator(quint32 seed) : m_random(seed) { }

    /// One to six changes.
    QByteArray mutated(QByteArray bytes, const QByteArray &other);
    /// @pre limit > 0
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_random); }

private:
    void change(QByteArray &bytes, const QByteArray &other);
    void writeNumber(QByteArray &bytes);
    void splice(QByteArray &bytes, const QByteArray &other);
    QByteArray noise();
    int length(int limit);

    std::mt19937 m_random;
};

} // namespace console::fuzz
