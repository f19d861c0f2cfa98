#pragma once

#include "ui/models/sessionmodels.h"
#include "ui/widgets/statusbar.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace console {

/// Gathers the numbers that the status bar shows of a session, twice a second. GUI thread.
class FigureGatherer : public QObject
{
    Q_OBJECT
public:
    explicit FigureGatherer(QObject *parent = nullptr);

    void setModels(SessionModels *models); ///< of the session on screen
    void setShown(bool shown); ///< else there is nothing to say of the session
    void setRecording(const RecorderStatus &status) { m_recording = status; }
    void gather(); ///< now, and from now on

signals:
    void gathered(const console::SessionFigures &figures);

private:
    SessionFigures figures() const;

    QPointer<SessionModels> m_models;
    RecorderStatus m_recording;
    RateMeter m_rate;
    QElapsedTimer m_steady;
    QTimer m_timer;
    bool m_shown = false;
};

} // namespace console
