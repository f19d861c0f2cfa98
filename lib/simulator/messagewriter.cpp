#include "lib/simulator/messagewriter.h"

#include "lib/protocol/jsonlexer.h"
#include "lib/simulator/idform.h"

#include <charconv>
#include <cmath>

namespace console {

namespace {

void appendInteger(QByteArray &out, qint64 number)
{
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr - digits);
}

void appendNumber(QByteArray &out, QByteArrayView key, qint64 number)
{
    out.append(key);
    appendInteger(out, number);
}

void appendPoint(QByteArray &out, const Point &point)
{
    out += "\"x\":";
    appendTenths(out, point.x);
    out += ",\"y\":";
    appendTenths(out, point.y);
    out += ",\"z\":";
    appendTenths(out, point.z);
}

void appendHeading(QByteArray &out, const Place &place)
{
    out += "\"azimuth_heading\":";
    appendTenths(out, place.azimuth);
    out += ",\"elevation_heading\":";
    appendTenths(out, place.elevation);
}

bool concernsParticipant(EventType type)
{
    switch (type) {
    case EventType::AddParticipant:
    case EventType::RemoveParticipant:
    case EventType::SetParticipantSeat:
    case EventType::SetParticipantPosition:
    case EventType::SetParticipantState:
    case EventType::SetName:
    case EventType::Custom:
        return true;
    default:
        return false;
    }
}

} // namespace

void appendTenths(QByteArray &out, double number)
{
    const qint64 tenths = std::llround(number * 10);
    if (tenths < 0)
        out += '-';
    const qint64 size = std::abs(tenths);
    appendInteger(out, size / 10);
    out += '.';
    out += char('0' + size % 10);
}

void appendPlace(QByteArray &out, const Place &place)
{
    appendPoint(out, place.position);
    out += ',';
    appendHeading(out, place);
}

QByteArray MessageWriter::response(const Reply &reply, const QByteArray &request) const
{
    const Problem &problem = reply.problem;
    QByteArray out = problem ? "{\"Status\":\"ERROR\",\"Error Code\":" : "{\"Status\":\"OK\",\"Error Code\":";
    if (m_dialect.code == Dialect::Code::Name)
        out += encodedString(nameOf(problem.code));
    else
        appendInteger(out, qint32(problem.code));
    if (problem)
        out += ",\"Error Description\":" + encodedString(problem.text.toUtf8());
    if (!request.isEmpty())
        out += ",\"Request\":" + request;
    if (reply.value)
        out += (m_dialect.value == Dialect::Value::UpperCase ? ",\"Value\":" : ",\"value\":") + *reply.value;
    if (!reply.members.isEmpty())
        out += ',' + reply.members;
    return out + '}';
}

QByteArray MessageWriter::event(const RoomEvent &event) const
{
    QByteArray out;
    out.reserve(224);
    out += "{\"Event\":";
    appendName(out, event.type);
    out += ",\"values\":";
    if (m_dialect.values == Dialect::Values::Nested) {
        out += '{';
        appendFacts(out, event);
        out += '}';
    } else {
        appendScalar(out, event);
    }
    if (m_dialect.values == Dialect::Values::Flat) {
        out += ',';
        appendFacts(out, event);
    }
    out += '}';
    return out;
}

void MessageWriter::appendId(QByteArray &out, QByteArrayView key, const QByteArray &id) const
{
    out.append(key);
    out += m_dialect.ids == Dialect::Ids::Number ? id : encodedString(id);
}

void MessageWriter::appendRoom(QByteArray &out, QByteArrayView key, int room) const
{
    appendId(out, key, roomId(room, m_dialect.ids));
}

void MessageWriter::appendPerson(QByteArray &out, QByteArrayView key, int person) const
{
    appendId(out, key, personId(person, m_dialect.ids));
}

