#include "tests/fuzz/fuzzer.h"

#include "tests/fuzz/coverage.h"

#include <algorithm>

#include <sys/resource.h>
#include <sys/time.h>

using namespace Qt::StringLiterals;

namespace console::fuzz {

/// Of processor time, so that a busy computer is no hang.
static void setTimer(int seconds)
{
    const itimerval timer{{}, {seconds, 0}};
    ::setitimer(ITIMER_PROF, &timer, nullptr);
}

Fuzzer::Fuzzer(const Target &target, const QString &folder, quint32 seed)
    : m_target(target), m_file(folder + u'/' + QLatin1StringView(target.name) + u".input"_s), m_mutator(seed)
{
}

void Fuzzer::feed(const QByteArray &bytes)
{
    QFile::remove(m_file); // emptied instead, some file systems would write it to the disk at once
    QFile file(m_file);
    demand(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "the input can be written");
    file.close();
    QElapsedTimer timer;
    timer.start();
    setTimer(longestInput);
    m_target.feed(bytes, m_file);
    setTimer(0);
    m_longest = std::max(m_longest, timer.elapsed());
    ++m_fed;
    if (tookNewWay())
        m_inputs.push_back(bytes);
}

void Fuzzer::feedRounds(quint64 rounds)
{
    feedExamples();
    for (quint64 i = 0; i < rounds; ++i)
        feedChanged();
    QFile::remove(m_file);
}

void Fuzzer::feedFor(std::chrono::seconds time)
{
    feedExamples();
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end)
        feedChanged();
    QFile::remove(m_file);
}

void Fuzzer::feedExamples()
{
    for (const QByteArray &example : m_target.examples()) {
        feed(example);
        m_inputs.push_back(example);
    }
}

void Fuzzer::feedChanged()
{
    const QByteArray changed = m_mutator.mutated(anyInput(), anyInput());
    feed(m_mutator.below(3) == 0 ? changed : m_target.sealed(changed));
}

const QByteArray &Fuzzer::anyInput()
{
    return m_inputs[size_t(m_mutator.below(int(m_inputs.size())))];
}

QByteArray Fuzzer::result() const
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return QByteArray(m_target.name) + ": " + QByteArray::number(m_fed) + " inputs, "
        + QByteArray::number(m_inputs.size()) + " worth keeping, longest " + QByteArray::number(m_longest)
        + " ms, at most " + QByteArray::number(used.ru_maxrss / 1024) + " MiB";
}

} // namespace console::fuzz
