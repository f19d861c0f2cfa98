#pragma once

#include "lib/protocol/ids.h"

#include <QRect>
#include <QString>

namespace console {

/// Something that is painted in a lane, as assistive technology is told of it.
struct TimelineItem
{
    QString name; ///< what it is, in words
    QString value; ///< when
    QRect place; ///< in the widget
    MessageId message; ///< none: it stands for no single message
};

} // namespace console
