#pragma once

#include "lib/simulator/conference.h"
#include "lib/simulator/dialect.h"
#include "lib/simulator/request.h"

namespace console {

/// Takes the parameters out of a request and remembers the first thing that is wrong with them; what is asked
/// for after that is a default. Looks rooms and participants up where it is told to.
class Arguments
{
public:
    Arguments(const Conference &conference, const Request &request, Dialect::Ids ids);

    const Problem &problem() const { return m_problem; }

    int newRoom(); ///< of "room_id"; it need not exist
    int newParticipant(); ///< of "participant_id"; likewise
    int room(); ///< of "room_id"; it exists
    int participant(QByteArrayView name = "participant_id"); ///< in the room asked for before; it exists
    qint64 control(); ///< any integer of "control"
    qint64 integer(QByteArrayView name);
    double number(QByteArrayView name);
    QString text(QByteArrayView name);

private:
    QByteArray idText(QByteArrayView name);
    int usable(std::optional<int> id, QByteArrayView name, Refusal code);
    void complain(Refusal code, const QString &text);
    void complain(const Problem &problem);

    const Conference &m_conference;
    const Request &m_request;
    Dialect::Ids m_ids;
    Problem m_problem;
    int m_room = -1;
};

} // namespace console
