#include "lib/simulator/commands.h"

#include "lib/protocol/jsonlexer.h"
#include "lib/simulator/arguments.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// What a command works with. Each handler reads its arguments first and stops at the first problem.
struct Call
{
    Conference &conference;
    const Request &request;
    Arguments arguments;

    /// Carries on with a change once the arguments are all right.
    template <typename Change>
    Reply change(Change &&change)
    {
        Reply reply;
        reply.problem = arguments.problem();
        if (!reply.problem)
            reply.problem = change(reply.events);
        return reply;
    }

    /// Carries on with an answer once the arguments are all right.
    template <typename Answer>
    Reply answer(Answer &&answer)
    {
        Reply reply;
        reply.problem = arguments.problem();
        if (!reply.problem)
            answer(reply);
        return reply;
    }
};

Reply getVersion(Call &)
{
    return {.members = "\"version\":\"v1.0.0\""};
}

Reply getLicenseInfo(Call &)
{
    return {.members = "\"license_info\":{\"valid\":true,\"name\":\"Demo\",\"department\":\"Simulator\","
                       "\"minimum_version\":\"v1.0.0\",\"maximum_version\":\"v2.0.0\","
                       "\"creation_date\":\"2026-01-01\",\"expiration_date\":\"2099-12-31\"}"};
}

Reply getLibraryConfiguration(Call &)
{
    return {.members = "\"interleaved\":true,\"output_number_channels\":2,\"output_number_frames\":960,"
                       "\"output_sampling_rate\":48000,\"spatial_quality\":5"};
}

Reply getAllRoomLayouts(Call &call)
{
    return {.members = layoutFileMembers(call.conference.layouts())};
}

Reply getRoomCount(Call &call)
{
    const QByteArray count = QByteArray::number(qint64(call.conference.rooms().size()));
    return {.value = count, .members = "\"room_count\":" + count};
}

Reply setLogLevel(Call &call)
{
    const qint64 level = call.arguments.integer("level");
    return call.change([&](RoomEvents &) -> Problem {
        if (level < 0 || level > 4)
            return {Refusal::InvalidValue, u"the log level goes from 0 (verbose) to 4 (error)"_s};
        return {};
    });
}

Reply getRoomLayout(Call &call)
{
    const int room = call.arguments.room();
    return call.answer(
        [&](Reply &reply) { reply.value = QByteArray::number(call.conference.room(room)->layout); });
}

Reply setRoomLayout(Call &call)
{
    const int room = call.arguments.room();
    const qint64 layout = call.arguments.integer("layout_id");
    return call.change([&](RoomEvents &events) { return call.conference.setLayout(room, layout, events); });
}

Reply getParticipantCount(Call &call)
{
    const int room = call.arguments.room();
    return call.answer([&](Reply &reply) {
        reply.value = QByteArray::number(qint64(call.conference.room(room)->participants.size()));
    });
}

/// An answer about somebody who is there.
template <typename Answer>
Reply about(Call &call, Answer &&answer)
{
    const int room = call.arguments.room();
    const int id = call.arguments.participant();
    return call.answer([&](Reply &reply) { answer(reply, *call.conference.participant(room, id)); });
}

Reply getParticipantName(Call &call)
{
    return about(call, [](Reply &reply, const Participant &participant) {
        reply.value = encodedString(participant.name.toUtf8());
    });
}

Reply setParticipantName(Call &call)
{
    const int room = call.arguments.room();
    const int id = call.arguments.participant();
    const QString name = call.arguments.text("name");
    return call.change([&](RoomEvents &events) { return call.conference.rename(room, id, name, events); });
}

Reply getParticipantConfiguration(Call &call)
{
    return about(call, [](Reply &reply, const Participant &participant) {
        const Configuration &configuration = participant.configuration;
        reply.members = "\"input_sampling_rate\":" + QByteArray::number(configuration.samplingRate)
            + ",\"input_number_channels\":" + QByteArray::number(configuration.channels)
            + ",\"type\":" + QByteArray::number(configuration.type);
    });
}

Reply getParticipantPosition(Call &call)
{
    return about(call,
        [](Reply &reply, const Participant &participant) { appendPlace(reply.members, participant.place); });
}

