#pragma once

#include <QByteArray>
#include <QString>

namespace console::cli {

enum class WriteResult { Written, Closed, Failed };

/// Writes all bytes to a file descriptor, whatever it takes. Closed: nobody reads any more; SIGPIPE must be
/// ignored.
WriteResult writeAll(int descriptor, const QByteArray &bytes);

/// One line to standard error, after the program's name. Control characters of what a server said cannot
/// reach the terminal.
void complain(const QString &sentence);

/// The text with control characters and direction marks made visible; line ends become spaces.
QString harmless(const QString &text);

} // namespace console::cli
