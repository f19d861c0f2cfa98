#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>

namespace console {

/// A layout that rooms may have, as the layout file of a server tells of it. A value.
struct ToldLayout
{
    QByteArray name; ///< UTF-8; at most maximumLayoutName characters of it
    QByteArray id = {}; ///< a number or text; empty: none
    bool isOpen = true; ///< people may stand anywhere
    std::optional<bool> stacks = {}; ///< two may sit in one seat; none: it does not say
};

/// Layouts by id as well as by the whole name, since rooms tell the one or the other.
using Layouts = QHash<QByteArray, ToldLayout>;

constexpr qsizetype maximumLayouts = 10'000;
constexpr qsizetype maximumLayoutName = 128; ///< characters

/// The layouts of an answer that carries the layout file, anywhere in it (protocol §6:
/// `{"room_list": {"round table": {"id": 1, …}, …}}`); at most maximumLayouts. None: it carries none, is no
/// JSON so far, or is longer than 1 MiB. Pure; any thread.
std::optional<Layouts> layoutsIn(QByteArrayView answer);

} // namespace console
