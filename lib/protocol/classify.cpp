#include "lib/protocol/classify.h"

#include "lib/protocol/jsontext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Facts = MessageScan::Facts;
using Field = MessageScan::Field;

bool isInteger(QByteArrayView token)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return std::all_of(token.begin() + (token.startsWith('-') ? 1 : 0), token.end(), isDigit);
}

/// 0 where it is no integer or exceeds 32 bits.
qint32 toCode(QByteArrayView number)
{
    return isInteger(number) ? number.toInt() : canonicalNumber(number).toInt();
}

} // namespace

Classifier::Classifier(QHash<QByteArray, qint32> codes) : m_codes(std::move(codes)) { }

Classification Classifier::scan(QByteArrayView text)
{
    m_scan.run(text);
    Classification message;
    message.flags.setFlag(MessageFlag::DuplicateKeys, m_scan.hasDuplicateKeys());
    message.flags.setFlag(MessageFlag::UnicodeEscapes, m_scan.hasUnicodeEscapes());
    message.jsonError = m_scan.error();
    message.errorOffset = m_scan.errorOffset();
    if (message.jsonError != JsonError::None)
        message.reason = MalformedReason::NoJson;
    else if (!m_scan.isObject())
        message.reason = MalformedReason::NoObject;
    return message;
}

Classification Classifier::received(QByteArrayView text)
{
    Classification message = scan(text);
    if (message.reason != MalformedReason::None)
        return message;
    if (m_scan.top()[Field::Event].isPresent())
        readEvent(message);
    else if (m_scan.top()[Field::Status].isPresent())
        readResponse(message);
    else
        readOther(message);
    return message;
}

Classification Classifier::receivedBinary(QByteArrayView) const
{
    Classification message;
    message.flags = MessageFlag::Binary;
    message.reason = MalformedReason::Binary;
    return message;
}

Classification Classifier::sent(QByteArrayView text)
{
    Classification message = scan(text);
    message.kind = MessageKind::Request;
    if (message.reason != MalformedReason::None)
        return message;
    message.name = this->text(m_scan.top()[Field::Command], m_name);
    liftIds(message, {&m_scan.top()});
    return message;
}

void Classifier::readEvent(Classification &message)
{
    message.kind = MessageKind::Event;
    message.name = text(m_scan.top()[Field::Event], m_name);
    liftIds(message, {&m_scan.top(), &m_scan.values()});
}

void Classifier::readResponse(Classification &message)
{
    message.kind = MessageKind::Response;
    const MessageScan::Fact status = m_scan.top()[Field::Status];
    if (status.type == JsonToken::String) {
        const QByteArrayView word = text(status, m_name);
        message.flags.setFlag(MessageFlag::StatusOk, word == "OK");
        message.flags.setFlag(MessageFlag::StatusError, word == "ERROR");
    }
    message.code = code(m_scan.top()[Field::ErrorCode]);
    message.echoedRequest = m_scan.top()[Field::Request].span;
    message.name = text(m_scan.request()[Field::Command], m_name);
    liftIds(message, {&m_scan.request(), &m_scan.top(), &m_scan.values()});
}

void Classifier::readOther(Classification &message)
{
    message.kind = MessageKind::Other;
    message.name = text(m_scan.top()[Field::Action], m_name);
    liftIds(message, {&m_scan.top(), &m_scan.values()});
}

void Classifier::liftIds(Classification &message, std::initializer_list<const Facts *> places)
{
    message.room = id(places, Field::Room, m_room, message.textIds);
    message.participant = id(places, Field::Participant, m_participant, message.textIds);
}

QByteArrayView Classifier::text(const MessageScan::Fact &fact, QByteArray &scratch) const
{
    const QByteArrayView token = fact.span.in(m_scan.text());
    if (fact.type == JsonToken::Number)
        return token;
    if (fact.type != JsonToken::String)
        return {};
    if (!fact.escaped)
        return token.sliced(1, token.size() - 2);
    scratch = decodedString(token);
    return scratch;
}

/// The id at the first place that has one: a string, or a number that is an integer, in its plain form.
QByteArrayView Classifier::id(
    std::initializer_list<const Facts *> places, Field field, QByteArray &scratch, bool &textIds) const
{
    for (const Facts *facts : places) {
        const MessageScan::Fact fact = (*facts)[field];
        if (!fact.isPresent())
            continue;
        const QByteArrayView asSent = text(fact, scratch);
        if (asSent.isEmpty())
            continue;
        textIds |= fact.type == JsonToken::String;
        if (fact.type == JsonToken::String || isInteger(asSent))
            return asSent;
        scratch = canonicalNumber(asSent);
        if (isInteger(scratch))
            return scratch;
    }
    return {};
}

qint32 Classifier::code(const MessageScan::Fact &fact) const
{
    QByteArray scratch;
    const QByteArrayView sent = text(fact, scratch);
    if (fact.type == JsonToken::Number)
        return toCode(sent);
    bool isNumber = false;
    const int number = sent.toInt(&isNumber);
    return isNumber ? number : m_codes.value(QByteArray::fromRawData(sent.data(), sent.size()));
}

bool onlyAsks(QByteArrayView request)
{
    return Classifier().sent(request).name.startsWith("get_");
}

QString malformedReason(const Classification &classification)
{
    switch (classification.reason) {
    case MalformedReason::None:
        return {};
    case MalformedReason::Binary:
        return u"binary message"_s;
    case MalformedReason::NoObject:
        return u"JSON, but no object"_s;
    case MalformedReason::NoJson:
        break;
    }
    return u"no JSON: %1 at byte %2"_s.arg(toText(classification.jsonError)).arg(classification.errorOffset);
}

QString malformedReason(QByteArrayView bytes, bool binary)
{
    Classifier classifier;
    return malformedReason(binary ? classifier.receivedBinary(bytes) : classifier.received(bytes));
}

} // namespace console
