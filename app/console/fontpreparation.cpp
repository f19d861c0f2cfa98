#include "app/console/fontpreparation.h"

#include <QFontInfo>
#include <QGuiApplication>
#include <QLibrary>
#include <QThread>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Null without fontconfig.
auto listing()
{
    return reinterpret_cast<int (*)()>(QLibrary::resolve(u"fontconfig"_s, 1, "FcInit"));
}

/// Lets all others go first, above all the display's server: the main thread waits for it again and again.
void giveWay()
{
#ifdef Q_OS_LINUX
    constexpr int nice = 10; // a tenth of what others get, should they want all
    setpriority(PRIO_PROCESS, id_t(gettid()), nice);
#endif
}

/// A new thread begins where the one that made it runs, and waits there for milliseconds although another
/// processor is idle; then it takes its turn from the main thread.
void leaveMyProcessor([[maybe_unused]] std::thread &thread)
{
#ifdef Q_OS_LINUX
    cpu_set_t processors;
    const int mine = sched_getcpu();
    if (mine < 0 || sched_getaffinity(0, sizeof processors, &processors) != 0 || CPU_COUNT(&processors) < 2)
        return;
    CPU_CLR(mine, &processors);
    pthread_setaffinity_np(thread.native_handle(), sizeof processors, &processors);
#endif
}

} // namespace

/// Qt calls the same function later and finds the work done; should it come too early, each does it: waiting
/// for one that gives way to all others would take longer.
FontPreparation::FontPreparation()
{
    QThread::currentThread(); // Qt takes the first thread that it sees for the main one
    m_listing = std::thread([] {
        giveWay();
        if (const auto list = listing())
            list();
    });
    leaveMyProcessor(m_listing);
}

FontPreparation::~FontPreparation()
{
    finish();
    m_listing.join();
}

/// The list that Qt makes for itself, and what stands in for the font where it lacks a letter, are kept for
/// all threads.
void FontPreparation::lookUp()
{
    m_lookUp = std::thread([font = QGuiApplication::font()] {
        if (listing())
            static_cast<void>(QFontInfo(font).pixelSize());
    });
    leaveMyProcessor(m_lookUp);
}

void FontPreparation::finish()
{
    if (m_lookUp.joinable())
        m_lookUp.join();
}

} // namespace console
