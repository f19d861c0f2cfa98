#include "lib/findings/findingjudge.h"

#include "lib/filter/filterexpression.h"
#include "lib/findings/messagerules.h"
#include "lib/findings/valuerules.h"
#include "lib/protocol/jsontext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using MessageRule = std::optional<Finding> (*)(const MessageView &);
constexpr std::array<MessageRule, 9> messageRules{&malformed, &unmatched, &duplicateResponse, &late, &refused,
    &okWithDescription, &duplicateKeys, &numericEvent, &licenceEnds};

bool hasMembers(MessageKind kind)
{
    return kind == MessageKind::Event || kind == MessageKind::Response || kind == MessageKind::Request;
}

/// Another form of an open point than the one that was expected.
Finding dialectFinding(
    const MessageView &message, DialectPoint point, QByteArrayView form, const QByteArray &expected)
{
    Finding finding = findingIn(message, FindingRule::Dialect, Severity::Warning);
    finding.subject = subjectOf({nameOf(point), form});
    finding.sentence = u"%1 are written otherwise than before: %2, not %3"_s.arg(
        titleOf(point), formText(point, form.toByteArray()), formText(point, expected));
    return finding;
}

} // namespace

FindingJudge::FindingJudge() : m_known(Catalogue::builtIn()) { }

FindingNews FindingJudge::judge(const FindingPortion &portion, const std::atomic<bool> &stop)
{
    m_places.clear();
    m_news.findings.clear();
    m_news.hasNewForm = false;
    for (const BatchPointer &batch : portion.batches) {
        learnStrings(*batch);
        judge({batch->first, batch->rows, batch->text, 0, batch->rows.size()}, batch->matches, stop);
        if (batch->dropped > 0)
            m_holes.push_back(batch->first + batch->rows.size());
        judgeLost(*batch);
    }
    if (portion.facts)
        judgeLater(portion, stop);
    m_news.dialect = m_dialect;
    return m_news;
}

void FindingJudge::judgeLater(const FindingPortion &portion, const std::atomic<bool> &stop)
{
    learnStrings(*portion.facts);
    m_holes.insert(m_holes.end(), portion.holes.begin(), portion.holes.end());
    for (const SegmentSnapshot &segment : portion.segments) {
        if (stop)
            return;
        const QByteArray text = segment.text().text;
        const MessageId from = std::max(portion.from, segment.first());
        const MessageId to = std::min(portion.to, segment.end());
        judge({segment.first(), segment.rows(), text, from.value - segment.first().value,
                  to.value - segment.first().value},
            portion.facts->matches, stop);
    }
    judgeLost(*portion.facts);
}

/// What is known already comes again where rows were put off.
void FindingJudge::learnStrings(const MessageBatch &batch)
{
    const size_t known = m_strings.size();
    for (size_t i = 0; i < batch.strings.size(); ++i) {
        if (batch.firstString.value + i >= known)
            m_strings.push_back(batch.strings[i]);
    }
}

/// @param matches  in the order of their responses, those of other rows too
void FindingJudge::judge(const Rows &rows, const std::vector<Match> &matches, const std::atomic<bool> &stop)
{
    auto match = std::lower_bound(matches.begin(), matches.end(), rows.first + rows.begin,
        [](const Match &before, MessageId response) { return before.response < response; });
    for (size_t row = rows.begin; row < rows.end && !stop; ++row) {
        MessageView message = viewOf(rows, row);
        if (match != matches.end() && match->response == message.id) {
            message.latency = match->latency;
            m_open.remove((match++)->request);
        }
        if (rows.all[row].end > rows.text.size())
            skip(message);
        else {
            if (isBehindHole(message.id))
                m_rooms.forgetMoments();
            judge(message);
        }
    }
}

/// Whether messages between the last one that was judged and this were not seen.
bool FindingJudge::isBehindHole(MessageId message)
{
    const bool isNext = std::exchange(m_next, message + 1) == message;
    const auto passed = std::erase_if(m_holes, [message](MessageId hole) { return hole <= message; });
    return !isNext || passed > 0;
}

/// Its text could not be read back.
void FindingJudge::skip(const MessageView &message)
{
    if (message.is(MessageKind::Request) && m_open.size() < maximumOpen)
        m_open.insert(message.id, message.record);
    ++m_news.unread;
}

void FindingJudge::judge(const MessageView &message)
{
    if (message.record.isGap())
        m_rooms.forgetMoments();
    if (message.is(MessageKind::Note))
        return;
    if (message.is(MessageKind::Request) && m_open.size() < maximumOpen)
        m_open.insert(message.id, message.record);
    for (const MessageRule rule : messageRules)
        add(rule(message));
    judgeMembers(message);
    judgeDialect(message);
    for (Finding &finding : m_rooms.judge(message))
        add(std::move(finding));
}

