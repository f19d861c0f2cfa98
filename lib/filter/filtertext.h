#pragma once

#include "lib/protocol/messagerecord.h"

#include <QByteArray>

#include <optional>

namespace console {

class FilterPattern;
class TextNeedle;

/// The text of one row while it is judged: what is read out of it is read once. Not shared between threads.
class FilterText
{
public:
    FilterText(const MessageRecord &record, QByteArrayView raw) : m_record(record), m_raw(raw) { }

    QByteArrayView raw() const { return m_raw; }
    bool contains(const TextNeedle &needle); ///< as it stands, or with its \u resolved
    bool contains(const FilterPattern &pattern);
    bool canHoldJson() const;
    QByteArray status() const; ///< of a response, as sent
    /// Of rows whose strings were too long for the pool.
    QByteArray name();
    QByteArray room();
    QByteArray participant();

private:
    struct Strings
    {
        QByteArray name;
        QByteArray room;
        QByteArray participant;
    };
    const QByteArray &unescapedText();
    const Strings &strings();

    const MessageRecord &m_record;
    QByteArrayView m_raw;
    std::optional<QByteArray> m_unescaped;
    std::optional<Strings> m_strings;
};

} // namespace console
