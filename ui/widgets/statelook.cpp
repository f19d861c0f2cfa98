#include "ui/widgets/statelook.h"

namespace console {

using namespace Qt::StringLiterals;

StateLook lookOf(ConnectionState state)
{
    switch (state) {
    case ConnectionState::NotConnected:
        return {u"plug-off"_s, &Colours::text2};
    case ConnectionState::WaitingForDecision:
        return {u"shield-alert"_s, &Colours::warn};
    case ConnectionState::Connected:
        return {u"check-circle"_s, &Colours::ok};
    case ConnectionState::Retrying:
        return {u"warning"_s, &Colours::warn};
    case ConnectionState::Failed:
        return {u"error"_s, &Colours::error};
    case ConnectionState::RecordingOpen:
        return {u"folder-open"_s, &Colours::text};
    case ConnectionState::FindingAddress:
    case ConnectionState::Connecting:
    case ConnectionState::CheckingCertificate:
    case ConnectionState::OpeningWebSocket:
    case ConnectionState::Closing:
        break;
    }
    return {u"retry"_s, &Colours::accent};
}

StateLook trustLook(const ConnectionStatus &status)
{
    const bool weak = status.peer.pinnedForSession || (!status.peer.pinned && !status.peer.errors.isEmpty());
    return weak ? StateLook{u"shield-alert"_s, &Colours::warn}
                : StateLook{u"shield-check"_s, &Colours::text2};
}

} // namespace console
