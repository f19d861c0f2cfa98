#pragma once

#include <QWidget>

namespace console {

class Theme;

/// A command to run on the server, with a button that copies it.
class CommandLine : public QWidget
{
    Q_OBJECT
public:
    CommandLine(const Theme *theme, const QString &hint, const QString &command, QWidget *parent = nullptr);
};

} // namespace console
