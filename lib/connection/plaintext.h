#pragma once

#include <QByteArray>
#include <QString>

namespace console {

/// A server's words on one line: control characters and marks of direction made visible ("[U+001B]"), cut
/// with "…" after so many characters.
QString plainText(const QString &words, qsizetype maximum);

/// The same of bytes; what is no UTF-8 is replaced.
QString plainText(const QByteArray &utf8, qsizetype maximum);

} // namespace console
