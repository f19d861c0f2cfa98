#pragma once

#include <QIODevice>

namespace console::cli {

/// Standard output as a device that collects what is written into larger pieces.
class StandardOutput : public QIODevice
{
public:
    StandardOutput();

    /// Writes what was collected. False where that did not go.
    bool flush();
    /// Nobody reads any more: no trouble, but there is no point in going on.
    bool isClosed() const { return m_isClosed; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_collected;
    bool m_isClosed = false;
};

} // namespace console::cli
