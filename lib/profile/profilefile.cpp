#include "lib/profile/profilefile.h"

#include "lib/profile/profilejson.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int ourVersion = 1;

/// Why a document is no profile file; empty: it is one.
QString shapeProblem(const QJsonDocument &document, const QJsonParseError &parseError)
{
    if (parseError.error != QJsonParseError::NoError)
        return u"%1 at byte %2"_s.arg(parseError.errorString()).arg(parseError.offset);
    if (!document.isObject())
        return u"it holds no object"_s;
    if (document["version"_L1].toInt() < 1)
        return u"it has no version"_s;
    if (!document["profiles"_L1].isArray())
        return u"it has no list of profiles"_s;
    return {};
}

/// The new name of a broken file; empty if it could not be renamed.
QString setAside(const QString &file)
{
    const QString base =
        file + u".broken-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString name = base;
    for (int copy = 2; copy < 100; ++copy) {
        if (QFile::rename(file, name))
            return name;
        name = u"%1-%2"_s.arg(base).arg(copy);
    }
    return {};
}

ProfileFileContent untouchable(const QString &problem)
{
    ProfileFileContent content;
    content.problem = problem;
    content.writable = false;
    return content;
}

ProfileFileContent broken(const QString &why)
{
    ProfileFileContent content;
    content.problem = why;
    content.broken = true;
    return content;
}

ProfileFileContent parse(const QString &file, const QByteArray &bytes)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    const bool isNewer = document["version"_L1].toInt() > ourVersion;
    const QString why = shapeProblem(document, parseError);
    if (!why.isEmpty() && !isNewer)
        return broken(why);

    ProfileFileContent content;
    for (const QJsonValue &entry : document["profiles"_L1].toArray()) {
        if (const std::optional<Profile> profile = profileFromJson(entry.toObject()))
            content.profiles.append(*profile);
        else if (!isNewer)
            return broken(u"a profile has no id"_s);
    }
    content.unknownKeys = document.object();
    content.unknownKeys.remove("profiles"_L1);
    content.unknownKeys.remove("version"_L1);
    if (isNewer) {
        content.writable = false;
        content.problem = u"The saved connections in “%1” come from a newer version of the console: "
                          u"they can be used, but not changed here."_s.arg(file);
    }
    return content;
}

} // namespace

ProfileFileContent readProfileFile(const QString &file)
{
    const QFileInfo info(file);
    if (!info.exists())
        return {};
    QFile device(file);
    if (!info.isFile() || !device.open(QIODevice::ReadOnly))
        return untouchable(u"The saved connections in “%1” cannot be read: %2."_s.arg(
            file, info.isFile() ? device.errorString() : u"it is no file"_s));
    const QByteArray bytes = device.readAll();
    device.close();
    return parse(file, bytes);
}

ProfileFileContent readOrSetAside(const QString &file)
{
    ProfileFileContent content = readProfileFile(file);
    if (!content.broken)
        return content;
    const QString why = content.problem;
    const QString name = setAside(file);
    if (name.isEmpty())
        return untouchable(u"The saved connections in “%1” cannot be read (%2), and the file cannot be set "
                           u"aside: nothing will be saved."_s.arg(file, why));
    content.problem =
        u"The saved connections could not be read (%1). The file is kept as “%2”."_s.arg(why, name);
    return content;
}

QString writeProfileFile(const QString &file, const ProfileFileContent &content)
{
    QJsonArray profiles;
    for (const Profile &profile : content.profiles)
        profiles.append(toJson(profile));
    QJsonObject document = content.unknownKeys;
    document.insert(u"version"_s, ourVersion);
    document.insert(u"profiles"_s, profiles);

    QSaveFile device(file);
    const bool isWritten = device.open(QIODevice::WriteOnly)
        && device.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && device.write(QJsonDocument(document).toJson()) >= 0 && device.commit();
    return isWritten ? QString()
                     : u"The connections could not be saved in “%1”: %2."_s.arg(file, device.errorString());
}

} // namespace console
