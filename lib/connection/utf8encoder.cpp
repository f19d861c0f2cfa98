#include "lib/connection/utf8encoder.h"

namespace console {

namespace {

/// More memory than usual messages need is given back.
constexpr qsizetype usualBytes = 1024 * 1024;

} // namespace

QByteArrayView Utf8Encoder::encode(QStringView text)
{
    const qsizetype room = m_encoder.requiredSpace(text.size());
    if (room > m_bytes.size() || m_bytes.size() > usualBytes)
        m_bytes = QByteArray(room, Qt::Uninitialized);
    const char *end = m_encoder.appendToBuffer(m_bytes.data(), text);
    return {m_bytes.constData(), end};
}

} // namespace console
