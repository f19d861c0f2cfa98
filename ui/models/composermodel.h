#pragma once

#include "lib/protocol/catalogue.h"
#include "lib/protocol/jsonlexer.h"
#include "ui/models/seenids.h"

#include <QJsonObject>
#include <QObject>

namespace console {

class RoomDirectory;

/// One line of the form: a parameter of the command, or a key the catalogue does not list.
struct ComposerField
{
    Parameter parameter; ///< of an unknown key: its name only, type Any
    bool isListed = false; ///< the catalogue lists it
    bool isPresent = false; ///< the document has it
    bool isBlank = false; ///< it stands there as null, to be filled in
    QString text; ///< as shown: strings without quotes, everything else as it stands in the document
    ByteSpan value; ///< where it stands in the document; length 0 while it is not present
    QString problem; ///< a sentence; empty: within the catalogue. It can be sent all the same
    QString replacement; ///< a value that means the same and is in range; empty: none
};

/// One request being written: a JSON document that is also a form. The document is the truth and goes out
/// byte for byte; the form changes single values in it and leaves every other byte alone. GUI thread.
class ComposerModel : public QObject
{
    Q_OBJECT
public:
    ComposerModel(const Catalogue &catalogue, const RoomDirectory *rooms, QObject *parent = nullptr);

    const QByteArray &json() const { return m_json; }
    QString commandName() const { return m_commandName; }
    const Command *command() const
    {
        return m_catalogue.command(m_commandName);
    } ///< null: not in the catalogue
    const QList<ComposerField> &fields() const
    {
        return m_fields;
    } ///< the last good ones while the document does not parse

    bool isObject() const { return m_jsonProblem.isEmpty(); }
    QString jsonProblem() const { return m_jsonProblem; } ///< why it cannot be sent; a sentence
    qsizetype jsonProblemOffset() const { return m_jsonProblemOffset; } ///< bytes; -1: none
    QString problems() const; ///< of the fields: "1 value is missing, 2 values outside the catalogue"

    /// Listed values, or rooms and participants seen so far, with their names: what fits the typed text, see
    /// SuggestionList. Of those seen a bounded number, and a remark where there are more.
    QList<ComposerSuggestion> suggestions(int field, const QString &typed = {}) const;
    /// What the value of a field stands for: the words of a listed one, the name of a person. None: it says
    /// no more than itself.
    std::optional<QString> meaningOf(int field) const;
    /// Where an id stands that was never seen, which may well be meant: "not seen in this session". Empty: it
    /// was, or nobody can know.
    QString remarkOn(int field) const;
    bool areIdsText() const { return m_idsAsText; } ///< see setIdsAsText()
    /// The rule in force for a field while the others are as they are.
    const ValueRule &ruleFor(int field) const;

public slots:
    /// A new document with the catalogue's initial values.
    /// @param known  values for roles, of what is selected elsewhere; what is not known is left as null.
    void startCommand(const QString &name, const QHash<console::ParameterRole, QString> &known = {});
    void setJson(const QByteArray &json);
    void setFieldText(int field, const QString &text); ///< an empty text takes the key out
    void addField(const QString &name, const QString &text);
    /// Whether this server writes ids of rooms and participants as text, also where they are integers.
    void setIdsAsText(bool asText) { m_idsAsText = asText; }
    void format(); ///< re-indents without changing a token

signals:
    /// By the form, startCommand() or format(), not by setJson(). Comes before what is read from it.
    void jsonChanged();
    void fieldsChanged(); ///< texts, spans and problems
    void shapeChanged(); ///< other fields than before; comes before fieldsChanged()

private:
    struct Member
    {
        QByteArray name;
        ByteSpan key;
        ByteSpan value;
        JsonToken type;
    };
    bool readMembers(QList<Member> *members);
    void show();
    void read();
    void rebuildFields(const QList<Member> &members);
    void judge(ComposerField *field) const;
    bool isStrangeId(const ComposerField &field) const;
    QByteArray room() const;
    bool isNewId(ParameterRole role) const;
    QByteArray token(const Parameter &parameter, const QString &text) const;
    void replace(ByteSpan span, const QByteArray &bytes);
    void insertMember(const QString &name, const QByteArray &value);
    void removeMember(const QString &name);

    const Catalogue &m_catalogue;
    const RoomDirectory *m_rooms;
    SeenIds m_seen;
    bool m_idsAsText = false;
    QByteArray m_json;
    QString m_commandName;
    QList<ComposerField> m_fields;
    QJsonObject m_values; ///< strings and numbers of the document, for conditional rules
    QString m_jsonProblem;
    qsizetype m_jsonProblemOffset = -1;
};

} // namespace console
