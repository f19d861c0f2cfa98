#pragma once

#include <QByteArrayView>
#include <QString>

namespace console {

/// The error codes this server answers with, of the imm_error_code of protocol §4.
enum class Refusal : qint32 {
    None = -10000,
    NumberOfChannels = -9996,
    SampleRate = -9995,
    InvalidRoomId = -9993,
    InvalidParticipantId = -9992,
    InvalidControl = -9991,
    InvalidValue = -9990,
    InvalidHeading = -9989,
    ParticipantType = -9987,
};

/// "IMM_ERROR_NONE"
QByteArrayView nameOf(Refusal code);

/// Why something was not done; converts to false while there is nothing to complain about.
struct Problem
{
    Refusal code = Refusal::None;
    QString text; ///< a sentence for "Error Description"

    explicit operator bool() const { return code != Refusal::None; }
};

} // namespace console
