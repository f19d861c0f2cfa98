// What the rows of RoomTreeModel say.

#include "ui/models/celltext.h"
#include "ui/models/navigator.h"
#include "ui/models/roomtreerows.h"
#include "ui/models/text.h"

namespace console {

using namespace Qt::StringLiterals;

QVariant RoomTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Room *room = static_cast<const Room *>(index.internalPointer());
    return room ? personData(*room, room->people[size_t(index.row())], role)
                : roomData(*m_rooms[size_t(index.row())], role);
}

QVariant RoomTreeModel::roomData(const Room &room, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return roomLabel(room.id);
    case Qt::ToolTipRole:
        return tooltipText(room.id);
    case PersonRole:
        return QVariant::fromValue(PersonRef{room.id, {}});
    case IdRole:
        return QString::fromUtf8(room.id);
    case NameRole:
        return QString();
    case CountRole:
        return int(room.people.size());
    case PresentRole:
        return room.exists;
    case LayoutRole:
        return room.layout;
    case LayoutTextRole: {
        const QString name = m_directory->layoutName(room.layout);
        if (room.layout == 0 || !name.isEmpty())
            return isolated(visibleText(name, 40));
        return u"layout %1"_s.arg(room.layout);
    }
    case IsRoomRole:
        return true;
    case ConfirmedRole:
        return room.confirmed;
    default:
        return {};
    }
}

QVariant RoomTreeModel::stateData(const Person &person, int role) const
{
    switch (role) {
    case TalkingRole:
        return person.talking;
    case MutedRole:
        return person.muted;
    case WhisperRole:
        return person.whisper;
    case SidebarRole:
        return person.sidebar;
    case ConfirmedRole:
        return person.confirmed;
    case StateTextRole:
        break;
    default:
        return {};
    }
    QStringList words;
    if (person.talking)
        words += u"talking"_s;
    if (person.muted)
        words += u"muted"_s;
    if (person.whisper > 0)
        words += u"whisper room %1"_s.arg(person.whisper);
    if (person.sidebar > 0)
        words += u"sidebar room %1"_s.arg(person.sidebar);
    return words.join(u", "_s);
}

QVariant RoomTreeModel::personData(const Room &room, const Person &person, int role) const
{
    const QString name = person.name.isEmpty() ? QString() : safeCell(person.name);
    switch (role) {
    case RawNameRole:
        return person.name;
    case Qt::DisplayRole:
        return name.isEmpty() ? u"person "_s + safeCell(person.id, 240) : name;
    case Qt::AccessibleTextRole: {
        const QString state = stateData(person, StateTextRole).toString();
        const QString shown = personData(room, person, Qt::DisplayRole).toString();
        return state.isEmpty() ? shown : shown + u", "_s + state;
    }
    case Qt::ToolTipRole:
        return (name.isEmpty() ? QString() : name + u'\n') + u"id "_s + safeCell(person.id);
    case PersonRole:
        return QVariant::fromValue(PersonRef{room.id, person.id});
    case IdRole:
        return QString::fromUtf8(person.id);
    case NameRole:
        return name;
    case CountRole:
        return 0;
    case PresentRole:
        return person.present;
    case IsRoomRole:
        return false;
    default:
        return stateData(person, role);
    }
}

} // namespace console
