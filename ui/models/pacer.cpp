#include "ui/models/pacer.h"

namespace console {

Pacer::Pacer(int milliseconds, QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(milliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Pacer::grantIfDue);
}

void Pacer::request()
{
    m_requested = true;
    grantIfDue();
}

void Pacer::setHeld(bool held)
{
    m_held = held;
    grantIfDue();
}

void Pacer::grantIfDue()
{
    if (!m_requested || m_held || m_timer.isActive())
        return;
    m_requested = false;
    m_timer.start();
    emit due();
}

} // namespace console
