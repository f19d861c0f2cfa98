#include "tests/support/jsonoracle.h"

#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace console::test {

namespace {

class Oracle
{
public:
    explicit Oracle(const QString &text) : m_text(text) { }
    bool accepts() { return value() && m_at == m_text.size(); }

private:
    bool pass(const QRegularExpression &pattern)
    {
        const auto match = pattern.match(
            m_text, m_at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (match.hasMatch())
            m_at = match.capturedEnd();
        return match.hasMatch();
    }

    bool pass(QChar c)
    {
        space();
        const bool there = m_at < m_text.size() && m_text[m_at] == c;
        m_at += there ? 1 : 0;
        space();
        return there;
    }

    void space()
    {
        static const QRegularExpression pattern(uR"([ \t\r\n]*)"_s);
        pass(pattern);
    }

    bool string()
    {
        static const QRegularExpression pattern(
            uR"("(?:[^"\\\x{0}-\x{1f}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")"_s);
        return pass(pattern);
    }

    bool value()
    {
        static const QRegularExpression scalar(
            uR"((?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?))"_s);
        space();
        const bool ok = pass(u'{') ? members(u'}', true)
            : pass(u'[')           ? members(u']', false)
                                   : string() || pass(scalar);
        space();
        return ok;
    }

    bool members(QChar end, bool keys)
    {
        if (pass(end))
            return true;
        do {
            if ((keys && !(string() && pass(u':'))) || !value())
                return false;
        } while (pass(u','));
        return pass(end);
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

} // namespace

bool isJson(const QByteArray &bytes)
{
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom | QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError() && Oracle(text).accepts();
}

} // namespace console::test
