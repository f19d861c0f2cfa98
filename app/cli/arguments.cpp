#include "app/cli/arguments.h"

#include "app/cli/options.h"
#include "lib/connection/pin.h"
#include "lib/filter/filterparser.h"
#include "lib/profile/profile.h"

#include <QCommandLineParser>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

using std::chrono::milliseconds;

constexpr double longestSeconds = 365.0 * 24 * 3600;

bool isRecordingMode(const QString &mode)
{
    return mode == "info"_L1 || mode == "repair"_L1 || mode == "convert"_L1;
}

qsizetype charactersIn(QStringView text)
{
    return text.toUcs4().size();
}

/// The text with marks below a part of it, two lines.
QString markedLine(QString text, qsizetype position, qsizetype length)
{
    std::ranges::replace_if(
        text, [](QChar c) { return c < u' '; }, u' ');
    const qsizetype before = charactersIn(QStringView(text).first(position));
    const qsizetype marks = std::max<qsizetype>(1, charactersIn(QStringView(text).sliced(position, length)));
    return text + u'\n' + QString(before, u' ') + QString(marks, u'^') + u'\n';
}

/// Turns what the parser found into a value and keeps the first thing that was wrong.
class Reader
{
public:
    /// @param mode  decides what --json takes
    explicit Reader(Mode mode);

    /// The command line names this mode.
    bool isFor(const QStringList &arguments, const QString &mode);
    std::optional<Arguments> read(const QStringList &arguments);
    const QString &error() const { return m_error; }
    QString help() const { return m_parser.helpText(); }

private:
    void fail(const QString &sentence);
    void readConnection();
    void readListen(const QStringList &rest);
    void readSend(const QStringList &rest);
    void readDoctor(const QStringList &rest);
    void readRecord(QStringList rest);
    void readSession();
    void readRecordingMode(const QString &mode, const QStringList &rest);
    void readForm();
    void readColumn(const QString &name);
    void readServerMode(const QString &mode, const QStringList &rest);
    void readParameters();
    void readPin();
    void readMaximumMessage();
    void readCount();
    void readFilter();
    milliseconds seconds(const QString &option, milliseconds otherwise);
    void forbid(const QStringList &options, const QString &mode);

    QCommandLineParser m_parser;
    Arguments m_arguments;
    QString m_error;
};

Reader::Reader(Mode mode)
{
    describeCommandLine(m_parser, mode);
}

void Reader::fail(const QString &sentence)
{
    if (m_error.isEmpty())
        m_error = sentence;
}

bool Reader::isFor(const QStringList &arguments, const QString &mode)
{
    return m_parser.parse(arguments) && m_parser.positionalArguments().value(0) == mode;
}

std::optional<Arguments> Reader::read(const QStringList &arguments)
{
    if (!m_parser.parse(arguments)) {
        fail(m_parser.errorText());
        return std::nullopt;
    }
    if (m_parser.isSet(u"help"_s) || m_parser.isSet(u"version"_s)) {
        m_arguments.mode = m_parser.isSet(u"help"_s) ? Mode::Help : Mode::Version;
        return m_arguments;
    }
    QStringList positional = m_parser.positionalArguments();
    if (positional.size() < 2) {
        fail(positional.isEmpty()
                ? u"Say what to do: listen, send, doctor, record, info, convert or repair."_s
                : u"%1 is missing."_s.arg(isRecordingMode(positional.first()) ? u"FILE"_s : u"TARGET"_s));
        return std::nullopt;
    }
    const QString mode = positional.takeFirst();
    if (isRecordingMode(mode))
        readRecordingMode(mode, positional);
    else
        readServerMode(mode, positional);
    return m_error.isEmpty() ? std::optional(m_arguments) : std::nullopt;
}

void Reader::readServerMode(const QString &mode, const QStringList &rest)
{
    m_arguments.target = rest.first();
    const QStringList positional = rest.mid(1);
    forbid(recordingOptions(), mode);
    readConnection();
    if (mode == "listen"_L1)
        readListen(positional);
    else if (mode == "send"_L1)
        readSend(positional);
    else if (mode == "doctor"_L1)
        readDoctor(positional);
    else if (mode == "record"_L1)
        readRecord(positional);
    else
        fail(u"“%1” is none of listen, send, doctor, record, info, convert and repair."_s.arg(mode));
}

