#include "ui/models/roomlistsettings.h"

#include <QSettings>

#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr auto orderKey = "rooms/order"_L1;
constexpr auto collapseKey = "rooms/collapseNew"_L1;

/// By names that outlive this version.
constexpr std::array orders{std::pair("people"_L1, RoomTreeModel::Order::MostPeople),
    std::pair("latest"_L1, RoomTreeModel::Order::LatestEvent), std::pair("id"_L1, RoomTreeModel::Order::Id),
    std::pair("first"_L1, RoomTreeModel::Order::FirstSeen)};

} // namespace

RoomListSettings RoomListSettings::read(const QSettings &from)
{
    RoomListSettings settings;
    for (const auto &[name, order] : orders) {
        if (from.value(orderKey).toString() == name)
            settings.order = order;
    }
    const QString collapses = from.value(collapseKey).toString();
    if (collapses == "true"_L1 || collapses == "false"_L1)
        settings.collapsesNew = collapses == "true"_L1;
    return settings;
}

void RoomListSettings::write(QSettings *to) const
{
    to->remove(orderKey); // what was chosen may have been given up
    for (const auto &[name, chosen] : orders) {
        if (order == chosen)
            to->setValue(orderKey, QString(name));
    }
    if (collapsesNew)
        to->setValue(collapseKey, *collapsesNew);
}

} // namespace console
