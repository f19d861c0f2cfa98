#include "ui/models/pacer.h"

namespace console {

Pacer::Pacer(int milliseconds, QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(milliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_requested)
            grant();
    });
}

void Pacer::request()
{
    m_requested = true;
    if (!m_timer.isActive())
        grant();
}

void Pacer::grant()
{
    m_requested = false;
    m_timer.start();
    emit due();
}

} // namespace console
