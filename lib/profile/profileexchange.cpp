#include "lib/profile/profileexchange.h"

#include "lib/profile/profilejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString freeName(const QString &name, const QSet<QString> &taken)
{
    QString free = name;
    for (int i = 2; taken.contains(free.toCaseFolded()); ++i)
        free = u"%1 (%2)"_s.arg(name).arg(i);
    return free;
}

} // namespace

QByteArray exportProfiles(const QList<Profile> &profiles)
{
    QJsonArray list;
    for (const Profile &profile : profiles)
        list.append(toJson(profile));
    return QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"profiles"_s, list}}).toJson();
}

ImportedProfiles importProfiles(const QByteArray &json, const QList<Profile> &existing)
{
    ImportedProfiles imported;
    QSet<QString> taken;
    for (const Profile &profile : existing)
        taken.insert(profile.name.toCaseFolded());
    for (const QJsonValue &entry : QJsonDocument::fromJson(json)["profiles"_L1].toArray()) {
        std::optional<Profile> profile = profileFromJson(entry.toObject());
        if (!profile)
            continue;
        profile->id = QUuid::createUuid();
        profile->name = freeName(profile->name, taken);
        taken.insert(profile->name.toCaseFolded());
        imported.profiles.append(*profile);
    }
    if (imported.profiles.isEmpty())
        imported.problem = u"This file holds no connections of the console."_s;
    return imported;
}

} // namespace console
