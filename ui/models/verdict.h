#pragma once

#include <QString>

namespace console {

/// What was found out about something the user typed or asked for: one line, and more on demand.
struct Verdict
{
    enum class Tone {
        None, ///< nothing to say
        Busy, ///< being found out
        Good,
        Doubtful,
        Bad,
    };

    Tone tone = Tone::None;
    QString text;
    QString detail; ///< why and what to do; may be empty
};

} // namespace console
