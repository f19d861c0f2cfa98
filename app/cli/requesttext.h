#pragma once

#include "lib/protocol/catalogue.h"

namespace console::cli {

/// The JSON text of a request: the catalogue's parameters in its order and with its types, then the others as
/// given. A value of an enumeration may go by its name. Whatever does not have the catalogue's type is sent
/// as text: servers differ.
/// @param parameters  "name=value", each name once
QByteArray requestText(const Catalogue &catalogue, const QString &command, const QStringList &parameters);

/// Why a text is no JSON, with the byte; empty: it is JSON.
QString jsonProblem(const QByteArray &text);

} // namespace console::cli
