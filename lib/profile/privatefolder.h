#pragma once

#include <QString>

namespace console {

/// Makes the folder of a file, for its owner only; a folder that is there stays as it is. False: there is
/// none.
bool makePrivateFolder(const QString &file);

} // namespace console
