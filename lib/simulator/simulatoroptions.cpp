#include "lib/simulator/simulatoroptions.h"

#include <QCommandLineParser>
#include <QFile>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Reads one option after the other and keeps the first complaint.
class Reader
{
public:
    Reader(const QCommandLineParser &parser, QString *error) : m_parser(parser), m_error(error) { }

    bool failed() const { return m_failed; }
    QString text(const QString &name) const { return m_parser.value(name); }
    bool isSet(const QString &name) const { return m_parser.isSet(name); }

    void fail(const QString &reason)
    {
        if (!m_failed)
            *m_error = reason;
        m_failed = true;
    }

    quint64 number(const QString &name, quint64 most)
    {
        bool ok = false;
        const quint64 number = text(name).toULongLong(&ok);
        if (!ok || number > most)
            fail(u"--%1 takes a whole number from 0 to %2, not \"%3\""_s.arg(name).arg(most).arg(text(name)));
        return number;
    }

private:
    const QCommandLineParser &m_parser;
    QString *m_error;
    bool m_failed = false;
};

/// A token of RFC 7230: what may be the name of a header.
bool isHeaderName(const QByteArray &name)
{
    const auto isTokenCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenCharacter);
}

bool isHeaderValue(const QByteArray &value)
{
    return !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

QByteArray withoutLineEnd(QByteArray text)
{
    if (text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    return text;
}

void readHeader(Reader &reader, SimulatorOptions &options)
{
    if (reader.isSet(u"auth-key"_s) != reader.isSet(u"auth-value-file"_s))
        return reader.fail(u"--auth-key and --auth-value-file go together"_s);
    if (!reader.isSet(u"auth-key"_s))
        return;
    options.headerName = reader.text(u"auth-key"_s).toUtf8();
    if (!isHeaderName(options.headerName))
        return reader.fail(
            u"--auth-key takes the name of an HTTP header: letters, digits and -, no spaces"_s);
    QFile file(reader.text(u"auth-value-file"_s));
    if (!file.open(QIODevice::ReadOnly))
        return reader.fail(u"cannot read %1: %2"_s.arg(file.fileName(), file.errorString()));
    options.headerValue = withoutLineEnd(file.readAll());
    if (!isHeaderValue(options.headerValue))
        reader.fail(u"the value in %1 holds a line break or NUL"_s.arg(file.fileName()));
}

void readAddress(Reader &reader, SimulatorOptions &options)
{
    const QString address = reader.text(u"bind"_s);
    options.address =
        address == u"localhost"_s ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(address);
    if (options.address.isNull())
        reader.fail(u"--bind takes an IP address, not \"%1\""_s.arg(address));
    options.port = quint16(reader.number(u"port"_s, std::numeric_limits<quint16>::max()));
}

void readCertificates(Reader &reader, SimulatorOptions &options)
{
    if (reader.isSet(u"certificate"_s) != reader.isSet(u"key"_s))
        reader.fail(u"--certificate and --key go together"_s);
    options.certificateFile = reader.text(u"certificate"_s);
    options.keyFile = reader.text(u"key"_s);
    options.clientAuthorityFile = reader.text(u"client-ca"_s);
}

void readLife(Reader &reader, SimulatorOptions &options)
{
    options.rate = int(reader.number(u"rate"_s, highestRate));
    options.writesAtOnce = reader.isSet(u"at-once"_s);
    options.seed = reader.number(u"seed"_s, std::numeric_limits<quint64>::max());
    options.rooms = int(reader.number(u"rooms"_s, mostRooms));
    options.participants = int(reader.number(u"participants"_s, mostParticipants));
    if (options.rooms == 0 && options.participants > 0)
        reader.fail(u"participants need a room: --rooms 0 goes with --participants 0 only"_s);
}

void readDialect(Reader &reader, SimulatorOptions &options)
{
    QString reason;
    if (const std::optional<Dialect> dialect = dialectFromText(reader.text(u"dialect"_s), &reason))
        options.dialect = *dialect;
    else
        reader.fail(reason);
}

} // namespace

void addSimulatorOptions(QCommandLineParser &parser)
{
    const SimulatorOptions defaults;
    parser.addOptions({
        {u"port"_s, u"TCP port; 0 picks a free one."_s, u"number"_s, QString::number(customaryPort)},
        {u"bind"_s, u"Address to listen on."_s, u"address"_s, u"127.0.0.1"_s},
        {u"auth-key"_s, u"Header that clients must send in the handshake."_s, u"name"_s},
        {u"auth-value-file"_s, u"File with the value of that header."_s, u"file"_s},
        {u"certificate"_s, u"Server certificate (PEM), instead of one made at the first start."_s, u"file"_s},
        {u"key"_s, u"Private key of the certificate (PEM)."_s, u"file"_s},
        {u"client-ca"_s, u"Demand client certificates signed by one of these (PEM)."_s, u"file"_s},
        {u"rate"_s, u"Events per second, 0 to 100000."_s, u"number"_s, QString::number(defaults.rate)},
        {u"at-once"_s,
            u"Write each message to the network at once, in a TLS record of its own, as a server does that "
            "tells each change by itself; else what comes in one moment is written together."_s},
        {u"seed"_s, u"The same seed gives the same sequence of events."_s, u"number"_s,
            QString::number(defaults.seed)},
        {u"rooms"_s, u"Rooms at the start."_s, u"number"_s, QString::number(defaults.rooms)},
        {u"participants"_s, u"People at the start."_s, u"number"_s, QString::number(defaults.participants)},
        {u"dialect"_s,
            u"How to write what the protocol leaves open: a comma list of code=number|name, "
            u"value=value|Value, "
            "event=enum|lower|number, values=nested|flat|scalar, ids=number|string|text "
            "(text: long names instead of numbers)."_s,
            u"list"_s},
    });
}

std::optional<SimulatorOptions> simulatorOptions(const QCommandLineParser &parser, QString *error)
{
    SimulatorOptions options;
    Reader reader(parser, error);
    if (!parser.positionalArguments().isEmpty())
        reader.fail(u"unexpected argument \"%1\""_s.arg(parser.positionalArguments().first()));
    readAddress(reader, options);
    readHeader(reader, options);
    readCertificates(reader, options);
    readLife(reader, options);
    readDialect(reader, options);
    return reader.failed() ? std::nullopt : std::optional(options);
}

} // namespace console
