#include "app/cli/recordingcommands.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"
#include "app/cli/recordingrows.h"
#include "app/cli/recordingtext.h"
#include "app/cli/standardoutput.h"
#include "lib/export/rowexport.h"
#include "lib/filter/compiledfilter.h"
#include "lib/log/recordingcopy.h"
#include "lib/log/recordingfindings.h"

#include <QFileInfo>
#include <QLockFile>

#include <atomic>
#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

int fail(const QString &sentence)
{
    complain(sentence);
    return exitcode::fileTrouble;
}

QString existsAlready(const QString &path)
{
    return u"“%1” exists already."_s.arg(path);
}

/// Whether anything can be read; else the reason is told.
bool isReadable(const RecordingReader &reader)
{
    if (!reader.problem().isEmpty())
        complain(reader.problem());
    return reader.problem().isEmpty();
}

void tell(const RecordingReader::Findings &findings)
{
    for (const QString &sentence : findingSentences(findings))
        complain(sentence);
}

void tellRemarks(const ExportResult &result, const ExportOptions &options)
{
    for (const QString &remark : leftOutRemarks(result))
        complain(remark);
    if (options.standIns)
        complain(standInsRemark());
}

int print(const RowSource &source, const RecordingReader &reader, const ExportOptions &options)
{
    if (options.format == ExportFormat::Mcap && ::isatty(STDOUT_FILENO) == 1) {
        complain(u"A recording is nothing to look at: name a file with --output, or redirect it."_s);
        return exitcode::wrongUsage;
    }
    const std::atomic<bool> goesOn = false;
    StandardOutput output;
    const ExportResult result = exportRows(source, options, reader.outline().facts, output, goesOn);
    if (!(result.isWritten && output.flush()) && !output.isClosed())
        return fail(u"Standard output takes nothing more: %1."_s.arg(output.errorString()));
    if (!output.isClosed())
        tellRemarks(result, options);
    return exitcode::done;
}

std::atomic<bool> isInterrupted = false; ///< a signal's handler can reach nothing but a global

int save(const RowSource &source, const RecordingReader &reader, const Arguments &arguments)
{
    // On some file systems a half written file would stay.
    std::signal(SIGINT, [](int) { isInterrupted = true; });
    const ExportOptions &options = arguments.exportOptions;
    const ExportResult result =
        exportToFile(arguments.output, source, options, reader.outline().facts, isInterrupted);
    if (result.isWritten)
        tellRemarks(result, options);
    else if (isInterrupted)
        return exitcode::signalled + SIGINT;
    else
        return fail(result.problem);
    return exitcode::done;
}

/// Has its end, and every byte of it can be read.
bool isSound(const QString &path)
{
    RecordingReader reader(path);
    while (reader.next()) { }
    const RecordingReader::Findings &findings = reader.findings();
    return reader.outline().hasEnd && findings.reasons.isEmpty() && findings.classifiedParts == 0;
}

/// Nothing, or a sentence; a file that is only half written does not stay.
QString writeCopy(RecordingReader &reader, const QString &path)
{
    QFile file(path);
    const auto mode = QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered;
    if (!file.open(mode, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return QFileInfo::exists(path) ? existsAlready(path)
                                       : u"“%1” cannot be written: %2."_s.arg(path, file.errorString());
    if (copyRecording(reader, file) && ::fsync(file.handle()) == 0)
        return {};
    const QString problem = u"“%1” cannot be written: %2."_s.arg(path, file.errorString());
    file.remove();
    return problem;
}

QString pathOfCopy(const Arguments &arguments)
{
    if (arguments.inPlace)
        return arguments.file + u".repaired"_s;
    if (!arguments.output.isEmpty())
        return arguments.output;
    const QFileInfo file(arguments.file);
    return file.path() + u'/' + file.completeBaseName() + u"-repaired.mcap"_s;
}

int replace(const QString &path, const QString &copy)
{
    // One step for whoever looks: either file is whole.
    if (std::rename(QFile::encodeName(copy).constData(), QFile::encodeName(path).constData()) != 0)
        return fail(
            u"“%1” cannot be replaced: %2. The repaired one is “%3”."_s.arg(path, qt_error_string(), copy));
    complain(u"“%1” has its end now."_s.arg(path));
    return exitcode::done;
}

} // namespace

int showInfo(const Arguments &arguments)
{
    RecordingReader reader(arguments.file);
    if (!isReadable(reader))
        return exitcode::fileTrouble;
    RecordingContent content;
    while (const BatchPointer batch = reader.next())
        content.add(*batch);
    writeAll(STDOUT_FILENO, infoText(reader.outline(), content, reader.findings()).toUtf8());
    return exitcode::done;
}

int convert(const Arguments &arguments)
{
    RecordingReader reader(arguments.file);
    if (!isReadable(reader))
        return exitcode::fileTrouble;
    if (!arguments.output.isEmpty() && QFileInfo(arguments.output) == QFileInfo(arguments.file)) {
        complain(u"The output would take the place of the recording."_s);
        return exitcode::wrongUsage;
    }
    if (!arguments.output.isEmpty() && QFileInfo::exists(arguments.output))
        return fail(existsAlready(arguments.output));
    RecordingRows rows(&reader);
    BatchFilter filter(arguments.filter);
    RowSource source;
    source.next = [&] {
        const BatchPointer batch = rows.next();
        if (batch)
            filter.begin(*batch);
        return batch;
    };
    source.accepts = [&](const MessageBatch &batch, size_t row) { return filter.passes(batch, row); };
    source.personName = [&](const QByteArray &room, const QByteArray &participant, MessageId row) {
        return rows.personName(room, participant, row);
    };
    const int result = arguments.output.isEmpty() ? print(source, reader, arguments.exportOptions)
                                                  : save(source, reader, arguments);
    if (result == exitcode::done)
        tell(reader.findings());
    return result;
}

int repair(const Arguments &arguments)
{
    RecordingReader reader(arguments.file);
    if (!isReadable(reader))
        return exitcode::fileTrouble;
    if (!reader.outline().isOurs)
        return fail(
            u"Another program wrote “%1”: only the console's recordings are repaired."_s.arg(arguments.file));
    QLockFile lock(arguments.file + u".lock"_s);
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0) && lock.error() == QLockFile::LockFailedError)
        return fail(u"“%1” is being recorded."_s.arg(arguments.file));
    if (isSound(arguments.file)) {
        complain(u"“%1” has its end; there is nothing to repair."_s.arg(arguments.file));
        return exitcode::done;
    }
    const QString copy = pathOfCopy(arguments);
    if (const QString problem = writeCopy(reader, copy); !problem.isEmpty())
        return fail(problem);
    tell(reader.findings());
    if (arguments.inPlace)
        return replace(arguments.file, copy);
    complain(u"The repaired recording is “%1”."_s.arg(copy));
    return exitcode::done;
}

} // namespace console::cli
