#include "lib/connection/pin.h"

#include <QString>

namespace console {

namespace {

constexpr qsizetype sha256Bytes = 32;

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

} // namespace

QString systemUser()
{
    for (const char *name : {"USER", "LOGNAME", "USERNAME"})
        if (const QString user = qEnvironmentVariable(name); !user.isEmpty())
            return user;
    return {};
}

QByteArray parseSha256(QStringView text)
{
    QByteArray digits;
    for (const QChar c : text) {
        if (c == u':' || c.isSpace())
            continue;
        if (!isHexDigit(c) || digits.size() == 2 * sha256Bytes)
            return {};
        digits.append(char(c.unicode()));
    }
    return digits.size() == 2 * sha256Bytes ? QByteArray::fromHex(digits) : QByteArray();
}

QString formatSha256(const QByteArray &sha256)
{
    const QByteArray digits = sha256.toHex().toUpper();
    QString text;
    for (qsizetype i = 0; i < digits.size(); i += 4) {
        if (i > 0)
            text += u' ';
        text += QString::fromLatin1(digits.mid(i, 4));
    }
    return text;
}

} // namespace console
