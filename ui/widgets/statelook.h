#pragma once

#include "lib/connection/connectionstatus.h"
#include "ui/widgets/theme.h"

namespace console {

/// Icon and colour of a connection's state, equal wherever it is shown.
struct StateLook
{
    QString icon;
    ColourRole role = &Colours::text2;
};
StateLook lookOf(ConnectionState state);

/// Icon and colour of the trust in the server.
StateLook trustLook(const ConnectionStatus &status);

} // namespace console
