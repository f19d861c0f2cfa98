#pragma once

#include "lib/log/mcap.h"
#include "lib/protocol/messagerecord.h"

#include <QHash>

namespace console {

/// The profile of our recordings.
inline constexpr char recordingProfile[] = "event-manager";

/// The schema of all messages: what most of them have in common.
mcap::Schema messageSchema();

/// How the bytes of a channel are to be read.
enum class ChannelContent : quint8 {
    Text, ///< what the server sent as text
    Binary, ///< anything else that it sent
    Request, ///< what we sent
    Note,
};

/// @param isOurs  the file has our profile, so that its topics mean what ours do. Of another program's files
/// JSON alone is text.
ChannelContent contentOf(const mcap::Channel &channel, bool isOurs);

/// Decides on which channel a row is recorded, and makes channels as they are needed: one for each kind, and
/// one for each of the first 1 000 event names; other events share one.
class RecordingTopics
{
public:
    static constexpr qsizetype maximumEventTopics = 1'000;
    static constexpr qsizetype maximumTopicLength =
        128; ///< bytes of the percent-encoded name; longer: shared

    /// @param name  of the event, as sent
    quint16 channelFor(const MessageRecord &row, const QByteArray &name);
    /// The channels made since the last call.
    std::vector<mcap::Channel> takeNew();

private:
    quint16 eventChannel(const QByteArray &name);
    quint16 channel(
        const QByteArray &topic, const QByteArray &encoding = "json", const QByteArray &frame = {});

    QHash<QByteArray, quint16> m_ids; ///< by topic, with the frame behind a space
    QHash<QByteArray, quint16> m_events; ///< by name: encoding each event's again would cost too much
    std::vector<mcap::Channel> m_new;
};

} // namespace console
