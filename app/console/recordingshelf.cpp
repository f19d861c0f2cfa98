#include "app/console/recordingshelf.h"

#include "ui/widgets/mainwindow.h"
#include "ui/widgets/recordingsettingsdialog.h"

#include <QFileDialog>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace console {

RecordingShelf::RecordingShelf(const Theme *theme, QSettings *settings, const RecordingFolder &folder,
    MainWindow *window, QObject *parent)
    : QObject(parent), m_theme(theme), m_settings(settings), m_window(window), m_folder(folder),
      m_recent(m_folder)
{
    connect(window, &MainWindow::openRecordingRequested, this, &RecordingShelf::chooseFile);
    connect(window, &MainWindow::recordingSettingsRequested, this, &RecordingShelf::editSettings);
    connect(window, &MainWindow::recordingChosen, this, &RecordingShelf::chosen);
    connect(&m_recent, &RecentRecordings::changed, this,
        [this] { m_window->setRecordings(m_recent.recordings()); });
    m_recent.refresh();
}

RecordingSettings RecordingShelf::settings() const
{
    return RecordingSettings::read(*m_settings);
}

void RecordingShelf::chooseFile()
{
    auto *chooser = new QFileDialog(m_window, tr("Open a recording"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilters({tr("Recordings (*.mcap)"), tr("All files (*)")});
    if (QFileInfo::exists(m_folder.path()))
        chooser->setDirectory(m_folder.path());
    connect(chooser, &QFileDialog::fileSelected, this, &RecordingShelf::chosen);
    chooser->open();
}

void RecordingShelf::editSettings()
{
    auto *dialog = new RecordingSettingsDialog(settings(), m_folder.path(), m_theme, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RecordingSettingsDialog::saveRequested, this,
        [this, dialog](const RecordingSettings &settings) {
            const QString problem = settings.write(*m_settings);
            if (problem.isEmpty())
                dialog->accept();
            else
                dialog->showProblem(problem);
        });
    dialog->open();
}

} // namespace console
