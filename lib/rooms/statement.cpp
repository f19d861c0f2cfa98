#include "lib/rooms/statement.h"

#include "lib/protocol/messagerecord.h"
#include "lib/rooms/controls.h"

namespace console {

namespace {

std::optional<double> numberOf(const MessageField *field)
{
    if (!field)
        return std::nullopt;
    if (field->type == JsonToken::True || field->type == JsonToken::False)
        return field->type == JsonToken::True;
    bool isNumber = false;
    const double number = field->text.toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
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

/// What a claim claims stands in the echo; everything else is the server's own.
const MessageField *Statement::find(Names names) const
{
    const bool isClaim = m_form == StatementForm::Claim;
    return m_fields.findAnywhere(names, isClaim ? MessageFields::Part::Echo : MessageFields::Part::Own);
}

/// The value that was asked for.
const MessageField *Statement::answered(Names names) const
{
    if (const MessageField *field = find(names))
        return field;
    return m_form == StatementForm::Answer ? find({"value", "Value"}) : nullptr;
}

std::optional<double> Statement::number(Names names) const
{
    return numberOf(find(names));
}

QString Statement::name() const
{
    const MessageField *field = answered({"participant_name", "name", "new_name"});
    const QByteArray name = field ? field->text.left(4 * maximumNameLength) : QByteArray();
    return QString::fromUtf8(name).left(maximumNameLength);
}

std::optional<double> Statement::layout() const
{
    return numberOf(answered({"layout_id", "layout.id", "layout"}));
}

std::optional<double> Statement::seat() const
{
    if (m_form == StatementForm::Answer)
        return numberOf(answered({"seat_id", "seat.id", "seat", "id"}));
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
    const MessageField *field = find(names);
    if (!field && m_form == StatementForm::Answer)
        field = m_fields.findAnywhere(names, MessageFields::Part::Echo);
    return field ? controlNumber(field->text) : 0;
}

std::optional<double> Statement::value() const
{
    const MessageField *field = find({"value", "Value"});
    return numberOf(field || m_form == StatementForm::Claim ? field : m_fields.scalarValue());
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
    const MessageField *field = find({"action"});
    return field ? field->text : QByteArray();
}

} // namespace console
