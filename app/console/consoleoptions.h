#pragma once

#include <QString>
#include <QStringList>

namespace console {

enum class Appearance { System, Light, Dark, HighContrast };

/// What the console was started with; a value.
struct ConsoleOptions
{
    bool demo = false; ///< open on the demo server
    QString target; ///< address or name of a saved connection; empty: the welcome page
    QString screenshot; ///< save a picture of the window there and end; empty: no
    QString workspace; ///< to begin in: monitor, compose or statistics
    Appearance appearance = Appearance::System;
    bool appearanceGiven = false;
    QString error; ///< wrong usage; a sentence
    QString text; ///< print this and end: help or version
};

ConsoleOptions parseConsoleOptions(const QStringList &arguments);

} // namespace console
