#include "lib/log/recordingtopics.h"

#include <utility>

namespace console {

namespace {

constexpr char frameKey[] = "frame"; ///< metadata of /malformed: "text" or "binary" was received
constexpr quint16 schemaId = 1;

constexpr char schemaText[] = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Event Manager message",
  "type": "object",
  "properties": {
    "Command": {"type": "string"},
    "Event": {"type": ["string", "number"]},
    "Status": {"type": "string"},
    "Error Code": {"type": ["string", "number"]},
    "Request": {"type": "object"},
    "room_id": {"type": ["string", "number"]},
    "participant_id": {"type": ["string", "number"]},
    "values": {}
  }
})";

} // namespace

mcap::Schema messageSchema()
{
    return {schemaId, "event-manager/message", "jsonschema", schemaText};
}

ChannelContent contentOf(const mcap::Channel &channel, bool isOurs)
{
    if (!isOurs)
        return channel.encoding == "json" ? ChannelContent::Text : ChannelContent::Binary;
    if (channel.topic == "/request")
        return ChannelContent::Request;
    if (channel.topic == "/note")
        return ChannelContent::Note;
    return channel.metadata.value(frameKey) == "binary" ? ChannelContent::Binary : ChannelContent::Text;
}

quint16 RecordingTopics::channelFor(const MessageRecord &row, const QByteArray &name)
{
    switch (row.kind) {
    case MessageKind::Event:
        return eventChannel(name);
    case MessageKind::Request:
        return channel("/request");
    case MessageKind::Response:
        return channel("/response");
    case MessageKind::Other:
        return channel("/other");
    case MessageKind::Note:
        return channel("/note", "text/plain");
    case MessageKind::Malformed:
        break;
    }
    return channel(
        "/malformed", "application/octet-stream", row.has(MessageFlag::Binary) ? "binary" : "text");
}

quint16 RecordingTopics::eventChannel(const QByteArray &name)
{
    if (const auto known = m_events.constFind(name); known != m_events.constEnd())
        return *known;
    const QByteArray encoded = name.toPercentEncoding();
    if (encoded.isEmpty() || encoded.size() > maximumTopicLength || m_events.size() >= maximumEventTopics)
        return channel("/event");
    return *m_events.insert(name, channel("/event/" + encoded));
}

quint16 RecordingTopics::channel(const QByteArray &topic, const QByteArray &encoding, const QByteArray &frame)
{
    const QByteArray key = frame.isEmpty() ? topic : topic + ' ' + frame;
    if (const auto known = m_ids.constFind(key); known != m_ids.constEnd())
        return *known;
    mcap::Channel made;
    made.id = quint16(m_ids.size() + 1);
    made.schema = encoding == "json" ? schemaId : quint16(0);
    made.topic = topic;
    made.encoding = encoding;
    if (!frame.isEmpty())
        made.metadata.insert(frameKey, frame);
    m_new.push_back(made);
    m_ids.insert(key, made.id);
    return made.id;
}

std::vector<mcap::Channel> RecordingTopics::takeNew()
{
    return std::exchange(m_new, {});
}

} // namespace console
