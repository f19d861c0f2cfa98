#pragma once

#include <QObject>

class QWidget;

namespace console {

/// Has the system hand out the memory of a window's picture on another thread, from its end on, while the
/// window begins to paint at its start: at each page of it that nobody has touched yet painting would halt,
/// and there are more than a thousand. Acts once, when the window is first seen. Nothing happens where the
/// system cannot be asked, or the window has its memory from elsewhere. GUI thread.
class PicturePreparation : public QObject
{
public:
    /// @param window  shown, but not painted yet
    explicit PicturePreparation(QWidget *window);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void prepare();

    QWidget *m_window;
};

} // namespace console
