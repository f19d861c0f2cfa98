#include "lib/simulator/arguments.h"

#include "lib/simulator/idform.h"

using namespace Qt::StringLiterals;

namespace console {

Arguments::Arguments(const Conference &conference, const Request &request, Dialect::Ids ids)
    : m_conference(conference), m_request(request), m_ids(ids)
{
}

void Arguments::complain(const Problem &problem)
{
    if (!m_problem)
        m_problem = problem;
}

void Arguments::complain(Refusal code, const QString &text)
{
    complain({code, text});
}

QByteArray Arguments::idText(QByteArrayView name)
{
    const std::optional<QByteArray> id = m_request.id(name);
    if (!id)
        complain(Refusal::InvalidValue, u"%1 is neither a number nor a text"_s.arg(QLatin1StringView(name)));
    return id.value_or(QByteArray());
}

int Arguments::usable(std::optional<int> id, QByteArrayView name, Refusal code)
{
    if (!id)
        complain(code, u"%1 is no id this server can use"_s.arg(QLatin1StringView(name)));
    return id.value_or(0);
}

int Arguments::newRoom()
{
    return usable(roomOfId(idText("room_id"), m_ids), "room_id", Refusal::InvalidRoomId);
}

int Arguments::newParticipant()
{
    constexpr QByteArrayView name = "participant_id";
    return usable(personOfId(idText(name), m_ids), name, Refusal::InvalidParticipantId);
}

int Arguments::room()
{
    const QByteArray text = idText("room_id");
    const std::optional<int> room = roomOfId(text, m_ids);
    if (!room || !m_conference.room(*room))
        complain(unknownRoom(QString::fromUtf8(text)));
    m_room = room.value_or(0);
    return m_room;
}

int Arguments::participant(QByteArrayView name)
{
    const QByteArray text = idText(name);
    const std::optional<int> id = personOfId(text, m_ids);
    if (!id || !m_conference.participant(m_room, *id))
        complain(unknownParticipant(QString::fromUtf8(text)));
    return id.value_or(0);
}

qint64 Arguments::control()
{
    const qint64 control = m_request.integer("control").value_or(0);
    if (!controlRule(control))
        complain(Refusal::InvalidControl, u"there is no such audio control"_s);
    return control;
}

qint64 Arguments::integer(QByteArrayView name)
{
    const std::optional<qint64> integer = m_request.integer(name);
    if (!integer)
        complain(Refusal::InvalidValue, u"%1 is no whole number"_s.arg(QLatin1StringView(name)));
    return integer.value_or(0);
}

double Arguments::number(QByteArrayView name)
{
    const std::optional<double> number = m_request.number(name);
    if (!number)
        complain(Refusal::InvalidValue, u"%1 is no number"_s.arg(QLatin1StringView(name)));
    return number.value_or(0);
}

QString Arguments::text(QByteArrayView name)
{
    const std::optional<QString> text = m_request.text(name);
    if (!text)
        complain(Refusal::InvalidValue, u"%1 is no text"_s.arg(QLatin1StringView(name)));
    return text.value_or(QString());
}

} // namespace console
