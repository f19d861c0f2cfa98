#pragma once

#include "lib/protocol/eventtype.h"
#include "lib/protocol/jsonlexer.h"
#include "lib/rooms/place.h"

#include <QVarLengthArray>

#include <optional>

namespace console {

struct MessageRecord;

/// How a message says what it says.
enum class StatementForm : quint8 {
    Event, ///< or a custom message
    Answer, ///< to a get_…: the values are the server's own
    Claim, ///< an answer that was OK to a request which says what should be: it is so now
};

StatementForm formOf(const MessageRecord &record, QByteArrayView name);

/// What an event or command of this name speaks of, whatever the form: a get_participant_seat speaks of what
/// a set_participant_seat does. Of numbers what they probably mean.
EventType subjectOf(QByteArrayView name);
/// Does an event or command of this name change something of everybody in its room, without naming them?
bool changesEverybody(QByteArrayView name);
/// Does an answer refuse the room of its request? To a create_room it says that there is one already, to all
/// others that there is none.
bool refusesRoom(const MessageRecord &record);

/// A place as a message tells it.
struct StatedPlace
{
    Place place;
    bool hasHeading = false; ///< else only the position counts
};

/// The facts of one message about rooms and people, in no dialect: they may stand at the top level or within
/// any object, and numbers in strings. Reads when made, without a copy: the text must outlive it. At most 64
/// values, 8 levels and 4 096 tokens are read; none of what is no JSON or longer than maximumSize. A value;
/// any thread.
class Statement
{
public:
    Statement(QByteArrayView text, StatementForm form);

    /// Do its facts fit an event of this type? Types that have no facts of their own fit where there is
    /// nothing of others.
    bool fits(EventType type) const;

    QString name() const; ///< empty: none; at most maximumNameLength characters
    std::optional<double> layout() const;
    QByteArray layoutId() const; ///< of the layout, or its name where that was sent; empty: none
    std::optional<double> seat() const; ///< its number; −1: not seated
    std::optional<StatedPlace> place() const;
    int control() const; ///< 1 to 14; 0: none
    /// Of the control; nothing where it cannot be read as a number. true and false are 1 and 0.
    std::optional<double> value() const;
    std::optional<double> participantType() const;
    std::optional<double> samplingRate() const;
    std::optional<double> channels() const;
    std::optional<double> roomCount() const; ///< of an answer to get_room_count
    QByteArray action() const; ///< of a custom message; empty: none

    static constexpr int maximumNameLength = 512; ///< characters
    static constexpr qsizetype maximumSize = 65'536; ///< bytes: facts are short, and the GUI thread reads

private:
    struct Field
    {
        ByteSpan parent; ///< key of the object around it, with quotes; of length 0: the top level
        ByteSpan key; ///< with quotes
        ByteSpan value; ///< strings with quotes
        JsonToken type = JsonToken::Null;
        bool isEchoed = false; ///< within what a response repeats of its request
    };
    using Names = std::initializer_list<QByteArrayView>;

    void read();
    bool isKey(ByteSpan key, QByteArrayView name) const;
    bool isNamed(const Field &field, QByteArrayView name) const;
    const Field *find(Names names, bool echoed) const;
    const Field *find(Names names) const { return find(names, m_form == StatementForm::Claim); }
    const Field *answered(Names names) const;
    const Field *layoutField() const;
    const Field *scalar() const;
    QByteArray text(const Field *field) const;
    std::optional<double> number(const Field *field) const;
    std::optional<double> number(Names names) const { return number(find(names)); }

    QByteArrayView m_text;
    QVarLengthArray<Field, 24> m_fields;
    StatementForm m_form;
};

} // namespace console
