#include "app/cli/recordingcommands.h"

#include "app/cli/exitcode.h"
#include "app/cli/lines.h"
#include "app/cli/output.h"
#include "app/cli/recordingtext.h"
#include "lib/log/recordingcopy.h"
#include "lib/log/recordingfindings.h"

#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

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

int printLines(RecordingReader &reader, const FilterExpression &filter)
{
    LineWriter writer(false, {}, filter);
    while (const BatchPointer batch = reader.next()) {
        switch (writeAll(STDOUT_FILENO, writer.lines({batch}))) {
        case WriteResult::Written:
            break;
        case WriteResult::Closed:
            return exitcode::done;
        case WriteResult::Failed:
            return fail(u"Standard output takes nothing more: %1."_s.arg(qt_error_string()));
        }
    }
    tell(reader.findings());
    return exitcode::done;
}

int saveLines(RecordingReader &reader, const QString &path, const FilterExpression &filter)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(u"“%1” cannot be written: %2."_s.arg(path, file.errorString()));
    LineWriter writer(false, {}, filter);
    while (const BatchPointer batch = reader.next())
        file.write(writer.lines({batch})); // commit() knows of an error
    if (!file.commit())
        return fail(u"“%1” cannot be written: %2."_s.arg(path, file.errorString()));
    tell(reader.findings());
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
        return QFileInfo::exists(path) ? u"“%1” exists already."_s.arg(path)
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
    if (arguments.output.isEmpty())
        return printLines(reader, arguments.filter);
    if (QFileInfo(arguments.output) == QFileInfo(arguments.file)) {
        complain(u"The output would take the place of the recording."_s);
        return exitcode::wrongUsage;
    }
    return saveLines(reader, arguments.output, arguments.filter);
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
