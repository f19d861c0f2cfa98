#include "lib/findings/finding.h"

namespace console {

/// Saved in profiles: no name may change.
static QByteArray nameOf(FindingRule rule)
{
    switch (rule) {
    case FindingRule::Malformed:
        return "malformed";
    case FindingRule::Unmatched:
        return "unmatched";
    case FindingRule::DuplicateResponse:
        return "duplicate-response";
    case FindingRule::Late:
        return "late";
    case FindingRule::Lost:
        return "lost";
    case FindingRule::Refused:
        return "refused";
    case FindingRule::OkWithDescription:
        return "ok-with-description";
    case FindingRule::OutOfRange:
        return "out-of-range";
    case FindingRule::UnknownKey:
        return "unknown-key";
    case FindingRule::DuplicateKeys:
        return "duplicate-keys";
    case FindingRule::NumericEvent:
        return "numeric-event";
    case FindingRule::UnseenRoom:
        return "unseen-room";
    case FindingRule::DestroyedRoom:
        return "destroyed-room";
    case FindingRule::ClosedRoom:
        return "closed-room";
    case FindingRule::SharedSeat:
        return "shared-seat";
    case FindingRule::Licence:
        return "licence";
    case FindingRule::Dialect:
        return "dialect";
    case FindingRule::Recording:
        break;
    }
    return "recording";
}

QByteArray subjectOf(std::initializer_list<QByteArrayView> parts)
{
    QByteArray subject;
    for (const QByteArrayView part : parts) {
        if (!subject.isEmpty() && !part.isEmpty())
            subject += ' ';
        subject += part;
    }
    return subject;
}

QByteArray idOf(const Finding &finding)
{
    const QByteArray name = nameOf(finding.rule);
    return finding.subject.isEmpty() ? name : name + ' ' + finding.subject;
}

void extend(Finding &finding, const Finding &later)
{
    finding.count += later.count;
    finding.last = later.last;
    finding.lastTime = later.lastTime;
}

} // namespace console
