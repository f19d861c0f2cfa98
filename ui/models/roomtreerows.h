#pragma once

#include "ui/models/roomtreemodel.h"

namespace console {

// What the rows of the tree hold, for the files of RoomTreeModel alone.

struct RoomTreeModel::Person
{
    QByteArray id;
    QString name;
    bool present = true;
    bool confirmed = true;
    bool talking = false;
    bool muted = false;
    int whisper = 0;
    int sidebar = 0;

    friend bool operator==(const Person &, const Person &) = default;
};

struct RoomTreeModel::Room
{
    QByteArray id;
    int row = 0;
    int layout = 0;
    bool exists = true;
    bool confirmed = true;
    bool matches = true;
    quint64 revision = 0; ///< of the directory's room, as shown
    quint64 stateRevision = 0; ///< likewise
    quint64 filterRevision = 0; ///< of the model, as shown
    std::vector<Person> people; ///< in natural order of their ids
};

} // namespace console
