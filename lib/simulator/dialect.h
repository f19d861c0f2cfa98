#pragma once

#include <QString>

#include <optional>

namespace console {

/// How this server writes what the protocol leaves open (§2, §4, §5). A value.
struct Dialect
{
    enum class Code : quint8 { Number, Name };
    enum class Value : quint8 { LowerCase, UpperCase };
    enum class Event : quint8 { Enumerator, LowerCase, Number };
    enum class Values : quint8 { Nested, Flat, Scalar };
    /// String: a number between quotes. Text: a name of the server's own; see idform.h.
    enum class Ids : quint8 { Number, String, Text };

    Code code = Code::Number;
    Value value = Value::LowerCase; ///< the key of an answer: "value" or "Value"
    Event event = Event::Enumerator;
    Values values = Values::Nested;
    Ids ids = Ids::Number;

    friend bool operator==(const Dialect &, const Dialect &) = default;
};

/// Reads a comma list such as "code=name,values=flat"; what is not named keeps its default. Nothing, and a
/// sentence in `error`, for unknown or repeated choices.
std::optional<Dialect> dialectFromText(QStringView text, QString *error = nullptr);

} // namespace console
