#include "app/console/fontpreparation.h"

#include <QFontInfo>
#include <QGuiApplication>
#include <QLibrary>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Null without fontconfig.
auto listing()
{
    return reinterpret_cast<int (*)()>(QLibrary::resolve(u"fontconfig"_s, 1, "FcInit"));
}

} // namespace

/// Qt calls the same function later and finds the work done; should it come too early, each does it.
FontPreparation::FontPreparation()
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(0); // a thread keeps the fonts that it loaded
    m_pool.start([] {
        if (const auto list = listing())
            list();
    });
}

/// The list that Qt makes for itself, and what stands in for the font where it lacks a letter, are kept for
/// all threads.
void FontPreparation::lookUp()
{
    m_pool.start([font = QGuiApplication::font()] {
        if (listing())
            static_cast<void>(QFontInfo(font).pixelSize());
    });
}

} // namespace console
