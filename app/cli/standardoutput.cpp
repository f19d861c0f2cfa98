#include "app/cli/standardoutput.h"

#include "app/cli/output.h"

#include <utility>

#include <unistd.h>

namespace console::cli {

constexpr qsizetype pieceSize = 256 * 1024; // bytes

StandardOutput::StandardOutput()
{
    open(WriteOnly | Unbuffered);
}

bool StandardOutput::flush()
{
    switch (writeAll(STDOUT_FILENO, std::exchange(m_collected, {}))) {
    case WriteResult::Written:
        return true;
    case WriteResult::Closed:
        m_isClosed = true;
        break;
    case WriteResult::Failed:
        setErrorString(qt_error_string());
        break;
    }
    return false;
}

qint64 StandardOutput::writeData(const char *data, qint64 size)
{
    m_collected.append(data, size);
    return m_collected.size() < pieceSize || flush() ? size : -1;
}

} // namespace console::cli
