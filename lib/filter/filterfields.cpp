#include "lib/filter/filterfields.h"

#include "lib/protocol/catalogue.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct FieldFacts
{
    FilterKey field;
    QLatin1StringView name;
    QLatin1StringView help;
    bool isCounted; ///< has an order
};

constexpr std::array fields{
    FieldFacts{FilterKey::Kind, "kind"_L1, "event, request, response, other, malformed, note"_L1, false},
    FieldFacts{FilterKey::Direction, "direction"_L1, "in or out"_L1, false},
    FieldFacts{FilterKey::Event, "event"_L1, "type of an event, in any spelling"_L1, false},
    FieldFacts{FilterKey::Command, "command"_L1, "command of a request or response"_L1, false},
    FieldFacts{FilterKey::Name, "name"_L1, "event, command or action exactly as sent"_L1, false},
    FieldFacts{FilterKey::Room, "room"_L1, "id of the room"_L1, false},
    FieldFacts{FilterKey::Participant, "participant"_L1, "id of the participant"_L1, false},
    FieldFacts{FilterKey::Status, "status"_L1, "status of a response"_L1, false},
    FieldFacts{FilterKey::Code, "code"_L1, "error code of a response, number or name"_L1, true},
    FieldFacts{FilterKey::Latency, "latency"_L1, "how long a response took"_L1, true},
    FieldFacts{FilterKey::Time, "time"_L1, "when it came or was sent"_L1, true},
    FieldFacts{FilterKey::Size, "size"_L1, "bytes as sent"_L1, true},
    FieldFacts{FilterKey::Number, "number"_L1, "number of the message"_L1, true},
};

const FieldFacts *factsOf(FilterKey field)
{
    const auto found = std::ranges::find(fields, field, &FieldFacts::field);
    return found == fields.end() ? nullptr : &*found;
}

} // namespace

QList<FilterKey> filterFields()
{
    QList<FilterKey> list;
    for (const FieldFacts &facts : fields)
        list += facts.field;
    return list;
}

QString fieldName(FilterKey field)
{
    const FieldFacts *facts = factsOf(field);
    return facts ? QString(facts->name) : QString();
}

QString fieldHelp(FilterKey field)
{
    const FieldFacts *facts = factsOf(field);
    return facts ? QString(facts->help) : u"value inside the JSON"_s;
}

std::optional<FilterKey> fieldNamed(QStringView name)
{
    for (const FieldFacts &facts : fields) {
        if (name.compare(facts.name, Qt::CaseInsensitive) == 0)
            return facts.field;
    }
    return std::nullopt;
}

QString operatorText(FilterOperator comparison)
{
    switch (comparison) {
    case FilterOperator::Equal:
        return u"=="_s;
    case FilterOperator::NotEqual:
        return u"!="_s;
    case FilterOperator::Less:
        return u"<"_s;
    case FilterOperator::LessOrEqual:
        return u"<="_s;
    case FilterOperator::Greater:
        return u">"_s;
    case FilterOperator::GreaterOrEqual:
        return u">="_s;
    case FilterOperator::OneOf:
        break;
    }
    return u":"_s;
}

QList<FilterOperator> operatorsOf(FilterKey field)
{
    using enum FilterOperator;
    const FieldFacts *facts = factsOf(field);
    if (facts && !facts->isCounted)
        return {OneOf, Equal, NotEqual};
    return {OneOf, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual};
}

bool canMatchPatterns(FilterKey field)
{
    const FieldFacts *facts = factsOf(field);
    return !facts || (!facts->isCounted && field != FilterKey::Kind && field != FilterKey::Direction);
}

QStringList wordsOf(FilterKey field)
{
    switch (field) {
    case FilterKey::Kind:
        return {u"event"_s, u"request"_s, u"response"_s, u"other"_s, u"malformed"_s, u"note"_s};
    case FilterKey::Direction:
        return {u"in"_s, u"out"_s};
    case FilterKey::Status:
        return {u"OK"_s, u"ERROR"_s};
    default:
        return {};
    }
}

} // namespace console
