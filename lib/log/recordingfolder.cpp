#include "lib/log/recordingfolder.h"

#include "lib/log/bookmarkfile.h"
#include "lib/log/recordinglock.h"
#include "lib/log/recordingoutline.h"
#include "lib/profile/privatefolder.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr auto timeForm = "yyyyMMdd'T'HHmmss'Z'"_L1;
/// File systems take 255 bytes; time, process, and what stands beside the file have their share of them.
constexpr qsizetype longestProfile = 150;

/// Letters of any script stay; what some file system or shell takes for something else does not.
QString fitForFileName(const QString &profile)
{
    static const QRegularExpression unfit(uR"([\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+)"_s);
    static const QRegularExpression hiding(u"^[.-]+"_s);
    QString name = profile.simplified().replace(unfit, u"_"_s).remove(hiding);
    while (name.toUtf8().size() > longestProfile)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    return name.isEmpty() ? u"session"_s : name;
}

/// The parts of the name that newFile() gives: profile and time.
QRegularExpressionMatch partsOf(const QString &file)
{
    static const QRegularExpression form(uR"(^(.+)-(\d{8}T\d{6}Z)-\d+(?:-\d+)?\.mcap$)"_s);
    return form.match(QFileInfo(file).fileName());
}

QDateTime timeIn(const QRegularExpressionMatch &parts)
{
    QDateTime time = QDateTime::fromString(parts.captured(2), QString(timeForm));
    time.setTimeSpec(Qt::UTC);
    return time;
}

void readInto(StoredRecording &recording)
{
    QFile file(recording.path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    RecordFile records(&file);
    const RecordingOutline outline = readEnds(records);
    recording.hasEnd = outline.hasEnd;
    recording.server = QString::fromUtf8(outline.facts.server);
    const auto start = QDateTime::fromString(QString::fromLatin1(outline.facts.start), Qt::ISODateWithMs);
    if (start.isValid())
        recording.start = start.toUTC();
}

StoredRecording recordingAt(const QFileInfo &info)
{
    const QRegularExpressionMatch parts = partsOf(info.fileName());
    StoredRecording recording;
    recording.path = info.absoluteFilePath();
    recording.size = info.size();
    recording.isAutomatic = parts.hasMatch();
    recording.name = recording.isAutomatic ? parts.captured(1) : info.completeBaseName();
    recording.start = recording.isAutomatic ? timeIn(parts) : info.lastModified().toUTC();
    recording.isHeld = isBeingRecorded(recording.path);
    readInto(recording);
    return recording;
}

/// Why the file is still there; empty: it is not.
QString problemOfRemoving(const QString &file)
{
    QLockFile lock(lockOfRecording(file));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0))
        return lock.error() == QLockFile::LockFailedError ? u"it is being written"_s
                                                          : u"the folder cannot be written"_s;
    QFile device(file);
    if (device.exists() && !device.remove())
        return device.errorString();
    QFile::remove(BookmarkFile::pathFor(file));
    return {};
}

} // namespace

QString RecordingFolder::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/event-manager-console/recordings"_s;
}

QString RecordingFolder::newFile(const QString &profile, const QDateTime &now, qint64 process) const
{
    const QString base = u"%1/%2-%3-%4"_s.arg(
        m_path, fitForFileName(profile), now.toUTC().toString(QString(timeForm)), QString::number(process));
    QString file = base + u".mcap"_s;
    makePrivateFolder(file);
    for (int another = 2; QFileInfo::exists(file); ++another)
        file = u"%1-%2.mcap"_s.arg(base).arg(another);
    return file;
}

bool RecordingFolder::isAutomatic(const QString &file)
{
    return partsOf(file).hasMatch();
}

QList<StoredRecording> RecordingFolder::recordings() const
{
    QList<StoredRecording> found;
    for (const QFileInfo &info : QDir(m_path).entryInfoList({u"*.mcap"_s}, QDir::Files))
        found.append(recordingAt(info));
    std::sort(found.begin(), found.end(), [](const StoredRecording &a, const StoredRecording &b) {
        return std::tie(b.start, b.path) < std::tie(a.start, a.path);
    });
    return found;
}

QString RecordingFolder::remove(const QStringList &files) const
{
    QStringList left;
    for (const QString &file : files) {
        if (const QString problem = problemOfRemoving(file); !problem.isEmpty())
            left.append(u"“%1” (%2)"_s.arg(QFileInfo(file).fileName(), problem));
    }
    return left.isEmpty()
        ? QString()
        : u"Some recordings in “%1” could not be removed: %2."_s.arg(m_path, left.join(u", "_s));
}

QString RecordingFolder::removeIfEmpty(const RecorderStatus &ended) const
{
    const bool isOurs = QFileInfo(ended.file).absolutePath() == QFileInfo(m_path).absoluteFilePath();
    // A recorder that failed may not have made the file that it names.
    const bool isEmpty = ended.state == RecorderStatus::State::Stopped && ended.recorded == 0;
    return isOurs && isEmpty && isAutomatic(ended.file) ? remove({ended.file}) : QString();
}

} // namespace console
