#include "app/console/sessionexport.h"

#include "lib/log/recordinglock.h"
#include "ui/widgets/exportdialog.h"
#include "ui/widgets/mainwindow.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The selected message, and of an exchange both of its messages.
RowList selectedRows(const SessionModels &models)
{
    ExchangeLog *exchanges = models.session()->exchanges();
    const MessageLog &log = *models.session()->log();
    std::vector<MessageId> ids{models.navigator.current()};
    if (const int index = exchanges->indexOf(ids.front()); index >= 0) {
        const Exchange &exchange = exchanges->exchanges()[size_t(index)];
        ids = {exchange.request, exchange.response};
    }
    std::ranges::sort(ids);
    RowList rows;
    rows.clear(log.first());
    for (const MessageId id : ids) {
        if (log.contains(id))
            rows.append(id);
    }
    return rows;
}

ExportCounts countsOf(const SessionModels &models)
{
    ExportCounts counts;
    counts.all = models.session()->log()->size();
    counts.shown = models.events.rows().size();
    counts.isSearching = models.events.isSearching();
    counts.isFiltered = !models.navigator.filter().isEmpty() && !models.navigator.isHighlighting();
    counts.selected = selectedRows(models).size();
    return counts;
}

std::unique_ptr<ExportSnapshot> snapshotOf(const SessionModels &models, ExportScope scope)
{
    std::optional<RowList> chosen;
    if (scope == ExportScope::Shown)
        chosen = models.events.rows();
    else if (scope == ExportScope::Selected)
        chosen = selectedRows(models);
    Session *session = models.session();
    return std::make_unique<ExportSnapshot>(
        *session->log(), *session->exchanges(), *session->rooms(), std::move(chosen));
}

/// Why nothing may take the file's place; empty: it may be replaced.
QString refusalOf(const QString &file, const Session &session)
{
    const QString name = QFileInfo(file).fileName();
    const OpenedRecording *opened = session.opened();
    if (opened && QFileInfo(opened->file) == QFileInfo(file))
        return u"“%1” is the recording that is open here; choose another file."_s.arg(name);
    const bool isWritten = isBeingRecorded(QFileInfo(file).canonicalFilePath()) || isBeingRecorded(file);
    return isWritten ? u"“%1” is being recorded; choose another file."_s.arg(name) : QString();
}

/// Where to begin: not every account has a folder for documents.
QString usualFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

/// What every file system takes in a name.
QString plainName(QString name)
{
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && !u" -_."_s.contains(c))
            c = u'-';
    }
    return name.left(80);
}

} // namespace

SessionExport::SessionExport(const Theme *theme, MainWindow *window, QObject *parent)
    : QObject(parent), m_theme(theme), m_window(window)
{
    connect(window, &MainWindow::exportRequested, this, &SessionExport::ask);
    connect(&m_job, &ExportJob::progressed, this, [this](double share) {
        if (m_dialog)
            m_dialog->showProgress(share);
    });
    connect(&m_job, &ExportJob::ended, this, [this](const ExportResult &result) {
        if (m_dialog)
            m_dialog->showResult(result);
    });
}

void SessionExport::ask()
{
    if (!m_window->models() || m_dialog)
        return;
    m_dialog = new ExportDialog(countsOf(*m_window->models()), suggestedFile(), m_theme, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setRefusal(
        [this](const QString &file) { return refusalOf(file, *m_window->models()->session()); });
    connect(m_dialog, &ExportDialog::exportRequested, this, &SessionExport::start);
    connect(m_dialog, &ExportDialog::cancelRequested, &m_job, &ExportJob::cancel);
    m_dialog->open();
}

void SessionExport::start()
{
    if (m_job.isRunning())
        return;
    const SessionModels &models = *m_window->models();
    m_folder = QFileInfo(m_dialog->file()).path();
    m_dialog->showRunning();
    m_job.start(m_dialog->file(), snapshotOf(models, m_dialog->scope()), m_dialog->options(),
        models.session()->facts());
}

QString SessionExport::suggestedFile() const
{
    const QString folder = m_folder.isEmpty() ? usualFolder() : m_folder;
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    return QDir(folder).filePath(plainName(m_window->windowTitle()) + u'-' + time);
}

} // namespace console
