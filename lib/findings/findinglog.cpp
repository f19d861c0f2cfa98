#include "lib/findings/findinglog.h"

namespace console {

FindingLog::FindingLog(MessageLog *log, QObject *parent) : QObject(parent), m_log(log)
{
    m_pool.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FindingLog::work);
}

FindingLog::~FindingLog()
{
    m_stop = true;
    m_pool.waitForDone();
}

void FindingLog::start()
{
    m_judge = std::make_shared<FindingJudge>();
    connect(m_log, &MessageLog::appended, this, &FindingLog::take);
}

void FindingLog::setSavedDialect(const QJsonObject &saved)
{
    m_savedDialect = saved;
    m_dialect.setSaved(saved);
    emit dialectChanged();
}

void FindingLog::take(MessageId, quint64, const BatchPointer &batch)
{
    m_backlog.add(batch);
    if (!m_timer.isActive() && !m_isJudging)
        m_timer.start(interval);
}

void FindingLog::work()
{
    if (m_backlog.isEmpty() || std::exchange(m_isJudging, true))
        return;
    m_pool.start(
        [this, judge = m_judge, portion = m_backlog.take(*m_log), saved = std::exchange(m_savedDialect, {})] {
            if (saved)
                judge->setSavedDialect(*saved);
            const FindingNews news = judge->judge(portion, m_stop);
            QMetaObject::invokeMethod(
                this, [this, news] { takeNews(news); }, Qt::QueuedConnection);
        });
}

void FindingLog::takeNews(const FindingNews &news)
{
    m_isJudging = false;
    m_unlisted = news.unlisted;
    m_unread = news.unread;
    m_dialect = news.dialect;
    if (m_savedDialect) // is told with the next portion
        m_dialect.setSaved(*m_savedDialect);
    const int before = int(m_findings.size());
    std::vector<int> known;
    for (const Finding &finding : news.findings)
        merge(finding, known);
    if (!known.empty())
        emit changed(known);
    if (int(m_findings.size()) > before)
        emit appended(before, int(m_findings.size()) - before);
    if (news.hasNewForm)
        emit dialectChanged();
    if (!m_backlog.isEmpty())
        m_timer.start(m_backlog.isBehind() ? 0 : interval);
    emit judged();
}

/// @param known  gets the index of one that was known
void FindingLog::merge(const Finding &finding, std::vector<int> &known)
{
    const QByteArray id = idOf(finding);
    const auto index = m_indexes.constFind(id);
    if (index == m_indexes.constEnd()) {
        m_indexes.insert(id, int(m_findings.size()));
        m_findings.push_back(finding);
        return;
    }
    extend(m_findings[size_t(*index)], finding);
    known.push_back(*index);
}

void FindingLog::addRemarks(const QStringList &remarks)
{
    const int before = int(m_findings.size());
    for (const QString &remark : remarks) {
        Finding finding;
        finding.rule = FindingRule::Recording;
        finding.subject = remark.toUtf8();
        finding.sentence = remark;
        if (std::vector<int> known; !m_indexes.contains(idOf(finding)))
            merge(finding, known);
    }
    if (int(m_findings.size()) > before)
        emit appended(before, int(m_findings.size()) - before);
}

} // namespace console

#include "moc_findinglog.cpp"
