#include "ui/widgets/picturepreparation.h"

#include <QBackingStore>
#include <QEvent>
#include <QGuiApplication>
#include <QImage>
#include <QThreadPool>
#include <QWidget>
#include <QWindow>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// What is in the memory stays as it is, so that the window may paint at the same time. Should it have been
/// given back meanwhile, or the system be older than this, nothing happens.
void populate([[maybe_unused]] const uchar *begin, [[maybe_unused]] const uchar *end)
{
#ifdef MADV_POPULATE_WRITE
    constexpr size_t step = 128 * 1024; // bytes: for longer nobody else may ask the system for memory
    for (size_t size = (quintptr(end) - 1) % step + 1; size < size_t(end - begin); size = step) {
        end -= size;
        madvise(const_cast<uchar *>(end), size, MADV_POPULATE_WRITE);
    }
#endif
}

/// Elsewhere the memory is the display's, and another one at each frame.
bool paintsIntoItsOwnMemory()
{
    const QString platform = QGuiApplication::platformName();
    return platform == "xcb"_L1 || platform == "offscreen"_L1;
}

/// As the window will paint into it. Null where it does not paint into memory.
const QImage *pictureOf(QBackingStore *store, QSize size)
{
    store->resize(size);
    store->beginPaint({}); // only then is there a device
    const auto *picture = dynamic_cast<const QImage *>(store->paintDevice());
    store->endPaint();
    return picture;
}

} // namespace

PicturePreparation::PicturePreparation(QWidget *window) : QObject(window), m_window(window)
{
    if (window->windowHandle() && paintsIntoItsOwnMemory())
        window->windowHandle()->installEventFilter(this);
}

bool PicturePreparation::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Expose && m_window->windowHandle()->isExposed()) {
        object->removeEventFilter(this);
        prepare();
    }
    return false;
}

void PicturePreparation::prepare()
{
    QBackingStore *store = m_window->backingStore();
    const QImage *picture = store ? pictureOf(store, m_window->size()) : nullptr;
    if (!picture)
        return;
    m_window->update(); // the picture has the right size by now, but nothing is in it
    QThreadPool::globalInstance()->start(
        [begin = picture->constBits(), size = picture->sizeInBytes()] { populate(begin, begin + size); });
}

} // namespace console
