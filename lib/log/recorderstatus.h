#pragma once

#include "lib/protocol/ids.h"

#include <QMetaType>
#include <QString>

namespace console {

/// What the user may know of a recording; a value.
struct RecorderStatus
{
    enum class State {
        Stopped, ///< nothing is recorded; what was recorded has its end
        Recording,
        Failed, ///< nothing more is recorded; what was recorded can be read
    };

    State state = State::Stopped;
    QString reason; ///< with Failed, a sentence
    QString file;
    MessageId first; ///< number in the session of the file's first row; none: it has no row yet
    MessageId end; ///< behind the last row that the file holds by now; none: it holds none
    qint64 since = 0; ///< when the file was begun, microseconds UTC
    quint64 size = 0; ///< bytes of the file
    qint64 until = 0; ///< time of the last row in the file, microseconds UTC; 0: none
    quint64 recorded = 0; ///< received messages in the file
    quint64 notRecorded =
        0; ///< received messages that came while recording and are not in the file, nor will be
    quint64 waiting = 0; ///< received messages on their way into the file

    /// Counted at the socket, not here: when nothing is lost, received = dropped + recorded + notRecorded +
    /// waiting.
    quint64 before = 0; ///< messages that had come in the session when the recording began
    quint64 received = 0; ///< messages that have come since, the dropped ones too
    quint64 dropped = 0; ///< of these, the ones that have no row, and so none to be recorded
};

} // namespace console

Q_DECLARE_METATYPE(console::RecorderStatus)
