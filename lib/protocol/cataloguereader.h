#pragma once

#include "lib/protocol/schemadocument.h"

namespace console {

/// Turns one AsyncAPI 3.0.0 document into a catalogue. Actions are the server's: what it receives is a
/// command, what it sends an event. What it reads beyond AsyncAPI is told in the document's own
/// info.description.
class CatalogueReader
{
public:
    explicit CatalogueReader(const QByteArray &document);

    /// Empty if anything is wrong; error() then says what and where.
    Catalogue catalogue();
    const QString &error() const { return m_error; }

private:
    void readOperation(const QString &name, const QJsonObject &operation);
    Command command(const QString &name, const QJsonObject &operation);
    void readParameters(const QJsonValue &payload, Command &command);
    Parameter parameter(const QString &name, const QJsonValue &schema);
    QList<ConditionalRule> conditions(const QList<QJsonObject> &parts, const QString &parameter);
    QList<ReplyField> replyFields(const QJsonObject &operation);
    void appendFields(const QJsonObject &schema, const QString &prefix, QList<ReplyField> &fields);
    EventDescription event(const QString &name, const QJsonObject &operation);
    QList<ErrorCode> errorCodes();
    QJsonObject message(const QString &place, const QJsonValue &messages);
    void failAt(const QString &operation, const QString &what);

    SchemaDocument m_document;
    Catalogue m_catalogue;
    QString m_error;
};

} // namespace console
