#include "ui/models/filterchoices.h"

#include "lib/filter/filterconditions.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/eventtype.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/text.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

StringId subjectOf(const MessageRecord &record, FilterSubject subject)
{
    switch (subject) {
    case FilterSubject::Type:
        return record.name;
    case FilterSubject::Room:
        return record.room;
    case FilterSubject::Participant:
        break;
    }
    return record.participant;
}

std::vector<quint64> countStrings(const MessageLog &log, FilterSubject subject)
{
    std::vector<quint64> counts(log.stringCount() + 1, 0);
    const quint64 back = std::min(countedRows, log.size());
    log.forEachRun(MessageId(log.end().value - back), log.end(),
        [&](MessageId, const MessageRecord *rows, size_t count) {
            for (size_t i = 0; i < count; ++i) {
                const quint32 string = subjectOf(rows[i], subject).value;
                if (rows[i].isEvent() && string < counts.size())
                    ++counts[string];
            }
        });
    return counts;
}

QString labelOf(const QByteArray &id, const RoomDirectory *directory, FilterSubject subject)
{
    if (subject == FilterSubject::Type)
        return groupLabel(id);
    if (id.isEmpty()) // of messages that name none
        return subject == FilterSubject::Room ? u"no room"_s : u"nobody"_s;
    if (subject == FilterSubject::Room)
        return isolated(shortenedId(id, 40));
    const QString name = directory ? directory->nameOf({}, id) : QString();
    const QString shown = isolated(shortenedId(id));
    return name.isEmpty() ? u"person "_s + shown : shown + u"  "_s + isolated(visibleText(name, 60));
}

bool isKnownType(const QString &word)
{
    const QByteArray group = eventGroup(word.toUtf8());
    return std::ranges::any_of(Catalogue::builtIn().events(), [&](const EventDescription &event) {
        return event.label.compare(word, Qt::CaseInsensitive) == 0
            || eventGroup(event.name.toUtf8()) == group;
    });
}

QString listText(const QSet<QByteArray> &ids, const RoomDirectory *directory, FilterSubject subject)
{
    if (ids.size() > 2)
        return QString::number(ids.size());
    QStringList labels;
    for (const QByteArray &id : ids) {
        if (!id.isEmpty())
            labels += labelOf(id, directory, subject);
    }
    labels.sort();
    if (const QByteArray none; ids.contains(none))
        labels += labelOf(none, directory, subject);
    return labels.join(u", "_s);
}

} // namespace

QList<FilterChoice> filterChoices(
    const MessageLog &log, const RoomDirectory *directory, FilterSubject subject)
{
    const std::vector<quint64> counts = countStrings(log, subject);
    QHash<QByteArray, quint64> totals;
    for (size_t i = 1; i < counts.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const QByteArray text = log.string(StringId(quint32(i)));
        totals[subject == FilterSubject::Type ? eventGroup(text) : text] += counts[i];
    }
    QList<FilterChoice> choices;
    for (auto it = totals.cbegin(); it != totals.cend(); ++it)
        choices.append({it.key(), labelOf(it.key(), directory, subject), it.value()});
    std::sort(choices.begin(), choices.end(), [](const FilterChoice &left, const FilterChoice &right) {
        return left.count != right.count ? left.count > right.count : left.id < right.id;
    });
    return choices;
}

FilterKey fieldOf(FilterSubject subject)
{
    switch (subject) {
    case FilterSubject::Type:
        return FilterKey::Event;
    case FilterSubject::Room:
        return FilterKey::Room;
    case FilterSubject::Participant:
        break;
    }
    return FilterKey::Participant;
}

QStringList unseenTypes(const MessageLog &log, const FilterExpression &filter)
{
    QStringList unseen = namedEvents(filter);
    unseen.removeIf([](const QString &word) { return isKnownType(word); });
    for (quint32 i = 1; i <= log.stringCount() && !unseen.isEmpty(); ++i) {
        const QByteArray group = eventGroup(log.string(StringId(i)));
        unseen.removeIf([&](const QString &word) { return eventGroup(word.toUtf8()) == group; });
    }
    for (QString &word : unseen)
        word = u'“' + isolated(visibleText(word, 60)) + u'”';
    return unseen;
}

QString filterText(const FilterExpression &filter, const RoomDirectory *directory, FilterSubject subject)
{
    const QSet<QByteArray> allowed = allowedValues(filter, fieldOf(subject));
    if (!allowed.isEmpty())
        return listText(allowed, directory, subject);
    const QSet<QByteArray> forbidden = forbiddenValues(filter, fieldOf(subject));
    return forbidden.isEmpty() ? QString() : u"all but "_s + listText(forbidden, directory, subject);
}

} // namespace console
