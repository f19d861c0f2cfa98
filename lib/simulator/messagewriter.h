#pragma once

#include "lib/simulator/dialect.h"
#include "lib/simulator/refusal.h"
#include "lib/simulator/roomevent.h"

#include <optional>

namespace console {

/// What a request comes to, in no dialect.
struct Reply
{
    Problem problem;
    std::optional<QByteArray> value; ///< JSON text, where a value was asked for
    QByteArray members; ///< further members as JSON text: `"version":"v1.0.0"`
    RoomEvents events; ///< to announce after the response
};

/// Writes responses and events in one dialect. The only place of the simulator that knows how they look.
class MessageWriter
{
public:
    explicit MessageWriter(Dialect dialect) : m_dialect(dialect) { }

    /// @param request  echoed verbatim; empty: it was no JSON object and is not echoed.
    QByteArray response(const Reply &reply, const QByteArray &request) const;
    QByteArray event(const RoomEvent &event) const;

private:
    void appendId(QByteArray &out, QByteArrayView key, const QByteArray &id) const;
    void appendRoom(QByteArray &out, QByteArrayView key, int room) const;
    void appendPerson(QByteArray &out, QByteArrayView key, int person) const;
    void appendName(QByteArray &out, EventType type) const;
    void appendScalar(QByteArray &out, const RoomEvent &event) const;
    void appendFacts(QByteArray &out, const RoomEvent &event) const;
    void appendIds(QByteArray &out, const RoomEvent &event) const;
    void appendSeat(QByteArray &out, const RoomEvent &event) const;
    void appendJoined(QByteArray &out, const RoomEvent &event) const;
    void appendCustom(QByteArray &out, const RoomEvent &event) const;

    Dialect m_dialect;
};

/// `"x":0.0,"y":0.0,"z":150.0,"azimuth_heading":180.0,"elevation_heading":0.0`
void appendPlace(QByteArray &out, const Place &place);
/// With one decimal.
void appendTenths(QByteArray &out, double number);

} // namespace console
