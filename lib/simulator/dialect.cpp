#include "lib/simulator/dialect.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// One choice, and what it sets.
struct Form
{
    QStringView text;
    void (*apply)(Dialect &);
};

constexpr Form forms[] = {
    {u"code=number", [](Dialect &dialect) { dialect.code = Dialect::Code::Number; }},
    {u"code=name", [](Dialect &dialect) { dialect.code = Dialect::Code::Name; }},
    {u"value=value", [](Dialect &dialect) { dialect.value = Dialect::Value::LowerCase; }},
    {u"value=Value", [](Dialect &dialect) { dialect.value = Dialect::Value::UpperCase; }},
    {u"event=enum", [](Dialect &dialect) { dialect.event = Dialect::Event::Enumerator; }},
    {u"event=lower", [](Dialect &dialect) { dialect.event = Dialect::Event::LowerCase; }},
    {u"event=number", [](Dialect &dialect) { dialect.event = Dialect::Event::Number; }},
    {u"values=nested", [](Dialect &dialect) { dialect.values = Dialect::Values::Nested; }},
    {u"values=flat", [](Dialect &dialect) { dialect.values = Dialect::Values::Flat; }},
    {u"values=scalar", [](Dialect &dialect) { dialect.values = Dialect::Values::Scalar; }},
    {u"ids=number", [](Dialect &dialect) { dialect.ids = Dialect::Ids::Number; }},
    {u"ids=string", [](Dialect &dialect) { dialect.ids = Dialect::Ids::String; }},
    {u"ids=text", [](Dialect &dialect) { dialect.ids = Dialect::Ids::Text; }},
};

const Form *formOf(QStringView text)
{
    const auto found = std::find_if(
        std::begin(forms), std::end(forms), [text](const Form &form) { return form.text == text; });
    return found == std::end(forms) ? nullptr : found;
}

QString unknownChoice(QStringView text)
{
    QStringList known;
    for (const Form &form : forms)
        known += form.text.toString();
    return u"the dialect has no choice \"%1\"; there are %2"_s.arg(text, known.join(u", "_s));
}

std::optional<Dialect> failed(const QString &reason, QString *error)
{
    if (error)
        *error = reason;
    return std::nullopt;
}

} // namespace

std::optional<Dialect> dialectFromText(QStringView text, QString *error)
{
    Dialect dialect;
    QStringList named;
    for (QStringView choice : text.split(u',', Qt::SkipEmptyParts)) {
        choice = choice.trimmed();
        const Form *form = formOf(choice);
        if (!form)
            return failed(unknownChoice(choice), error);
        const QString key = choice.left(choice.indexOf(u'=')).toString();
        if (named.contains(key))
            return failed(u"the dialect names \"%1\" twice"_s.arg(key), error);
        named += key;
        form->apply(dialect);
    }
    return dialect;
}

} // namespace console
