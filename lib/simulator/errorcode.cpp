#include "lib/simulator/errorcode.h"

namespace console {

QByteArrayView nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::None:
        return "IMM_ERROR_NONE";
    case ErrorCode::NumberOfChannels:
        return "IMM_ERROR_NUM_CHANNELS";
    case ErrorCode::SampleRate:
        return "IMM_ERROR_SAMPLE_RATE";
    case ErrorCode::InvalidRoomId:
        return "IMM_ERROR_INVALID_ROOM_ID";
    case ErrorCode::InvalidParticipantId:
        return "IMM_ERROR_INVALID_PARTICIPANT_ID";
    case ErrorCode::InvalidControl:
        return "IMM_ERROR_INVALID_CONTROL";
    case ErrorCode::InvalidValue:
        return "IMM_ERROR_INVALID_VALUE";
    case ErrorCode::InvalidHeading:
        return "IMM_ERROR_INVALID_HEADING";
    case ErrorCode::ParticipantType:
        return "IMM_ERROR_PARTICIPANT_TYPE";
    }
    return {};
}

} // namespace console
