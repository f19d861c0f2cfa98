#include "lib/log/exchangelog.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/classify.h"
#include "lib/protocol/jsonlexer.h"
#include "ui/models/messagefacts.h"
#include "ui/models/text.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Above this a row is shown as its first bytes and its size: reading all of it for one cell would be felt.
constexpr qsizetype largeBody = 16'000;
/// As much of a large malformed message is searched for its error, each time its row is painted.
constexpr qsizetype searchedStart = 64'000;
/// An error this close to the end of what is searched may come of the cut: a character, number or word
/// halved.
constexpr qsizetype cutTolerance = 64;

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · ");
}

QString quoted(QByteArrayView text)
{
    return u'\u201C' + safeText(text) + u'\u201D';
}

QString seatDetails(const MessageFacts &facts)
{
    const QByteArray seat = facts.seat();
    QString text;
    if (!seat.isEmpty())
        text = seat == "-1" ? u"Not seated"_s : u"Seat "_s + shownNumber(seat);
    return joined({text, facts.position(), facts.heading()});
}

QString layoutDetails(const MessageFacts &facts)
{
    const MessageField *layout = facts.find({"layout_id", "layout.id", "layout"});
    return layout ? u"Layout "_s + MessageFacts::shown(*layout) : QString();
}

QString listedDetails(EventType type, const MessageFacts &facts)
{
    switch (type) {
    case EventType::AddParticipant:
        return facts.configuration();
    case EventType::SetParticipantSeat:
        return seatDetails(facts);
    case EventType::SetParticipantPosition:
        return joined({facts.position(), facts.heading()});
    case EventType::SetParticipantState:
    case EventType::SetAllParticipantsState:
        return facts.controlState();
    case EventType::SetRoomLayout:
        return layoutDetails(facts);
    case EventType::SetName:
        return facts.name().isEmpty() ? QString() : quoted(facts.name());
    default:
        return {};
    }
}

QString scalarDetails(const MessageFacts &facts)
{
    const MessageField *scalar = facts.scalar();
    if (!scalar)
        return {};
    const bool isText = scalar->type == JsonToken::String;
    return u"values: "_s + (isText ? quoted(scalar->text) : MessageFacts::shown(*scalar));
}

QString eventDetails(const MessageFacts &facts)
{
    const QByteArray name = facts.text({"Event"});
    const EventType type = eventType(name);
    if (type == EventType::Unknown)
        return joined({safeText(name), joined(facts.others())});
    const QString listed = listedDetails(type, facts);
    if (!listed.isEmpty())
        return listed;
    return type == EventType::Custom ? joined(facts.others()) : scalarDetails(facts);
}

QString largeDetails(QByteArrayView raw)
{
    const QString start = QString::fromUtf8(raw.first(maximumShownText)).simplified();
    return isolated(visibleText(start)) + u"… "_s + sizeText(raw.size());
}

/// Why a text is malformed as far as its beginning tells. @pre longer than `searchedStart`
QString reasonAtStart(QByteArrayView raw)
{
    JsonLexer lexer(raw.first(searchedStart));
    JsonToken token = lexer.next();
    const bool isObject = token == JsonToken::BeginObject;
    while (token != JsonToken::Error && token != JsonToken::End)
        token = lexer.next();
    const bool isFound = token == JsonToken::Error && lexer.errorOffset() < searchedStart - cutTolerance;
    if (isFound)
        return u"no JSON: %1 at byte %2"_s.arg(toText(lexer.error())).arg(lexer.errorOffset());
    return isObject ? u"no JSON; the inspector says where"_s : u"no JSON object"_s;
}

QString malformedDetails(QByteArrayView raw, bool binary)
{
    const bool isQuick = binary || raw.size() <= searchedStart;
    const QString reason = isQuick ? malformedReason(raw, binary) : reasonAtStart(raw);
    return joined({reason, raw.size() > largeBody ? sizeText(raw.size()) : QString()});
}

/// What a parameter reads like in a line of them: ids as they are, everything else named.
QString parameterText(const MessageField &field, QByteArrayView key, const MessageFacts &facts)
{
    if (key == "room_id")
        return roomText(field.text, 20);
    if (key == "participant_id" || key == "listener_id" || key == "source_id")
        return isolated(shortenedId(field.text));
    if (key == "control")
        return facts.controlState().isEmpty() ? QString() : facts.controlState().toLower();
    return safeText(key) + u' ' + MessageFacts::shown(field);
}

