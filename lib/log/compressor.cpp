#include "lib/log/compressor.h"

#include <zstd.h>

namespace console::mcap {

namespace {

constexpr int level =
    1; // ten times less at a fifth of a microsecond a message; more costs more than it saves

/// More memory than usual texts need is given back.
constexpr qsizetype usualBytes = 2 * 1024 * 1024;

} // namespace

Compressor::Compressor() : m_context(ZSTD_createCCtx()) { }

Compressor::~Compressor() = default;

void Compressor::Deleter::operator()(ZSTD_CCtx_s *context) const
{
    ZSTD_freeCCtx(context);
}

QByteArrayView Compressor::compress(QByteArrayView bytes)
{
    const auto bound = qsizetype(ZSTD_compressBound(size_t(bytes.size())));
    if (bound > m_result.size() || m_result.size() > usualBytes)
        m_result = QByteArray(bound, Qt::Uninitialized);
    const size_t size = ZSTD_compressCCtx(
        m_context.get(), m_result.data(), size_t(m_result.size()), bytes.data(), size_t(bytes.size()), level);
    Q_ASSERT(!ZSTD_isError(size)); // the bound is never exceeded
    return QByteArrayView(m_result).first(qsizetype(size));
}

} // namespace console::mcap
