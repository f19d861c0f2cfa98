#include "tests/support/randomjson.h"

#include <QString>

#include <algorithm>

namespace console::test {

namespace {

QByteArray escapedUnit(char16_t unit)
{
    return "\\u" + QByteArray::number(uint(unit), 16).rightJustified(4, '0');
}

QByteArray escaped(const QString &character)
{
    QByteArray text;
    for (const QChar unit : character)
        text += escapedUnit(unit.unicode());
    return text;
}

/// The characters of some UTF-8, surrogate pairs together.
QStringList characters(const QByteArray &utf8)
{
    QStringList list;
    for (const QChar unit : QString::fromUtf8(utf8)) {
        if (unit.isLowSurrogate())
            list.last() += unit;
        else
            list += QString(unit);
    }
    return list;
}

} // namespace

QByteArray RandomJson::stringContent()
{
    static const QList<QByteArray> parts{"a", "room", "participant", "0", " ", "\"", "\\", "/", "\n", "\x01",
        "\x7f", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xef\xbf\xbd", "longer than eight bytes"};
    QByteArray text;
    for (int count = below(5); count > 0; --count)
        text += parts[below(int(parts.size()))];
    return text;
}

RandomJson::Value RandomJson::scalar()
{
    static const QList<QByteArray> literals{"true", "false", "null"};
    Value value;
    const int choice = below(5);
    if (choice < 2) {
        value.kind = Kind::String;
        value.text = stringContent();
    } else if (choice < 4) {
        value.kind = Kind::Number;
        value.text = QByteArray::number(1 + below(9));
        for (int count = below(25); count > 0; --count)
            value.text += QByteArray::number(below(10));
        value.text.back() = char('1' + below(9));
        value.exponent = below(4) == 0 ? below(2000) - 1000 : below(9) - 4;
        value.negative = below(2) == 0;
    } else {
        value.text = literals[below(3)];
    }
    return value;
}

RandomJson::Value RandomJson::value(int depth)
{
    if (depth == 0 || below(4) == 0)
        return scalar();
    Value value;
    value.kind = below(2) == 0 ? Kind::Object : Kind::Array;
    for (int count = below(6); count > 0; --count) {
        if (value.kind == Kind::Object) {
            const QByteArray key = stringContent();
            if (value.keys.contains(key))
                continue;
            value.keys.append(key);
        }
        value.children.append(this->value(depth - 1));
    }
    return value;
}

QByteArray RandomJson::space()
{
    static const QList<QByteArray> spaces{"", "", "", " ", "\n", "\t\r ", "        "};
    return spaces[below(int(spaces.size()))];
}

QByteArray RandomJson::spelledString(const QByteArray &content)
{
    QByteArray text = "\"";
    for (const QString &character : characters(content)) {
        const char16_t unit = character.front().unicode();
        const bool must = unit < 0x20 || unit == u'"' || unit == u'\\';
        text += must || below(8) == 0 ? escaped(character) : character.toUtf8();
    }
    return text + '"';
}

QByteArray RandomJson::spelledNumber(const Value &value)
{
    QByteArray digits = value.text + QByteArray(below(3), '0');
    int exponent = value.exponent - int(digits.size() - value.text.size());
    if (below(2) == 0) {
        const int behindPoint = 1 + below(int(digits.size()) + 2);
        digits = digits.rightJustified(behindPoint + 1, '0');
        digits.insert(digits.size() - behindPoint, '.');
        exponent += behindPoint;
    }
    const bool bare = exponent == 0 && below(2) == 0;
    const QByteArray sign = exponent < 0 ? "-" : below(2) == 0 ? "+" : "";
    const QByteArray power = (below(2) == 0 ? "e" : "E") + sign + QByteArray(below(2), '0')
        + QByteArray::number(std::abs(exponent));
    return (value.negative ? "-" : "") + digits + (bare ? QByteArray() : power);
}

QByteArray RandomJson::spelledArray(const Value &value)
{
    QByteArray text;
    for (const Value &child : value.children)
        text += (text.isEmpty() ? "" : ",") + space() + spelled(child) + space();
    return '[' + text + ']';
}

QByteArray RandomJson::spelledObject(const Value &value)
{
    QList<qsizetype> order;
    for (qsizetype i = 0; i < value.keys.size(); ++i)
        order.append(i);
    std::shuffle(order.begin(), order.end(), m_random);
    QList<QByteArray> members;
    const auto addMember = [&](const QByteArray &key, const Value &child) {
        members.append(space() + spelledString(key) + space() + ':' + space() + spelled(child) + space());
    };
    for (const qsizetype i : order) {
        if (below(10) == 0)
            addMember(value.keys[i], scalar());
        addMember(value.keys[i], value.children[i]);
    }
    return '{' + members.join(',') + '}';
}

QByteArray RandomJson::spelled(const Value &value)
{
    switch (value.kind) {
    case Kind::Object:
        return spelledObject(value);
    case Kind::Array:
        return spelledArray(value);
    case Kind::String:
        return spelledString(value.text);
    case Kind::Number:
        return spelledNumber(value);
    case Kind::Literal:
        break;
    }
    return value.text;
}

RandomJson::Value RandomJson::changed(Value value)
{
    if (!value.children.isEmpty() && below(4) != 0) {
        Value &child = value.children[below(int(value.children.size()))];
        child = changed(child);
    } else if (!value.keys.isEmpty()) {
        value.keys.back() += "more";
    } else if (value.kind == Kind::Number && below(2) == 0) {
        value.exponent += below(2) == 0 ? 1 : -1;
    } else if (value.kind == Kind::Number) {
        value.text.front() = value.text.front() == '9' ? '8' : char(value.text.front() + 1);
    } else if (value.kind == Kind::String) {
        value.text += 'x';
    } else {
        value = {value.text == "null" ? Kind::String : Kind::Literal, "null", 0, false, {}, {}};
    }
    return value;
}

char RandomJson::nastyByte()
{
    static constexpr char nasty[] =
        "{}[]\",:\\u0123-+.eEtfn \t\n\0\x01\x80\xbf\xc0\xc2\xe0\xed\xa0\xf0\xf4\x90\xff";
    return below(4) == 0 ? char(below(256)) : nasty[below(int(sizeof nasty) - 1)];
}

QByteArray RandomJson::mutated(QByteArray text)
{
    for (int count = 1 + below(3); count > 0 && !text.isEmpty(); --count) {
        const int at = below(int(text.size()));
        switch (below(4)) {
        case 0:
            text[at] = nastyByte();
            break;
        case 1:
            text.insert(at, nastyByte());
            break;
        case 2:
            text.remove(at, 1 + below(3));
            break;
        default:
            text.insert(at, text.mid(at, 1 + below(6)));
            break;
        }
    }
    return text;
}

} // namespace console::test
