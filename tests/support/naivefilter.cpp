#include "tests/support/naivefilter.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console::test {

namespace {

using Form = FilterValue::Form;
using Op = FilterOperator;

QByteArray folded(QByteArray text)
{
    for (char &byte : text)
        byte = byte >= 'A' && byte <= 'Z' ? char(byte + 32) : byte;
    return text;
}

/// The characters that \uXXXX and its like stand for.
QString resolved(const QByteArray &text)
{
    QString result;
    const QString source = QString::fromUtf8(text);
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source[i] != u'\\') {
            result += source[i];
            continue;
        }
        const QChar letter = source.size() > ++i ? source[i] : QChar();
        if (letter == u'u') {
            result += QChar(source.mid(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            result += letter == u'n' ? QChar(u'\n') : letter;
        }
    }
    return result;
}

bool isFound(const NaiveRow &row, const QString &text)
{
    const bool escaped = row.record.has(MessageFlag::UnicodeEscapes);
    return folded(row.text).contains(folded(text.toUtf8()))
        || (escaped && folded(resolved(row.text).toUtf8()).contains(folded(text.toUtf8())));
}

bool matches(const QString &text, const FilterValue &pattern)
{
    const auto option =
        pattern.ignoresCase ? QRegularExpression::CaseInsensitiveOption : QRegularExpression::NoPatternOption;
    return QRegularExpression(pattern.text, option).match(text).hasMatch();
}

bool isFoundAsPattern(const NaiveRow &row, const FilterValue &pattern)
{
    return matches(QString::fromUtf8(row.text), pattern)
        || (row.record.has(MessageFlag::UnicodeEscapes) && matches(resolved(row.text), pattern));
}

bool isOrdered(double left, Op comparison, double right)
{
    switch (comparison) {
    case Op::Less:
        return left < right;
    case Op::LessOrEqual:
        return left <= right;
    case Op::Greater:
        return left > right;
    case Op::GreaterOrEqual:
        return left >= right;
    default:
        return left == right;
    }
}

double unitOf(const QString &text)
{
    static const QHash<QString, double> units{
        {u"us"_s, 1}, {u"ms"_s, 1e3}, {u"s"_s, 1e6}, {u"kB"_s, 1e3}, {u"KiB"_s, 1024}};
    return units.value(text, 1);
}

double quantity(const QString &text)
{
    qsizetype digits = text.size();
    while (digits > 0 && text[digits - 1].isLetter())
        --digits;
    return text.first(digits).toDouble() * unitOf(text.sliced(digits));
}

bool comparesNumber(double found, const FilterTerm &term)
{
    return std::ranges::any_of(term.values, [&](const FilterValue &value) {
        if (value.form == Form::Range)
            return found >= quantity(value.text) && found <= quantity(value.until);
        return isOrdered(found, term.comparison, quantity(value.text));
    });
}

/// The tests run in UTC; the minute is written as HH:MM, the moment in full with Z.
bool comparesTime(qint64 time, const FilterTerm &term)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(time / 1000, Qt::UTC);
    return std::ranges::any_of(term.values, [&](const FilterValue &value) {
        if (value.text.size() == 5) { // compared as texts
            const QString clock = moment.toString(u"HH:mm"_s);
            if (value.form == Form::Range)
                return value.text <= value.until ? clock >= value.text && clock <= value.until
                                                 : clock >= value.text || clock <= value.until;
            return isOrdered(QString::compare(clock, value.text), term.comparison, 0);
        }
        const auto micros = [](const QString &text) {
            return QDateTime::fromString(text.left(19), Qt::ISODate).toMSecsSinceEpoch() * 1000
                + text.mid(20, 6).toLongLong();
        };
        if (value.form == Form::Range)
            return time >= micros(value.text) && time <= micros(value.until);
        return isOrdered(double(time - micros(value.text)), term.comparison, 0);
    });
}

QJsonValue valueAt(const QByteArray &json, const QStringList &path)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    for (const QString &key : path) {
        bool isIndex = false;
        const int index = key.toInt(&isIndex);
        if (value.isArray())
            value = isIndex && index >= 0 ? value.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
        else
            value = value.toObject().value(key);
    }
    return value;
}

bool comparesString(const QString &found, const FilterValue &wanted, Op comparison)
{
    bool isNumber = false;
    const double number = found.toDouble(&isNumber);
    bool wantsNumber = false;
    const double other = wanted.text.toDouble(&wantsNumber);
    if (wanted.form == Form::Quoted || !isNumber || !wantsNumber)
        return wanted.form != Form::Range && found == wanted.text;
    if (wanted.form == Form::Range)
        return number >= other && number <= wanted.until.toDouble();
    return isOrdered(number, comparison, other);
}

QString scalarText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isNull())
        return u"null"_s;
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toString();
}

