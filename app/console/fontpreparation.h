#pragma once

#include <QThreadPool>

namespace console {

/// Has the system's fonts listed on another thread, and then the program's own one looked up in the list
/// there: else the first word on screen would wait for both. Nothing happens where Qt finds its fonts without
/// fontconfig. Main thread.
class FontPreparation
{
public:
    /// Before there is a QApplication: while that waits for the display there is time to list the fonts.
    FontPreparation();
    /// Once there is one: while the first window is being made there is time to look.
    void lookUp();

private:
    QThreadPool m_pool; ///< of one thread, so that the list is there when it is looked into
};

} // namespace console
