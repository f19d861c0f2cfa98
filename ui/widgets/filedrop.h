#pragma once

#include <QObject>

class QWidget;

namespace console {

/// Lets a file be dropped on a widget; of several the first. GUI thread.
class FileDrop : public QObject
{
    Q_OBJECT
public:
    explicit FileDrop(QWidget *target); ///< owns this

signals:
    /// Whether it is of any use is found out by opening it.
    void dropped(const QString &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace console
