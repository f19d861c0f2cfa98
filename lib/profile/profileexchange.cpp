#include "lib/profile/profileexchange.h"

#include "lib/profile/profilejson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int ourVersion = 1;
/// Far above any number of profiles.
constexpr qsizetype maximumSize = 16 * 1024 * 1024;

QString documentProblem(const QJsonDocument &document, const QJsonParseError &error)
{
    if (error.error != QJsonParseError::NoError)
        return u"The file is no JSON: %1 at byte %2."_s.arg(error.errorString()).arg(error.offset);
    if (document["version"_L1].toInt() < 1 || !document["profiles"_L1].isArray())
        return u"The file is JSON but holds no connections of the console."_s;
    return {};
}

bool isNameTaken(const QString &name, const QList<Profile> &profiles)
{
    return std::any_of(profiles.begin(), profiles.end(),
        [&name](const Profile &profile) { return profile.name.compare(name, Qt::CaseInsensitive) == 0; });
}

QString freeName(const QString &name, const QList<Profile> &taken)
{
    QString free = name;
    for (int copy = 2; isNameTaken(free, taken); ++copy)
        free = u"%1 (%2)"_s.arg(name).arg(copy);
    return free;
}

/// Lets profiles in one by one, each beside those that are there and those before it.
class Gate
{
public:
    explicit Gate(QList<Profile> existing) : m_all(std::move(existing)) { }
    void letIn(const QJsonValue &entry, qsizetype number);
    ProfileImport import;

private:
    bool isThere(const Profile &profile) const;
    void fit(Profile &profile);

    QList<Profile> m_all;
};

bool Gate::isThere(const Profile &profile) const
{
    return std::find(m_all.begin(), m_all.end(), profile) != m_all.end();
}

void Gate::letIn(const QJsonValue &entry, qsizetype number)
{
    QJsonObject json = entry.toObject();
    if (QUuid::fromString(json["id"_L1].toString()).isNull())
        json["id"_L1] = QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::optional<Profile> profile = profileFromJson(json);
    if (!profile || profile->host.isEmpty()) {
        import.remarks.append(u"Entry %1 is no connection: it was left out."_s.arg(number));
        return;
    }
    if (isThere(*profile)) {
        import.remarks.append(u"“%1” is there already."_s.arg(profile->name));
        return;
    }
    fit(*profile);
    m_all.append(*profile);
    import.profiles.append(*profile);
}

void Gate::fit(Profile &profile)
{
    const bool isIdTaken = std::any_of(
        m_all.begin(), m_all.end(), [&profile](const Profile &other) { return other.id == profile.id; });
    if (isIdTaken)
        profile.id = QUuid::createUuid();
    const QString name = profile.name.trimmed().isEmpty() ? profile.host : profile.name;
    profile.name = freeName(name, m_all);
    if (profile.name != name)
        import.remarks.append(u"The name “%1” is taken: imported as “%2”."_s.arg(name, profile.name));
}

} // namespace

QByteArray exportProfiles(const QList<Profile> &profiles)
{
    QJsonArray entries;
    for (const Profile &profile : profiles)
        entries.append(toJson(profile));
    const QJsonObject document{{u"version"_s, ourVersion}, {u"profiles"_s, entries},
        {u"about"_s,
            u"Connections of the Event Manager Console. There are no secrets in this file: no header values, "
            u"no passphrases, no passwords and no keys."_s}};
    return QJsonDocument(document).toJson();
}

ProfileImport importProfiles(const QByteArray &bytes, const QList<Profile> &existing)
{
    Gate gate(existing);
    if (bytes.size() > maximumSize) {
        gate.import.problem = u"The file is too big to hold connections of the console."_s;
        return gate.import;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    gate.import.problem = documentProblem(document, error);
    if (!gate.import.problem.isEmpty())
        return gate.import;
    if (document["version"_L1].toInt() > ourVersion)
        gate.import.remarks.append(u"The file comes from a newer version of the console: what this version "
                                   u"does not understand is kept but has no effect."_s);
    qsizetype number = 0;
    for (const QJsonValue &entry : document["profiles"_L1].toArray())
        gate.letIn(entry, ++number);
    return gate.import;
}

} // namespace console
