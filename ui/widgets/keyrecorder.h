#pragma once

#include <QKeySequenceEdit>

namespace console {

/// A field that takes one press of keys and is done, instead of waiting for three more. GUI thread.
class KeyRecorder : public QKeySequenceEdit
{
    Q_OBJECT
public:
    using QKeySequenceEdit::QKeySequenceEdit;

signals:
    void recorded(const QKeySequence &keys); ///< by the user

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace console
