#include "app/console/sessionrecording.h"

#include "app/console/openrecordings.h"
#include "app/console/recordingshelf.h"
#include "lib/log/bookmarkfile.h"
#include "lib/log/recordingcopy.h"
#include "ui/models/text.h"
#include "ui/models/workpool.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/mainwindow.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>

using namespace Qt::StringLiterals;
using State = console::RecorderStatus::State;

namespace console {

namespace {

const QString noticeId = u"recording"_s;
const QString tidyingId = u"tidying"_s;
const QString remarksId = u"remarks"_s;
const QString partId = u"recordingPart"_s;
const QString copyId = u"recordingCopy"_s;

QString tidied(const RecordingFolder &folder, const RecordingLimits &limits, const RecorderStatus &ended,
    const QStringList &opened)
{
    const QString problem = folder.removeIfEmpty(ended);
    const QList<StoredRecording> recordings = folder.recordings();
    QStringList paths;
    for (const StoredRecording &recording : recordings)
        paths.append(recording.path);
    const QStringList beyond =
        recordingsBeyond(limits, recordings, OpenRecordings::namesAmong(paths, opened));
    return problem.isEmpty() ? folder.remove(beyond) : problem;
}

} // namespace

SessionRecording::SessionRecording(const RecordingShelf *shelf, const OpenRecordings *opened,
    MainWindow *window, ActionRegistry *actions, QObject *parent)
    : QObject(parent), m_shelf(shelf), m_opened(opened), m_window(window), m_actions(actions),
      m_copying([this](const Copied &copied) { showCopied(copied); })
{
    for (const ActionId id : {ActionId::Record, ActionId::SaveRecording})
        actions->action(id)->setEnabled(false); // there is no session yet
    connect(actions->action(ActionId::Record), &QAction::triggered, this, &SessionRecording::toggle);
    connect(
        actions->action(ActionId::SaveRecording), &QAction::triggered, this, &SessionRecording::chooseCopy);
    connect(window->notices(), &NoticeBar::actionRequested, this, [this](const QString &id) {
        if (id == noticeId)
            start();
        else if (id == remarksId)
            m_window->showProblems(FindingRule::Recording);
    });
}

void SessionRecording::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_isDecided = false;
    m_isFromStart = false;
    m_isOn = session->recording().state == State::Recording;
    for (const QString &id : {noticeId, partId})
        m_window->notices()->dismiss(id);
    connect(session, &Session::recordingChanged, this, &SessionRecording::show);
    connect(session, &Session::openedChanged, this, &SessionRecording::showRemarks);
    showRemarks();
    show(session->recording());
}

void SessionRecording::begin(const QString &name)
{
    m_name = name;
    if (m_isDecided || !m_shelf->settings().recordsEverySession)
        return;
    m_isFromStart = m_session->received() == 0;
    start();
}

bool SessionRecording::isComplete() const
{
    if (!m_session || m_session->opened())
        return true;
    const RecorderStatus &status = m_session->recording();
    return m_isFromStart && status.state == State::Recording && status.notRecorded == 0;
}

void SessionRecording::start()
{
    m_isDecided = true;
    m_isOn = true;
    m_window->notices()->dismiss(noticeId);
    m_asked = QDateTime::currentDateTimeUtc();
    m_session->startRecording(m_shelf->folder().newFile(m_name, m_asked, QCoreApplication::applicationPid()));
    if (m_session->received() > 0)
        showPart(tr("A new recording begins now"), tr("What came before is not in its file."));
}

/// Whoever looks for messages later should know in which file they are.
void SessionRecording::showPart(const QString &title, const QString &text)
{
    m_window->notices()->show({.id = partId, .title = title, .text = text});
}

void SessionRecording::toggle()
{
    if (!m_session || m_session->opened())
        return;
    if (!m_isOn)
        return start();
    m_isOn = false;
    m_isFromStart = false;
    m_session->stopRecording();
    showPart(tr("Recording has stopped"),
        tr("What comes now is kept in memory only. To record again begins a new file."));
}

void SessionRecording::show(const RecorderStatus &status)
{
    const bool isRecording = status.state == State::Recording;
    QAction *action = m_actions->action(ActionId::Record);
    action->setText(isRecording ? tr("Stop &recording") : tr("Start &recording"));
    action->setEnabled(m_session && !m_session->opened());
    m_actions->action(ActionId::SaveRecording)
        ->setEnabled(m_session && (m_session->opened() || status.recorded > 0));
    m_window->setRecording(status);
    m_isFromStart = m_isFromStart && status.state != State::Failed; // what another file lacks stays lost
    const bool isOfNow = status.since >= m_asked.toMSecsSinceEpoch() * 1000; // else it came late
    m_isOn = m_isOn && !(isOfNow && status.state == State::Failed);
    if (status.state == State::Failed)
        showFailure(status);
    else if (isRecording)
        m_window->notices()->dismiss(noticeId);
}

