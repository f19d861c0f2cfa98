#pragma once

#include <QString>

namespace console {

/// What a cell says where there is nothing to say.
QString emptyCell();
/// At most maximumShownText characters; what is cut ends in "…". Empty becomes emptyCell().
QString cellText(const QString &text);
/// An id, name or value of a server as a cell shows it: isolated, control characters visible, at most
/// `maximum` characters.
QString safeCell(QByteArrayView utf8, qsizetype maximum = 254);
QString safeCell(QStringView text, qsizetype maximum = 254);
/// What is copied of a cell: ASCII digits, without the marks that keep directions apart.
QString copiedText(QString cell);
/// At most 12 lines of at most 100 characters of UTF-8 from a server, control characters visible; "…" says
/// that there is more.
QString tooltipText(QByteArrayView utf8);

} // namespace console