void Reader::readConnection()
{
    if (m_arguments.target.contains("://"_L1))
        fail(parseAddress(m_arguments.target).error);
    if (m_parser.isSet(u"header"_s)) {
        m_arguments.headerName = m_parser.value(u"header"_s);
        fail(headerNameProblem(*m_arguments.headerName));
    }
    m_arguments.headerValueFile = m_parser.value(u"header-value-file"_s);
    m_arguments.authorityFile = m_parser.value(u"ca"_s);
    m_arguments.clientCertificateFile = m_parser.value(u"client-certificate"_s);
    m_arguments.clientKeyFile = m_parser.value(u"client-key"_s);
    if (m_parser.isSet(u"client-key"_s) && !m_parser.isSet(u"client-certificate"_s))
        fail(u"--client-key needs --client-certificate."_s);
    m_arguments.passphraseFile = m_parser.value(u"passphrase-file"_s);
    m_arguments.proxyPasswordFile = m_parser.value(u"proxy-password-file"_s);
    m_arguments.connectTimeout = seconds(u"connect-timeout"_s, m_arguments.connectTimeout);
    readPin();
    readMaximumMessage();
}

void Reader::readPin()
{
    if (!m_parser.isSet(u"pin"_s))
        return;
    m_arguments.pin = parseSha256(m_parser.value(u"pin"_s));
    if (m_arguments.pin.isEmpty())
        fail(u"--pin takes a SHA-256: 64 hexadecimal digits, with or without colons."_s);
}

void Reader::readMaximumMessage()
{
    if (!m_parser.isSet(u"max-message"_s))
        return;
    bool isNumber = false;
    const int mebibytes = m_parser.value(u"max-message"_s).toInt(&isNumber);
    if (!isNumber || mebibytes < fewestMessageMebibytes || mebibytes > mostMessageMebibytes)
        fail(u"--max-message takes a whole number of MiB from %1 to %2."_s.arg(fewestMessageMebibytes)
                 .arg(mostMessageMebibytes));
    m_arguments.maximumMessageMebibytes = mebibytes;
}

void Reader::readListen(const QStringList &rest)
{
    m_arguments.mode = Mode::Listen;
    forbid({u"json"_s, u"timeout"_s}, u"listen"_s);
    if (!rest.isEmpty())
        fail(u"listen takes one TARGET; “%1” is too much."_s.arg(rest.first()));
    m_arguments.raw = m_parser.isSet(u"raw"_s);
    readFilter();
    readSession();
}

void Reader::readRecord(QStringList rest)
{
    m_arguments.mode = Mode::Record;
    // The bytes are recorded as they are anyway.
    forbid({u"json"_s, u"timeout"_s, u"raw"_s, u"filter"_s}, u"record"_s);
    if (rest.isEmpty())
        return fail(u"record needs a FILE to write."_s);
    m_arguments.file = rest.takeFirst();
    if (!rest.isEmpty())
        fail(u"record takes one TARGET and one FILE; “%1” is too much."_s.arg(rest.first()));
    readSession();
}

void Reader::readRecordingMode(const QString &mode, const QStringList &rest)
{
    static const QHash<QString, Mode> modes{
        {u"info"_s, Mode::Info}, {u"repair"_s, Mode::Repair}, {u"convert"_s, Mode::Convert}};
    m_arguments.mode = modes.value(mode);
    m_arguments.file = rest.first();
    if (rest.size() > 1)
        fail(u"%1 takes one FILE; “%2” is too much."_s.arg(mode, rest[1]));
    forbid(connectionOptions()
            + QStringList{u"count"_s, u"seconds"_s, u"raw"_s, u"reconnect"_s, u"timeout"_s, u"json"_s},
        mode);
    if (m_arguments.mode != Mode::Convert)
        forbid({u"to"_s, u"columns"_s, u"stand-ins"_s, u"filter"_s}, mode);
    else
        readForm();
    if (m_arguments.mode != Mode::Repair)
        forbid({u"in-place"_s}, mode);
    if (m_arguments.mode == Mode::Info)
        forbid({u"output"_s}, mode);
    readFilter();
    m_arguments.output = m_parser.value(u"output"_s);
    m_arguments.inPlace = m_parser.isSet(u"in-place"_s);
    if (m_arguments.inPlace && m_parser.isSet(u"output"_s))
        fail(u"repair takes --output or --in-place, not both."_s);
}

/// What convert writes.
void Reader::readForm()
{
    const std::optional<ExportFormat> format = exportFormat(m_parser.value(u"to"_s));
    if (!format)
        return fail(u"convert needs --to with one of ndjson, csv, har and mcap."_s);
    m_arguments.exportOptions.format = *format;
    m_arguments.exportOptions.standIns = m_parser.isSet(u"stand-ins"_s);
    if (!m_parser.isSet(u"columns"_s))
        return;
    if (format != ExportFormat::Csv)
        fail(u"--columns needs --to csv."_s);
    m_arguments.exportOptions.columns.clear();
    for (const QString &name : m_parser.value(u"columns"_s).split(u','))
        readColumn(name.trimmed());
}