QString errorText(const MessageFacts &facts, qint32 code)
{
    const ErrorCode *known = Catalogue::builtIn().errorCode(code);
    if (code == 0)
        return joined(
            {errorCodeText(facts.text({"Error Code"})), safeText(facts.text({"Error Description"}))});
    const QString number = errorCodeText(QByteArray::number(code));
    return known ? number + u' ' + known->name : number;
}

} // namespace

QString detailsOf(QByteArrayView raw, const MessageRecord &record)
{
    if (record.kind == MessageKind::Note)
        return visibleText(QString::fromUtf8(raw));
    if (record.kind == MessageKind::Malformed)
        return malformedDetails(raw, record.has(MessageFlag::Binary));
    if (raw.size() > largeBody)
        return largeDetails(raw);
    if (record.kind == MessageKind::Request)
        return parametersOf(raw);
    if (record.kind == MessageKind::Response)
        return answerOf(raw, record);
    const MessageFacts facts(raw);
    return record.kind == MessageKind::Event ? eventDetails(facts) : joined(facts.others());
}

QString parametersOf(QByteArrayView request)
{
    if (request.size() > largeBody)
        return largeDetails(request);
    const MessageFields fields(request);
    const MessageFacts facts(request);
    QStringList parts;
    for (const MessageField &field : fields.all()) {
        const bool isValueOfControl = field.path == "value" && !facts.control().isEmpty();
        if (field.path == "Command" || isValueOfControl || parts.size() == 12)
            continue;
        parts += parameterText(field, field.path, facts);
    }
    return joined(parts);
}

QString answerOf(QByteArrayView response, const MessageRecord &record)
{
    if (response.size() > largeBody)
        return largeDetails(response);
    const MessageFacts facts(response);
    // Servers may send the code for "no error" with every OK: it says nothing.
    const bool isOk = record.has(MessageFlag::StatusOk);
    if (record.has(MessageFlag::StatusError) || (record.code != 0 && !isOk))
        return errorText(facts, record.code);
    QStringList parts;
    if (!isOk)
        parts += u"Status "_s + quoted(facts.text({"Status"}));
    const QStringList values = facts.others({"Error Code", "Error Description"});
    for (const QString &value : values)
        parts += QString(value).replace(u": "_s, u" "_s);
    return joined(parts);
}

namespace {

QString shortLabel(EventType type, const MessageFacts &facts, QByteArrayView name)
{
    switch (type) {
    case EventType::SetName:
        return facts.name().isEmpty() ? QString() : quoted(facts.name());
    case EventType::SetParticipantSeat:
        return facts.seat() == "-1" ? u"Not seated"_s : u"Seat "_s + shownNumber(facts.seat());
    case EventType::SetParticipantState:
        return facts.controlState();
    case EventType::SetAllParticipantsState:
        return facts.controlState().isEmpty() ? QString() : facts.controlState() + u" for all"_s;
    case EventType::SetRoomLayout:
        return layoutDetails(facts);
    case EventType::Custom:
        if (const MessageField *action = facts.find({"action"}))
            return MessageFacts::shown(*action);
        break;
    default:
        break;
    }
    return eventLabel(name);
}

} // namespace

QString shortLabelOf(const MessageLog &log, MessageId id)
{
    const MessageRecord &record = log.record(id);
    if (!log.hasText(id) || record.kind == MessageKind::Note)
        return {};
    if (record.kind == MessageKind::Malformed || log.textSize(id) > largeBody)
        return kindLabel(record, log.name(id));
    return shortLabel(eventType(log.name(id)), MessageFacts(log.text(id)), log.name(id));
}

QString shortLabelOf(const MessageLog &log, const Exchange &exchange)
{
    if (!exchange.request || !log.contains(exchange.request))
        return {};
    QStringList parts{safeText(log.name(exchange.request))};
    const bool refused = exchange.state == ExchangeState::Refused && log.contains(exchange.response);
    if (refused && log.hasText(exchange.response))
        parts.first() = answerOf(log.text(exchange.response), log.record(exchange.response));
    if (exchange.latency >= 0)
        parts += durationText(exchange.latency);
    return parts.join(u", ");
}

} // namespace console
