#pragma once

#include "lib/protocol/messagefields.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <initializer_list>

namespace console {

/// Finds the facts of one message wherever a server puts them: alone, spread over the top level, or nested
/// under any object.
class MessageFacts
{
public:
    explicit MessageFacts(QByteArrayView json) : m_fields(json) { }

    /// The first of the names that the message has, as the end of a path ("seat.id" finds "values.seat.id").
    /// A response's echoed request does not count. Null: none.
    const MessageField *find(std::initializer_list<QByteArrayView> names) const;
    QByteArray text(std::initializer_list<QByteArrayView> names) const; ///< empty: none
    const MessageField *scalar() const { return m_fields.scalarValue(); }

    /// "x −90 y 0 z 60 cm"; empty unless all three are there.
    QString position() const;
    /// "heading 45°"; empty: not sent.
    QString heading() const;
    QByteArray seat() const;
    QByteArray control() const;
    QByteArray controlValue() const;
    /// "Mute on"; empty without a control.
    QString controlState() const;
    QByteArray name() const;
    /// "Listener only · 48 000 Hz · 2 channels"
    QString configuration() const;

    /// "key: value" of every scalar but `known` keys, ids and the event's name; at most eight.
    QStringList others(std::initializer_list<QByteArrayView> known = {}) const;

    /// A value as a cell shows it: numbers grouped, texts safe.
    static QString shown(const MessageField &field);

private:
    MessageFields m_fields;
};

} // namespace console
