#include "ui/models/composing.h"

#include "lib/protocol/catalogue.h"
#include "lib/protocol/eventtype.h"
#include "ui/models/messagefacts.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Larger messages are read by nobody in a form.
constexpr qsizetype largestMessage = 1'000'000;

QStringView commandFor(EventType type)
{
    switch (type) {
    case EventType::CreateRoom:
        return u"create_room";
    case EventType::DestroyRoom:
        return u"destroy_room";
    case EventType::AddParticipant:
        return u"add_participant";
    case EventType::RemoveParticipant:
        return u"remove_participant";
    case EventType::SetParticipantSeat:
        return u"set_participant_seat";
    case EventType::SetParticipantPosition:
        return u"set_participant_position";
    case EventType::SetParticipantState:
        return u"set_participant_state";
    case EventType::SetAllParticipantsState:
        return u"set_all_participants_state";
    case EventType::SetRoomLayout:
        return u"set_room_layout";
    case EventType::SetName:
        return u"set_participant_name";
    case EventType::Custom:
        return u"custom_event";
    case EventType::Unknown:
        break;
    }
    return {};
}

/// A name or a seat has more than one spelling.
const MessageField *factFor(const MessageFacts &facts, const QByteArray &parameter)
{
    if (parameter == "name" || parameter == "participant_name")
        return facts.find({"name", "participant_name", "new_name"});
    if (parameter == "seat_id")
        return facts.find({"seat_id", "seat.id", "seat"});
    return facts.find({parameter});
}

QByteArray member(const QByteArray &name, const MessageField &field)
{
    const bool isText = field.type == JsonToken::String;
    return ", " + encodedString(name) + ": " + (isText ? encodedString(field.text) : field.text);
}

} // namespace

QByteArray requestLike(QByteArrayView message, MessageKind kind)
{
    if (kind == MessageKind::Request)
        return message.toByteArray();
    if ((kind != MessageKind::Event && kind != MessageKind::Other) || message.size() > largestMessage)
        return {};
    const MessageFacts facts(message);
    const EventType type = kind == MessageKind::Other ? EventType::Custom : eventType(facts.text({"Event"}));
    const Command *command = Catalogue::builtIn().command(commandFor(type));
    if (!command)
        return {};
    QByteArray request = "{\"Command\": " + encodedString(command->name.toUtf8());
    for (const Parameter &parameter : command->parameters) {
        const QByteArray name = parameter.name.toUtf8();
        if (const MessageField *field = factFor(facts, name))
            request += member(name, *field);
    }
    if (const MessageField *action = facts.find({"action"}); action && command->takesMore)
        request += member("action", *action);
    return request + '}';
}

} // namespace console
