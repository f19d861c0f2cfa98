#pragma once

#include "lib/filter/filterexpression.h"
#include "lib/filter/filterpattern.h"
#include "lib/filter/jsonpath.h"

#include <QByteArray>

#include <vector>

namespace console {

/// What a comparison with a text asks of it; made once for each comparison. Immutable; usable on any thread.
class StringTest
{
public:
    explicit StringTest(const FilterTerm &comparison);

    bool holds(const QByteArray &text) const;
    bool asksForCustom() const; ///< of events: for custom ones too

private:
    bool isEvent(const QByteArray &name) const;

    bool m_isEvent;
    bool m_ignoresCase; ///< of ASCII letters
    QList<QByteArray> m_texts;
    QList<QByteArray> m_groups; ///< of events: eventGroup() of the texts, and of the labels they are
    std::vector<FilterPattern> m_patterns;
};

/// What a comparison with a JSON path asks of a message. Immutable; usable on any thread.
class PathTest
{
public:
    explicit PathTest(const FilterTerm &comparison);

    bool holds(QByteArrayView json) const;

private:
    struct Wanted
    {
        FilterValue::Form form;
        QByteArray text;
        QByteArray until;
        bool isNumber;
    };
    bool meets(const Wanted &wanted, const JsonPath::Scalar &found, const QByteArray &text) const;

    JsonPath m_path;
    FilterOperator m_comparison;
    std::vector<Wanted> m_wanted;
    std::vector<FilterPattern> m_patterns;
};

} // namespace console
