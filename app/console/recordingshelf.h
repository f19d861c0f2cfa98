#pragma once

#include "lib/log/recordingsettings.h"
#include "ui/models/recentrecordings.h"

#include <QObject>

namespace console {

class MainWindow;
class Theme;

/// How a window comes to earlier recordings, and what the user wants of new ones: the list on the welcome
/// page, the choice of a file, the settings. GUI thread.
class RecordingShelf : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it.
    RecordingShelf(const Theme *theme, QSettings *settings, const RecordingFolder &folder, MainWindow *window,
        QObject *parent = nullptr);

    /// As they are stored now; for a session that begins.
    RecordingSettings settings() const;
    const RecordingFolder &folder() const { return m_folder; }

public slots:
    void chooseFile();
    void editSettings();

signals:
    void chosen(const QString &file); ///< to be opened

private:
    const Theme *m_theme;
    QSettings *m_settings;
    MainWindow *m_window;
    RecordingFolder m_folder;
    RecentRecordings m_recent;
};

} // namespace console
