#pragma once

#include <QDateTime>
#include <QString>

namespace console {

/// A recording in the user's folder, as far as it is known without reading its messages; a value.
struct StoredRecording
{
    QString path;
    QString name; ///< the profile's as it stands in the file's name, or the one that the user gave the file
    QString server; ///< wss://host:port/path; empty: not known
    QDateTime start; ///< UTC
    qint64 size = 0; ///< bytes
    bool isAutomatic = false; ///< nobody gave it a name: it may go when there are too many
    bool isHeld = false; ///< is being written, by this program or another
    bool hasEnd = false; ///< else it is being written, or its program was killed
};

} // namespace console
