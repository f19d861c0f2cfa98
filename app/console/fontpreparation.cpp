#include "app/console/fontpreparation.h"

#include <QFontInfo>
#include <QGuiApplication>
#include <QLibrary>
#include <QThread>

#include <system_error>

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

/// On another processor where there is one. No thread where the system gives none: Qt then does the work.
template <typename Work>
std::thread started(Work work)
{
    std::thread thread;
    try {
        thread = std::thread(work);
    } catch (const std::system_error &) {
        return thread;
    }
    leaveMyProcessor(thread);
    return thread;
}

void join(std::thread &thread)
{
    if (thread.joinable())
        thread.join();
}

} // namespace

/// Qt calls the same function later and finds the work done; should it come too early, each does it: waiting
/// for one that gives way to all others would take longer.
FontPreparation::FontPreparation()
{
    QThread::currentThread(); // Qt takes the first thread that it sees for the main one
    m_listing = started([] {
        giveWay();
        if (const auto list = listing())
            list();
    });
}

FontPreparation::~FontPreparation()
{
    join(m_listing);
    join(m_lookUp);
}

/// The list that Qt makes for itself, and what stands in for the font where it lacks a letter, are kept for
/// all threads.
void FontPreparation::lookUp()
{
    m_lookUp = started([font = QGuiApplication::font()] {
        if (listing())
            static_cast<void>(QFontInfo(font).pixelSize());
    });
}

void FontPreparation::finish()
{
    join(m_lookUp);
}

} // namespace console
