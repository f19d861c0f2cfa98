#pragma once

#include <QObject>

namespace console {

/// Turns SIGINT and SIGTERM into a Qt signal: the handler writes to a pipe, which is all that it may do. One
/// of them a program.
class TerminationSignals : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignals(QObject *parent = nullptr);

signals:
    void received(int signal); ///< SIGINT or SIGTERM
};

} // namespace console
