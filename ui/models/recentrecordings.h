#pragma once

#include "lib/log/recordingfolder.h"
#include "ui/models/poolquestion.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace console {

/// A recording as a list shows it; all texts are plain.
struct RecentRecording
{
    QString path;
    QString name;
    QString detail; ///< "engage-01:9002 · Today 14:32:07 · 2.1 MB"
    bool isLive = false; ///< being recorded just now

    friend bool operator==(const RecentRecording &, const RecentRecording &) = default;
};

/// What there is to say of a recording besides its name. @param now  microseconds UTC
QString recordingDetail(const StoredRecording &recording, qint64 now);

/// The recordings of the user's folder, newest first, as far as they have been read: that happens in the
/// pool, and again whenever a file comes or goes. GUI thread.
class RecentRecordings : public QObject
{
    Q_OBJECT
public:
    explicit RecentRecordings(const RecordingFolder &folder = RecordingFolder(), QObject *parent = nullptr);

    /// Reads the folder; changed() follows if it is another list.
    void refresh();
    const QList<RecentRecording> &recordings() const { return m_recordings; }

signals:
    void changed();

private:
    void take(const QList<StoredRecording> &found);

    RecordingFolder m_folder;
    QList<RecentRecording> m_recordings;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< one look where several files come and go
    PoolQuestion<QList<StoredRecording>> m_question{
        [this](const QList<StoredRecording> &found) { take(found); }};
};

} // namespace console
