#pragma once

#include <QByteArray>
#include <QStringEncoder>

namespace console {

/// Turns text into UTF-8 in memory of its own, which stays for the next text: a message more allocates
/// nothing.
class Utf8Encoder
{
public:
    /// Holds until the next call. Lone surrogates become U+FFFD.
    QByteArrayView encode(QStringView text);

private:
    QStringEncoder m_encoder{QStringConverter::Utf8, QStringConverter::Flag::Stateless};
    QByteArray m_bytes;
};

} // namespace console
