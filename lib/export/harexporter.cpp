#include "lib/export/harexporter.h"

#include "lib/export/rowtext.h"
#include "lib/log/timestamp.h"
#include "lib/protocol/jsonlexer.h"

namespace console {

namespace {

/// "1763904727.418000": exact, where a double would round.
QByteArray seconds(qint64 time)
{
    return QByteArray::number(time / 1'000'000) + '.'
        + QByteArray::number(time % 1'000'000).rightJustified(6, '0');
}

QByteArray request(const QByteArray &address)
{
    // The form demands an address, also where it is not known or not to be told.
    const QByteArray url = address.isEmpty() ? "wss://server.invalid/" : address;
    return R"({"method":"GET","url":)" + encodedString(url)
        + R"(,"httpVersion":"HTTP/1.1","cookies":[],"headers":[],"queryString":[],)"
          R"("headersSize":-1,"bodySize":0})";
}

constexpr char response[] = R"({"status":101,"statusText":"Switching Protocols","httpVersion":"HTTP/1.1",)"
                            R"("cookies":[],"headers":[],"content":{"size":0,"mimeType":"x-unknown"},)"
                            R"("redirectURL":"","headersSize":-1,"bodySize":-1})";

} // namespace

/// The messages come first, so that nothing needs to be known of them beforehand.
bool HarExporter::begin()
{
    return write(R"({"log":{"version":"1.2","creator":{"name":"event-manager-console","version":)"
        + encodedString(CONSOLE_VERSION) + R"(},"entries":[{"_resourceType":"websocket",)"
        + R"("_webSocketMessages":[)");
}

bool HarExporter::add(const ExportRow &row)
{
    const bool isText = isPlainText(row.record, row.text);
    QByteArray line = m_isEmpty ? "\n" : ",\n";
    line += row.record.isOutgoing() ? R"({"type":"send","time":)" : R"({"type":"receive","time":)";
    line += seconds(row.record.time) + (isText ? R"(,"opcode":1,"data":)" : R"(,"opcode":2,"data":)");
    line += isText ? encodedString(row.text) : '"' + row.text.toByteArray().toBase64() + '"';
    if (m_isEmpty)
        m_firstTime = row.record.time;
    m_isEmpty = false;
    m_lastTime = row.record.time;
    return write(line + '}');
}

bool HarExporter::end()
{
    const QByteArray time = millisecondsText(m_lastTime - m_firstTime);
    return write("\n],\"startedDateTime\":" + encodedString(timestamp(m_firstTime).toLatin1())
        + ",\"time\":" + time + ",\"request\":" + request(m_facts.server) + ",\"response\":" + response
        + R"(,"cache":{},"timings":{"send":0,"wait":0,"receive":)" + time + "}}]}}\n");
}

} // namespace console
