#include "lib/connection/secretfilter.h"

#include "lib/protocol/jsonlexer.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr char substitute[] = "\xe2\x80\xa6"; // …
/// A shorter end of a text is no sign of a secret that was cut.
constexpr qsizetype shortestPart = 3;
/// In "Bearer 0123…" the last word alone is as secret; in "a b" it is not worth a hole in every sentence.
constexpr qsizetype shortestWord = 6;
/// Of a further header: "1" may be the value of one, and is no secret.
constexpr qsizetype shortestFurtherValue = 4;

/// How a server may write what it was sent: as it is, in a web page, in JSON, in an address.
QList<QByteArray> formsOf(const QByteArray &value)
{
    const QByteArray quoted = encodedString(value);
    return {value, QString::fromUtf8(value).toHtmlEscaped().toUtf8(), quoted.mid(1, quoted.size() - 2),
        value.toPercentEncoding()};
}

} // namespace

SecretFilter::SecretFilter(const ConnectionSettings &settings)
{
    if (!settings.headerName.isEmpty())
        add(settings.headerValue);
    for (const HandshakeHeader &header : settings.furtherHeaders) {
        if (header.value.reveal().trimmed().size() >= shortestFurtherValue)
            add(header.value);
    }
    add(settings.proxy.password);
    if (const QString query = settings.url.query(); query.size() >= shortestFurtherValue)
        add(Secret(query.toUtf8())); // where a token may stand
    std::stable_sort(m_forms.begin(), m_forms.end(),
        [](const Secret &a, const Secret &b) { return a.reveal().size() > b.reveal().size(); });
}

void SecretFilter::add(const Secret &secret)
{
    const QByteArray value = secret.reveal().trimmed();
    const QByteArray word = value.mid(value.lastIndexOf(' ') + 1);
    QList<QByteArray> forms = formsOf(value);
    if (word.size() >= shortestWord)
        forms += formsOf(word);
    for (const QByteArray &form : std::as_const(forms)) {
        if (!form.isEmpty() && !m_forms.contains(Secret(form)))
            m_forms.append(Secret(form));
    }
}

QByteArray SecretFilter::filtered(QByteArray bytes, bool cut) const
{
    for (const Secret &form : m_forms)
        bytes.replace(form.reveal(), substitute);
    for (qsizetype i = 0; cut && i < m_forms.size(); ++i) {
        const QByteArray &form = m_forms[i].reveal();
        for (qsizetype part = form.size() - 1; part >= shortestPart; --part) {
            if (bytes.endsWith(form.first(part)))
                return bytes.chopped(part) + substitute;
        }
    }
    return bytes;
}

QString SecretFilter::filtered(QString words) const
{
    for (const Secret &form : m_forms) {
        words.replace(QString::fromUtf8(form.reveal()), u"…"_s);
        words.replace(QString::fromLatin1(form.reveal()), u"…"_s);
    }
    return words;
}

} // namespace console
