#include "lib/findings/knownkeys.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Objects that servers nest facts in, whose content the catalogue lists by the facts alone.
constexpr std::array<QByteArrayView, 7> describedObjects{
    "values", "seat", "position", "heading", "configuration", "license_info", "participant"};

/// For asking a hash without copying.
QByteArray borrowed(QByteArrayView view)
{
    return QByteArray::fromRawData(view.data(), view.size());
}

bool hasRule(const Parameter &parameter)
{
    const ValueRule &rule = parameter.rule;
    return rule.range.minimum || rule.range.maximum || !rule.choices.isEmpty()
        || !parameter.conditions.isEmpty();
}

/// What servers send besides the facts of an event, or call them.
void addNestedNames(EventType type, QSet<QByteArray> &keys)
{
    keys += {"Event", "values"};
    if (type == EventType::SetParticipantSeat)
        keys += {"seat", "id", "position", "heading"};
    if (type == EventType::SetParticipantPosition)
        keys += {"position", "heading"};
    if (type == EventType::AddParticipant)
        keys += {"participant_name", "configuration", "participant", "id"};
    if (type == EventType::SetName)
        keys += "participant_name";
    if (type == EventType::SetRoomLayout)
        keys += "layout";
}

/// The `id` of `"seat":{"id":3}`.
bool isSeatNumber(const MessageView &message, const MessageMember &member)
{
    return member.key == "id" && member.parent >= 0 && message.members[size_t(member.parent)].key == "seat";
}

template <typename Value>
const Value *find(const QHash<QByteArray, Value> &values, QByteArrayView key)
{
    const auto found = values.constFind(borrowed(key));
    return found == values.constEnd() ? nullptr : &*found;
}

} // namespace

KnownKeys::KnownKeys(const Catalogue &catalogue)
{
    addEvents(catalogue);
    for (const Command &command : catalogue.commands())
        addCommand(command);
}

void KnownKeys::addEvents(const Catalogue &catalogue)
{
    for (const EventDescription &event : catalogue.events()) {
        const QByteArray name = event.name.toUtf8();
        QSet<QByteArray> keys;
        for (const QString &field : event.fields)
            keys += field.toUtf8();
        addNestedNames(eventType(name), keys);
        m_anyEvent += keys;
        m_events.insert(eventGroup(name), keys);
    }
}

void KnownKeys::addCommand(const Command &command)
{
    const QByteArray name = command.name.toUtf8();
    QSet<QByteArray> &request = m_requests[name];
    QSet<QByteArray> &response = m_responses[name];
    request += "Command";
    response += {"Status", "Error Code", "Error Description", "Request", "value", "Value"};
    for (const Parameter &parameter : command.parameters) {
        request += parameter.name.toUtf8();
        if (!hasRule(parameter))
            continue;
        m_ofCommand[name].insert(parameter.name.toUtf8(), &parameter);
        m_parameters.insert(parameter.name.toUtf8(), &parameter);
    }
    for (const ReplyField &field : command.reply)
        response += field.name.section(QLatin1Char('.'), -1).toUtf8();
    if (command.takesMore)
        m_requests.remove(name);
}

const QSet<QByteArray> *KnownKeys::of(const MessageView &message) const
{
    switch (message.record.kind) {
    case MessageKind::Event:
        if (message.isNumeric)
            return &m_anyEvent;
        return message.type == EventType::Unknown || message.type == EventType::Custom
            ? nullptr
            : find(m_events, groupOf(message.type));
    case MessageKind::Request:
        return find(m_requests, message.name);
    case MessageKind::Response:
        return find(m_responses, message.name);
    default:
        return nullptr;
    }
}

const Parameter *KnownKeys::parameter(const MessageView &message, const MessageMember &member) const
{
    if (message.is(MessageKind::Request)) {
        const auto *parameters = find(m_ofCommand, message.name);
        return parameters && member.parent < 0 ? parameters->value(borrowed(member.key)) : nullptr;
    }
    if (!message.is(MessageKind::Event) || message.type == EventType::Custom)
        return nullptr;
    return m_parameters.value(isSeatNumber(message, member) ? "seat_id"_ba : borrowed(member.key));
}

bool KnownKeys::isDescribed(QByteArrayView key)
{
    return std::find(describedObjects.begin(), describedObjects.end(), key) != describedObjects.end();
}

} // namespace console
