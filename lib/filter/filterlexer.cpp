#include "lib/filter/filterlexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool endsValue(QChar c)
{
    return c.isSpace() || QStringView(u"(),\"<>=!&|").contains(c);
}

bool endsWord(QChar c)
{
    return c == u':' || endsValue(c);
}

/// Position behind the closing quote; -1: there is none.
qsizetype endOfQuoted(QStringView text, qsizetype open)
{
    for (qsizetype at = open + 1; at < text.size(); ++at) {
        if (text[at] == u'\\')
            ++at;
        else if (text[at] == u'"')
            return at + 1;
    }
    return -1;
}

/// A backslash stands before a quote or a backslash that is meant; before all else it is itself.
QString unquoted(QStringView text)
{
    QString result;
    for (qsizetype at = 1; at + 1 < text.size(); ++at) {
        if (text[at] == u'\\' && (text[at + 1] == u'"' || text[at + 1] == u'\\'))
            ++at;
        result += text[at];
    }
    return result;
}

bool isKeyword(QStringView word)
{
    return word.compare("and"_L1, Qt::CaseInsensitive) == 0 || word.compare("or"_L1, Qt::CaseInsensitive) == 0
        || word.compare("not"_L1, Qt::CaseInsensitive) == 0;
}

FilterToken wordOrKeyword(QStringView word)
{
    if (!isKeyword(word))
        return FilterToken::Word;
    const QChar first = word.front().toLower();
    return first == u'a' ? FilterToken::And : first == u'o' ? FilterToken::Or : FilterToken::Not;
}

/// Position behind an index [12] that begins here; -1: none does.
qsizetype endOfIndex(QStringView text, qsizetype open)
{
    qsizetype at = open + 1;
    while (at < text.size() && text[at] >= u'0' && text[at] <= u'9')
        ++at;
    return at > open + 1 && at < text.size() && text[at] == u']' ? at + 1 : -1;
}

qsizetype endOfKey(QStringView text, qsizetype at)
{
    while (at < text.size() && text[at] != u'.' && text[at] != u'[')
        ++at;
    return at;
}

} // namespace

FilterToken FilterLexer::next()
{
    if (m_token == FilterToken::Error)
        return m_token;
    m_atValue = m_token == FilterToken::Operator || m_token == FilterToken::Comma;
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
    m_start = m_at;
    m_content.clear();
    return m_token = scan();
}

FilterToken FilterLexer::scan()
{
    if (m_at == m_text.size())
        return FilterToken::End;
    const QChar first = m_text[m_at];
    switch (first.unicode()) {
    case u'(':
        return take(FilterToken::Open, 1);
    case u')':
        return take(FilterToken::Close, 1);
    case u',':
        return take(FilterToken::Comma, 1);
    case u'"':
        return quotedToken();
    case u'/':
        return patternToken();
    case u'\'':
        return fail(m_at + 1, u"texts stand in double quotes, \"like this\""_s);
    default:
        return endsWord(first) ? operatorToken(first) : wordToken();
    }
}

FilterToken FilterLexer::operatorToken(QChar first)
{
    const bool equals = charAt(m_at + 1) == u'=';
    const bool doubled = charAt(m_at + 1) == first;
    switch (first.unicode()) {
    case u':':
        return takeOperator(FilterOperator::OneOf, 1);
    case u'<':
        return equals ? takeOperator(FilterOperator::LessOrEqual, 2) : takeOperator(FilterOperator::Less, 1);
    case u'>':
        return equals ? takeOperator(FilterOperator::GreaterOrEqual, 2)
                      : takeOperator(FilterOperator::Greater, 1);
    case u'!':
        return equals ? takeOperator(FilterOperator::NotEqual, 2) : take(FilterToken::Not, 1);
    case u'=':
        return equals ? takeOperator(FilterOperator::Equal, 2)
                      : fail(m_at + 1, u"“=” is no operator; write “==” or “:”"_s);
    default:
        break;
    }
    if (doubled)
        return take(first == u'&' ? FilterToken::And : FilterToken::Or, 2);
    return fail(
        m_at + 1, u"“%1” is no operator; write “%2”"_s.arg(first).arg(first == u'&' ? u"and" : u"or"));
}

FilterToken FilterLexer::take(FilterToken token, qsizetype length)
{
    m_at += length;
    return token;
}

FilterToken FilterLexer::takeOperator(FilterOperator comparison, qsizetype length)
{
    m_comparison = comparison;
    return take(FilterToken::Operator, length);
}

