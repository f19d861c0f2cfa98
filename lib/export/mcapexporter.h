#pragma once

#include "lib/export/exporter.h"
#include "lib/log/recordingwriter.h"
#include "lib/log/stringpool.h"

namespace console {

/// A whole recording of the chosen rows. They keep their numbers: what was not chosen is a hole. Each hole
/// ends a chunk, so that rows which stand alone take some 500 bytes of the file and 250 of memory.
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
    bool append(MessageBatch &batch);

    RecordingFacts m_facts;
    RecordingWriter m_writer;
    StringPool m_strings;
    std::vector<MessageId> m_lost; ///< since the last row
};

} // namespace console
