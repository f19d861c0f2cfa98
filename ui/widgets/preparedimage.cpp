#include "ui/widgets/preparedimage.h"

#include <QThreadPool>

#include <mutex>

namespace console {

struct PreparedImage::Shared
{
    std::function<QImage()> paint;
    std::once_flag once;
    QImage image;

    const QImage &painted()
    {
        std::call_once(once, [this] { image = paint(); });
        return image;
    }
};

PreparedImage::PreparedImage(std::function<QImage()> paint) : m_shared(std::make_shared<Shared>())
{
    m_shared->paint = std::move(paint);
    QThreadPool::globalInstance()->start([shared = m_shared] { shared->painted(); });
}

QImage PreparedImage::image() const
{
    return m_shared->painted();
}

} // namespace console
