#pragma once

#include "ui/models/messagedifference.h"

#include <QListWidget>

namespace console {

class Theme;

/// What makes one message another than another: a sign, a word and the path, below them the old value and the
/// new one. Copies a line as text. GUI thread.
class DifferenceView : public QListWidget
{
    Q_OBJECT
public:
    DifferenceView(const Theme *theme, QWidget *parent = nullptr);

    void setDifferences(const QList<ValueDifference> &differences);
    const ValueDifference &difference(int row) const { return m_differences[row]; }
    void copyCurrent() const; ///< as one line

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<ValueDifference> m_differences;
};

/// "added", "removed", "changed"
QString differenceWord(ValueDifference::Kind kind);
/// The old value and the new one in one line, cut: "1 → 0".
QString differenceValues(const ValueDifference &difference);

} // namespace console
