#pragma once

#include <QObject>
#include <QTimer>

namespace console {

/// Turns many requests into few: the first after a rest is granted at once, later ones once an interval. GUI
/// thread.
class Pacer : public QObject
{
    Q_OBJECT
public:
    explicit Pacer(int milliseconds, QObject *parent = nullptr);

    void request();

signals:
    void due();

private:
    void grant();

    QTimer m_timer; ///< runs while the last grant is fresh
    bool m_requested = false;
};

} // namespace console
