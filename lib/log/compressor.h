#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct ZSTD_CCtx_s;

namespace console::mcap {

/// zstd, level 1, in memory that stays for the next text: new memory for each costs more than it seems, all
/// of it has to be cleared first. Not shared between threads.
class Compressor
{
public:
    Compressor();
    ~Compressor();

    /// Holds until the next call.
    QByteArrayView compress(QByteArrayView bytes);

private:
    struct Deleter
    {
        void operator()(ZSTD_CCtx_s *context) const;
    };
    std::unique_ptr<ZSTD_CCtx_s, Deleter> m_context;
    QByteArray m_result;
};

} // namespace console::mcap
