#include "app/cli/output.h"

#include <cerrno>

#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

/// Whoever shares the terminal may have made it non-blocking: then wait until it takes more.
bool canGoOn(int descriptor)
{
    if (errno == EINTR)
        return true;
    if (errno != EAGAIN)
        return false;
    pollfd waiting{descriptor, POLLOUT, 0};
    return ::poll(&waiting, 1, -1) >= 0 || errno == EINTR;
}

bool isUnsafe(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
        || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
}

} // namespace

WriteResult writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (written >= 0)
            done += written;
        else if (!canGoOn(descriptor))
            return errno == EPIPE ? WriteResult::Closed : WriteResult::Failed;
    }
    return WriteResult::Written;
}

void complain(const QString &sentence)
{
    writeAll(STDERR_FILENO, "event-manager-cli: " + harmless(sentence).toUtf8() + '\n');
}

QString harmless(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c == u'\n')
            result += u' ';
        else if (isUnsafe(c))
            result += u"U+%1"_s.arg(QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0'));
        else
            result += c;
    }
    return result;
}

} // namespace console::cli
