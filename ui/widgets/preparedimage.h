#pragma once

#include <QImage>

#include <functional>
#include <memory>

namespace console {

/// An image that a thread of the pool paints as soon as it can, or whoever needs it before. Copies share it.
class PreparedImage
{
public:
    PreparedImage() = default;
    /// @param paint  runs once, on any thread: it must hold all that it needs.
    explicit PreparedImage(std::function<QImage()> paint);

    /// Whether it was told what to paint.
    bool isValid() const { return m_shared != nullptr; }
    /// Waits only while it is being painted. Valid images only.
    QImage image() const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace console
