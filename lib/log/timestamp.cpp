#include "lib/log/timestamp.h"

#include <QDateTime>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qint64 second = 1'000'000;

/// Decimals of a second, at most six, in microseconds.
qint64 fraction(const QString &digits)
{
    return digits.leftJustified(6, u'0').toLongLong();
}

} // namespace

QString timestamp(qint64 time)
{
    const qint64 micros = ((time % second) + second) % second;
    const QDateTime whole = QDateTime::fromSecsSinceEpoch((time - micros) / second, Qt::UTC);
    return whole.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + u'.' + QString::number(micros).rightJustified(6, u'0')
        + u'Z';
}

std::optional<qint64> timeOfTimestamp(QStringView text)
{
    static const QRegularExpression form(
        uR"(^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?(Z|[+-]\d\d:?\d\d)?$)"_s);
    const QRegularExpressionMatch parts = form.match(text.toString());
    const QString seconds = parts.captured(3).isEmpty() ? u"00"_s : parts.captured(3);
    const QDateTime whole = QDateTime::fromString(
        parts.captured(1) + u'T' + parts.captured(2) + u':' + seconds + parts.captured(5), Qt::ISODate);
    if (!parts.hasMatch() || !whole.isValid())
        return std::nullopt;
    return whole.toSecsSinceEpoch() * second + fraction(parts.captured(4));
}

} // namespace console
