#pragma once

#include "lib/filter/filterexpression.h"

#include <QStringView>

namespace console {

enum class FilterToken : quint8 {
    Word, ///< a field, a path or a bare text; behind an operator a value
    Quoted,
    Pattern,
    Operator,
    Comma,
    Open,
    Close,
    And,
    Or,
    Not,
    End,
    Error, ///< see FilterLexer::problem(); the lexer stays there
};

/// Splits an expression of the filter language into tokens. What a word may hold depends on where it stands:
/// behind an operator it may hold a colon (14:30), elsewhere the colon ends it. The text must outlive it.
class FilterLexer
{
public:
    explicit FilterLexer(QStringView text) : m_text(text) { }

    FilterToken next();
    FilterToken token() const { return m_token; }
    qsizetype position() const { return m_start; } ///< of the last token, characters (UTF-16 units)
    qsizetype end() const { return m_at; }
    QStringView raw() const { return m_text.sliced(m_start, m_at - m_start); } ///< as written
    const QString &content() const { return m_content; } ///< of Quoted and Pattern, escapes resolved
    bool ignoresCase() const { return m_ignoresCase; } ///< of Pattern
    FilterOperator comparison() const { return m_comparison; } ///< of Operator
    const QString &problem() const { return m_problem; } ///< of Error: a sentence

    /// May the text stand there without quotes?
    static bool canBeValue(QStringView text);
    static bool canBeText(QStringView text); ///< but for the names of fields
    static bool canBeKey(QStringView text); ///< of a path
    static QString quoted(QString text);
    static QString patternText(QStringView pattern, bool ignoresCase); ///< between slashes
    /// The keys of a path as written: values.seat.id, items[0], ."Error Code". Empty: it is no path.
    static QStringList pathKeys(QStringView word);

private:
    FilterToken scan();
    FilterToken operatorToken(QChar first);
    FilterToken take(FilterToken token, qsizetype length);
    FilterToken takeOperator(FilterOperator comparison, qsizetype length);
    FilterToken wordToken();
    FilterToken quotedToken();
    FilterToken patternToken();
    FilterToken flagsOf();
    FilterToken fail(qsizetype from, const QString &problem);
    QChar charAt(qsizetype place) const { return place < m_text.size() ? m_text[place] : QChar(); }

    QStringView m_text;
    qsizetype m_start = 0;
    qsizetype m_at = 0;
    QString m_content;
    QString m_problem;
    FilterToken m_token = FilterToken::End;
    FilterOperator m_comparison = FilterOperator::Equal;
    bool m_ignoresCase = false;
    bool m_atValue = false; ///< the next token stands behind an operator or a comma
};

} // namespace console
