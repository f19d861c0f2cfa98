#include "ui/widgets/splitter.h"

#include <QResizeEvent>

namespace console {

namespace {

constexpr int grabMargin = 3;

class Handle : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    /// As QSplitterHandle does it for thin handles, only wider: margins take the mouse, the contents are
    /// painted.
    void resizeEvent(QResizeEvent *event) override
    {
        // Not QSplitterHandle's: the two would set margins against each other for ever.
        QWidget::resizeEvent(event); // NOLINT(bugprone-parent-virtual-call)
        const bool across = orientation() == Qt::Horizontal;
        setAttribute(Qt::WA_MouseNoMask);
        setContentsMargins(across ? grabMargin : 0, across ? 0 : grabMargin, across ? grabMargin : 0,
            across ? 0 : grabMargin);
        setMask(QRegion(contentsRect()));
    }
};

} // namespace

Splitter::Splitter(Qt::Orientation orientation, QWidget *parent) : QSplitter(orientation, parent)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

QSplitterHandle *Splitter::createHandle()
{
    return new Handle(orientation(), this);
}

} // namespace console
