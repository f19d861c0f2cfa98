#pragma once

#include "lib/findings/finding.h"
#include "lib/findings/messageview.h"

namespace console {

// The rules that need nothing but one message. Each looks at a message and says what is wrong with it; most
// say nothing.

/// Neither JSON nor an object, or binary.
std::optional<Finding> malformed(const MessageView &message);
/// A response whose echo equals no request that was waiting.
std::optional<Finding> unmatched(const MessageView &message);
/// A response to a request that was answered before.
std::optional<Finding> duplicateResponse(const MessageView &message);
/// A response that came after its request was overdue (ExchangeLog::overdueAfter).
std::optional<Finding> late(const MessageView &message);
/// A response with Status "ERROR".
std::optional<Finding> refused(const MessageView &message);
/// A response with Status "OK" that describes an error all the same.
std::optional<Finding> okWithDescription(const MessageView &message);
/// Some object of the message repeats a key.
std::optional<Finding> duplicateKeys(const MessageView &message);
/// An event named by a number: the order of the numbers is not documented.
std::optional<Finding> numericEvent(const MessageView &message);
/// The answer to get_license_info tells of a licence that does not hold, has ended, or ends within 30 days of
/// the message. Dates are read as ISO 8601; another form says nothing.
std::optional<Finding> licenceEnds(const MessageView &message);

/// A request that the end of its connection left without an answer. @param message  the request
std::optional<Finding> lost(const MessageView &message);

/// A finding about one message.
Finding findingIn(const MessageView &message, FindingRule rule, Severity severity);
/// Text in quotes of the filter language.
QString filterQuoted(QByteArrayView utf8);
/// What a message is called in sentences: "Moved events", "requests get_version", "answers to get_version".
QString kindOfMessages(const MessageView &message);
/// Lets messages like this one through, by kind and name: `kind: event and event: "MOVED"`.
QString filterOfKind(const MessageView &message);
/// The command of a response; "an unknown request" where it echoes none.
QString commandOf(const MessageView &message);

} // namespace console
