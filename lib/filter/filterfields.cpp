#include "lib/filter/filterfields.h"

#include "lib/protocol/catalogue.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct FieldFacts
{
    FilterField field;
    QLatin1StringView name;
    QLatin1StringView help;
    bool isCounted; ///< has an order
};

constexpr std::array fields{
    FieldFacts{FilterField::Kind, "kind"_L1, "event, request, response, other, malformed, note"_L1, false},
    FieldFacts{FilterField::Direction, "direction"_L1, "in or out"_L1, false},
    FieldFacts{FilterField::Event, "event"_L1, "type of an event, in any spelling"_L1, false},
    FieldFacts{FilterField::Command, "command"_L1, "command of a request or response"_L1, false},
    FieldFacts{FilterField::Name, "name"_L1, "event, command or action exactly as sent"_L1, false},
    FieldFacts{FilterField::Room, "room"_L1, "id of the room"_L1, false},
    FieldFacts{FilterField::Participant, "participant"_L1, "id of the participant"_L1, false},
    FieldFacts{FilterField::Status, "status"_L1, "status of a response"_L1, false},
    FieldFacts{FilterField::Code, "code"_L1, "error code of a response, number or name"_L1, true},
    FieldFacts{FilterField::Latency, "latency"_L1, "how long a response took"_L1, true},
    FieldFacts{FilterField::Time, "time"_L1, "when it came or was sent"_L1, true},
    FieldFacts{FilterField::Size, "size"_L1, "bytes as sent"_L1, true},
    FieldFacts{FilterField::Number, "number"_L1, "number of the message"_L1, true},
};

const FieldFacts *factsOf(FilterField field)
{
    const auto found = std::ranges::find(fields, field, &FieldFacts::field);
    return found == fields.end() ? nullptr : &*found;
}

} // namespace

QList<FilterField> filterFields()
{
    QList<FilterField> list;
    for (const FieldFacts &facts : fields)
        list += facts.field;
    return list;
}

QString fieldName(FilterField field)
{
    const FieldFacts *facts = factsOf(field);
    return facts ? QString(facts->name) : QString();
}

QString fieldHelp(FilterField field)
{
    const FieldFacts *facts = factsOf(field);
    return facts ? QString(facts->help) : u"value inside the JSON"_s;
}

std::optional<FilterField> fieldNamed(QStringView name)
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

QList<FilterOperator> operatorsOf(FilterField field)
{
    using enum FilterOperator;
    const FieldFacts *facts = factsOf(field);
    if (facts && !facts->isCounted)
        return {OneOf, Equal, NotEqual};
    return {OneOf, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual};
}

bool canMatchPatterns(FilterField field)
{
    const FieldFacts *facts = factsOf(field);
    return !facts || (!facts->isCounted && field != FilterField::Kind && field != FilterField::Direction);
}

QStringList wordsOf(FilterField field)
{
    switch (field) {
    case FilterField::Kind:
        return {u"event"_s, u"request"_s, u"response"_s, u"other"_s, u"malformed"_s, u"note"_s};
    case FilterField::Direction:
        return {u"in"_s, u"out"_s};
    case FilterField::Status:
        return {u"OK"_s, u"ERROR"_s};
    default:
        return {};
    }
}

} // namespace console
