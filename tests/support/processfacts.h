#pragma once

#include <QDir>
#include <QFile>

namespace console::test {

/// Of this process, now.
inline qsizetype threads()
{
    return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

/// Bytes of memory in use by this process.
inline qint64 resident()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

/// Says nothing under the address sanitizer, which keeps what was freed for a while to catch its use; leaks
/// are found by it in its own way.
#ifdef __SANITIZE_ADDRESS__
constexpr bool residentTells = false;
#else
constexpr bool residentTells = true;
#endif

} // namespace console::test
