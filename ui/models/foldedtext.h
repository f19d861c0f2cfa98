#pragma once

#include <QStringView>
#include <QVarLengthArray>

namespace console {

/// A text as words are looked for in it: in one case and without accents. As long as the text itself, so that
/// places in it are those of the text. Short ones cost no allocation. A value; any thread.
class FoldedText
{
public:
    explicit FoldedText(QStringView text) { append(text); }

    void append(QStringView text);
    QStringView view() const { return {m_text.data(), m_text.size()}; }
    bool contains(const FoldedText &part) const { return view().contains(part.view()); }

private:
    QVarLengthArray<char16_t, 64> m_text;
};

} // namespace console
