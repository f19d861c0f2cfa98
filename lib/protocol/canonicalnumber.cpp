#include "lib/protocol/jsontext.h"

#include <algorithm>

namespace console {

namespace {

/// Up to here zeros are written out; a limit of the value, not of the spelling, so that equal numbers get
/// equal texts.
constexpr qint64 writtenZeros = 20;

/// Decimal digits of an int64 that leave room for adding a text's length.
constexpr qsizetype safeDigits = 17;

/// The value as ±digits × 10^exponent; digits without zeros at either end.
struct Decimal
{
    bool negative = false;
    QByteArray digits;
    bool hugeExponent = false;
    qint64 exponent = 0; ///< unless huge
    QByteArray hugeText; ///< exponent of the first digit, in decimal, where it exceeds int64
};

QByteArrayView withoutLeadingZeros(QByteArrayView digits)
{
    while (digits.startsWith('0'))
        digits = digits.sliced(1);
    return digits;
}

/// Magnitude + delta for a magnitude of more than safeDigits digits and |delta| far smaller.
QByteArray sum(QByteArrayView magnitude, qint64 delta)
{
    QByteArray digits = magnitude.toByteArray();
    for (qsizetype i = digits.size() - 1; i >= 0 && delta != 0; --i) {
        delta += digits[i] - '0';
        const qint64 digit = (delta % 10 + 10) % 10;
        digits[i] = char('0' + digit);
        delta = (delta - digit) / 10;
    }
    if (delta > 0)
        digits.prepend(QByteArray::number(delta));
    return withoutLeadingZeros(digits).toByteArray();
}

/// Reads the text behind the e and adds `shift`, the exponent that the digits alone give.
void readExponent(Decimal &number, QByteArrayView text, qint64 shift)
{
    const bool negative = text.startsWith('-');
    if (negative || text.startsWith('+'))
        text = text.sliced(1);
    const QByteArrayView magnitude = withoutLeadingZeros(text);
    if (magnitude.size() <= safeDigits) {
        number.exponent = (negative ? -1 : 1) * magnitude.toLongLong() + shift;
        return;
    }
    const qint64 ofFirstDigit = shift + number.digits.size() - 1;
    number.hugeExponent = true;
    number.hugeText = sum(magnitude, negative ? -ofFirstDigit : ofFirstDigit);
    if (negative)
        number.hugeText.prepend('-');
}

Decimal read(QByteArrayView token)
{
    Decimal number;
    number.negative = token.startsWith('-');
    const QByteArrayView unsignedToken = token.sliced(number.negative ? 1 : 0);
    const auto e =
        std::find_if(unsignedToken.begin(), unsignedToken.end(), [](char c) { return c == 'e' || c == 'E'; });
    const QByteArrayView mantissa = unsignedToken.first(e - unsignedToken.begin());
    const qsizetype point = mantissa.indexOf('.');
    QByteArray digits = mantissa.toByteArray();
    if (point >= 0)
        digits.remove(point, 1);
    qint64 shift = point < 0 ? 0 : point + 1 - mantissa.size();
    while (digits.endsWith('0')) {
        digits.chop(1);
        ++shift;
    }
    number.digits = withoutLeadingZeros(digits).toByteArray();
    readExponent(number, e == unsignedToken.end() ? "" : unsignedToken.sliced(mantissa.size() + 1), shift);
    return number;
}

QByteArray scientific(const Decimal &number)
{
    QByteArray text = number.digits;
    if (text.size() > 1)
        text.insert(1, '.');
    text += 'e';
    if (number.hugeExponent)
        return text + number.hugeText;
    return text + QByteArray::number(number.exponent + number.digits.size() - 1);
}

QByteArray magnitude(const Decimal &number)
{
    const qsizetype count = number.digits.size();
    const qint64 beforePoint = count + number.exponent;
    if (number.hugeExponent || number.exponent > writtenZeros || beforePoint < -writtenZeros)
        return scientific(number);
    if (number.exponent >= 0)
        return number.digits + QByteArray(number.exponent, '0');
    if (beforePoint > 0)
        return number.digits.first(beforePoint) + '.' + number.digits.sliced(beforePoint);
    return "0." + QByteArray(-beforePoint, '0') + number.digits;
}

int sign(const Decimal &number)
{
    return number.digits.isEmpty() ? 0 : number.negative ? -1 : 1;
}

/// The power of ten of the first digit, as a whole number in decimal.
QByteArray power(const Decimal &number)
{
    return number.hugeExponent ? number.hugeText
                               : QByteArray::number(number.exponent + number.digits.size() - 1);
}

int compare(QByteArrayView left, QByteArrayView right)
{
    return left == right ? 0 : left < right ? -1 : 1;
}

/// Whole numbers in decimal, without zeros in front.
int compareWhole(QByteArrayView left, QByteArrayView right)
{
    const bool negative = left.startsWith('-');
    if (negative != right.startsWith('-'))
        return negative ? -1 : 1;
    const int order =
        left.size() != right.size() ? (left.size() < right.size() ? -1 : 1) : compare(left, right);
    return negative ? -order : order;
}

} // namespace

bool isJsonNumber(QByteArrayView text)
{
    JsonLexer lexer(text);
    return lexer.next() == JsonToken::Number && lexer.span().length == text.size();
}

int compareNumbers(QByteArrayView left, QByteArrayView right)
{
    const Decimal a = read(left);
    const Decimal b = read(right);
    if (sign(a) != sign(b))
        return sign(a) - sign(b);
    const int order = compareWhole(power(a), power(b));
    return sign(a) * (order != 0 ? order : compare(a.digits, b.digits));
}

QByteArray canonicalNumber(QByteArrayView token)
{
    const Decimal number = read(token);
    if (number.digits.isEmpty())
        return "0";
    return (number.negative ? "-" : "") + magnitude(number);
}

} // namespace console
