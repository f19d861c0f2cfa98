#pragma once

#include "lib/protocol/jsonlexer.h"

#include <vector>

namespace console {

/// Knows whether any object of one JSON text repeats a key (keys compare after decoding). Linear but for a
/// sort of wide objects, whatever the keys are made to be. Memory stays for the next text.
class DuplicateKeys
{
public:
    void reset(QByteArrayView text);
    void beginObject();
    void addKey(ByteSpan token, bool escaped); ///< with its quotes
    void endObject();
    bool found() const { return m_found; }

private:
    struct Key
    {
        quint64 mark = 0;
        ByteSpan token;
    };

    bool repeats(std::vector<Key>::iterator first);
    bool equal(const Key &a, const Key &b) const;
    QByteArray decoded(const Key &key) const;

    QByteArrayView m_text;
    std::vector<Key> m_keys; ///< of the open objects
    std::vector<size_t> m_firstKeys; ///< where each open object's keys begin
    bool m_found = false;
};

} // namespace console
