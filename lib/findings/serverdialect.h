#pragma once

#include "lib/findings/messageview.h"

#include <QByteArray>
#include <QJsonObject>

#include <array>
#include <vector>

namespace console {

/// What the protocol leaves open (§2, §4, §5).
enum class DialectPoint : quint8 { ErrorCode, AnswerValue, EventName, EventValues, Ids };
constexpr std::array dialectPoints{DialectPoint::ErrorCode, DialectPoint::AnswerValue,
    DialectPoint::EventName, DialectPoint::EventValues, DialectPoint::Ids};

/// "code", "value", "event", "values", "ids": as in profiles and in the simulator's --dialect.
QByteArray nameOf(DialectPoint point);
/// "Ids of rooms and participants", for people.
QString titleOf(DialectPoint point);
/// "text", "numbers": what a form means, for people; an unknown one itself.
QString formText(DialectPoint point, const QByteArray &form);

/// How a message writes one of the open points: "number", "name", "value", "Value", "enum", "lower",
/// "scalar", "flat", "nested", "string". Empty: it does not show.
QByteArrayView dialectForm(DialectPoint point, const MessageView &message);

/// One way in which a server wrote an open point, and the messages that show it.
struct DialectEvidence
{
    QByteArray form;
    quint64 count = 0;
    MessageId first;
    MessageId last;
};

/// How a server writes what the protocol leaves open, as far as its messages show it. A value.
class ServerDialect
{
public:
    /// @param saved  of an earlier session: point → form; what is not known in it says nothing
    void setSaved(const QJsonObject &saved);

    /// Takes in how a message wrote a point. True: nothing wrote it so before.
    bool add(DialectPoint point, QByteArrayView form, MessageId message);

    /// What was expected before this session; empty: nothing.
    const QByteArray &saved(DialectPoint point) const { return m_saved[size_t(point)]; }
    /// The forms seen in this session, in the order in which they appeared.
    const std::vector<DialectEvidence> &seen(DialectPoint point) const { return m_seen[size_t(point)]; }
    /// What later messages are held against: the saved form, else the first one seen. Empty: neither.
    QByteArray expected(DialectPoint point) const;
    /// The newest form seen, else the saved one. Empty: neither.
    QByteArray current(DialectPoint point) const;
    /// The current form of each point, for saving. Keys of `before` that are no points stay.
    QJsonObject toJson(QJsonObject before = {}) const;

private:
    std::array<QByteArray, dialectPoints.size()> m_saved;
    std::array<std::vector<DialectEvidence>, dialectPoints.size()> m_seen;
};

} // namespace console
