#pragma once

#include "lib/protocol/catalogue.h"

namespace console {

/// Knows how JSON Schema is written in a catalogue document: local references, types, ranges, choices. Keeps
/// the first thing that was wrong. Bounded work whatever the document holds: references and nesting are
/// followed to a fixed depth only.
class SchemaDocument
{
public:
    explicit SchemaDocument(const QByteArray &json);

    const QJsonObject &root() const { return m_root; }
    const QString &error() const { return m_error; } ///< a sentence; empty: all well so far
    void fail(const QString &sentence); ///< the first one counts

    /// The object itself, or what its $ref leads to; empty, and an error, where that is nothing.
    QJsonObject resolved(const QJsonValue &value);
    /// The schema under components/schemas.
    QJsonObject schema(const QString &name);
    /// The schema and everything its `allOf` adds, each resolved.
    QList<QJsonObject> parts(const QJsonValue &schema);
    ValueRule valueRule(const QJsonValue &schema);

private:
    void collectParts(const QJsonValue &schema, int depth, QList<QJsonObject> &parts);
    QJsonValue target(const QString &reference) const;

    QJsonObject m_root;
    QString m_error;
};

/// The type to send: the first where several are allowed.
Parameter::Type parameterType(const QJsonObject &schema);
ParameterRole parameterRole(const QJsonObject &schema);
QList<Choice> choicesOf(const QJsonObject &schema);

/// The keys of an object in the order of its x-order; those not listed follow by name.
QStringList orderedKeys(const QJsonObject &object, const QJsonValue &order);

} // namespace console
