#include "lib/profile/privatefolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace console {

bool makePrivateFolder(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (QFileInfo(folder).isDir())
        return true;
    return QDir().mkpath(folder)
        && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace console
