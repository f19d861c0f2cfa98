#include "lib/findings/findingjudge.h"

#include "lib/findings/messagerules.h"
#include "lib/findings/valuerules.h"
#include "lib/protocol/jsontext.h"

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

FindingNews FindingJudge::judge(const BatchList &batches, const std::atomic<bool> &stop)
{
    m_places.clear();
    m_news.findings.clear();
    m_news.hasNewForm = false;
    for (const BatchPointer &batch : batches)
        judge(*batch, stop);
    m_news.dialect = m_dialect;
    return m_news;
}

void FindingJudge::judge(const MessageBatch &batch, const std::atomic<bool> &stop)
{
    if (!batch.strings.empty()) {
        m_strings.resize(batch.firstString.value);
        m_strings.insert(m_strings.end(), batch.strings.begin(), batch.strings.end());
    }
    size_t match = 0; // matches stand in the order of their responses
    for (size_t row = 0; row < batch.rows.size() && !stop; ++row) {
        MessageView message = viewOf(batch, row);
        if (match < batch.matches.size() && batch.matches[match].response == message.id) {
            message.latency = batch.matches[match].latency;
            m_open.remove(batch.matches[match++].request);
        }
        judge(message);
    }
    judgeLost(batch);
}

void FindingJudge::judge(const MessageView &message)
{
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
    for (const MessageMember &member : message.members) {
        add(outOfRange(message, member, m_known));
        add(unknownKey(message, member, m_known));
    }
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

MessageView FindingJudge::viewOf(const MessageBatch &batch, size_t row)
{
    MessageView view = viewOf(batch.first + row, batch.rows[row]);
    view.text = batch.textOf(row);
    if (hasMembers(view.record.kind))
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

void FindingJudge::add(std::optional<Finding> finding)
{
    if (!finding)
        return;
    const QByteArray id = idOf(*finding);
    if (const auto place = m_places.constFind(id); place != m_places.constEnd())
        return extend(m_news.findings[*place], *finding);
    if (!m_listed.contains(id) && m_listed.size() >= maximumFindings) {
        ++m_news.unlisted;
        return;
    }
    m_listed.insert(id);
    m_places.insert(id, m_news.findings.size());
    m_news.findings.push_back(*std::move(finding));
}

} // namespace console
