#pragma once

#include "tests/fuzz/mutator.h"
#include "tests/fuzz/target.h"

#include <QElapsedTimer>
#include <QFile>

#include <chrono>
#include <vector>

namespace console::fuzz {

/// Feeds one target with changed inputs and keeps those that lead it new ways. Each input is in the file
/// before it is fed, so what ends the program can be read there. One thread.
class Fuzzer
{
public:
    static constexpr int longestInput = 10; ///< seconds of work on one input; beyond, it hangs

    /// @param folder  exists; the file `<target>.input` comes into it
    Fuzzer(const Target &target, const QString &folder, quint32 seed);

    void feed(const QByteArray &bytes);
    void feedRounds(quint64 rounds);
    void feedFor(std::chrono::seconds time);
    /// One line: what was done, and what it took.
    QByteArray result() const;

private:
    void feedExamples();
    void feedChanged();
    const QByteArray &anyInput();

    Target m_target;
    QString m_file;
    Mutator m_mutator;
    std::vector<QByteArray> m_inputs; ///< worth changing further
    quint64 m_fed = 0;
    qint64 m_longest = 0; ///< milliseconds
};

} // namespace console::fuzz
