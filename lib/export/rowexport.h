#pragma once

#include "lib/export/exporter.h"
#include "lib/export/messagestandins.h"
#include "lib/protocol/messagebatch.h"

#include <atomic>
#include <functional>
#include <optional>

namespace console {

/// Where rows come from, in order.
struct RowSource
{
    std::function<BatchPointer()> next; ///< null at the end; numbers rise, strings are not looked at
    /// Asked at the end: a sentence where rows could not be read, so that nothing is to stay; none: all
    /// could.
    std::function<QString()> problem;
    /// Which rows are chosen; none: all.
    std::function<bool(const MessageBatch &, size_t row)> accepts;
    /// Name that the person had when a row of next() came, by the ids of room and participant; empty where it
    /// is not known; none: no names.
    std::function<QString(const QByteArray &room, const QByteArray &participant, MessageId row)> personName;
};

/// What an export came to.
struct ExportResult
{
    bool isWritten = false; ///< all of it; else cancelled, or there is a problem
    QString problem; ///< a sentence; empty: none
    quint64 written = 0; ///< rows
    quint64 notes = 0; ///< left out: the form has no place for them
    quint64 unjudged = 0; ///< left out: malformed, so that no stand-ins could be put into them
    qint64 size = 0; ///< bytes; of files alone
};

/// Told now and then how many rows of the source are done.
using ExportProgress = std::function<void(quint64 rows)>;

/// Writes the chosen rows to a device. Any one thread; ends soon after `cancel` is set.
ExportResult exportRows(const RowSource &source, const ExportOptions &options, const RecordingFacts &facts,
    QIODevice &device, const std::atomic<bool> &cancel, const ExportProgress &progress = {});

/// The same into a file, which is there in full at the end, readable by its owner alone, or as it was before.
ExportResult exportToFile(const QString &path, const RowSource &source, const ExportOptions &options,
    const RecordingFacts &facts, const std::atomic<bool> &cancel, const ExportProgress &progress = {});

/// What was left out and why, a sentence each; nothing where all is as asked.
QStringList leftOutRemarks(const ExportResult &result);
/// What stand-ins reach and what not, in a sentence.
QString standInsRemark();

} // namespace console