void SessionRecording::showFailure(const RecorderStatus &status)
{
    m_window->notices()->dismiss(partId);
    if (!m_window->notices()->has(noticeId))
        m_window->notices()->show({.id = noticeId,
            .tone = NoticeTone::Error,
            .title = tr("The session is no longer recorded"),
            .text = status.reason + u' ' + tr("What comes now is kept in memory only."),
            .actions = {tr("Record into a new file")},
            .closable = false});
}

/// What is not as it should be in the recording that was opened.
void SessionRecording::showRemarks()
{
    const OpenedRecording *opened = m_session->opened();
    if (opened && opened->isComplete && !opened->remarks.isEmpty())
        m_window->notices()->show({.id = remarksId,
            .tone = NoticeTone::Warning,
            .title = opened->isWhole ? tr("The recording was not ended")
                                     : tr("Not all of the recording can be read"),
            .text = opened->remarks.join(u' '),
            .actions = {tr("Show in Problems")}});
    else
        m_window->notices()->dismiss(remarksId);
}

void SessionRecording::tidyUp(const RecorderStatus &ended)
{
    workPool()->start([folder = m_shelf->folder(), limits = m_shelf->settings().limits, ended,
                          opened = m_opened->files(), self = QPointer(this)] {
        const QString problem = tidied(folder, limits, ended, opened);
        QMetaObject::invokeMethod(
            qApp,
            [self, problem] {
                if (self)
                    self->showTidyingProblem(problem);
            },
            Qt::QueuedConnection);
    });
}

void SessionRecording::showTidyingProblem(const QString &problem)
{
    if (!problem.isEmpty())
        m_window->notices()->show({.id = tidyingId,
            .tone = NoticeTone::Warning,
            .title = tr("Old recordings are still there"),
            .text = problem});
}

void SessionRecording::chooseCopy()
{
    if (!m_session)
        return;
    const QString title = isComplete() ? tr("Save the recording as")
                                       : tr("Save the recording as (the session has more than it holds)");
    auto *chooser = new QFileDialog(m_window, title);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilters({tr("Recordings (*.mcap)"), tr("All files (*)")});
    chooser->setDefaultSuffix(u"mcap"_s);
    const OpenedRecording *opened = m_session->opened();
    const QString name = opened ? QFileInfo(opened->file).completeBaseName() : m_name;
    chooser->selectFile(name.isEmpty() ? tr("recording") : QString(name).replace(u'/', u'-'));
    connect(chooser, &QFileDialog::fileSelected, this, &SessionRecording::copyTo);
    chooser->open();
}

/// Of one that is being written: all that came until now.
void SessionRecording::copyTo(const QString &path)
{
    if (!m_session)
        return;
    m_copy = path;
    const OpenedRecording *opened = m_session->opened();
    if (QFileInfo(path) == QFileInfo(opened ? opened->file : m_session->recording().file))
        return showCopied(
            {{tr("“%1” is the recording itself.").arg(QDir::toNativeSeparators(path)), {}}, {}});
    if (opened) {
        m_copying.ask([from = opened->file, path] {
            return withNotes({saveFileAs(from, path), {}}, from, path);
        });
        return;
    }
    connect(
        m_session, &Session::recordingFlushed, this,
        [this, path] {
            m_copying.ask([from = m_session->recording().file, path] {
                return withNotes(saveRecordingAs(from, path), from, path);
            });
        },
        Qt::SingleShotConnection);
    m_session->flushRecording();
}

/// The user's notes go with the recording.
SessionRecording::Copied SessionRecording::withNotes(
    const RecordingCopy &copy, const QString &from, const QString &to)
{
    return {copy, copy.problem.isEmpty() ? BookmarkFile::copy(from, to) : QString()};
}

void SessionRecording::showCopied(const Copied &copied)
{
    const RecordingCopy &copy = copied.copy;
    const bool isSaved = copy.problem.isEmpty();
    const QString said = isComplete() ? tr("All of the session until then is in “%1”.")
                                      : tr("What this recording holds is in “%1”; the session has more.");
    const QStringList sentences = QStringList{said.arg(QDir::toNativeSeparators(m_copy))} + copy.remarks
        + QStringList{copied.notesProblem};
    m_window->notices()->show({.id = copyId,
        .tone = isSaved ? NoticeTone::Info : NoticeTone::Error,
        .title = isSaved ? tr("The recording was saved") : tr("The recording was not saved"),
        .text = isSaved ? sentences.join(u' ').trimmed() : copy.problem});
}

} // namespace console
