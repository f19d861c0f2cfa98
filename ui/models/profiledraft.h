#pragma once

#include "lib/profile/profile.h"

namespace console {

/// A connection as it stands in the dialog: texts as typed, checked only when asked.
struct ProfileDraft
{
    Profile profile; ///< all that has no field of its own, and what was saved
    QString name;
    QString address;
    bool sendsHeader = false;
    QString headerName;
    Secret headerValue;
    bool valueKnown = false; ///< typed, or read from where it is kept
    bool changed = false;

    QString shownName() const; ///< the name, else the host, else "New connection"
};

/// A sentence for each field that cannot be saved as it is; empty: fine.
struct DraftProblems
{
    QString name;
    QString address;
    QString headerName;
    QString headerValue;
    QString authorityFile;

    bool isEmpty() const;
};

/// A new connection that nobody has typed anything into.
bool isBlank(const ProfileDraft &draft);
ProfileDraft newDraft();
ProfileDraft draftOf(const Profile &profile);
/// The same settings under another name, as a new profile. Pins go along, the header value does not.
ProfileDraft duplicateOf(const ProfileDraft &draft);
/// The profile a draft without problems stands for. Without a name it is named after its host.
Profile profileOf(const ProfileDraft &draft);
/// `others`: names are unique, without regard to case.
DraftProblems problemsOf(const ProfileDraft &draft, const QList<ProfileDraft> &others);

} // namespace console
