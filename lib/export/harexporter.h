#pragma once

#include "lib/export/exporter.h"

namespace console {

/// An HTTP archive, HAR 1.2, of one WebSocket connection, as browsers write and read it: the messages stand
/// in the entry's `_webSocketMessages`. What the console itself said has no place in it.
class HarExporter : public Exporter
{
public:
    HarExporter(const RecordingFacts &facts, QIODevice *device) : m_facts(facts), m_device(device) { }

    bool takes(const MessageRecord &record) const override { return record.kind != MessageKind::Note; }
    bool begin() override;
    bool add(const ExportRow &row) override;
    bool end() override;

private:
    bool write(const QByteArray &bytes) { return m_device->write(bytes) == bytes.size(); }

    RecordingFacts m_facts;
    QIODevice *m_device;
    bool m_isEmpty = true;
    qint64 m_firstTime = 0; ///< microseconds UTC
    qint64 m_lastTime = 0;
};

} // namespace console
