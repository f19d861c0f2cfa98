#include "ui/models/recentrecordings.h"

#include "ui/models/attempthistory.h"
#include "ui/models/text.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int settleTime = 200; // milliseconds

qint64 microseconds(const QDateTime &time)
{
    return time.toMSecsSinceEpoch() * 1'000;
}

QString serverText(QString server)
{
    if (server.startsWith(u"wss://"))
        server.remove(0, 6);
    if (server.endsWith(u'/'))
        server.chop(1);
    return isolated(visibleText(server));
}

QString stateText(const StoredRecording &recording)
{
    if (recording.isHeld)
        return u"being recorded"_s;
    return recording.hasEnd ? QString() : u"without its end"_s;
}

} // namespace

QString recordingDetail(const StoredRecording &recording, qint64 now)
{
    QStringList parts{serverText(recording.server), attemptTimeText(microseconds(recording.start), now),
        sizeText(recording.size), stateText(recording)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

RecentRecordings::RecentRecordings(const RecordingFolder &folder, QObject *parent)
    : QObject(parent), m_folder(folder)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_settle.start(); });
    connect(&m_settle, &QTimer::timeout, this, &RecentRecordings::refresh);
}

void RecentRecordings::refresh()
{
    if (m_watcher.directories().isEmpty() && QFileInfo::exists(m_folder.path()))
        m_watcher.addPath(m_folder.path());
    m_question.ask([folder = m_folder] { return folder.recordings(); });
}

void RecentRecordings::take(const QList<StoredRecording> &found)
{
    const qint64 now = microseconds(QDateTime::currentDateTimeUtc());
    QList<RecentRecording> recordings;
    for (const StoredRecording &recording : found)
        recordings.append(
            {recording.path, visibleText(recording.name), recordingDetail(recording, now), recording.isHeld});
    if (recordings == m_recordings)
        return;
    m_recordings = std::move(recordings);
    emit changed();
}

} // namespace console
