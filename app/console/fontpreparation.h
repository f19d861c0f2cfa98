#pragma once

#include <QtGlobal>

#include <thread>

namespace console {

/// Has the system's fonts listed, and then the program's own one looked up in the list, on other threads:
/// else the first word on screen would wait for both. Nothing happens where Qt finds its fonts without
/// fontconfig. Main thread.
class FontPreparation
{
public:
    /// Before there is a QApplication: while that waits for the display there is time to list the fonts.
    FontPreparation();
    ~FontPreparation();
    Q_DISABLE_COPY_MOVE(FontPreparation)

    /// Once there is one: while the first window is being made there is time to look.
    void lookUp();
    /// Before it goes again: what Qt knows of fonts goes with it. Waits.
    void finish();

private:
    std::thread m_listing;
    std::thread m_lookUp;
};

} // namespace console
