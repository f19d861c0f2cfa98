#include "lib/findings/messagerules.h"

#include "lib/log/exchangelog.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/classify.h"
#include "lib/protocol/messagefields.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int licenceWarning = 30; ///< days

/// What a text that stands apart from others is called, so that a finding does not take a kilobyte.
QString shortText(QByteArrayView utf8)
{
    constexpr qsizetype longest = 200;
    return QString::fromUtf8(utf8.first(std::min(utf8.size(), longest)));
}

QString codeText(qint32 code)
{
    const QString digits = QString::number(qAbs(qint64(code)));
    const ErrorCode *known = Catalogue::builtIn().errorCode(code);
    const QString number = code < 0 ? QChar(0x2212) + digits : digits;
    return known ? number + u' ' + known->name : number;
}

QString eventLabel(const MessageView &message)
{
    const QByteArray group = eventGroup(message.name);
    const EventDescription *known =
        Catalogue::builtIn().event(u"IMM_EVENT_"_s + QString::fromLatin1(group.left(64)));
    return known && !message.isNumeric ? known->label : shortText(message.name);
}

} // namespace

Finding findingIn(const MessageView &message, FindingRule rule, Severity severity)
{
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.kind = message.record.kind;
    finding.first = finding.last = message.id;
    finding.firstTime = finding.lastTime = message.record.time;
    return finding;
}

QString filterQuoted(QByteArrayView utf8)
{
    QString text = QString::fromUtf8(utf8);
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

QString commandOf(const MessageView &message)
{
    return message.name.isEmpty() ? u"an unknown request"_s : shortText(message.name);
}

QString kindOfMessages(const MessageView &message)
{
    switch (message.record.kind) {
    case MessageKind::Event:
        return eventLabel(message) + u" events"_s;
    case MessageKind::Request:
        return u"requests "_s + commandOf(message);
    case MessageKind::Response:
        return u"answers to "_s + commandOf(message);
    default:
        return u"other messages"_s;
    }
}

QString filterOfKind(const MessageView &message)
{
    switch (message.record.kind) {
    case MessageKind::Event:
        return u"kind: event and name: "_s + filterQuoted(message.name);
    case MessageKind::Request:
        return u"kind: request and command: "_s + filterQuoted(message.name);
    case MessageKind::Response:
        return u"kind: response and command: "_s + filterQuoted(message.name);
    default:
        return u"kind: other"_s;
    }
}

std::optional<Finding> malformed(const MessageView &message)
{
    if (!message.is(MessageKind::Malformed))
        return std::nullopt;
    const bool isBinary = message.has(MessageFlag::Binary);
    Finding finding = findingIn(message, FindingRule::Malformed, Severity::Error);
    finding.subject = isBinary ? "binary" : "text";
    finding.sentence = isBinary ? u"Binary messages came: the protocol has none"_s
                                : u"Messages came that are no JSON object"_s;
    finding.filter = u"kind: malformed"_s;
    return finding;
}

std::optional<Finding> unmatched(const MessageView &message)
{
    if (!message.has(MessageFlag::Unmatched))
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::Unmatched, Severity::Warning);
    finding.subject = message.name.toByteArray();
    finding.sentence = message.name.isEmpty()
        ? u"Responses came that echo no request"_s
        : u"Responses to %1 echo no request that was waiting"_s.arg(commandOf(message));
    finding.filter = filterOfKind(message) + u" and not latency >= 0us"_s;
    return finding;
}

std::optional<Finding> duplicateResponse(const MessageView &message)
{
    if (!message.has(MessageFlag::DuplicateResponse))
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::DuplicateResponse, Severity::Warning);
    finding.subject = message.name.toByteArray();
    finding.sentence = u"%1 was answered more than once"_s.arg(commandOf(message));
    finding.filter = filterOfKind(message) + u" and not latency >= 0us"_s;
    return finding;
}

std::optional<Finding> late(const MessageView &message)
{
    if (message.latency <= ExchangeLog::overdueAfter)
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::Late, Severity::Warning);
    finding.subject = message.name.toByteArray();
    finding.sentence = u"%1 was answered late, after more than 10 s"_s.arg(commandOf(message));
    finding.filter = filterOfKind(message) + u" and latency > 10s"_s;
    return finding;
}

