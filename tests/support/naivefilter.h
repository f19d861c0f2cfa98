#pragma once

#include "lib/filter/filterexpression.h"
#include "lib/protocol/messagebatch.h"

namespace console::test {

/// All that a filter may ask about a row, in plain texts.
struct NaiveRow
{
    MessageRecord record;
    quint64 number = 0;
    QByteArray name;
    QByteArray room;
    QByteArray participant;
    QByteArray text;
    qint64 latency = -1; ///< microseconds
};

/// What the grammar says a filter lets through, worked out without the program's own code: Qt's JSON reader,
/// Qt's dates, doubles for numbers.
bool passesNaively(const FilterTerm &term, const NaiveRow &row);

} // namespace console::test
