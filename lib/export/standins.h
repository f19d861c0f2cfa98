#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

#include <array>

namespace console {

/// Knows which stand-in each name and id of people and rooms has: the same value always has the same one, a
/// whole number a whole number, other text "person 3" or "room 2". Which stands for whom is in memory alone.
/// At most maximumCount of each; whoever comes later shares one.
class StandIns
{
public:
    static constexpr quint32 maximumCount = 1'000'000;

    enum class Of : quint8 { Person, Room };

    /// For an id or a name as text, decoded. Empty stays empty.
    QByteArray text(Of of, QByteArrayView text);
    /// For a person's name: it has the number of the person's id, here and, where it had none yet,
    /// everywhere. Empty: the name is not known.
    QByteArray nameOf(QByteArrayView person, QByteArrayView name);
    /// For a JSON number or string with its quotes: a token of the same type. An empty string stays empty.
    QByteArray token(Of of, QByteArrayView token);

private:
    struct Kind
    {
        QHash<QByteArray, quint32> numbers; ///< by value
        quint32 last = 0;
    };
    quint32 numberOf(Of of, QByteArrayView value);

    std::array<Kind, 2> m_kinds;
};

} // namespace console
