#include "ui/models/numbers.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;

QDateTime localTime(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time / 1000);
}

QString twoDigits(qint64 number)
{
    return QString::number(number).rightJustified(2, u'0');
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/// The digits at the front, without leading zeros.
QByteArrayView takeDigits(QByteArrayView &text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    QByteArrayView digits = text.first(end - text.begin());
    text = text.sliced(digits.size());
    while (digits.size() > 1 && digits.front() == '0')
        digits = digits.sliced(1);
    return digits;
}

int compareDigits(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return left.size() < right.size() ? -1 : 1;
    return left.compare(right);
}

} // namespace

QString groupedNumber(qint64 number)
{
    QString text = QString::number(number);
    const qsizetype first = number < 0 ? 1 : 0;
    for (qsizetype place = text.size() - 3; place > first; place -= 3)
        text.insert(place, QChar(0x2009));
    if (number < 0)
        text[0] = QChar(0x2212);
    return text;
}

QString intervalText(qint64 microseconds)
{
    const qint64 time = std::max<qint64>(microseconds, 0);
    const qint64 seconds = time / second;
    if (seconds < 60)
        return u'+' + QString::number(seconds) + u'.'
            + QString::number(time % second / 1000).rightJustified(3, u'0');
    const QString minutes = QString::number(seconds / 60 % 60);
    if (seconds < 3600)
        return minutes + u':' + twoDigits(seconds % 60);
    return QString::number(seconds / 3600) + u':' + twoDigits(seconds / 60 % 60) + u':'
        + twoDigits(seconds % 60);
}

QString signedIntervalText(qint64 microseconds)
{
    if (microseconds == 0)
        return u"0"_s;
    const qint64 length = std::abs(microseconds);
    return (microseconds < 0 ? QChar(0x2212) : QChar(u'+')) + QString::number(length / second) + u'.'
        + QString::number(length % second).rightJustified(6, u'0');
}

QString microsecondDigits(qint64 time)
{
    return QString::number(((time % 1000) + 1000) % 1000).rightJustified(3, u'0');
}

QString clockText(qint64 time)
{
    return localTime(time).toString(u"HH:mm:ss.zzz");
}

QString clockText(qint64 time, qint64 today)
{
    const QDateTime local = localTime(time);
    const QString clock = local.toString(u"HH:mm:ss.zzz");
    if (local.date() == localTime(today).date())
        return clock;
    return QLocale::c().dayName(local.date().dayOfWeek(), QLocale::ShortFormat) + u' ' + clock;
}

int compareNaturally(QByteArrayView left, QByteArrayView right)
{
    const QByteArrayView wholeLeft = left;
    const QByteArrayView wholeRight = right;
    while (!left.isEmpty() && !right.isEmpty()) {
        int order = 0;
        if (isDigit(left.front()) && isDigit(right.front())) {
            const QByteArrayView digits = takeDigits(left);
            order = compareDigits(digits, takeDigits(right));
        } else {
            order = int(uchar(left.front())) - int(uchar(right.front()));
            left = left.sliced(1);
            right = right.sliced(1);
        }
        if (order != 0)
            return order;
    }
    if (left.size() != right.size())
        return left.isEmpty() ? -1 : 1;
    return wholeLeft.compare(wholeRight); // "01" and "1" are the same number but not the same id
}

} // namespace console
