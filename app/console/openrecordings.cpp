#include "app/console/openrecordings.h"

#include <QFileInfo>
#include <QSet>

namespace console {

void OpenRecordings::add(const QString &file, const QObject *session)
{
    m_files.insert(session, file);
    connect(session, &QObject::destroyed, this, [this, session] { m_files.remove(session); });
}

QStringList OpenRecordings::namesAmong(const QStringList &paths, const QStringList &opened)
{
    QSet<QString> files;
    for (const QString &file : opened)
        files.insert(QFileInfo(file).canonicalFilePath());
    QStringList names;
    for (const QString &path : paths) {
        const QString file = QFileInfo(path).canonicalFilePath();
        if (!file.isEmpty() && files.contains(file)) // else it is gone
            names.append(path);
    }
    return names;
}

} // namespace console