void MessageWriter::appendName(QByteArray &out, EventType type) const
{
    switch (m_dialect.event) {
    case Dialect::Event::Number:
        return appendInteger(out, qint64(type));
    case Dialect::Event::LowerCase:
        if (type == EventType::Custom)
            out += "\"custom_event\"";
        else
            out += '"' + groupOf(type).toByteArray().toLower() + '"';
        return;
    case Dialect::Event::Enumerator:
        out += "\"IMM_EVENT_";
        out.append(groupOf(type));
        out += '"';
    }
}

/// The promised form has one scalar, and nobody says which: the fact that is most worth knowing.
void MessageWriter::appendScalar(QByteArray &out, const RoomEvent &event) const
{
    switch (event.type) {
    case EventType::SetParticipantState:
    case EventType::SetAllParticipantsState:
        return appendInteger(out, event.value);
    case EventType::SetRoomLayout:
        return appendInteger(out, event.layout);
    case EventType::SetParticipantSeat:
        return appendInteger(out, event.seat);
    case EventType::SetName:
        out += encodedString(event.name.toUtf8());
        return;
    case EventType::Custom:
        for (const RawMember &member : event.members) {
            if (!member.value.startsWith('{') && !member.value.startsWith('[')) {
                out += member.value;
                return;
            }
        }
        return appendRoom(out, {}, event.room);
    default:
        return concernsParticipant(event.type) ? appendPerson(out, {}, event.participant)
                                               : appendRoom(out, {}, event.room);
    }
}

void MessageWriter::appendFacts(QByteArray &out, const RoomEvent &event) const
{
    appendIds(out, event);
    switch (event.type) {
    case EventType::AddParticipant:
        return appendJoined(out, event);
    case EventType::SetParticipantSeat:
        return appendSeat(out, event);
    case EventType::SetParticipantPosition:
        out += ',';
        return appendPlace(out, event.place);
    case EventType::SetParticipantState:
    case EventType::SetAllParticipantsState:
        appendNumber(out, ",\"control\":", event.control);
        return appendNumber(out, ",\"value\":", event.value);
    case EventType::SetRoomLayout:
        return appendNumber(out, ",\"layout_id\":", event.layout);
    case EventType::SetName:
        out += ",\"name\":" + encodedString(event.name.toUtf8());
        return;
    case EventType::Custom:
        return appendCustom(out, event);
    default:
        return;
    }
}

void MessageWriter::appendIds(QByteArray &out, const RoomEvent &event) const
{
    appendRoom(out, "\"room_id\":", event.room);
    if (concernsParticipant(event.type) && event.participant >= 0)
        appendPerson(out, ",\"participant_id\":", event.participant);
}

void MessageWriter::appendSeat(QByteArray &out, const RoomEvent &event) const
{
    if (m_dialect.values == Dialect::Values::Flat) {
        appendNumber(out, ",\"seat_id\":", event.seat);
        out += ',';
        return appendPlace(out, event.place);
    }
    appendNumber(out, ",\"seat\":{\"id\":", event.seat);
    out += ",\"position\":{";
    appendPoint(out, event.place.position);
    out += "},\"heading\":{";
    appendHeading(out, event.place);
    out += "}}";
}

void MessageWriter::appendJoined(QByteArray &out, const RoomEvent &event) const
{
    const bool flat = m_dialect.values == Dialect::Values::Flat;
    out += ",\"name\":" + encodedString(event.name.toUtf8());
    out += flat ? "," : ",\"configuration\":{";
    appendNumber(out, "\"input_sampling_rate\":", event.configuration.samplingRate);
    appendNumber(out, ",\"input_number_channels\":", event.configuration.channels);
    appendNumber(out, ",\"type\":", event.configuration.type);
    if (!flat)
        out += '}';
}

void MessageWriter::appendCustom(QByteArray &out, const RoomEvent &event) const
{
    for (const RawMember &member : event.members)
        out += ',' + member.key + ':' + member.value;
}

} // namespace console
