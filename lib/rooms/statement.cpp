#include "lib/rooms/statement.h"

#include "lib/protocol/messagerecord.h"
#include "lib/rooms/controls.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace console {

namespace {

constexpr qsizetype mostFields = 64;
constexpr qsizetype deepest = 8;
constexpr int mostTokens = 4'096;

bool isScalar(JsonToken token)
{
    switch (token) {
    case JsonToken::String:
    case JsonToken::Number:
    case JsonToken::True:
    case JsonToken::False:
    case JsonToken::Null:
        return true;
    default:
        return false;
    }
}

/// Most numbers are short: they are read here, without the machinery for all others.
std::optional<double> numberIn(QByteArrayView text)
{
    const bool isShort = !text.isEmpty() && text.size() <= 15;
    if (isShort && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        qint64 number = 0;
        for (const char digit : text)
            number = number * 10 + (digit - '0');
        return double(number);
    }
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt; // no "nan" in a string
}

QByteArrayView unquoted(QByteArrayView token)
{
    return token.sliced(1, token.size() - 2);
}

} // namespace

StatementForm formOf(const MessageRecord &record, QByteArrayView name)
{
    if (record.kind != MessageKind::Response)
        return StatementForm::Event;
    return name.startsWith("get_") ? StatementForm::Answer : StatementForm::Claim;
}

EventType subjectOf(QByteArrayView name)
{
    if (name == "set_participant_name" || name == "get_participant_name")
        return EventType::SetName;
    if (name == "get_participant_configuration")
        return EventType::AddParticipant;
    return name.startsWith("get_") ? eventType("set_" + name.sliced(4).toByteArray()) : eventType(name);
}

bool changesEverybody(QByteArrayView name)
{
    const EventType type = eventType(name); // of a question: Custom
    return type == EventType::SetAllParticipantsState || type == EventType::SetRoomLayout
        || type == EventType::DestroyRoom;
}

bool refusesRoom(const MessageRecord &record)
{
    constexpr qint32 invalidRoom = -9993;
    return record.kind == MessageKind::Response && record.has(MessageFlag::StatusError)
        && record.code == invalidRoom;
}

bool Statement::fits(EventType type) const
{
    const bool hasPlace = place().has_value();
    const bool hasSeat = seat().has_value();
    switch (type) {
    case EventType::SetParticipantSeat:
        return hasSeat;
    case EventType::SetParticipantPosition:
        return hasPlace && !hasSeat;
    case EventType::SetParticipantState:
    case EventType::SetAllParticipantsState:
        return control() != 0;
    case EventType::SetRoomLayout:
        return layout().has_value();
    case EventType::SetName:
        return !name().isEmpty();
    case EventType::Custom:
        return true;
    default:
        return !hasPlace && !hasSeat && control() == 0 && !layout();
    }
}

Statement::Statement(QByteArrayView text, StatementForm form) : m_text(text), m_form(form)
{
    read();
}

void Statement::read()
{
    if (m_text.size() > maximumSize)
        return;
    JsonLexer lexer(m_text);
    std::array<ByteSpan, deepest + 1> keys; // the last one at each level
    for (int count = 0; count < mostTokens && m_fields.size() < mostFields; ++count) {
        const JsonToken token = lexer.next();
        if (token == JsonToken::End)
            return;
        if (token == JsonToken::Error)
            return m_fields.clear();
        const qsizetype depth = lexer.depth();
        const bool isTooDeep = token == JsonToken::BeginObject && depth > deepest;
        if (token == JsonToken::BeginArray || isTooDeep)
            lexer.skipValue();
        else if (token == JsonToken::BeginObject)
            keys[size_t(depth)] = {};
        else if (token == JsonToken::Key)
            keys[size_t(depth)] = lexer.span();
        else if (isScalar(token) && depth > 0)
            m_fields.append({keys[size_t(depth) - 1], keys[size_t(depth)], lexer.span(), token,
                depth > 1 && isKey(keys[1], "Request")});
    }
}

