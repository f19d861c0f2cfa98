#include "lib/export/standins.h"

#include "lib/protocol/jsontext.h"

#include <QCryptographicHash>

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype longestKey = 256; ///< bytes; of longer values a digest is kept

bool isInteger(QByteArrayView text)
{
    const QByteArrayView digits = text.startsWith('-') ? text.sliced(1) : text;
    return !digits.isEmpty()
        && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

QByteArray keyOf(QByteArrayView value)
{
    if (value.size() <= longestKey)
        return value.toByteArray();
    return '#' + QCryptographicHash::hash(value, QCryptographicHash::Sha256);
}

/// Far from what a server usually counts from, so that they are known for what they are.
QByteArray standInId(StandIns::Of of, quint32 number)
{
    return QByteArray::number((of == StandIns::Of::Room ? 10'000'000 : 20'000'000) + number);
}

QByteArray standInText(StandIns::Of of, quint32 number)
{
    return (of == StandIns::Of::Room ? "room " : "person ") + QByteArray::number(number);
}

} // namespace

QByteArray StandIns::text(Of of, QByteArrayView text)
{
    if (text.isEmpty())
        return {};
    const quint32 number = numberOf(of, text);
    return isInteger(text) ? standInId(of, number) : standInText(of, number);
}

QByteArray StandIns::nameOf(QByteArrayView person, QByteArrayView name)
{
    if (name.isEmpty())
        return {};
    const quint32 number = numberOf(Of::Person, person);
    const QByteArray standIn = standInText(Of::Person, number);
    if (standIn == name) // nothing may stand in for itself
        return text(Of::Person, name);
    QHash<QByteArray, quint32> &numbers = m_kinds[size_t(Of::Person)].numbers;
    const QByteArray key = keyOf(name);
    // A name of digits may be somebody else's id.
    if (!isInteger(name) && !numbers.contains(key) && numbers.size() < 2 * qsizetype(maximumCount))
        numbers.insert(key, number);
    return standIn;
}

QByteArray StandIns::token(Of of, QByteArrayView token)
{
    if (token.startsWith('"'))
        return encodedString(text(of, decodedString(token)));
    return standInId(of, numberOf(of, canonicalNumber(token)));
}

quint32 StandIns::numberOf(Of of, QByteArrayView value)
{
    Kind &kind = m_kinds[size_t(of)];
    const QByteArray key = keyOf(value);
    if (const auto known = kind.numbers.constFind(key); known != kind.numbers.constEnd())
        return *known;
    if (kind.last == maximumCount)
        return kind.last + 1;
    // Nothing may stand in for itself.
    do
        ++kind.last;
    while (standInId(of, kind.last) == value || standInText(of, kind.last) == value);
    kind.numbers.insert(key, kind.last);
    return kind.last;
}

} // namespace console
