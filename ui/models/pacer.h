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
    /// While held nothing is granted; what was asked for meanwhile is granted at the end.
    void setHeld(bool held);

signals:
    void due();

private:
    void grantIfDue();

    QTimer m_timer; ///< runs while the last grant is fresh
    bool m_requested = false;
    bool m_held = false;
};

} // namespace console
