#include "lib/log/recordingcopy.h"

#include "lib/log/recordingfindings.h"
#include "lib/log/recordingwriter.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace console {

bool copyRecording(RecordingReader &from, QIODevice &to)
{
    RecordingWriter writer(&to);
    // No time passes: what is not live gains nothing from chunks that end early.
    const RecordingWriter::Time now{};
    bool isWritten = writer.begin(from.outline().facts);
    while (isWritten) {
        const BatchPointer batch = from.next();
        if (!batch)
            return writer.end();
        isWritten = writer.append(*batch, now);
    }
    return false;
}

namespace {

constexpr qint64 blockSize = 1024 * 1024;

/// A copy is as private as the recording, where the file system knows privacy.
bool openPrivately(QSaveFile &file)
{
    const bool isOpen = file.open(QIODevice::WriteOnly);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return isOpen;
}

QString notWritten(const QSaveFile &file)
{
    return u"“%1” cannot be written: %2."_s.arg(file.fileName(), file.errorString());
}

} // namespace

RecordingCopy saveRecordingAs(const QString &from, const QString &to)
{
    RecordingReader reader(from);
    if (!reader.problem().isEmpty())
        return {reader.problem(), {}};
    QSaveFile file(to);
    const bool isWritten = openPrivately(file) && copyRecording(reader, file) && file.commit();
    if (!isWritten)
        return {notWritten(file), {}};
    const RecordingReader::Findings &findings = reader.findings();
    const bool isWhole =
        findings.leftOut == 0 && findings.missingNumbers == 0; // though it may have no end yet
    return {{}, isWhole ? QStringList() : findingSentences(findings)};
}

QString saveFileAs(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return u"“%1” cannot be read: %2."_s.arg(from, source.errorString());
    QSaveFile file(to);
    bool isWritten = openPrivately(file);
    while (isWritten && !source.atEnd()) {
        const QByteArray block = source.read(blockSize);
        if (block.isEmpty())
            return u"“%1” cannot be read: %2."_s.arg(from, source.errorString());
        isWritten = file.write(block) == block.size();
    }
    return isWritten && file.commit() ? QString() : notWritten(file);
}

} // namespace console