void FindingJudge::judgeMembers(const MessageView &message)
{
    const QSet<QByteArray> *keys = m_known.of(message);
    for (const MessageMember &member : message.members) {
        const QByteArray key = QByteArray::fromRawData(member.key.data(), member.key.size());
        MemberCase found{message.record.name, message.record.kind, nullptr, key};
        if (isUnknownKey(message, member, keys))
            addCase(found, message, [&] { return unknownKey(message, member, m_known); });
        found.rule = brokenRule(message, member, m_known);
        if (found.rule)
            addCase(found, message, [&] { return outOfRange(message, member, m_known); });
    }
}

/// A flood of messages with the same fault must not make the same words again and again.
template <typename Describe>
void FindingJudge::addCase(const MemberCase &member, const MessageView &message, Describe describe)
{
    const auto known = m_memberCases.constFind(member);
    const auto place = known == m_memberCases.constEnd() ? m_places.constEnd() : m_places.constFind(*known);
    if (place != m_places.constEnd())
        return extend(m_news.findings[*place], findingIn(message, {}, {}));
    const FindingRule rule = member.rule ? FindingRule::OutOfRange : FindingRule::UnknownKey;
    if (known == m_memberCases.constEnd() && !hasRoomFor(rule)) {
        ++m_news.unlisted;
        return;
    }
    const std::optional<Finding> finding = describe();
    add(finding);
    MemberCase kept = member;
    kept.key = QByteArray(member.key.constData(), member.key.size());
    if (m_memberCases.size() < maximumFindings)
        m_memberCases.insert(kept, idOf(*finding));
}

void FindingJudge::judgeDialect(const MessageView &message)
{
    if (!message.is(MessageKind::Event) && !message.is(MessageKind::Response))
        return;
    for (const DialectPoint point : dialectPoints) {
        const QByteArrayView form = dialectForm(point, message);
        if (form.isEmpty())
            continue;
        const QByteArray expected = m_dialect.expected(point);
        if (!expected.isEmpty() && form != expected)
            add(dialectFinding(message, point, form, expected));
        m_news.hasNewForm |= m_dialect.add(point, form, message.id);
    }
}

void FindingJudge::judgeLost(const MessageBatch &batch)
{
    for (const MessageId id : batch.lost) {
        const auto request = m_open.constFind(id);
        if (request == m_open.constEnd())
            continue;
        add(lost(viewOf(id, *request)));
        m_open.erase(request);
    }
}

/// Without text where it could not be read back.
MessageView FindingJudge::viewOf(const Rows &rows, size_t row)
{
    const MessageRecord &record = rows.all[row];
    MessageView view = viewOf(rows.first + row, record);
    const quint32 start = row == 0 ? 0 : rows.all[row - 1].end;
    if (record.end <= rows.text.size())
        view.text = rows.text.sliced(start, record.end - start);
    if (hasMembers(record.kind))
        view.members = m_reader.read(view.text);
    return view;
}

MessageView FindingJudge::viewOf(MessageId id, const MessageRecord &record)
{
    MessageView view;
    view.id = id;
    view.record = record;
    view.name = string(record.name);
    view.room = string(record.room);
    view.participant = string(record.participant);
    if (record.kind == MessageKind::Event) {
        const NameFacts &facts = factsOf(record.name);
        view.type = facts.type;
        view.isNumeric = facts.isNumeric;
    }
    return view;
}

const FindingJudge::NameFacts &FindingJudge::factsOf(StringId name)
{
    if (name.value >= m_names.size())
        m_names.resize(name.value + 1);
    NameFacts &facts = m_names[name.value];
    if (!facts.isKnown)
        facts = {eventType(string(name)), isJsonNumber(string(name)), true};
    return facts;
}

QByteArrayView FindingJudge::string(StringId id) const
{
    return id.value < m_strings.size() ? QByteArrayView(m_strings[id.value]) : QByteArrayView();
}

bool FindingJudge::hasRoomFor(FindingRule rule) const
{
    return m_listed.size() < maximumFindings && m_counts.value(rule) < maximumOfARule;
}

void FindingJudge::add(std::optional<Finding> finding)
{
    if (!finding)
        return;
    const QByteArray id = idOf(*finding);
    if (const auto place = m_places.constFind(id); place != m_places.constEnd())
        return extend(m_news.findings[*place], *finding);
    const bool isNew = !m_listed.contains(id);
    if (isNew && !hasRoomFor(finding->rule)) {
        ++m_news.unlisted;
        return;
    }
    if (finding->filter.size() > FilterExpression::maximumLength)
        finding->filter.clear();
    m_listed.insert(id);
    m_counts[finding->rule] += isNew;
    m_places.insert(id, m_news.findings.size());
    m_news.findings.push_back(*std::move(finding));
}

} // namespace console
