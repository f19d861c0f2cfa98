#pragma once

#include "lib/profile/address.h"
#include "lib/simulator/dialect.h"

#include <QHostAddress>
#include <QStringList>

class QCommandLineParser;

namespace console {

/// What a simulator is started with. A value.
struct SimulatorOptions
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0; ///< 0: the system picks one
    QByteArray headerName; ///< empty: everybody is let in
    QByteArray headerValue;
    QString certificateFile; ///< PEM; empty: its own, made at the first start
    QString keyFile;
    QString clientAuthorityFile; ///< PEM; not empty: clients must show a certificate signed by one of these
    int rate = 20; ///< events per second, 0 to 100 000
    quint64 seed = 1;
    int rooms = 4; ///< 0 to 1 000
    int participants = 16; ///< 0 to 100 000
    Dialect dialect;
    bool writesAtOnce = false; ///< each message into a TLS record of its own
    /// Life begins with the first client, which sees every room open and everybody come in.
    bool beginsWithClient = false;
};

constexpr int highestRate = 100'000;
constexpr int mostRooms = 1'000;
constexpr int mostParticipants = 100'000;

/// Tells the parser all options of the program.
void addSimulatorOptions(QCommandLineParser &parser);

/// The options that a command line asks for, given to a parser that knows them. Nothing, and a sentence in
/// `error`, where they make no sense.
std::optional<SimulatorOptions> simulatorOptions(const QCommandLineParser &parser, QString *error);

} // namespace console
