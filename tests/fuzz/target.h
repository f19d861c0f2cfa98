#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstdio>
#include <cstdlib>

namespace console::fuzz {

/// A reader of bytes that nobody vouches for. Whatever it is fed: it must not crash, hang, take memory
/// without bound, or break its promises, which feed() demands.
struct Target
{
    const char *name;
    QList<QByteArray> (*examples)(); ///< sound ones, which are then changed
    void (*feed)(const QByteArray &bytes, const QString &file); ///< the file holds the same bytes
    QByteArray (*sealed)(QByteArray bytes); ///< with right checksums, so that damage is met further in
};

Target recordingTarget();
Target classifyTarget();
Target jsonTextTarget();
Target configurationTarget();
Target filterTarget();
Target bookmarksTarget();
Target findingsTarget();

/// Ends the program where a promise is broken.
inline void demand(bool isKept, const char *promise)
{
    if (isKept)
        return;
    std::fprintf(stderr, "Broken: %s\n", promise);
    std::abort();
}

inline QByteArray unchanged(QByteArray bytes)
{
    return bytes;
}

} // namespace console::fuzz