std::optional<Finding> refused(const MessageView &message)
{
    if (!message.is(MessageKind::Response) || !message.has(MessageFlag::StatusError))
        return std::nullopt;
    const qint32 code = message.record.code;
    Finding finding = findingIn(message, FindingRule::Refused, Severity::Error);
    finding.subject = subjectOf({message.name, QByteArray::number(code)});
    finding.sentence = code == 0 ? u"%1 was refused, without a code"_s.arg(commandOf(message))
                                 : u"%1 was refused: %2"_s.arg(commandOf(message), codeText(code));
    finding.filter = filterOfKind(message) + u" and status: ERROR"_s;
    if (code != 0)
        finding.filter += u" and code: %1"_s.arg(code);
    return finding;
}

std::optional<Finding> okWithDescription(const MessageView &message)
{
    const MessageMember *description =
        message.has(MessageFlag::StatusOk) ? message.top("Error Description") : nullptr;
    if (!description || description->type != JsonToken::String || description->value == "\"\"")
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::OkWithDescription, Severity::Warning);
    finding.subject = message.name.toByteArray();
    finding.sentence = u"%1 was answered OK, but with a description of an error"_s.arg(commandOf(message));
    finding.filter = filterOfKind(message) + uR"( and status: OK and "Error Description": /./)"_s;
    return finding;
}

std::optional<Finding> duplicateKeys(const MessageView &message)
{
    if (!message.has(MessageFlag::DuplicateKeys))
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::DuplicateKeys, Severity::Warning);
    finding.subject = subjectOf({QByteArray::number(int(message.record.kind)), message.name});
    finding.sentence = u"A key is repeated within %1; the last one counts"_s.arg(kindOfMessages(message));
    finding.filter = filterOfKind(message);
    return finding;
}

std::optional<Finding> numericEvent(const MessageView &message)
{
    if (!message.is(MessageKind::Event) || !message.isNumeric)
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::NumericEvent, Severity::Information);
    finding.sentence =
        u"Events are named by numbers, whose order is not documented: what they mean is probable only"_s;
    finding.filter = uR"(kind: event and name: /^-?[0-9]/)"_s;
    return finding;
}

namespace {

/// Invalid where it is in no form that is known.
QDate dateOf(const QByteArray &text)
{
    return QDate::fromString(QString::fromLatin1(text.trimmed().left(10)), Qt::ISODate);
}

Finding licenceFinding(
    const MessageView &message, Severity severity, const QByteArray &subject, const QString &sentence)
{
    Finding finding = findingIn(message, FindingRule::Licence, severity);
    finding.subject = subject;
    finding.sentence = sentence;
    finding.filter = filterOfKind(message);
    return finding;
}

} // namespace

std::optional<Finding> licenceEnds(const MessageView &message)
{
    if (!message.has(MessageFlag::StatusOk) || message.name != "get_license_info")
        return std::nullopt;
    const MessageMember *valid = message.anywhere("valid");
    if (valid && valid->type == JsonToken::False)
        return licenceFinding(message, Severity::Error, "invalid", u"The server has no valid licence"_s);
    const MessageMember *expiration = message.anywhere("expiration_date");
    const bool isText = expiration && expiration->type == JsonToken::String;
    const QDate end = isText ? dateOf(decodedString(expiration->value)) : QDate();
    if (!end.isValid())
        return std::nullopt;
    const QDate today = QDateTime::fromMSecsSinceEpoch(message.record.time / 1000, Qt::UTC).date();
    const QString day = end.toString(Qt::ISODate);
    if (end < today)
        return licenceFinding(
            message, Severity::Error, "ended " + day.toLatin1(), u"The licence ended on %1"_s.arg(day));
    if (today.daysTo(end) > licenceWarning)
        return std::nullopt;
    return licenceFinding(message, Severity::Warning, "ends " + day.toLatin1(),
        u"The licence ends within %1 days, on %2"_s.arg(licenceWarning).arg(day));
}

std::optional<Finding> lost(const MessageView &message)
{
    Finding finding = findingIn(message, FindingRule::Lost, Severity::Warning);
    finding.subject = message.name.toByteArray();
    finding.sentence = u"%1 was lost: the connection ended before the answer"_s.arg(commandOf(message));
    finding.filter = filterOfKind(message);
    return finding;
}

} // namespace console
