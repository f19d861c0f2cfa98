#include "ui/models/roomquestions.h"

#include "lib/protocol/jsontext.h"

namespace console {

namespace {

QByteArray idValue(const QByteArray &id)
{
    return isJsonNumber(id) ? id : encodedString(id);
}

} // namespace

QByteArray layoutQuestion(const QByteArray &room)
{
    return "{\"Command\":\"get_room_layout\",\"room_id\":" + idValue(room) + '}';
}

QByteArray nameQuestion(const PersonRef &person)
{
    return "{\"Command\":\"get_participant_name\",\"room_id\":" + idValue(person.room)
        + ",\"participant_id\":" + idValue(person.participant) + '}';
}

} // namespace console
