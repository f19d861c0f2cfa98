#include "lib/profile/profile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// RFC 7230 §3.2.6.
bool isTokenCharacter(QChar c)
{
    const char16_t code = c.unicode();
    return (code >= u'0' && code <= u'9') || (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z')
        || u"!#$%&'*+-.^_`|~"_s.contains(c);
}

QString shown(QChar c)
{
    if (c.isPrint() && c.category() != QChar::Other_Format)
        return u"“%1”"_s.arg(c);
    return u"U+%1"_s.arg(QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0'));
}

bool isUsedByHandshake(const QString &name)
{
    const QString lower = name.toLower();
    return lower == "host"_L1 || lower == "upgrade"_L1 || lower == "connection"_L1
        || lower.startsWith("sec-websocket-"_L1);
}

} // namespace

QUrl Profile::url() const
{
    return Address{host, port, path, {}}.url();
}

QString headerNameProblem(const QString &name)
{
    if (name.isEmpty())
        return u"The header needs a name."_s;
    const auto wrong = std::find_if_not(name.begin(), name.end(), isTokenCharacter);
    if (wrong != name.end() && *wrong == u' ')
        return u"A header name has no spaces."_s;
    if (wrong != name.end())
        return u"%1 cannot stand in a header name: letters, digits and hyphens can."_s.arg(shown(*wrong));
    if (isUsedByHandshake(name))
        return u"The handshake itself uses the header “%1”: it cannot carry the authorization."_s.arg(name);
    return {};
}

QString headerValueProblem(const QByteArray &value)
{
    if (value.contains('\r') || value.contains('\n'))
        return u"The header value holds a line break, which would end the header."_s;
    if (value.contains('\0'))
        return u"The header value holds a NUL character, which cannot be sent."_s;
    return {};
}

} // namespace console
