#include "lib/protocol/catalogue.h"

#include "lib/protocol/cataloguereader.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

template <typename Item, typename Predicate>
const Item *findIf(const QList<Item> &items, Predicate matches)
{
    const auto found = std::find_if(items.cbegin(), items.cend(), matches);
    return found == items.cend() ? nullptr : &*found;
}

Catalogue readBuiltIn()
{
    QFile file(u":/console/catalogue.json"_s);
    QString error;
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Catalogue catalogue = Catalogue::fromJson(file.readAll(), &error);
    Q_ASSERT_X(isOpen && error.isEmpty(), "Catalogue::builtIn", qUtf8Printable(error));
    return catalogue;
}

} // namespace

bool ValueRule::allows(const QJsonValue &value) const
{
    if (!choices.isEmpty())
        return findIf(choices, [&](const Choice &choice) { return choice.value == value; });
    if (!value.isDouble())
        return true;
    const double number = value.toDouble();
    return (!range.minimum || number >= *range.minimum) && (!range.maximum || number <= *range.maximum);
}

const ValueRule &Parameter::ruleFor(const QJsonObject &values) const
{
    const ConditionalRule *condition = findIf(conditions,
        [&](const ConditionalRule &candidate) { return values[candidate.parameter] == candidate.equals; });
    return condition ? condition->rule : rule;
}

const Parameter *Command::parameter(QStringView parameterName) const
{
    return findIf(parameters, [=](const Parameter &candidate) { return candidate.name == parameterName; });
}

const Catalogue &Catalogue::builtIn()
{
    static const Catalogue catalogue = readBuiltIn();
    return catalogue;
}

Catalogue Catalogue::fromJson(const QByteArray &document, QString *error)
{
    CatalogueReader reader(document);
    Catalogue catalogue = reader.catalogue();
    if (error)
        *error = reader.error();
    return catalogue;
}

const Command *Catalogue::command(QStringView name) const
{
    return findIf(m_commands, [=](const Command &candidate) { return candidate.name == name; });
}

const ErrorCode *Catalogue::errorCode(qint32 code) const
{
    return findIf(m_errorCodes, [=](const ErrorCode &candidate) { return candidate.code == code; });
}

const EventDescription *Catalogue::event(QStringView name) const
{
    return findIf(m_events, [=](const EventDescription &candidate) { return candidate.name == name; });
}

QHash<QByteArray, qint32> Catalogue::codesByName() const
{
    QHash<QByteArray, qint32> codes;
    for (const ErrorCode &errorCode : m_errorCodes)
        codes.insert(errorCode.name.toUtf8(), errorCode.code);
    return codes;
}

} // namespace console
