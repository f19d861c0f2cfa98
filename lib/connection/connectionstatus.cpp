#include "lib/connection/connectionstatus.h"

#include <QCryptographicHash>

namespace console {

QByteArray PeerCertificate::sha256() const
{
    return chain.isEmpty() ? QByteArray() : chain.first().digest(QCryptographicHash::Sha256);
}

bool ConnectionStatus::isEndedAgainstWill() const
{
    return state == ConnectionState::Failed || isRecovering()
        || (state == ConnectionState::NotConnected && failure);
}

bool ConnectionStatus::isBusy() const
{
    switch (state) {
    case ConnectionState::FindingAddress:
    case ConnectionState::Connecting:
    case ConnectionState::CheckingCertificate:
    case ConnectionState::OpeningWebSocket:
    case ConnectionState::WaitingForDecision:
        return true;
    default:
        return false;
    }
}

} // namespace console
