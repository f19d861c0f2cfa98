#include "ui/models/foldedtext.h"

namespace console {

namespace {

/// Combining marks aside, of scripts that have them on letters; who types knows names without them.
QChar withoutAccent(QChar letter)
{
    constexpr char16_t dotlessI = 0x131;
    constexpr char16_t endOfAccented = 0x2000;
    while (letter.unicode() < endOfAccented && letter.decompositionTag() == QChar::Canonical)
        letter = letter.decomposition().at(0);
    return letter == dotlessI ? QChar(u'i') : letter;
}

char16_t folded(char16_t letter)
{
    constexpr char16_t endOfAscii = 0x80;
    if (letter < endOfAscii)
        return letter >= u'A' && letter <= u'Z' ? char16_t(letter + (u'a' - u'A')) : letter;
    return withoutAccent(letter).toCaseFolded().unicode();
}

} // namespace

void FoldedText::append(QStringView text)
{
    m_text.resize(m_text.size() + text.size());
    char16_t *place = m_text.end() - text.size();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair) {
            const char32_t letter = QChar::toCaseFolded(QChar::surrogateToUcs4(text[i], text[i + 1]));
            place[i] = QChar::highSurrogate(letter);
            place[++i] = QChar::lowSurrogate(letter);
        } else {
            place[i] = folded(text[i].unicode());
        }
    }
}

} // namespace console
