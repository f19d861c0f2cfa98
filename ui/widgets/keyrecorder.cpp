#include "ui/widgets/keyrecorder.h"

namespace console {

void KeyRecorder::keyPressEvent(QKeyEvent *event)
{
    QKeySequenceEdit::keyPressEvent(event);
    if (keySequence().isEmpty())
        return; // a modifier alone, so far
    const QKeySequence keys(keySequence()[0]);
    setKeySequence(keys); // ends the waiting
    emit recorded(keys);
}

} // namespace console
