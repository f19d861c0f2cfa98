#pragma once

#include "lib/log/recordingfacts.h"
#include "lib/log/recordingpart.h"

#include <QFile>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace console {

/// Reads single records of a file of which nothing is certain. Memory: what the caller allows.
class RecordFile
{
public:
    /// Where a whole record stands.
    struct Place
    {
        quint8 opcode = 0;
        quint64 offset = 0; ///< of the opcode
        quint64 length = 0; ///< with opcode and length

        bool is(mcap::Opcode wanted) const { return opcode == quint8(wanted); }
        quint64 end() const { return offset + length; }
    };

    explicit RecordFile(QFile *file) : m_file(file), m_size(quint64(file->size())) { }

    quint64 size() const { return m_size; }
    QString name() const { return m_file->fileName(); } ///< as it was opened
    /// Nothing where the file ends before the record does.
    std::optional<Place> placeAt(quint64 offset);
    /// Exactly these bytes. Nothing where they exceed the file or `limit`.
    std::optional<QByteArray> read(quint64 offset, quint64 length, quint64 limit);
    /// The record's content.
    std::optional<QByteArray> content(const Place &place, quint64 limit);

private:
    QFile *m_file;
    quint64 m_size;
};

/// What is where in an MCAP file; a value.
struct RecordingOutline
{
    using Part = RecordingPart;

    QString problem; ///< a sentence: no message of the file can be read; empty: there is none
    mcap::Header header;
    bool isOurs = false; ///< has our profile
    std::map<quint16, mcap::Channel> channels;
    RecordingFacts facts;
    std::vector<Part> parts; ///< in the file's order
    bool hasEnd = false; ///< written to its end; else it was found by going through it
    quint64 leftOut = 0; ///< bytes at the end that are no whole record
    QString leftOutReason; ///< a sentence; empty: nothing is left out
};

/// Through the summary, or, where there is none to be relied on, from the front up to the first record that
/// is not whole. Reads no message.
RecordingOutline readOutline(RecordFile &file);

/// Only what stands at the file's two ends: header, facts, and whether it has its end. As quick for a large
/// file as for a small one.
RecordingOutline readEnds(RecordFile &file);

} // namespace console
