#include "ui/models/profiledraft.h"

#include "lib/profile/address.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString nameProblem(const ProfileDraft &draft, const QList<ProfileDraft> &others)
{
    const QString name = draft.shownName();
    const bool taken = std::any_of(others.begin(), others.end(), [&](const ProfileDraft &other) {
        return other.profile.id != draft.profile.id
            && other.shownName().compare(name, Qt::CaseInsensitive) == 0;
    });
    return taken ? u"Another connection has this name."_s : QString();
}

/// The only question that needs the files: asked with everything else known to be right.
QString fileProblem(const ProfileDraft &draft)
{
    Failure failure;
    settingsFor(profileOf(draft), {.headerValue = draft.headerValue}, &failure);
    return failure.cause;
}

} // namespace

QString ProfileDraft::shownName() const
{
    if (!name.trimmed().isEmpty())
        return name.trimmed();
    const Address parts = parseAddress(address);
    return parts.error.isEmpty() ? parts.host : u"New connection"_s;
}

bool DraftProblems::isEmpty() const
{
    return name.isEmpty() && address.isEmpty() && headerName.isEmpty() && headerValue.isEmpty()
        && authorityFile.isEmpty();
}

bool isBlank(const ProfileDraft &draft)
{
    return draft.profile.host.isEmpty() && draft.name.isEmpty() && draft.address.isEmpty()
        && !draft.sendsHeader;
}

ProfileDraft newDraft()
{
    ProfileDraft draft;
    draft.profile.id = QUuid::createUuid();
    draft.valueKnown = true;
    draft.changed = true;
    return draft;
}

ProfileDraft draftOf(const Profile &profile)
{
    ProfileDraft draft;
    draft.profile = profile;
    draft.name = profile.name;
    draft.address = profile.address();
    draft.sendsHeader = profile.headerName.has_value();
    draft.headerName = profile.headerName.value_or(QString());
    draft.valueKnown = !draft.sendsHeader;
    return draft;
}

ProfileDraft duplicateOf(const ProfileDraft &draft)
{
    ProfileDraft copy = draft;
    copy.profile.id = QUuid::createUuid();
    copy.name = draft.shownName() + u" copy"_s;
    copy.headerValue = Secret();
    copy.valueKnown = true;
    copy.changed = true;
    return copy;
}

Profile profileOf(const ProfileDraft &draft)
{
    Profile profile = draft.profile;
    const Address address = parseAddress(draft.address);
    profile.name = draft.shownName();
    profile.host = address.host;
    profile.port = address.port;
    profile.path = address.path;
    profile.headerName = draft.sendsHeader ? std::optional(draft.headerName.trimmed()) : std::nullopt;
    return profile;
}

DraftProblems problemsOf(const ProfileDraft &draft, const QList<ProfileDraft> &others)
{
    DraftProblems problems;
    problems.name = nameProblem(draft, others);
    problems.address = parseAddress(draft.address).error;
    if (draft.sendsHeader) {
        problems.headerName = headerNameProblem(draft.headerName.trimmed());
        problems.headerValue = headerValueProblem(draft.headerValue.reveal());
    }
    if (problems.isEmpty())
        problems.authorityFile = fileProblem(draft);
    return problems;
}

} // namespace console