/// Keys of a path may be quoted: values."first name".
FilterToken FilterLexer::wordToken()
{
    while (m_at < m_text.size()) {
        const QChar c = m_text[m_at];
        const bool quotedKey = !m_atValue && c == u'"' && m_at > m_start && m_text[m_at - 1] == u'.';
        if (quotedKey) {
            const qsizetype end = endOfQuoted(m_text, m_at);
            if (end < 0)
                return fail(m_text.size(), u"the closing quote is missing"_s);
            m_at = end;
        } else if (m_atValue ? endsValue(c) : endsWord(c)) {
            break;
        } else {
            ++m_at;
        }
    }
    if (charAt(m_at) == u'"')
        return fail(m_at + 1, u"expected a space before the quote"_s);
    return m_atValue ? FilterToken::Word : wordOrKeyword(raw());
}

FilterToken FilterLexer::quotedToken()
{
    const qsizetype end = endOfQuoted(m_text, m_at);
    if (end < 0)
        return fail(m_text.size(), u"the closing quote is missing"_s);
    m_at = end;
    m_content = unquoted(raw());
    return m_at == m_text.size() || endsWord(m_text[m_at])
        ? FilterToken::Quoted
        : fail(m_text.size(), u"expected a space behind the quote"_s);
}

FilterToken FilterLexer::patternToken()
{
    for (qsizetype at = m_at + 1; at < m_text.size(); ++at) {
        if (m_text[at] == u'/') {
            m_at = at + 1;
            return flagsOf();
        }
        const bool escapes = m_text[at] == u'\\' && at + 1 < m_text.size();
        if (escapes && m_text[at + 1] != u'/')
            m_content += m_text[at];
        m_content += m_text[escapes ? ++at : at];
    }
    return fail(m_text.size(), u"the pattern has no end, expected “/”"_s);
}

/// The letters behind a pattern.
FilterToken FilterLexer::flagsOf()
{
    m_ignoresCase = false;
    while (m_at < m_text.size() && !endsWord(m_text[m_at])) {
        if (m_text[m_at] != u'i' || m_ignoresCase)
            return fail(m_text.size(), u"behind a pattern stands nothing, or “i” to ignore case"_s);
        m_ignoresCase = true;
        ++m_at;
    }
    return FilterToken::Pattern;
}

/// Marks what stands from the token's start to `end`.
FilterToken FilterLexer::fail(qsizetype end, const QString &problem)
{
    m_at = std::min(end, m_text.size());
    m_problem = problem;
    return FilterToken::Error;
}

bool FilterLexer::canBeValue(QStringView text)
{
    return !text.isEmpty() && std::ranges::none_of(text, endsValue)
        && !QStringView(u"'/:").contains(text.front());
}

bool FilterLexer::canBeText(QStringView text)
{
    return !text.isEmpty() && std::ranges::none_of(text, endsWord)
        && !QStringView(u"'/").contains(text.front()) && !isKeyword(text);
}

bool FilterLexer::canBeKey(QStringView text)
{
    return canBeText(text) && !text.contains(u'.') && !text.contains(u'[');
}

QString FilterLexer::quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

/// A slash inside is escaped, unless it is already.
QString FilterLexer::patternText(QStringView pattern, bool ignoresCase)
{
    QString text = u"/"_s;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == u'/')
            text += u'\\';
        text += pattern[at];
        if (pattern[at] == u'\\' && at + 1 < pattern.size())
            text += pattern[++at];
    }
    return text + (ignoresCase ? u"/i"_s : u"/"_s);
}

QStringList FilterLexer::pathKeys(QStringView word)
{
    QStringList keys;
    qsizetype at = word.startsWith(u'.') ? 1 : 0;
    const bool marked = at == 1;
    while (at < word.size()) {
        const bool quoted = word[at] == u'"';
        const bool index = word[at] == u'[';
        const qsizetype end = quoted ? endOfQuoted(word, at)
            : index                  ? endOfIndex(word, at)
                                     : endOfKey(word, at);
        if (end <= at)
            return {};
        const QStringView key = word.sliced(at, end - at);
        keys += quoted ? unquoted(key) : index ? key.sliced(1, key.size() - 2).toString() : key.toString();
        const bool point = end < word.size() && word[end] == u'.';
        if (end < word.size() && !point && word[end] != u'[')
            return {};
        at = end + (point ? 1 : 0);
        if (point && at == word.size())
            return {};
    }
    return keys.size() > 1 || marked ? keys : QStringList();
}

} // namespace console
