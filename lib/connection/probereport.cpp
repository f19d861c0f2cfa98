#include "lib/connection/probereport.h"

namespace console {

using namespace Qt::StringLiterals;

QString toText(ProbeStep step)
{
    switch (step) {
    case ProbeStep::Address:
        return u"Find the address"_s;
    case ProbeStep::Port:
        return u"Reach the port"_s;
    case ProbeStep::Certificate:
        return u"Check the server certificate"_s;
    case ProbeStep::Tls:
        return u"Finish the TLS handshake"_s;
    case ProbeStep::WebSocket:
        return u"Open the WebSocket"_s;
    case ProbeStep::Message:
        return u"First message"_s;
    }
    return {};
}

QString stepName(ProbeStep step)
{
    switch (step) {
    case ProbeStep::Address:
        return u"name"_s;
    case ProbeStep::Port:
        return u"port"_s;
    case ProbeStep::Certificate:
        return u"certificate"_s;
    case ProbeStep::Tls:
        return u"tls"_s;
    case ProbeStep::WebSocket:
        return u"websocket"_s;
    case ProbeStep::Message:
        return u"message"_s;
    }
    return {};
}

QString reportText(const ProbeReport &report, const QString &title)
{
    QStringList lines{title};
    for (const ProbeLine &line : report.lines)
        lines.append(line.text);
    return lines.join(u'\n');
}

} // namespace console
