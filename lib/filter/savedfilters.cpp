#include "lib/filter/savedfilters.h"

#include "lib/filter/filterparser.h"
#include "lib/profile/privatefolder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int currentVersion = 1;
constexpr qint64 largestFile = 16 * 1024 * 1024; // bytes

/// Reads the parts of a document and remembers what it could not use.
class Reader
{
public:
    std::optional<FilterExpression> filterOf(const QJsonObject &object)
    {
        const ParsedFilter parsed = parseFilter(object[u"filter"].toString());
        if (!parsed.error)
            return parsed.expression;
        m_problems += u"“%1” was left out: %2."_s.arg(object[u"name"].toString(), toText(parsed.error));
        return std::nullopt;
    }
    QString problem() const { return m_problems.join(u' '); }

private:
    QStringList m_problems;
};

template <typename Item>
void addNamed(QList<Item> &list, const Item &item)
{
    const auto same = std::ranges::find(list, item.name, &Item::name);
    if (same == list.end())
        list.append(item);
    else
        *same = item;
}

} // namespace

QString SavedFilters::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + u"/event-manager-console/filters.json"_s;
}

std::optional<SavedFilters> SavedFilters::fromJson(const QByteArray &text, QString *problem)
{
    QJsonParseError error;
    const QJsonObject document = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError || !document.contains(u"version")) {
        *problem = u"This is no file with filters."_s;
        return std::nullopt;
    }
    if (document[u"version"].toInt() > currentVersion) {
        *problem = u"A newer version of the console wrote these filters."_s;
        return std::nullopt;
    }
    SavedFilters saved;
    Reader reader;
    for (const QJsonValue &value : document[u"filters"].toArray()) {
        const QJsonObject object = value.toObject();
        if (const auto filter = reader.filterOf(object))
            addNamed(saved.filters, {object[u"name"].toString(), *filter});
    }
    for (const QJsonValue &value : document[u"colours"].toArray()) {
        const QJsonObject object = value.toObject();
        const int tint = std::clamp(object[u"tint"].toInt(), 0, ColourRule::tintCount - 1);
        if (const auto filter = reader.filterOf(object))
            addNamed(
                saved.rules, {object[u"name"].toString(), *filter, tint, object[u"enabled"].toBool(true)});
    }
    *problem = reader.problem();
    return saved;
}

QByteArray SavedFilters::toJson() const
{
    QJsonArray named;
    for (const SavedFilter &each : filters)
        named.append(QJsonObject{{u"name"_s, each.name}, {u"filter"_s, each.filter.text()}});
    QJsonArray colours;
    for (const ColourRule &rule : rules)
        colours.append(QJsonObject{{u"name"_s, rule.name}, {u"filter"_s, rule.filter.text()},
            {u"tint"_s, rule.tint}, {u"enabled"_s, rule.enabled}});
    return QJsonDocument(
        QJsonObject{{u"version"_s, currentVersion}, {u"filters"_s, named}, {u"colours"_s, colours}})
        .toJson();
}

std::optional<SavedFilters> SavedFilters::read(const QString &path, QString *problem)
{
    QFile file(path);
    if (!file.exists())
        return SavedFilters();
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = u"“%1” cannot be read: %2."_s.arg(path, file.errorString());
        return std::nullopt;
    }
    const std::optional<SavedFilters> saved = fromJson(file.read(largestFile), problem);
    if (!problem->isEmpty())
        *problem = u"“%1”: %2"_s.arg(path, *problem);
    return saved;
}

QString SavedFilters::write(const QString &path) const
{
    makePrivateFolder(path);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        file.write(toJson()); // commit() knows of an error
        if (file.commit())
            return {};
    }
    return u"“%1” cannot be written: %2."_s.arg(path, file.errorString());
}

void SavedFilters::add(const SavedFilters &others)
{
    for (const SavedFilter &each : others.filters)
        addNamed(filters, each);
    for (const ColourRule &each : others.rules)
        addNamed(rules, each);
}

} // namespace console
