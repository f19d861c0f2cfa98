#include "lib/filter/filtervalue.h"

#include "lib/filter/filterfields.h"
#include "lib/filter/filterpattern.h"
#include "lib/filter/filtertime.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/jsontext.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Form = FilterValue::Form;

struct Unit
{
    QLatin1StringView name;
    double factor;
};

constexpr std::array durationUnits{Unit{"us"_L1, 1}, Unit{"µs"_L1, 1}, Unit{"ms"_L1, 1e3}, Unit{"s"_L1, 1e6},
    Unit{"min"_L1, 60e6}, Unit{"h"_L1, 3600e6}};
constexpr std::array sizeUnits{Unit{""_L1, 1}, Unit{"B"_L1, 1}, Unit{"kB"_L1, 1e3}, Unit{"MB"_L1, 1e6},
    Unit{"GB"_L1, 1e9}, Unit{"KiB"_L1, 1024}, Unit{"MiB"_L1, 1024 * 1024},
    Unit{"GiB"_L1, 1024.0 * 1024 * 1024}};

/// One end of what is meant.
struct Stretch
{
    qint64 first = 0;
    qint64 behind = 0;
    bool isTimeOfDay = false;
};

std::optional<Stretch> exactly(qint64 number)
{
    return Stretch{number, number + 1};
}

std::optional<Stretch> readInteger(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    const bool fits = isNumber && number < std::numeric_limits<qint64>::max();
    return fits ? exactly(number) : std::nullopt;
}

template <size_t Count>
std::optional<Stretch> readQuantity(const QString &text, const std::array<Unit, Count> &units)
{
    const auto isPart = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; };
    const qsizetype digits = std::ranges::find_if_not(text, isPart) - text.begin();
    bool isNumber = false;
    const double number = text.first(digits).toDouble(&isNumber);
    for (const Unit &unit : units) {
        if (!isNumber || text.sliced(digits).compare(unit.name, Qt::CaseInsensitive) != 0)
            continue;
        const double value = number * unit.factor;
        return value < 9e18 ? exactly(qRound64(value)) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Stretch> readCode(const QString &text)
{
    for (const ErrorCode &code : Catalogue::builtIn().errorCodes()) {
        if (code.name.compare(text, Qt::CaseInsensitive) == 0)
            return exactly(code.code);
    }
    return readInteger(text);
}

std::optional<Stretch> readTime(const QString &text)
{
    const std::optional<FilterTime> time = readFilterTime(text);
    return time ? std::optional(Stretch{time->first, time->behind, time->isTimeOfDay}) : std::nullopt;
}

std::optional<Stretch> readStretch(FilterKey field, const QString &text)
{
    switch (field) {
    case FilterKey::Code:
        return readCode(text);
    case FilterKey::Latency:
        return readQuantity(text, durationUnits);
    case FilterKey::Time:
        return readTime(text);
    case FilterKey::Size:
        return readQuantity(text, sizeUnits);
    default:
        return readInteger(text);
    }
}

QString expectedOf(FilterKey field)
{
    switch (field) {
    case FilterKey::Code:
        return u"a whole number or a name of the catalogue, such as -9993 or IMM_ERROR_INVALID_ROOM_ID"_s;
    case FilterKey::Latency:
        return u"a duration with its unit, such as 50ms or 1.5s"_s;
    case FilterKey::Time:
        return u"a time such as 14:30, 14:30:05.25, 2026-11-25, 2026-11-25T14:30 or 2026-11-25T13:30Z"_s;
    case FilterKey::Size:
        return u"a size such as 500, 16kB or 2MiB"_s;
    case FilterKey::Number:
        return u"a whole number"_s;
    default:
        return u"one of "_s + wordsOf(field).join(u", "_s);
    }
}

QString notUnderstood(FilterKey field, const QString &text)
{
    return u"“%1” is no %2; expected %3"_s.arg(text, fieldName(field), expectedOf(field));
}

/// Ends of a range that is written with two points; the second is empty where there is none.
std::pair<QString, QString> endsOf(QString text)
{
    text.replace(u' ', u'T'); // of a date that stood in quotes
    const qsizetype points = text.indexOf(".."_L1);
    return points < 0 ? std::pair(text, QString()) : std::pair(text.first(points), text.sliced(points + 2));
}

FilterValue readCounted(FilterKey field, const QString &text, bool isQuoted, QString *problem)
{
    const auto [beginning, ending] = endsOf(text);
    const std::optional<Stretch> from = readStretch(field, beginning);
    const std::optional<Stretch> until = ending.isEmpty() ? from : readStretch(field, ending);
    FilterValue value{isQuoted ? Form::Quoted : Form::Word, text, {}};
    if (!from || !until || (ending.isEmpty() && text.contains(".."_L1))) {
        *problem = notUnderstood(field, !from || ending.isEmpty() ? beginning : ending);
        return value;
    }
    if (from->isTimeOfDay != until->isTimeOfDay)
        *problem = u"a range has two times of day or two dates"_s;
    else if (!from->isTimeOfDay && until->behind <= from->first)
        *problem = u"the range ends before it begins"_s;
    if (!ending.isEmpty())
        value = {Form::Range, beginning, ending};
    value.isTimeOfDay = from->isTimeOfDay;
    value.first = from->first;
    value.behind = until->behind;
    return value;
}

/// The word itself, as it is listed.
FilterValue readListed(FilterKey field, const QString &text, QString *problem)
{
    for (const QString &word : wordsOf(field)) {
        if (word.compare(text, Qt::CaseInsensitive) == 0)
            return {Form::Word, word, {}};
    }
    *problem = notUnderstood(field, text);
    return {Form::Word, text, {}};
}

/// 1..5 is a range of numbers; every other word stands for itself.
FilterValue readInside(const QString &text)
{
    const auto [beginning, ending] = endsOf(text);
    if (isJsonNumber(beginning.toUtf8()) && isJsonNumber(ending.toUtf8()))
        return {Form::Range, beginning, ending};
    return {Form::Word, text, {}};
}

} // namespace

FilterValue readFilterValue(FilterKey field, const QString &text, bool isQuoted, QString *problem)
{
    switch (field) {
    case FilterKey::Kind:
    case FilterKey::Direction:
        return readListed(field, text, problem);
    case FilterKey::Code:
    case FilterKey::Latency:
    case FilterKey::Time:
    case FilterKey::Size:
    case FilterKey::Number:
        return readCounted(field, text, isQuoted, problem);
    case FilterKey::Path:
        return isQuoted ? FilterValue{Form::Quoted, text, {}} : readInside(text);
    default:
        return {isQuoted ? Form::Quoted : Form::Word, text, {}};
    }
}

FilterValue readFilterPattern(const QString &pattern, bool ignoresCase, QString *problem, qsizetype *position)
{
    FilterValue value{Form::Pattern, pattern, {}, ignoresCase};
    if (pattern.size() > longestPattern) {
        *problem = u"the pattern is too long; at most %1 characters"_s.arg(longestPattern);
        *position = longestPattern;
    } else {
        const FilterPattern compiled(pattern, ignoresCase);
        *problem = compiled.problem();
        *position = compiled.problemPosition();
    }
    return value;
}

} // namespace console
