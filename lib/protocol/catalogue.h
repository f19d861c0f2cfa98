#pragma once

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace console {

/// A value of an enumeration, by name.
struct Choice
{
    QJsonValue value;
    QString name; ///< IMM_CONTROL_MUTE_ENABLE
    QString help;
};

struct ValueRange
{
    std::optional<double> minimum;
    std::optional<double> maximum;
};

/// What a value may be.
struct ValueRule
{
    ValueRange range;
    QString unit; ///< "cm", "°", "dB/m"; empty: none
    QList<Choice> choices; ///< empty: any value of the range
    QString help;
    QJsonValue usual = QJsonValue::Undefined; ///< what a server starts with; undefined: not known

    /// Whether a value is one of the choices and within the range; only numbers have a range.
    bool allows(const QJsonValue &value) const;
};

/// A rule that holds only while another parameter has a certain value (the bounds of `value` depend on
/// `control`).
struct ConditionalRule
{
    QString parameter; ///< the one it depends on
    QJsonValue equals;
    ValueRule rule;
};

/// What a parameter refers to, so that things seen in the session can be offered.
enum class ParameterRole { Plain, Room, Participant, Layout, Seat };

struct Parameter
{
    enum class Type { Integer, Number, String, Boolean, Any };

    QString name;
    Type type = Type::Any;
    ParameterRole role = ParameterRole::Plain;
    bool required = true;
    QJsonValue initial = QJsonValue::Undefined; ///< undefined: nothing to offer
    ValueRule rule;
    QList<ConditionalRule> conditions;

    /// The rule in force while the parameters of a request are `values`.
    const ValueRule &ruleFor(const QJsonObject &values) const;
};

struct ReplyField
{
    QString name; ///< inside an object by path: "license_info.valid"
    QString help;
};

struct Command
{
    QString name;
    QString group;
    QString help;
    QList<Parameter> parameters; ///< in the order to send them
    QList<ReplyField> reply;
    bool mayBeRefused = false; ///< whether servers let a WebSocket client call it is open
    bool takesMore = false; ///< any further keys may be added (custom_event)

    const Parameter *parameter(QStringView name) const;
};

struct EventDescription
{
    QString name; ///< IMM_EVENT_ADD_PARTICIPANT
    QString label; ///< Joined
    QString help;
    QStringList fields;
};

struct ErrorCode
{
    qint32 code = 0;
    QString name;
    QString meaning;
};

/// The catalogue of protocol §3 to §5 as data: an AsyncAPI 3.0.0 document, loaded, never hard-coded. A value.
class Catalogue
{
public:
    /// The document compiled in (`:/console/catalogue.json`).
    static const Catalogue &builtIn();
    /// Reads a document; on failure the result is empty and `error` is a sentence that names the place.
    static Catalogue fromJson(const QByteArray &document, QString *error = nullptr);

    const QList<Command> &commands() const { return m_commands; }
    const QList<EventDescription> &events() const { return m_events; }
    const QList<ErrorCode> &errorCodes() const { return m_errorCodes; }
    const QList<Choice> &controls() const { return m_controls; } ///< imm_audio_control

    const Command *command(QStringView name) const;
    const ErrorCode *errorCode(qint32 code) const;
    const EventDescription *event(QStringView name) const; ///< by enum name
    /// Name → code, for the classifier.
    QHash<QByteArray, qint32> codesByName() const;

private:
    friend class CatalogueReader;

    QList<Command> m_commands;
    QList<EventDescription> m_events;
    QList<ErrorCode> m_errorCodes;
    QList<Choice> m_controls;
};

} // namespace console
