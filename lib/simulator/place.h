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

/// How a listener meets a source.
struct Spherical
{
    double azimuth = 0; ///< degrees from where the listener looks, −180..180
    double elevation = 0; ///< degrees
    double distance = 0; ///< centimetres
};

/// Degrees brought into −180..180.
double normalisedAzimuth(double degrees);
/// The azimuth at which `to` is seen from `from`; 0 if they are one above the other.
double azimuthTowards(const Point &from, const Point &to);
Spherical sphericalBetween(const Place &listener, const Point &source);

} // namespace console
