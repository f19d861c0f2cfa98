#include "lib/rooms/controls.h"

#include <limits>

namespace console {

namespace {

constexpr int unbounded = std::numeric_limits<int>::max();

constexpr ControlRule rules[controlCount] = {
    {"IMM_CONTROL_STEREO_BYPASS_ENABLE", 0, 1, 0, true, true},
    {"IMM_CONTROL_MUTE_ENABLE", 0, 1, 0, true, false},
    {"IMM_CONTROL_ANC_ENABLE", 0, 1, 0, true, false},
    {"IMM_CONTROL_AGC_ENABLE", 0, 1, 0, true, false},
    {"IMM_CONTROL_AUTO_EQ_ENABLE", 0, 1, 0, true, false},
    {"IMM_CONTROL_MIXING_3D_ENABLE", 0, 1, 0, true, true},
    {"IMM_CONTROL_MIXING_3D_ATTENUATION", 0, 40, 6, true, true},
    {"IMM_CONTROL_MIXING_3D_MAX_DISTANCE", 0, unbounded, 300, true, true},
    {"IMM_CONTROL_MIXING_3D_REVERB_ENABLE", 0, 1, 1, true, true},
    {"IMM_CONTROL_DEVICE", 1, 2, 1, false, true},
    {"IMM_CONTROL_HALF_SPAN_ANGLE", 1, 90, 15, false, true},
    {"IMM_CONTROL_MASTER_GAIN", 0, 100, 100, true, true},
    {"IMM_CONTROL_WHISPER_ROOM", 0, 100, 0, true, true},
    {"IMM_CONTROL_SIDEBAR_ROOM", 0, 100, 0, true, true},
};

} // namespace

const ControlRule *controlRule(qint64 control)
{
    return control >= 1 && control <= controlCount ? &rules[control - 1] : nullptr;
}

int controlNamed(QByteArrayView name)
{
    for (int control = 1; control <= controlCount; ++control) {
        if (rules[control - 1].name.compare(name, Qt::CaseInsensitive) == 0)
            return control;
    }
    return 0;
}

bool allows(const ControlRule &rule, ParticipantType type)
{
    switch (type) {
    case ParticipantType::Regular:
        return true;
    case ParticipantType::SourceOnly:
        return rule.forSources;
    case ParticipantType::ListenerOnly:
        return rule.forListeners;
    }
    return false;
}

ControlValues initialControls()
{
    ControlValues values = {};
    for (int control = 1; control <= controlCount; ++control)
        values[size_t(control)] = controlRule(control)->initial;
    return values;
}

} // namespace console