bool Statement::isKey(ByteSpan key, QByteArrayView name) const
{
    const QByteArrayView sent = key.in(m_text);
    if (sent.size() < 2)
        return name.isEmpty();
    return unquoted(sent) == name || (sent.contains('\\') && decodedString(sent) == name);
}

bool Statement::isNamed(const Field &field, QByteArrayView name) const
{
    const qsizetype dot = name.indexOf('.');
    return isKey(field.key, name.sliced(dot + 1)) && (dot < 0 || isKey(field.parent, name.first(dot)));
}

/// The first name that is present wins; of repeated keys the last one counts.
const Statement::Field *Statement::find(Names names, bool echoed) const
{
    for (const QByteArrayView name : names) {
        for (auto field = m_fields.crbegin(); field != m_fields.crend(); ++field) {
            if (field->isEchoed == echoed && isNamed(*field, name))
                return &*field;
        }
    }
    return nullptr;
}

/// The value that was asked for.
const Statement::Field *Statement::answered(Names names) const
{
    if (const Field *field = find(names))
        return field;
    return m_form == StatementForm::Answer ? find({"value", "Value"}) : nullptr;
}

/// The one value of the promised form.
const Statement::Field *Statement::scalar() const
{
    const Field *field = find({"values"}, false);
    return field && field->parent.length == 0 ? field : nullptr;
}

QByteArray Statement::text(const Field *field) const
{
    if (!field)
        return {};
    const QByteArrayView token = field->value.in(m_text);
    return field->type == JsonToken::String ? decodedString(token) : token.toByteArray();
}

std::optional<double> Statement::number(const Field *field) const
{
    if (!field)
        return std::nullopt;
    if (field->type == JsonToken::True || field->type == JsonToken::False)
        return field->type == JsonToken::True;
    const QByteArrayView token = field->value.in(m_text);
    return numberIn(field->type == JsonToken::String ? unquoted(token) : token);
}

QString Statement::name() const
{
    const QByteArray name = text(answered({"participant_name", "name", "new_name"}));
    return QString::fromUtf8(name.left(4 * maximumNameLength)).left(maximumNameLength);
}

const Statement::Field *Statement::layoutField() const
{
    return answered({"layout_id", "layout.id", "layout"});
}

std::optional<double> Statement::layout() const
{
    return number(layoutField());
}

QByteArray Statement::layoutId() const
{
    return text(layoutField());
}

std::optional<double> Statement::seat() const
{
    if (m_form == StatementForm::Answer)
        return number(answered({"seat_id", "seat.id", "seat", "id"}));
    return number({"seat_id", "seat.id", "seat"});
}

std::optional<StatedPlace> Statement::place() const
{
    const auto x = number({"x"});
    const auto y = number({"y"});
    const auto z = number({"z"});
    if (!x || !y || !z)
        return std::nullopt;
    const auto azimuth = number({"azimuth_heading", "azimuth"});
    const auto elevation = number({"elevation_heading", "elevation"});
    return StatedPlace{{{*x, *y, *z}, azimuth.value_or(0), elevation.value_or(0)}, azimuth && elevation};
}

/// An answer tells the value alone: which control was asked for stands in the echo.
int Statement::control() const
{
    const Names names = {"control", "control_id", "audio_control"};
    const Field *field = find(names);
    if (!field && m_form == StatementForm::Answer)
        field = find(names, true);
    const auto sent = number(field);
    if (!sent)
        return field ? controlNamed(text(field)) : 0;
    const int control = int(std::clamp(*sent, 0.0, 1e3));
    return control == *sent && controlRule(control) ? control : 0;
}

std::optional<double> Statement::value() const
{
    const Field *field = find({"value", "Value"});
    return number(field || m_form == StatementForm::Claim ? field : scalar());
}

std::optional<double> Statement::roomCount() const
{
    return number(answered({"room_count", "count"}));
}

std::optional<double> Statement::participantType() const
{
    return number({"type", "participant_type"});
}

std::optional<double> Statement::samplingRate() const
{
    return number({"input_sampling_rate", "sampling_rate"});
}

std::optional<double> Statement::channels() const
{
    return number({"input_number_channels", "number_channels"});
}

QByteArray Statement::action() const
{
    return text(find({"action"}));
}

} // namespace console
