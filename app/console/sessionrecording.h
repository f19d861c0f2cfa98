#pragma once

#include "lib/log/recordingcopy.h"
#include "lib/log/recordingretention.h"
#include "lib/session.h"
#include "ui/models/poolquestion.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>

namespace console {

class ActionRegistry;
class MainWindow;
class OpenRecordings;
class RecordingShelf;

/// How the session of a window is recorded: by itself from its first message on, or as the user wants it;
/// what is said when that fails; and what is tidied up afterwards. GUI thread.
class SessionRecording : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it.
    SessionRecording(const RecordingShelf *shelf, const OpenRecordings *opened, MainWindow *window,
        ActionRegistry *actions, QObject *parent = nullptr);

    void setSession(Session *session);
    /// A connection is about to be opened: the session's recording begins with it, unless the user decided.
    /// @param name  of the connection
    void begin(const QString &name);
    /// Every row of the session is in a file, or soon will be.
    bool isComplete() const;
    /// A session has ended: its file goes if it is empty, and old ones where there are too many. That happens
    /// in the pool, also where this is gone before it is done.
    void tidyUp(const RecorderStatus &ended);

private:
    /// What saving the recording elsewhere has come to: sentences, empty where all is well.
    struct Copied
    {
        RecordingCopy copy;
        QString notesProblem; ///< the recording itself was saved
    };

    void start();
    void toggle();
    void show(const RecorderStatus &status);
    void showRemarks();
    void showPart(const QString &title, const QString &text);
    void showFailure(const RecorderStatus &status);
    void chooseCopy();
    void copyTo(const QString &path);
    static Copied withNotes(const RecordingCopy &copy, const QString &from, const QString &to);
    void showCopied(const Copied &copied);
    void showTidyingProblem(const QString &problem);

    const RecordingShelf *m_shelf;
    const OpenRecordings *m_opened; ///< in all windows
    MainWindow *m_window;
    ActionRegistry *m_actions;
    QPointer<Session> m_session;
    QString m_name;
    QString m_copy; ///< where the recording is being saved
    bool m_isDecided = false; ///< by the user or because it began: nothing begins by itself any more
    QDateTime m_asked; ///< when a recording was last asked for
    bool m_isOn = false; ///< as was asked: the recorder says so a moment later
    bool m_isFromStart = false; ///< began before the first row, and goes on
    PoolQuestion<Copied> m_copying;
};

} // namespace console
