#pragma once

#include "lib/log/recorderstatus.h"
#include "lib/log/recordingwriter.h"

#include <QFile>
#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <memory>

namespace console {

/// One recording on the disk at a time: makes and locks the file, writes when a chunk is due, and says why
/// where the disk refuses. The recorder's thread.
class RecordingFile : public QObject
{
    Q_OBJECT
public:
    explicit RecordingFile(QObject *parent = nullptr);
    ~RecordingFile() override; ///< ends what is open

    void open(const QString &path, const RecordingFacts &facts);
    void describe(const RecordingFacts &facts);
    void append(const MessageBatch &batch);
    void flush(); ///< writes what waits for its chunk to be full
    void end();

signals:
    /// @param taken  received messages that append() was given for this file
    void statusChanged(const console::RecorderStatus &status, quint64 taken);
    void written(const console::TextPlaces &places);

private:
    /// What there is while a file is open.
    struct Target
    {
        explicit Target(const QString &path)
            : file(path), lock(path + QLatin1StringView(".lock")), writer(&file)
        {
        }

        QFile file;
        QLockFile lock;
        RecordingWriter writer;
        std::shared_ptr<const RecordedFile> readable; ///< the same file, for whoever wants to read it back
    };

    QString problemOfOpening();
    void follow(bool written);
    void tellPlaces();
    void schedule();
    void fail(const QString &reason);
    void setState(RecorderStatus::State state);
    QString goneText() const;
    QString name() const;

    std::unique_ptr<Target> m_target;
    QTimer m_due;
    RecorderStatus m_status;
    quint64 m_size = 0; ///< bytes when the file was last looked at
    quint64 m_received = 0; ///< messages that were to be recorded
};

} // namespace console
