#pragma once

#include "lib/export/exporter.h"
#include "lib/log/consecutiverows.h"
#include "lib/log/recordingwriter.h"
#include "lib/log/stringpool.h"

namespace console {

/// A whole recording of the chosen rows. They get numbers of their own, from 1 on without a hole, as they
/// would when it is opened: each hole would end a chunk of the file.
class McapExporter : public Exporter
{
public:
    /// @param device  unbuffered
    McapExporter(const RecordingFacts &facts, QIODevice *device) : m_facts(facts), m_writer(device) { }

    bool needsFacts() const override { return true; }
    bool begin() override { return m_writer.begin(m_facts); }
    bool add(const ExportRow &row) override;
    void lose(MessageId request) override { m_lost.push_back(request); }
    bool end() override;

private:
    bool append(std::shared_ptr<MessageBatch> batch);

    RecordingFacts m_facts;
    RecordingWriter m_writer;
    StringPool m_strings;
    ConsecutiveRows m_rows;
    MessageId m_behind = MessageId(1); ///< number in the session that the next row has at least
    std::vector<MessageId> m_lost; ///< since the last row
};

} // namespace console
