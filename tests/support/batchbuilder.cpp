#include "tests/support/batchbuilder.h"

#include "lib/protocol/catalogue.h"

namespace console {

BatchBuilder::BatchBuilder()
    : m_classifier(Catalogue::builtIn().codesByName()), m_batch(std::make_shared<MessageBatch>())
{
}

void BatchBuilder::add(const Classification &facts, QByteArrayView bytes)
{
    m_batch->text += bytes;
    MessageRecord row;
    row.time = time;
    row.end = quint32(m_batch->text.size());
    row.name = m_pool.intern(facts.name);
    row.room = m_pool.intern(facts.room);
    row.participant = m_pool.intern(facts.participant);
    row.code = facts.code;
    row.note = facts.note;
    row.kind = facts.kind;
    row.flagBits = quint8(facts.flags.toInt());
    for (const QByteArrayView string : {facts.name, facts.room, facts.participant}) {
        if (string.size() > StringPool::maximumLength)
            row.set(MessageFlag::Unpooled);
    }
    m_batch->rows.push_back(row);
    m_arrived += row.isReceived();
    m_next = m_next + 1;
}

BatchBuilder &BatchBuilder::received(const QByteArray &text)
{
    const Classification facts = m_classifier.received(text);
    add(facts, text);
    if (facts.kind != MessageKind::Response)
        return *this;
    const QByteArrayView echo =
        facts.echoedRequest.length > 0 ? facts.echoedRequest.in(text) : QByteArrayView();
    const RequestMatcher::Answer answer = m_matcher.answered(echo, time);
    MessageRecord &row = m_batch->rows.back();
    if (answer.outcome == RequestMatcher::Outcome::Matched)
        m_batch->matches.push_back({MessageId(m_next.value - 1), answer.request, answer.latency});
    else
        row.set(answer.outcome == RequestMatcher::Outcome::Unmatched ? MessageFlag::Unmatched
                                                                     : MessageFlag::DuplicateResponse);
    return *this;
}

BatchBuilder &BatchBuilder::receivedBinary(const QByteArray &bytes)
{
    add(m_classifier.receivedBinary(bytes), bytes);
    return *this;
}

BatchBuilder &BatchBuilder::sent(const QByteArray &text)
{
    m_matcher.sent(m_next, text, time);
    add(m_classifier.sent(text), text);
    return *this;
}

BatchBuilder &BatchBuilder::note(const QByteArray &text, NoteKind kind)
{
    Classification facts;
    facts.kind = MessageKind::Note;
    facts.note = kind;
    add(facts, text);
    return *this;
}

BatchBuilder &BatchBuilder::gap(qint64 microseconds, const QByteArray &reason)
{
    Classification facts;
    facts.kind = MessageKind::Note;
    facts.code = qint32(microseconds / 1000);
    const QByteArray length = QByteArray::number(microseconds / 1000) + " ms";
    add(facts, "not connected for " + length + (reason.isEmpty() ? QByteArray() : ": " + reason));
    return *this;
}

BatchBuilder &BatchBuilder::connectionLost()
{
    m_batch->lost = m_matcher.takeLost();
    return *this;
}

BatchBuilder &BatchBuilder::after(qint64 microseconds)
{
    time += microseconds;
    return *this;
}

BatchPointer BatchBuilder::take()
{
    m_batch->first = MessageId(m_next.value - m_batch->rows.size());
    StringId first;
    m_batch->strings = m_pool.takeIntroduced(&first);
    m_batch->firstString = first;
    m_batch->arrived = m_arrived;
    return std::exchange(m_batch, std::make_shared<MessageBatch>());
}

} // namespace console
