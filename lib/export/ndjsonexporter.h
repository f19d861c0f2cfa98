#pragma once

#include "lib/export/exporter.h"

namespace console {

/// One row as a JSON object on one line, without the line end (contracts §5): n, time, direction, kind, raw
/// or raw_base64, reason or text.
QByteArray jsonLine(MessageId id, const MessageRecord &record, QByteArrayView text);

/// One JSON object a line, as `event-manager-cli listen` prints it.
class NdjsonExporter : public Exporter
{
public:
    explicit NdjsonExporter(QIODevice *device) : m_device(device) { }

    bool begin() override { return true; }
    bool add(const ExportRow &row) override;
    bool end() override { return true; }

private:
    QIODevice *m_device;
};

} // namespace console
