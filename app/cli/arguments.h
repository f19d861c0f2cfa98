#pragma once

#include "lib/export/exporter.h"
#include "lib/filter/filterexpression.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace console::cli {

enum class Mode { Help, Version, Listen, Send, Doctor, Record, Info, Repair, Convert };

/// What the user asked for; a value. Never holds a secret: there is no option for one.
struct Arguments
{
    Mode mode = Mode::Help;
    QString target; ///< a wss:// address or the name of a saved connection

    std::optional<QString> headerName;
    QString headerValueFile;
    QString authorityFile;
    QByteArray pin; ///< SHA-256, 32 bytes; empty: none
    QString clientCertificateFile;
    QString clientKeyFile;
    QString passphraseFile;
    QString proxyPasswordFile;
    std::chrono::milliseconds connectTimeout{15'000};
    std::optional<int> maximumMessageMebibytes; ///< none: what the saved connection says, else 64

    std::optional<quint64> count; ///< listen, record: messages received
    std::optional<std::chrono::milliseconds> duration; ///< listen, record: from connected
    FilterExpression filter; ///< listen, convert: which rows are written
    bool raw = false; ///< listen: the messages' bytes alone
    bool reconnects = false; ///< listen, record: goes on when the server returns

    QString command; ///< send
    QStringList parameters; ///< send: name=value
    std::optional<QString> json; ///< send: instead of command and parameters
    std::chrono::milliseconds answerTimeout{10'000}; ///< send

    QString file; ///< record: to write; info, repair, convert: to read
    QString output; ///< repair, convert; empty: a name beside the file, standard output
    bool inPlace = false; ///< repair: no copy
    ExportOptions exportOptions; ///< convert

    bool printsJson = false; ///< doctor: one line of JSON instead of text
};

/// Reads the command line, program name first. On wrong usage nothing comes back and `error` is a sentence.
std::optional<Arguments> parseArguments(const QStringList &arguments, QString *error);

QString helpText();

} // namespace console::cli
