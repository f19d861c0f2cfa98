#include "app/cli/sendrun.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

using namespace Qt::StringLiterals;

namespace console::cli {

SendRun::SendRun(const Arguments &arguments, SecretStore *secrets, const QByteArray &request)
    : SessionRun(arguments, secrets), m_request(request)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, &SendRun::giveUp);
}

void SendRun::beginWork()
{
    if (const QString problem = session().sendProblem(m_request); !problem.isEmpty())
        return fail(exitcode::wrongUsage, problem);
    session().send(m_request);
    m_timeout.start(arguments().answerTimeout);
}

void SendRun::take(const BatchList &batches)
{
    for (const BatchPointer &batch : batches)
        takeBatch(*batch);
}

void SendRun::takeBatch(const MessageBatch &batch)
{
    for (size_t row = 0; row < batch.rows.size(); ++row) {
        const MessageRecord &record = batch.rows[row];
        if (record.kind == MessageKind::Request && !m_sent)
            m_sent = batch.first + row;
        m_sawUnmatched |= m_sent && record.has(MessageFlag::Unmatched);
    }
    for (const Match &match : batch.matches) {
        if (m_sent && match.request == m_sent)
            takeResponse(batch, size_t(match.response.value - batch.first.value));
    }
}

void SendRun::takeResponse(const MessageBatch &batch, size_t row)
{
    m_timeout.stop();
    print(batch.textOf(row).toByteArray() + '\n');
    finish(batch.rows[row].has(MessageFlag::StatusOk) ? exitcode::done : exitcode::otherAnswer);
}

void SendRun::giveUp()
{
    if (m_sawUnmatched)
        complain(u"A response came that echoes no request of this connection: listen shows it."_s);
    fail(exitcode::noAnswer, u"No answer in time (--timeout)."_s);
}

} // namespace console::cli
