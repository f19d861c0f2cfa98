#include "lib/findings/serverdialect.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isInteger(QByteArrayView text)
{
    const qsizetype start = text.startsWith('-') ? 1 : 0;
    return text.size() > start
        && std::all_of(text.begin() + start, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The inside of a string token.
QByteArrayView unquoted(QByteArrayView token)
{
    return token.size() < 2 ? token : token.sliced(1, token.size() - 2);
}

QByteArrayView errorCodeForm(const MessageView &message)
{
    const MessageMember *code = message.is(MessageKind::Response) ? message.top("Error Code") : nullptr;
    if (!code || (code->type != JsonToken::Number && code->type != JsonToken::String))
        return {};
    return code->type == JsonToken::Number || isInteger(unquoted(code->value)) ? "number" : "name";
}

QByteArrayView answerValueForm(const MessageView &message)
{
    if (!message.is(MessageKind::Response))
        return {};
    if (message.top("value"))
        return "value";
    return message.top("Value") ? QByteArrayView("Value") : QByteArrayView();
}

/// Only what is in the protocol's list: hosts and clients name custom events as they like.
bool isListed(const MessageView &message)
{
    return message.is(MessageKind::Event) && message.type != EventType::Unknown
        && message.type != EventType::Custom;
}

QByteArrayView eventNameForm(const MessageView &message)
{
    if (!isListed(message))
        return {};
    if (message.isNumeric)
        return "number";
    return message.name.startsWith("IMM_EVENT_") ? "enum" : "lower";
}

QByteArrayView eventValuesForm(const MessageView &message)
{
    if (!isListed(message))
        return {};
    const MessageMember *values = message.top("values");
    if (values && values->type == JsonToken::BeginObject)
        return "nested";
    if (message.top("room_id") || message.top("participant_id"))
        return "flat";
    return values ? QByteArrayView("scalar") : QByteArrayView();
}

/// In the promised form of an event the one scalar is an id where nothing else is told.
const MessageMember *scalarId(const MessageView &message)
{
    const bool isId = message.type == EventType::CreateRoom || message.type == EventType::DestroyRoom
        || message.type == EventType::AddParticipant || message.type == EventType::RemoveParticipant;
    return isId && eventValuesForm(message) == "scalar" ? message.top("values") : nullptr;
}

QByteArrayView idForm(const MessageView &message)
{
    if (!isListed(message))
        return {};
    const MessageMember *id = message.anywhere("room_id");
    if (!id)
        id = message.anywhere("participant_id");
    if (!id)
        id = scalarId(message);
    if (!id || (id->type != JsonToken::Number && id->type != JsonToken::String))
        return {};
    return id->type == JsonToken::Number ? "number" : "string";
}

} // namespace

QByteArray nameOf(DialectPoint point)
{
    switch (point) {
    case DialectPoint::ErrorCode:
        return "code";
    case DialectPoint::AnswerValue:
        return "value";
    case DialectPoint::EventName:
        return "event";
    case DialectPoint::EventValues:
        return "values";
    case DialectPoint::Ids:
        break;
    }
    return "ids";
}

QString titleOf(DialectPoint point)
{
    switch (point) {
    case DialectPoint::ErrorCode:
        return u"Error codes"_s;
    case DialectPoint::AnswerValue:
        return u"Values of answers"_s;
    case DialectPoint::EventName:
        return u"Names of events"_s;
    case DialectPoint::EventValues:
        return u"Facts of events"_s;
    case DialectPoint::Ids:
        break;
    }
    return u"Ids of rooms and participants"_s;
}

QString formText(DialectPoint point, const QByteArray &form)
{
    struct Words
    {
        DialectPoint point;
        QByteArrayView form;
        QStringView text;
    };
    static constexpr Words all[] = {
        {DialectPoint::ErrorCode, "number", u"numbers, as \u22129993"},
        {DialectPoint::ErrorCode, "name", u"names, as IMM_ERROR_INVALID_ROOM_ID"},
        {DialectPoint::AnswerValue, "value", u"under the key value"},
        {DialectPoint::AnswerValue, "Value", u"under the key Value"},
        {DialectPoint::EventName, "enum", u"as IMM_EVENT_ADD_PARTICIPANT"},
        {DialectPoint::EventName, "lower", u"as add_participant"},
        {DialectPoint::EventName, "number", u"numbers, whose meaning is probable only"},
        {DialectPoint::EventValues, "nested", u"in an object under values"},
        {DialectPoint::EventValues, "flat", u"at the top level"},
        {DialectPoint::EventValues, "scalar", u"one value only: room and participant are not told"},
        {DialectPoint::Ids, "number", u"numbers"},
        {DialectPoint::Ids, "string", u"text"},
    };
    for (const Words &words : all) {
        if (words.point == point && words.form == form)
            return words.text.toString();
    }
    return QString::fromUtf8(form);
}

QByteArrayView dialectForm(DialectPoint point, const MessageView &message)
{
    switch (point) {
    case DialectPoint::ErrorCode:
        return errorCodeForm(message);
    case DialectPoint::AnswerValue:
        return answerValueForm(message);
    case DialectPoint::EventName:
        return eventNameForm(message);
    case DialectPoint::EventValues:
        return eventValuesForm(message);
    case DialectPoint::Ids:
        break;
    }
    return idForm(message);
}

void ServerDialect::setSaved(const QJsonObject &saved)
{
    for (const DialectPoint point : dialectPoints) {
        const QString form = saved.value(QString::fromLatin1(nameOf(point))).toString();
        const bool isKnown = formText(point, form.toUtf8()) != form; // else it is of a newer version
        m_saved[size_t(point)] = isKnown ? form.toUtf8() : QByteArray();
    }
}

bool ServerDialect::add(DialectPoint point, QByteArrayView form, MessageId message)
{
    std::vector<DialectEvidence> &seen = m_seen[size_t(point)];
    const auto known = std::find_if(
        seen.begin(), seen.end(), [form](const DialectEvidence &evidence) { return evidence.form == form; });
    if (known == seen.end()) {
        seen.push_back({form.toByteArray(), 1, message, message});
        return true;
    }
    ++known->count;
    known->last = message;
    return false;
}

QByteArray ServerDialect::expected(DialectPoint point) const
{
    if (!saved(point).isEmpty())
        return saved(point);
    return seen(point).empty() ? QByteArray() : seen(point).front().form;
}

QByteArray ServerDialect::current(DialectPoint point) const
{
    const auto latest = std::ranges::max_element(seen(point), {}, &DialectEvidence::last);
    return latest == seen(point).end() ? saved(point) : latest->form;
}

QJsonObject ServerDialect::toJson(QJsonObject before) const
{
    for (const DialectPoint point : dialectPoints) {
        if (const QByteArray form = current(point); !form.isEmpty())
            before.insert(QString::fromLatin1(nameOf(point)), QString::fromLatin1(form));
    }
    return before;
}

} // namespace console