Reply setParticipantPosition(Call &call)
{
    Arguments &arguments = call.arguments;
    const int room = arguments.room();
    const int id = arguments.participant();
    Place place;
    place.position = {arguments.number("x"), arguments.number("y"), arguments.number("z")};
    place.azimuth = arguments.number("azimuth_heading");
    place.elevation = arguments.number("elevation_heading");
    return call.change([&](RoomEvents &events) { return call.conference.move(room, id, place, events); });
}

Reply getParticipantSeat(Call &call)
{
    return about(call, [](Reply &reply, const Participant &participant) {
        reply.members = "\"id\":" + QByteArray::number(participant.seat) + ',';
        appendPlace(reply.members, participant.place);
    });
}

Reply setParticipantSeat(Call &call)
{
    const int room = call.arguments.room();
    const int id = call.arguments.participant();
    const qint64 seat = call.arguments.integer("seat_id");
    return call.change([&](RoomEvents &events) { return call.conference.seat(room, id, seat, events); });
}

Reply getParticipantState(Call &call)
{
    const int room = call.arguments.room();
    const int id = call.arguments.participant();
    const qint64 control = call.arguments.control();
    return call.answer([&](Reply &reply) {
        reply.value = QByteArray::number(call.conference.participant(room, id)->controls[size_t(control)]);
    });
}

Reply setParticipantState(Call &call)
{
    const int room = call.arguments.room();
    const int id = call.arguments.participant();
    const qint64 control = call.arguments.control();
    const qint64 value = call.arguments.integer("value");
    return call.change(
        [&](RoomEvents &events) { return call.conference.setState(room, id, control, value, events); });
}

Reply setAllParticipantsState(Call &call)
{
    const int room = call.arguments.room();
    const qint64 control = call.arguments.control();
    const qint64 value = call.arguments.integer("value");
    return call.change(
        [&](RoomEvents &events) { return call.conference.setAllStates(room, control, value, events); });
}

Problem notForThisType(const QString &text)
{
    return {Refusal::ParticipantType, text};
}

Reply getParticipantSpherical(Call &call)
{
    const int room = call.arguments.room();
    const int listenerId = call.arguments.participant("listener_id");
    const int sourceId = call.arguments.participant("source_id");
    return call.answer([&](Reply &reply) {
        const Participant &listener = *call.conference.participant(room, listenerId);
        const Participant &source = *call.conference.participant(room, sourceId);
        if (listener.type() == ParticipantType::SourceOnly)
            reply.problem = notForThisType(u"the listener only sends audio"_s);
        else if (source.type() == ParticipantType::ListenerOnly)
            reply.problem = notForThisType(u"the source only listens"_s);
        if (reply.problem)
            return;
        const Spherical spherical = sphericalBetween(listener.place, source.place.position);
        reply.members = "\"azimuth\":";
        appendTenths(reply.members, spherical.azimuth);
        reply.members += ",\"elevation\":";
        appendTenths(reply.members, spherical.elevation);
        reply.members += ",\"distance\":";
        appendTenths(reply.members, spherical.distance);
    });
}

/// Keys that a custom event must not carry: they would say twice what a message is.
bool isReserved(QByteArrayView name)
{
    constexpr QByteArrayView reserved[] = {"Command", "Event", "Status", "values", "room_id"};
    return std::find(std::begin(reserved), std::end(reserved), name) != std::end(reserved);
}

Reply customEvent(Call &call)
{
    const int room = call.arguments.room();
    return call.change([&](RoomEvents &events) {
        RoomEvent event{.type = EventType::Custom, .room = room};
        for (const Request::Member &member : call.request.members()) {
            if (!isReserved(member.name))
                event.members.push_back({call.request.raw(member.key), call.request.raw(member.value)});
        }
        events.push_back(std::move(event));
        return Problem();
    });
}

Reply createRoom(Call &call)
{
    const int room = call.arguments.newRoom();
    return call.change([&](RoomEvents &events) { return call.conference.createRoom(room, events); });
}

Reply destroyRoom(Call &call)
{
    const int room = call.arguments.room();
    return call.change([&](RoomEvents &events) { return call.conference.destroyRoom(room, events); });
}

/// An integer that fits, or one that no rule accepts.
int narrowed(qint64 number)
{
    return number == int(number) ? int(number) : -1;
}

