#include "lib/connection/plaintext.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

bool isHidden(QChar c)
{
    const QChar::Category category = c.category();
    return category == QChar::Other_Control || category == QChar::Other_Format
        || category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

} // namespace

QString plainText(const QString &words, qsizetype maximum)
{
    QString shown;
    for (const QChar c : words.left(maximum)) {
        if (isHidden(c))
            shown += u"[U+%1]"_s.arg(QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0'));
        else
            shown += c;
    }
    return words.size() > maximum ? shown + u'…' : shown;
}

QString plainText(const QByteArray &utf8, qsizetype maximum)
{
    constexpr qsizetype mostBytesOfACharacter = 4;
    return plainText(QString::fromUtf8(utf8.left(mostBytesOfACharacter * (maximum + 1))), maximum);
}

} // namespace console
