#pragma once

#include <QByteArrayView>
#include <QRegularExpression>

namespace console {

/// A regular expression of the filter language, bounded: on texts where it would take too long it is taken as
/// not found. A value; usable on any thread.
class FilterPattern
{
public:
    FilterPattern(const QString &pattern, bool ignoresCase);

    bool isFoundIn(QByteArrayView utf8) const;
    /// A sentence in PCRE's words; empty: none.
    QString problem() const;
    qsizetype problemPosition() const; ///< characters in the pattern; -1 without a problem

private:
    QRegularExpression m_expression;
};

} // namespace console
