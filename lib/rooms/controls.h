#pragma once

#include <QByteArrayView>

#include <array>

namespace console {

/// imm_audio_control (protocol §4), as far as the code names them.
enum class Control {
    Mute = 2,
    NoiseCancelling = 3,
    Mixing3d = 6,
    Attenuation = 7,
    MasterGain = 12,
    Whisper = 13,
    Sidebar = 14
};

constexpr int controlCount = 14; ///< they count from 1

enum class ParticipantType { Regular = 1, SourceOnly = 2, ListenerOnly = 3 };

/// What an audio control takes.
struct ControlRule
{
    QByteArrayView name;
    int minimum = 0;
    int maximum = 1;
    int initial = 0;
    bool forSources = true; ///< participants that only send audio have it
    bool forListeners = true; ///< participants that only hear have it
};

/// The rule of a control, null for a number that is none.
const ControlRule *controlRule(qint64 control);

/// The number of "IMM_CONTROL_MUTE_ENABLE"; 0: no control has that name.
int controlNamed(QByteArrayView name);

bool allows(const ControlRule &rule, ParticipantType type);

/// A value for each control; index 0 is unused.
using ControlValues = std::array<int, controlCount + 1>;
ControlValues initialControls();

} // namespace console
