#pragma once

#include "lib/connection/connectionsettings.h"

namespace console {

/// The secrets of a connection, to be taken out of what a server says: it may repeat what it was sent, as it
/// is or escaped. A value.
class SecretFilter
{
public:
    SecretFilter() = default;
    explicit SecretFilter(const ConnectionSettings &settings);

    /// @param cut  more would have followed, so the bytes may end in the middle of a secret
    QByteArray filtered(QByteArray bytes, bool cut = false) const;
    QString filtered(QString words) const;

private:
    void add(const Secret &secret);

    QList<Secret> m_forms; ///< longest first, so that none hides behind a part of it
};

} // namespace console