Reply addParticipant(Call &call)
{
    Arguments &arguments = call.arguments;
    const int room = arguments.room();
    const int id = arguments.newParticipant();
    const QString name = arguments.text("participant_name");
    const Configuration configuration = {narrowed(arguments.integer("input_sampling_rate")),
        narrowed(arguments.integer("input_number_channels")), narrowed(arguments.integer("type"))};
    return call.change([&](RoomEvents &events) {
        return call.conference.addParticipant(room, id, name, configuration, events);
    });
}

Reply removeParticipant(Call &call)
{
    const int room = call.arguments.room();
    const int id = call.arguments.participant();
    return call.change(
        [&](RoomEvents &events) { return call.conference.removeParticipant(room, id, events); });
}

struct CommandEntry
{
    QByteArrayView name;
    Reply (*handler)(Call &);
    QList<QByteArrayView> required;
};

const QList<CommandEntry> &commandTable()
{
    static const QList<CommandEntry> table = {
        {"get_version", getVersion, {}},
        {"get_license_info", getLicenseInfo, {}},
        {"get_library_configuration", getLibraryConfiguration, {}},
        {"get_json_all_room_layouts", getAllRoomLayouts, {}},
        {"get_room_count", getRoomCount, {}},
        {"get_room_layout", getRoomLayout, {"room_id"}},
        {"set_room_layout", setRoomLayout, {"room_id", "layout_id"}},
        {"get_participant_count", getParticipantCount, {"room_id"}},
        {"get_participant_name", getParticipantName, {"room_id", "participant_id"}},
        {"set_participant_name", setParticipantName, {"room_id", "participant_id", "name"}},
        {"get_participant_configuration", getParticipantConfiguration, {"room_id", "participant_id"}},
        {"get_participant_position", getParticipantPosition, {"room_id", "participant_id"}},
        {"set_participant_position", setParticipantPosition,
            {"room_id", "participant_id", "x", "y", "z", "azimuth_heading", "elevation_heading"}},
        {"get_participant_seat", getParticipantSeat, {"room_id", "participant_id"}},
        {"set_participant_seat", setParticipantSeat, {"room_id", "participant_id", "seat_id"}},
        {"get_participant_state", getParticipantState, {"room_id", "participant_id", "control"}},
        {"set_participant_state", setParticipantState, {"room_id", "participant_id", "control", "value"}},
        {"set_all_participants_state", setAllParticipantsState, {"room_id", "control", "value"}},
        {"get_participant_spherical", getParticipantSpherical, {"room_id", "listener_id", "source_id"}},
        {"set_log_level", setLogLevel, {"level"}},
        {"custom_event", customEvent, {"room_id"}},
        {"create_room", createRoom, {"room_id"}},
        {"destroy_room", destroyRoom, {"room_id"}},
        {"add_participant", addParticipant,
            {"room_id", "participant_id", "participant_name", "input_sampling_rate", "input_number_channels",
                "type"}},
        {"remove_participant", removeParticipant, {"room_id", "participant_id"}},
    };
    return table;
}

Reply refused(const QString &text)
{
    return {.problem = {Refusal::InvalidValue, text}};
}

} // namespace

Reply carryOut(Conference &conference, const Request &request, Dialect::Ids ids)
{
    if (!request.isObject())
        return refused(request.reason());
    const std::optional<QString> name = request.text("Command");
    if (!name)
        return refused(u"the request names no Command"_s);
    const QList<CommandEntry> &table = commandTable();
    const auto entry = std::find_if(table.begin(), table.end(),
        [utf8 = name->toUtf8()](const CommandEntry &candidate) { return candidate.name == utf8; });
    if (entry == table.end())
        return refused(u"there is no command \"%1\""_s.arg(name->left(64)));
    for (const QByteArrayView parameter : entry->required) {
        if (!request.find(parameter))
            return refused(u"%1 needs the parameter %2"_s.arg(*name, QLatin1StringView(parameter)));
    }
    Call call{conference, request, Arguments(conference, request, ids)};
    return entry->handler(call);
}

QList<QByteArray> commandNames()
{
    QList<QByteArray> names;
    for (const CommandEntry &entry : commandTable())
        names += entry.name.toByteArray();
    return names;
}

} // namespace console
