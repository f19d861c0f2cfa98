#pragma once

#include <QByteArray>

class QDebug;

namespace console {

/// Bytes that must never reach a log, a file, a title or a debug stream: printing one does not compile.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray value) : m_value(std::move(value)) { }

    const QByteArray &reveal() const { return m_value; }
    friend bool operator==(const Secret &, const Secret &) = default;

private:
    QByteArray m_value;
};

void operator<<(const QDebug &, const Secret &) = delete;

} // namespace console
