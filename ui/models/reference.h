#pragma once

#include "lib/protocol/catalogue.h"

namespace console {

/// One thing of the catalogue to read about.
struct ReferencePage
{
    QString section; ///< "Commands", "Events", "Error codes", "Audio controls"
    QString group; ///< of a command: "Rooms"; else empty
    QString name; ///< as it is sent
    QString label; ///< "Joined", "Mute"; may be empty
    QString html; ///< complete, its texts escaped; for PageView's classes
    QString words; ///< all of it as plain text, for a search

    /// Does each word of `search` occur? Case does not matter; an empty search matches.
    bool matches(const QString &search) const;
};

/// Everything in a catalogue in the order to list it.
QList<ReferencePage> referencePages(const Catalogue &catalogue);

} // namespace console
