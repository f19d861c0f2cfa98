#include "lib/filter/compiledfilter.h"
#include "lib/filter/filtercompletion.h"
#include "lib/filter/filterparser.h"
#include "tests/fuzz/target.h"
#include "tests/support/batchbuilder.h"

namespace console::fuzz {

namespace {

QList<QByteArray> examples()
{
    return {"kind: event and room: 1, 2, \"a b\" or not status != OK",
        "latency > 120ms and (time: 10:15..10:20 or size >= 2KiB) and code: -7, 3",
        "event: Joined, Left participant: 7 \"seat\" !command: /^set_/i",
        R"(/"x":-?\d{4}/i or time < 2026-11-25T14:30:05.250Z)",
        R"(values.seat.id == 3 and values.items[0]."first name" : 1..5 || "Error Code" == -9 || .Status != a)"};
}

BatchPointer someRows()
{
    BatchBuilder builder;
    builder.note("Connected").sent(R"({"Command":"get_rooms"})").received("broken {").receivedBinary("\xff");
    builder.after(4'200).received(R"({"Status":"OK","Request":{"Command":"get_rooms"}})");
    return builder.received(R"({"Event":"SET_NAME","room_id":"a b","values":{"seat":{"id":3}}})").take();
}

/// What is decided without the text must be so with it.
void judge(const FilterExpression &expression)
{
    static const BatchPointer batch = someRows();
    CompiledFilter filter(expression);
    for (const QByteArray &string : batch->strings)
        filter.addString(string);
    for (size_t row = 0; row < batch->rows.size(); ++row) {
        const QByteArrayView text = batch->textOf(row);
        const FilterRow facts{batch->rows[row], batch->first + row, quint32(text.size())};
        const FilterVerdict verdict = filter.decide(facts);
        const bool passes = filter.decide(facts, text);
        demand(verdict == FilterVerdict::NeedsText || (verdict == FilterVerdict::Yes) == passes,
            "the text changes nothing that is decided");
    }
}

void feed(const QByteArray &bytes, const QString &)
{
    const QString text = QString::fromUtf8(bytes);
    const ParsedFilter parsed = parseFilter(text);
    demand(parsed.error.position <= text.size() && parsed.error.length >= 0, "the error is in the text");
    demand(!parsed.error || parsed.expression.isEmpty(), "what is wrong filters nothing");
    judge(parsed.expression);
    const QString canonical = parsed.expression.text();
    demand(canonical.size() > FilterExpression::maximumLength
            || parseFilter(canonical).expression == parsed.expression,
        "the canonical text means the same");
    const FilterCompletion found =
        completeFilter(text, text.size() / 2, [](auto) { return QList<FilterSuggestion>(); });
    demand(found.from >= 0 && found.from <= found.until && found.until <= text.size(),
        "what is completed is in the text");
}

} // namespace

Target filterTarget()
{
    return {"filter", examples, feed, unchanged};
}

} // namespace console::fuzz
