#include "lib/simulator/refusal.h"

namespace console {

QByteArrayView nameOf(Refusal code)
{
    switch (code) {
    case Refusal::None:
        return "IMM_ERROR_NONE";
    case Refusal::NumberOfChannels:
        return "IMM_ERROR_NUM_CHANNELS";
    case Refusal::SampleRate:
        return "IMM_ERROR_SAMPLE_RATE";
    case Refusal::InvalidRoomId:
        return "IMM_ERROR_INVALID_ROOM_ID";
    case Refusal::InvalidParticipantId:
        return "IMM_ERROR_INVALID_PARTICIPANT_ID";
    case Refusal::InvalidControl:
        return "IMM_ERROR_INVALID_CONTROL";
    case Refusal::InvalidValue:
        return "IMM_ERROR_INVALID_VALUE";
    case Refusal::InvalidHeading:
        return "IMM_ERROR_INVALID_HEADING";
    case Refusal::ParticipantType:
        return "IMM_ERROR_PARTICIPANT_TYPE";
    }
    return {};
}

} // namespace console
