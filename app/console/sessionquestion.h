#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace console {

/// Asked before a session leaves the screen for another one; texts are plain. Cancel is always offered.
struct SessionQuestion
{
    QString title;
    QString question;
    QString consequence; ///< of going on here
    QString here; ///< the button that goes on in this window
    QString elsewhere; ///< the button that leaves this one as it is; empty: there is none
};

/// Opens the question and returns; one of the functions is called where the user goes on.
void ask(const SessionQuestion &question, QWidget *parent, const std::function<void()> &here,
    const std::function<void()> &elsewhere);

} // namespace console
