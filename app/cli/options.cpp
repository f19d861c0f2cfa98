#include "app/cli/options.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

void addConnectionOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"header"_s,
            u"Name of the header that authorizes; its value comes from --header-value-file, from "
            u"EVENT_MANAGER_HEADER_VALUE, or from the keychain."_s,
            u"NAME"_s},
        {u"header-value-file"_s, u"File with the header's value; one line end at its end is left out."_s,
            u"FILE"_s},
        {u"ca"_s, u"File with the authorities to trust (PEM)."_s, u"FILE"_s},
        {u"pin"_s, u"SHA-256 of the one certificate to accept."_s, u"SHA256"_s},
        {u"client-certificate"_s, u"Certificate to show to the server (PEM, or PKCS#12 with its key)."_s,
            u"FILE"_s},
        {u"client-key"_s, u"Its key (PEM), if it is in a file of its own."_s, u"FILE"_s},
        {u"passphrase-file"_s,
            u"File with the passphrase of the key or of the PKCS#12 file; else it comes from "
            u"EVENT_MANAGER_PASSPHRASE, or from the keychain."_s,
            u"FILE"_s},
        {u"proxy-password-file"_s,
            u"File with the password of the saved connection's proxy; else it comes from "
            u"EVENT_MANAGER_PROXY_PASSWORD, or from the keychain."_s,
            u"FILE"_s},
        {u"connect-timeout"_s, u"Seconds until connected, 15 if not given."_s, u"SECONDS"_s},
        {u"max-message"_s,
            u"Largest message in MiB, 1 to 1024, 64 if not given; the connection is closed with 1009 above it."_s,
            u"MIB"_s},
    });
}

/// --json is the one option that takes a value with one command and none with another.
void addJsonOption(QCommandLineParser &parser, Mode mode)
{
    const QString name = u"json"_s;
    if (mode == Mode::Doctor)
        parser.addOption({name, u"doctor: print the findings as one line of JSON."_s});
    else
        parser.addOption({name,
            u"send: the request itself, instead of COMMAND. doctor: takes no TEXT; print the findings as one "
            u"line of JSON."_s,
            u"TEXT"_s});
}

void addModeOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"filter"_s,
            u"listen, convert: write only the rows that the filter lets through, such as "
            u"'kind: event and room: 4'; its language is described in filter-language.md."_s,
            u"FILTER"_s},
        {u"count"_s,
            u"listen, record: end after so many messages were received, whatever --filter lets through."_s,
            u"NUMBER"_s},
        {u"seconds"_s, u"listen, record: end so long after connecting."_s, u"SECONDS"_s},
        {u"raw"_s, u"listen: print the messages' text alone."_s},
        {u"reconnect"_s,
            u"listen, record: connect again when the server returns; the first connection must succeed."_s},
        {u"to"_s,
            u"convert: the form to write. ndjson: one line a row, as listen prints it. csv: a table; texts "
            u"stand "
            u"as they are, also where a spreadsheet takes them for formulas. har: an HTTP archive, as "
            u"browsers "
            u"write WebSocket messages. mcap: a recording."_s,
            u"FORM"_s},
        {u"columns"_s,
            u"convert to csv: these columns, separated by commas, instead of all: %1. Latency is in "
            u"milliseconds, size in bytes; base64 stands for what is no text."_s.arg(columnNames()),
            u"NAMES"_s},
        {u"stand-ins"_s,
            u"convert: replace names and ids of people and rooms, where the protocol has them, by others, "
            u"the "
            u"same everywhere; the server's address and certificate and malformed messages are left out."_s},
        {u"output"_s,
            u"convert, repair: the file to write; one that exists stays as it is, and that ends the program with 5."_s,
            u"FILE"_s},
        {u"in-place"_s, u"repair: the recording itself instead of a copy."_s},
        {u"timeout"_s, u"send: seconds to wait for the answer, 10 if not given."_s, u"SECONDS"_s},
        {u"help"_s, u"Show this help."_s},
        {u"version"_s, u"Show the version."_s},
    });
}

void addCommands(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Watch and ask an Event Manager server.\n\n"
        u"listen prints one JSON object a line for each message; send prints the response; doctor\n"
        u"walks from the address to the first message and says which step fails, why, and what helps;\n"
        u"record writes the session to an MCAP file, which info describes, convert prints as listen\n"
        u"would have or writes in another form, and repair gives its end where the program that wrote\n"
        u"it was killed.\n"
        u"TARGET is an address (wss://HOST:PORT) or the name of a saved connection.\n\n"
        u"Exit codes: 0 done, 1 answered with something else than OK, 2 wrong usage, 3 not connected,\n"
        u"4 no answer in time, 5 a file cannot be read or written, 130 interrupted; doctor:\n"
        u"10 name, 11 port, 12 TLS, 13 certificate, 14 WebSocket, 15 first message."_s);
    parser.addPositionalArgument(u"listen TARGET"_s, u"Print what the server sends."_s, u"listen TARGET"_s);
    parser.addPositionalArgument(u"send TARGET COMMAND [name=value…]"_s, u"Send one request."_s,
        u"| send TARGET COMMAND [name=value…] | send TARGET --json TEXT"_s);
    parser.addPositionalArgument(
        u"doctor TARGET"_s, u"Find out why it does not connect."_s, u"| doctor TARGET [--json]"_s);
    parser.addPositionalArgument(
        u"record TARGET FILE"_s, u"Record what the server sends."_s, u"| record TARGET FILE"_s);
    parser.addPositionalArgument(u"info FILE"_s, u"Say what is in a recording."_s, u"| info FILE"_s);
    parser.addPositionalArgument(u"convert FILE"_s, u"Write a recording in another form."_s,
        u"| convert FILE --to FORM [--output FILE]"_s);
    parser.addPositionalArgument(
        u"repair FILE"_s, u"Give a recording its end."_s, u"| repair FILE [--output FILE | --in-place]"_s);
}

} // namespace

QStringList connectionOptions()
{
    return {u"header"_s, u"header-value-file"_s, u"ca"_s, u"pin"_s, u"client-certificate"_s, u"client-key"_s,
        u"passphrase-file"_s, u"proxy-password-file"_s, u"connect-timeout"_s, u"max-message"_s};
}

QStringList recordingOptions()
{
    return {u"to"_s, u"columns"_s, u"stand-ins"_s, u"output"_s, u"in-place"_s};
}

QString columnNames()
{
    QStringList names;
    for (const CsvColumn column : allCsvColumns())
        names.append(csvColumnName(column));
    return names.join(u", "_s);
}

void describeCommandLine(QCommandLineParser &parser, Mode mode)
{
    addCommands(parser);
    addConnectionOptions(parser);
    addJsonOption(parser, mode);
    addModeOptions(parser);
}

} // namespace console::cli
