#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>

namespace console {

/// Which recordings the windows of the program show, so that none of them is removed. GUI thread.
class OpenRecordings : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The file is shown until `session` is destroyed. @param file  as it was named to the program
    void add(const QString &file, const QObject *session);

    /// As they were named: namesAmong() tells which files these are.
    QStringList files() const { return m_files.values(); }

    /// Of these paths the ones that lead to a file that was opened, perhaps under another name: through a
    /// link or a relative path. Asks the disk; any thread.
    static QStringList namesAmong(const QStringList &paths, const QStringList &opened);

private:
    QHash<const QObject *, QString> m_files; ///< by session
};

} // namespace console
