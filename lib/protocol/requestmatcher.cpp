#include "lib/protocol/requestmatcher.h"

#include "lib/protocol/jsontext.h"

#include <algorithm>

namespace console {

namespace {

constexpr size_t rememberedAnswers = 1024;

} // namespace

void RequestMatcher::sent(MessageId request, QByteArrayView json, qint64 steadyTime)
{
    // What is no JSON has an empty digest: no echo equals it, it can only be lost.
    m_outstanding[canonicalDigest(json)].push_back({request, steadyTime});
    ++m_outstandingCount;
}

RequestMatcher::Answer RequestMatcher::answered(QByteArrayView echo, qint64 steadyTime)
{
    const QByteArray digest = canonicalDigest(echo);
    if (digest.isEmpty())
        return {};
    const auto found = m_outstanding.find(digest);
    if (found == m_outstanding.end())
        return {m_answeredCounts.contains(digest) ? Outcome::Duplicate : Outcome::Unmatched, {}, 0};
    const Outstanding oldest = found->front();
    found->pop_front();
    if (found->empty())
        m_outstanding.erase(found);
    --m_outstandingCount;
    remember(digest);
    return {Outcome::Matched, oldest.request, steadyTime - oldest.sentAt};
}

void RequestMatcher::remember(const QByteArray &digest)
{
    m_answered.push_back(digest);
    ++m_answeredCounts[digest];
    if (m_answered.size() <= rememberedAnswers)
        return;
    const auto oldest = m_answeredCounts.find(m_answered.front());
    if (--*oldest == 0)
        m_answeredCounts.erase(oldest);
    m_answered.pop_front();
}

std::vector<MessageId> RequestMatcher::takeLost()
{
    std::vector<MessageId> lost;
    for (const std::deque<Outstanding> &equal : std::as_const(m_outstanding)) {
        for (const Outstanding &one : equal)
            lost.push_back(one.request);
    }
    std::sort(lost.begin(), lost.end());
    *this = {};
    return lost;
}

} // namespace console
