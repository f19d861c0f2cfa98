// What MainWindow says in bars below the connection bar.

#include "ui/models/connectiontext.h"
#include "ui/widgets/mainwindow.h"

#include <QToolBar>

namespace console {

using namespace Qt::StringLiterals;

/// What helps first, and the doctor.
static QList<FailureAction> actionsInNotice(const Failure &failure)
{
    constexpr qsizetype most = 2;
    return failure.actions.isEmpty() ? QList{FailureAction::TryAgain}
                                     : failure.actions.first(qMin(most, failure.actions.size()));
}

static QStringList noticeActions(const ConnectionStatus &status)
{
    if (status.isRecovering())
        return {MainWindow::tr("Try now"), MainWindow::tr("Stop")};
    QStringList texts;
    for (const FailureAction action : actionsInNotice(status.failure))
        texts.append(toText(action));
    return texts << MainWindow::tr("Diagnose");
}

/// A connection that ended while its session is on screen says so in a bar.
void MainWindow::showNotice(const ConnectionStatus &status)
{
    if (!status.isEndedAgainstWill() || !(hasMessages() || status.isRecovering())) {
        m_notices->dismiss(u"connection"_s);
        return;
    }
    m_notices->show({.id = u"connection"_s,
        .tone = status.state == ConnectionState::Failed ? NoticeTone::Error : NoticeTone::Warning,
        .title = status.failure.title,
        .text = lossText(status),
        .actions = noticeActions(status),
        .closable = true});
}

void MainWindow::actOnNotice(const QString &id, int action)
{
    if (id != "connection"_L1)
        return;
    const ConnectionStatus &status = m_models->session()->status();
    const QList<FailureAction> actions = actionsInNotice(status.failure);
    if (status.isRecovering())
        action == 0 ? emit tryNowRequested() : emit disconnectRequested();
    else if (action < actions.size())
        emit failureActionRequested(actions.at(action));
    else
        emit diagnosisRequested();
}

void MainWindow::showNoticeArea()
{
    m_noticeArea->setVisible(!m_notices->isHidden());
}

} // namespace console
