#include "lib/connection/httpanswer.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestWait = 24 * 3'600;
constexpr qsizetype longestStatusLine = 1'024;

int statusOf(const QByteArray &line)
{
    static const QRegularExpression pattern(u"^HTTP/\\d(?:\\.\\d)? ([1-5]\\d\\d)\\b"_s);
    return pattern.match(QString::fromLatin1(line)).captured(1).toInt();
}

QByteArray withoutReturn(const QByteArray &line)
{
    return line.endsWith('\r') ? line.chopped(1) : line;
}

HttpAnswer::Header headerOf(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    return {line.left(colon).trimmed(), colon < 0 ? QByteArray() : line.mid(colon + 1).trimmed()};
}

/// Where the body begins; -1: the head is not complete. Some servers end lines with LF alone.
qsizetype bodyStart(const QByteArray &bytes)
{
    const qsizetype strict = bytes.indexOf("\r\n\r\n");
    const qsizetype lax = bytes.indexOf("\n\n");
    if (strict >= 0 && (lax < 0 || strict < lax))
        return strict + 4;
    return lax < 0 ? -1 : lax + 2;
}

qint64 contentLength(const HttpAnswer &answer)
{
    bool isNumber = false;
    const qint64 length = answer.header("content-length").toLongLong(&isNumber);
    return isNumber && length >= 0 ? length : -1;
}

/// RFC 7231 §7.1.1.1; the two older forms are not written any more.
QDateTime httpDate(const QByteArray &text)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace

QByteArray HttpAnswer::header(QByteArrayView name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(),
        [name](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == headers.end() ? QByteArray() : found->value;
}

bool HttpAnswer::isComplete() const
{
    if (!hasHead)
        return false;
    const qint64 length = contentLength(*this);
    return status < 200 || status == 204 || status == 304 || (length >= 0 && body.size() >= length);
}

bool HttpAnswer::isWebPage() const
{
    return header("content-type").toLower().contains("html") || body.trimmed().startsWith('<');
}

HttpAnswer parseHttpAnswer(const QByteArray &bytes)
{
    HttpAnswer answer;
    const qsizetype start = bodyStart(bytes);
    QList<QByteArray> lines = bytes.left(start < 0 ? bytes.size() : start).split('\n');
    answer.statusLine = withoutReturn(lines.takeFirst()).left(longestStatusLine);
    answer.status = statusOf(answer.statusLine);
    if (answer.status == 0)
        return answer;
    answer.hasHead = start >= 0;
    for (const QByteArray &line : std::as_const(lines)) {
        if (!withoutReturn(line).isEmpty())
            answer.headers.append(headerOf(withoutReturn(line)));
    }
    if (start >= 0)
        answer.body = bytes.mid(start);
    return answer;
}

bool isNoHttp(const QByteArray &bytes)
{
    const QByteArray begin("HTTP/");
    return !bytes.isEmpty() && !bytes.startsWith(begin.left(bytes.size()));
}

int retryAfter(const HttpAnswer &answer, const QDateTime &now)
{
    const QByteArray value = answer.header("retry-after");
    bool isNumber = false;
    qint64 seconds = value.toLongLong(&isNumber);
    if (!isNumber) {
        const QDateTime until = httpDate(value);
        const QDateTime date = httpDate(answer.header("date"));
        seconds = until.isValid() ? (date.isValid() ? date : now).secsTo(until) : 0;
    }
    return int(std::clamp<qint64>(seconds, 0, longestWait));
}

QByteArray acceptKeyFor(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

bool switchesToWebSocket(const HttpAnswer &answer)
{
    return answer.status == 101 && answer.header("upgrade").toLower() == "websocket"
        && answer.header("connection").toLower().contains("upgrade");
}

} // namespace console
