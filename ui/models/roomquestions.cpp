#include "ui/models/roomquestions.h"

#include "lib/protocol/jsontext.h"
#include "lib/rooms/roomdirectory.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

QByteArray idValue(const QByteArray &id)
{
    return isJsonNumber(id) ? id : encodedString(id);
}

} // namespace

QByteArray roomCountQuestion()
{
    return R"({"Command":"get_room_count"})"_ba;
}

QByteArray layoutQuestion(const QByteArray &room)
{
    return "{\"Command\":\"get_room_layout\",\"room_id\":" + idValue(room) + '}';
}

QByteArray nameQuestion(const PersonRef &person)
{
    return "{\"Command\":\"get_participant_name\",\"room_id\":" + idValue(person.room)
        + ",\"participant_id\":" + idValue(person.participant) + '}';
}

QString askNameText()
{
    return u"Ask name"_s;
}

PersonRef unnamedPerson(const RoomDirectory &directory, const QByteArray &room, const QByteArray &participant)
{
    if (participant.isEmpty() || !directory.nameOf(room, participant).isEmpty())
        return {};
    const PersonRef person{room.isEmpty() ? directory.onlyRoomOf(participant) : room, participant};
    const SeenParticipant *seen = directory.participant(person.room, participant);
    return seen && seen->present && seen->name.isEmpty() ? person : PersonRef();
}

PersonRef unnamedPerson(
    const RoomDirectory &directory, const QByteArray &room, const QByteArray &participant, MessageId message)
{
    const PersonRef person = unnamedPerson(directory, room, participant);
    const NameHistory *names = person ? directory.names().history(person.room, participant) : nullptr;
    return names && !names->isStillTheirs(message) ? PersonRef() : person;
}

} // namespace console
