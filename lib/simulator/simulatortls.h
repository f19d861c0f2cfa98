#pragma once

#include <QSslConfiguration>

#include <optional>

namespace console {

struct SimulatorOptions;

/// What the server shows its clients, and what it demands of them.
struct SimulatorTls
{
    QSslConfiguration configuration;
    QString certificateFile;
};

/// Reads or makes certificate and key. Nothing, and a sentence naming the file in `error`, if they are of no
/// use.
std::optional<SimulatorTls> simulatorTls(const SimulatorOptions &options, QString *error);

} // namespace console
