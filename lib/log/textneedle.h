#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace console {

/// Finds one text, whatever the case of its ASCII letters, at the speed of memory: blocks of bytes are
/// compared at two rare places of the needle at once, in a form that compilers turn into vector code. A
/// value; usable on any thread.
class TextNeedle
{
public:
    explicit TextNeedle(QByteArrayView needle); ///< UTF-8

    qsizetype size() const { return m_bytes.size(); }
    /// Offset of the first occurrence at or after `from`; -1: none.
    qsizetype indexIn(QByteArrayView text, qsizetype from = 0) const;

private:
    static constexpr qsizetype blockSize = 64;
    /// One byte of the needle: text | fold == byte means that they are equal but for case.
    struct Probe
    {
        qsizetype offset = 0;
        uchar byte = 0;
        uchar fold = 0;
    };

    Probe probeAt(qsizetype offset) const;
    bool mayStartIn(const uchar *block) const;
    qsizetype indexInBlock(const uchar *text, qsizetype from, qsizetype to) const;
    bool standsAt(const uchar *text) const;

    QByteArray m_bytes; ///< ASCII letters in lower case
    QByteArray m_folds; ///< 0x20 for letters, else 0
    Probe m_rare;
    Probe m_second;
};

/// Does the raw text, or the unescaped text where the row holds \u, contain `needle` (UTF-8)? ASCII case does
/// not matter. An empty needle is in every text.
bool containsText(QByteArrayView text, bool hasUnicodeEscapes, QByteArrayView needle);

/// What a JSON text says once its escapes are resolved; in linear time, whether it is JSON or not.
QByteArray unescaped(QByteArrayView text);

} // namespace console
