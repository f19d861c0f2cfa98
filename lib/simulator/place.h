#pragma once

#include "lib/rooms/place.h"

namespace console {

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
