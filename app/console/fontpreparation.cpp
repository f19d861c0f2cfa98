#include "app/console/fontpreparation.h"

#include <QLibrary>
#include <QThreadPool>

namespace console {

using namespace Qt::StringLiterals;

/// Qt calls the same function later and finds the work done; should it come too early, each does it.
void prepareFonts()
{
    const auto list = reinterpret_cast<int (*)()>(QLibrary::resolve(u"fontconfig"_s, 1, "FcInit"));
    if (list)
        QThreadPool::globalInstance()->start([list] { list(); });
}

} // namespace console
