#pragma once

namespace console {

/// A point in a room: centimetres, x right, y up, z forward.
struct Point
{
    double x = 0;
    double y = 0;
    double z = 0;

    friend bool operator==(const Point &, const Point &) = default;
};

/// Where somebody is and looks: azimuth −180..180 and elevation −90..90 degrees; azimuth 0 looks along z, 90
/// along x.
struct Place
{
    Point position;
    double azimuth = 0;
    double elevation = 0;

    friend bool operator==(const Place &, const Place &) = default;
};

constexpr int notSeated = -1; ///< in the place of a seat, which count from 1

} // namespace console
