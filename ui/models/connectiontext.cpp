#include "ui/models/connectiontext.h"

#include <QDateTime>

namespace console {

using namespace Qt::StringLiterals;

QString stateText(ConnectionState state)
{
    switch (state) {
    case ConnectionState::NotConnected:
        return u"Not connected"_s;
    case ConnectionState::FindingAddress:
        return u"Finding address"_s;
    case ConnectionState::Connecting:
        return u"Connecting"_s;
    case ConnectionState::CheckingCertificate:
        return u"Checking certificate"_s;
    case ConnectionState::OpeningWebSocket:
        return u"Opening WebSocket"_s;
    case ConnectionState::WaitingForDecision:
        return u"Waiting for your decision"_s;
    case ConnectionState::Connected:
        return u"Connected"_s;
    case ConnectionState::Closing:
        return u"Disconnecting"_s;
    case ConnectionState::Retrying:
        return u"Connection lost"_s;
    case ConnectionState::RecordingOpen:
        return u"Recording"_s;
    case ConnectionState::Failed:
        break;
    }
    return u"Connection failed"_s;
}

QString stateText(const ConnectionStatus &status, qint64 now)
{
    if (status.state != ConnectionState::Retrying)
        return stateText(status.state);
    const qint64 seconds = (status.nextTry - now + 999'999) / 1'000'000;
    return seconds > 0 ? u"Connection lost, next try in %1 s"_s.arg(seconds) : u"Connection lost"_s;
}

QString lossText(const ConnectionStatus &status)
{
    QStringList sentences{status.failure.cause};
    if (status.lostAt > 0)
        sentences.append(u"Lost at %1."_s.arg(
            QDateTime::fromMSecsSinceEpoch(status.lostAt / 1'000).toString(u"HH:mm:ss"_s)));
    if (status.tries == 2)
        sentences.append(u"Tried once since."_s);
    else if (status.tries > 2)
        sentences.append(u"Tried %1 times since."_s.arg(status.tries - 1));
    return sentences.join(u' ');
}

QString trustText(const ConnectionStatus &status)
{
    if (status.peer.chain.isEmpty() || status.state == ConnectionState::NotConnected)
        return {};
    if (status.peer.pinnedForSession)
        return u"Trusted once"_s;
    if (status.peer.pinned)
        return u"Pinned"_s;
    return status.peer.errors.isEmpty() ? u"Verified"_s : u"Not trusted"_s;
}

QString trustExplanation(const ConnectionStatus &status)
{
    if (trustText(status).isEmpty())
        return {};
    if (status.peer.pinnedForSession)
        return u"You trusted this certificate for this session."_s;
    if (status.peer.pinned)
        return u"The server shows the certificate that was pinned."_s;
    return status.peer.errors.isEmpty()
        ? u"An authority that this connection trusts vouches for the certificate."_s
        : u"Nobody vouches for this certificate."_s;
}

QList<ConnectionStep> connectionSteps()
{
    return {
        {ConnectionState::FindingAddress, u"Find the address"_s},
        {ConnectionState::Connecting, u"Reach the port"_s},
        {ConnectionState::CheckingCertificate, u"Check the server certificate"_s},
        {ConnectionState::OpeningWebSocket, u"Open the WebSocket"_s},
    };
}

QString stepDurationText(qint64 microseconds)
{
    if (microseconds < 1'000)
        return u"< 1 ms"_s;
    if (microseconds < 1'000'000)
        return u"%1 ms"_s.arg(microseconds / 1'000);
    return u"%1 s"_s.arg(double(microseconds) / 1e6, 0, 'f', 1);
}

QString elapsedText(qint64 microseconds)
{
    const qint64 seconds = qMax<qint64>(0, microseconds) / 1'000'000;
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    return two(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

QString coarseDurationText(qint64 microseconds)
{
    const qint64 seconds = microseconds / 1'000'000;
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (minutes < 60)
        return u"%1 min"_s.arg(minutes);
    if (hours < 24)
        return u"%1 h %2 min"_s.arg(hours).arg(minutes % 60);
    return u"%1 d %2 h"_s.arg(hours / 24).arg(hours % 24);
}

QString agoText(qint64 microseconds)
{
    return microseconds < 1'000'000 ? u"now"_s : coarseDurationText(microseconds) + u" ago"_s;
}

qint64 longestAge(qint64 microseconds)
{
    constexpr qint64 minute = 60'000'000;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    if (microseconds < hour)
        return hour - minute;
    return microseconds < day ? day - minute : 100 * day - hour;
}

} // namespace console
