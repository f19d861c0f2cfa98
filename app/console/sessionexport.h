#pragma once

#include "ui/models/exportjob.h"

#include <QObject>
#include <QPointer>

namespace console {

class ExportDialog;
class MainWindow;
class SessionModels;
class Theme;

/// How rows of the session on screen come into a file: asks what is wanted, has it written, tells how that
/// went. GUI thread.
class SessionExport : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    SessionExport(const Theme *theme, MainWindow *window, QObject *parent = nullptr);

public slots:
    void ask();

private:
    void start();
    QString suggestedFile() const;

    const Theme *m_theme;
    MainWindow *m_window;
    QPointer<ExportDialog> m_dialog;
    QString m_folder; ///< of the last export; empty: there was none
    ExportJob m_job;
};

} // namespace console
