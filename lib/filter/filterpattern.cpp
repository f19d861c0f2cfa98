#include "lib/filter/filterpattern.h"

#include <algorithm>

namespace console {

namespace {

/// Steps and nesting that PCRE may take for one text.
constexpr QStringView limits = u"(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=2000)";
/// Behind an empty group no word of the user's can lift the limits.
constexpr QStringView emptyGroup = u"(?:)";

} // namespace

FilterPattern::FilterPattern(const QString &pattern, bool ignoresCase)
    : m_expression(limits.toString().append(emptyGroup).append(pattern),
        ignoresCase ? QRegularExpression::CaseInsensitiveOption : QRegularExpression::NoPatternOption)
{
}

bool FilterPattern::isFoundIn(QByteArrayView utf8) const
{
    return m_expression.match(QString::fromUtf8(utf8)).hasMatch();
}

QString FilterPattern::problem() const
{
    return m_expression.isValid() ? QString() : m_expression.errorString();
}

qsizetype FilterPattern::problemPosition() const
{
    const qsizetype before = limits.size() + emptyGroup.size();
    return m_expression.isValid() ? -1 : std::max<qsizetype>(0, m_expression.patternErrorOffset() - before);
}

} // namespace console