bool comparesPath(const NaiveRow &row, const FilterTerm &term)
{
    const MessageKind kind = row.record.kind;
    const QJsonValue found = valueAt(row.text, term.path);
    if (kind == MessageKind::Note || kind == MessageKind::Malformed || found.isUndefined() || found.isObject()
        || found.isArray())
        return false;
    const QString text = scalarText(found);
    return std::ranges::any_of(term.values, [&](const FilterValue &value) {
        if (value.form == Form::Pattern)
            return matches(text, value);
        if (value.form == Form::Quoted && !found.isString())
            return false;
        return comparesString(text, value, term.comparison);
    });
}

/// As the event types are spelled in the tests.
QByteArray plainEvent(QByteArray name)
{
    static const QHash<QByteArray, QByteArray> others{
        {"JOINED", "ADD_PARTICIPANT"}, {"3", "ADD_PARTICIPANT"}};
    name = name.toUpper();
    if (name.startsWith("IMM_EVENT_"))
        name = name.mid(10);
    return others.value(name, name);
}

bool comparesText(const QByteArray &found, const FilterTerm &term)
{
    return std::ranges::any_of(term.values, [&](const FilterValue &value) {
        if (value.form == Form::Pattern)
            return matches(QString::fromUtf8(found), value);
        if (term.field == FilterKey::Status)
            return folded(found) == folded(value.text.toUtf8());
        if (term.field == FilterKey::Event && !found.isEmpty())
            return plainEvent(found) == plainEvent(value.text.toUtf8());
        return found == value.text.toUtf8();
    });
}

/// What comes bare is a custom event.
bool asksForCustom(const FilterTerm &term)
{
    return std::ranges::any_of(term.values, [](const FilterValue &value) {
        return value.form != Form::Pattern && plainEvent(value.text.toUtf8()) == "CUSTOM";
    });
}

bool comparesKind(const NaiveRow &row, const FilterTerm &term)
{
    static const QHash<MessageKind, QString> names{{MessageKind::Note, u"note"_s},
        {MessageKind::Request, u"request"_s}, {MessageKind::Response, u"response"_s},
        {MessageKind::Event, u"event"_s}, {MessageKind::Other, u"other"_s},
        {MessageKind::Malformed, u"malformed"_s}};
    const QString kind = names.value(row.record.kind);
    const QString direction = kind == u"note" ? u""_s : kind == u"request" ? u"out"_s : u"in"_s;
    return std::ranges::any_of(term.values, [&](const FilterValue &value) {
        return value.text == (term.field == FilterKey::Kind ? kind : direction);
    });
}

bool compares(const NaiveRow &row, const FilterTerm &term)
{
    const MessageKind kind = row.record.kind;
    const bool isResponse = kind == MessageKind::Response;
    switch (term.field) {
    case FilterKey::Kind:
    case FilterKey::Direction:
        return comparesKind(row, term);
    case FilterKey::Event:
        return (kind == MessageKind::Event && comparesText(row.name, term))
            || (kind == MessageKind::Other && (comparesText(row.name, term) || asksForCustom(term)));
    case FilterKey::Command:
        return (kind == MessageKind::Request || isResponse) && comparesText(row.name, term);
    case FilterKey::Name:
        return comparesText(row.name, term);
    case FilterKey::Room:
        return comparesText(row.room, term);
    case FilterKey::Participant:
        return comparesText(row.participant, term);
    case FilterKey::Status:
        return isResponse && comparesText(scalarText(valueAt(row.text, {u"Status"_s})).toUtf8(), term);
    case FilterKey::Code:
        return isResponse && row.record.code != 0 && comparesNumber(row.record.code, term);
    case FilterKey::Latency:
        return row.latency >= 0 && comparesNumber(double(row.latency), term);
    case FilterKey::Time:
        return comparesTime(row.record.time, term);
    case FilterKey::Size:
        return comparesNumber(double(row.text.size()), term);
    case FilterKey::Number:
        return comparesNumber(double(row.number), term);
    case FilterKey::Path:
        break;
    }
    return comparesPath(row, term);
}

} // namespace

bool passesNaively(const FilterTerm &term, const NaiveRow &row)
{
    const auto passes = [&row](const FilterTerm &child) { return passesNaively(child, row); };
    switch (term.kind) {
    case FilterTerm::Kind::Everything:
        return true;
    case FilterTerm::Kind::And:
        return std::ranges::all_of(term.children, passes);
    case FilterTerm::Kind::Or:
        return std::ranges::any_of(term.children, passes);
    case FilterTerm::Kind::Not:
        return !passes(term.children.front());
    case FilterTerm::Kind::Text:
        return isFound(row, term.values.first().text);
    case FilterTerm::Kind::Pattern:
        return isFoundAsPattern(row, term.values.first());
    case FilterTerm::Kind::Comparison:
        break;
    }
    return compares(row, term) != (term.comparison == Op::NotEqual);
}

} // namespace console::test
