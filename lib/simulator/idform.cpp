#include "lib/simulator/idform.h"

#include <algorithm>

namespace console {

namespace {

constexpr quint32 spread = 0x9E3779B1; // odd, so that each number has one product
constexpr quint32 roomSalt = 0xB81F0C6E;
constexpr quint32 personSalt = 0x7F3A91D0;
constexpr qsizetype uuidLength = 36;

/// What undoes a multiplication by `spread`.
constexpr quint32 inverseOfSpread()
{
    quint32 inverse = spread;
    for (int step = 0; step < 5; ++step) // each doubles the bits that are right
        inverse *= 2 - spread * inverse;
    return inverse;
}

QByteArray padded(quint64 number, int width, int base)
{
    return QByteArray::number(number, base).rightJustified(width, '0');
}

/// Looks like a UUID; its first part holds the number.
QByteArray uuidOf(int number, quint32 salt)
{
    const quint32 first = quint32(number) * spread ^ salt;
    const quint64 rest = (quint64(first) + salt) * 0x9FB21C651E98DF25u;
    return padded(first, 8, 16) + '-' + padded(rest >> 48, 4, 16) + "-4" + padded(rest >> 36 & 0xFFF, 3, 16)
        + "-8" + padded(rest >> 24 & 0xFFF, 3, 16) + '-' + padded(rest & 0xFFFFFFFFFFFF, 12, 16);
}

std::optional<int> numberOfUuid(QByteArrayView uuid, quint32 salt)
{
    bool isNumber = false;
    const quint32 first = uuid.first(std::min<qsizetype>(8, uuid.size())).toUInt(&isNumber, 16);
    return isNumber ? std::optional(int((first ^ salt) * inverseOfSpread())) : std::nullopt;
}

QByteArray textOfRoom(int room)
{
    switch (room % 8) {
    case 1:
        return "room-us-east-2/conf-" + padded(quint64(room), 4, 10);
    case 2:
        return "room-ap-southeast-1/conf-" + padded(quint64(room), 4, 10);
    case 3:
        return "conf-" + uuidOf(room, roomSalt);
    case 5:
        return "conf-" + QByteArray::number(room);
    case 7:
        return "conf 会議室 " + QByteArray::number(room);
    default:
        return "room-eu-west-1/conf-" + padded(quint64(room), 4, 10);
    }
}

QByteArray textOfPerson(int person)
{
    return person % 4 == 3 ? "sip:" + QByteArray::number(person) + "@pbx-eu.example.net"
                           : uuidOf(person, personSalt);
}

/// The last digits; nothing where there are none.
std::optional<int> numberAtEnd(QByteArrayView text)
{
    const auto begin =
        std::find_if_not(text.rbegin(), text.rend(), [](char byte) { return byte >= '0' && byte <= '9'; });
    bool isNumber = false;
    const int number = text.last(begin - text.rbegin()).toInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

/// A guess counts if it is written like that.
template <typename Write>
std::optional<int> confirmed(std::optional<int> guess, QByteArrayView id, Write write)
{
    return guess && *guess >= 0 && write(*guess) == id ? guess : std::nullopt;
}

std::optional<int> plainNumber(QByteArrayView id)
{
    bool isNumber = false;
    const int number = id.toInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

QByteArray roomId(int room, Dialect::Ids ids)
{
    return ids == Dialect::Ids::Text ? textOfRoom(room) : QByteArray::number(room);
}

QByteArray personId(int person, Dialect::Ids ids)
{
    return ids == Dialect::Ids::Text ? textOfPerson(person) : QByteArray::number(person);
}

std::optional<int> roomOfId(QByteArrayView id, Dialect::Ids ids)
{
    if (ids != Dialect::Ids::Text)
        return plainNumber(id);
    const auto counted = confirmed(numberAtEnd(id), id, textOfRoom);
    const auto uuid = id.last(std::min(uuidLength, id.size()));
    return counted ? counted : confirmed(numberOfUuid(uuid, roomSalt), id, textOfRoom);
}

std::optional<int> personOfId(QByteArrayView id, Dialect::Ids ids)
{
    if (ids != Dialect::Ids::Text)
        return plainNumber(id);
    const auto counted =
        confirmed(numberAtEnd(id.first(std::max<qsizetype>(0, id.indexOf('@')))), id, textOfPerson);
    return counted ? counted : confirmed(numberOfUuid(id, personSalt), id, textOfPerson);
}

} // namespace console