void Reader::readColumn(const QString &name)
{
    const std::optional<CsvColumn> column = csvColumn(name);
    if (!column)
        fail(u"“%1” is none of the columns %2."_s.arg(name, columnNames()));
    else if (m_arguments.exportOptions.columns.contains(*column))
        fail(u"The column “%1” is given twice."_s.arg(name));
    else
        m_arguments.exportOptions.columns.append(*column);
}

/// What listen and record have in common.
void Reader::readSession()
{
    m_arguments.reconnects = m_parser.isSet(u"reconnect"_s);
    if (m_parser.isSet(u"seconds"_s))
        m_arguments.duration = seconds(u"seconds"_s, {});
    readCount();
}

void Reader::readCount()
{
    if (!m_parser.isSet(u"count"_s))
        return;
    bool isNumber = false;
    m_arguments.count = m_parser.value(u"count"_s).toULongLong(&isNumber);
    if (!isNumber || *m_arguments.count == 0)
        fail(u"--count takes a whole number from 1."_s);
}

void Reader::readFilter()
{
    const QString text = m_parser.value(u"filter"_s);
    const ParsedFilter parsed = parseFilter(text);
    if (parsed.error)
        fail(markedLine(text, parsed.error.position, parsed.error.length)
            + u"The filter is wrong at %1."_s.arg(toText(parsed.error)));
    m_arguments.filter = parsed.expression;
}

void Reader::readSend(const QStringList &rest)
{
    m_arguments.mode = Mode::Send;
    forbid({u"count"_s, u"seconds"_s, u"raw"_s, u"reconnect"_s, u"filter"_s}, u"send"_s);
    m_arguments.answerTimeout = seconds(u"timeout"_s, m_arguments.answerTimeout);
    if (m_parser.isSet(u"json"_s))
        m_arguments.json = m_parser.value(u"json"_s);
    if (m_arguments.json && !rest.isEmpty())
        fail(u"send takes a COMMAND or --json, not both."_s);
    if (!m_arguments.json && rest.isEmpty())
        fail(u"send needs a COMMAND or --json."_s);
    if (!rest.isEmpty())
        m_arguments.command = rest.first();
    m_arguments.parameters = rest.mid(1);
    readParameters();
}

void Reader::readDoctor(const QStringList &rest)
{
    m_arguments.mode = Mode::Doctor;
    forbid(
        {u"count"_s, u"seconds"_s, u"raw"_s, u"reconnect"_s, u"timeout"_s, u"connect-timeout"_s, u"filter"_s},
        u"doctor"_s);
    if (!rest.isEmpty())
        fail(u"doctor takes one TARGET; “%1” is too much."_s.arg(rest.first()));
    m_arguments.printsJson = m_parser.isSet(u"json"_s);
    if (!m_parser.value(u"json"_s).isEmpty())
        fail(u"doctor takes --json without a text."_s);
}

void Reader::readParameters()
{
    QStringList names;
    for (const QString &parameter : std::as_const(m_arguments.parameters)) {
        const QString name = parameter.section(u'=', 0, 0);
        if (name.isEmpty() || !parameter.contains(u'='))
            fail(u"“%1” is not of the form name=value."_s.arg(parameter));
        if (name == "Command"_L1)
            fail(u"The command stands before its parameters; it is none of them."_s);
        if (names.contains(name))
            fail(u"“%1” is given twice."_s.arg(name));
        names.append(name);
    }
}

milliseconds Reader::seconds(const QString &option, milliseconds otherwise)
{
    if (!m_parser.isSet(option))
        return otherwise;
    bool isNumber = false;
    const double seconds = m_parser.value(option).toDouble(&isNumber);
    if (!isNumber || !(seconds > 0) || seconds > longestSeconds) {
        fail(u"--%1 takes a number of seconds above 0."_s.arg(option));
        return otherwise;
    }
    return std::max(milliseconds(1), milliseconds(qint64(seconds * 1000)));
}

void Reader::forbid(const QStringList &options, const QString &mode)
{
    for (const QString &option : options) {
        if (m_parser.isSet(option))
            fail(u"%1 has no option --%2."_s.arg(mode, option));
    }
}

} // namespace

std::optional<Arguments> parseArguments(const QStringList &arguments, QString *error)
{
    const bool isDoctor = Reader(Mode::Doctor).isFor(arguments, u"doctor"_s);
    Reader reader(isDoctor ? Mode::Doctor : Mode::Send);
    const std::optional<Arguments> parsed = reader.read(arguments);
    *error = reader.error();
    return parsed;
}

QString helpText()
{
    return Reader(Mode::Help).help();
}

} // namespace console::cli
