#include "lib/simulator/place.h"

#include <QtMath>

namespace console {

double normalisedAzimuth(double degrees)
{
    const double turned = std::remainder(degrees, 360.0);
    return turned == -180.0 ? 180.0 : turned;
}

double azimuthTowards(const Point &from, const Point &to)
{
    return qRadiansToDegrees(std::atan2(to.x - from.x, to.z - from.z));
}

Spherical sphericalBetween(const Place &listener, const Point &source)
{
    const double across = std::hypot(source.x - listener.position.x, source.z - listener.position.z);
    const double up = source.y - listener.position.y;
    return {normalisedAzimuth(azimuthTowards(listener.position, source) - listener.azimuth),
        qRadiansToDegrees(std::atan2(up, across)) - listener.elevation, std::hypot(across, up)};
}

} // namespace console
