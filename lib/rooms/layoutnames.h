#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace console {

/// The names of layouts by their ids, from an answer with the layout file (protocol §6:
/// `{"room_list": {"round table": {"id": 1, …}, …}}`). Reads 256 names of 128 characters at most; what is no
/// JSON, or longer than 1 MiB, gives none.
QHash<int, QString> layoutNamesIn(QByteArrayView answer);

} // namespace console
