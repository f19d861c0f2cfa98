#pragma once

#include "lib/findings/messageview.h"
#include "lib/protocol/catalogue.h"

#include <QHash>
#include <QSet>

namespace console {

/// The keys that the catalogue lists for each event, request and response, and what their values may be. May
/// be asked by any thread once it is made.
class KnownKeys
{
public:
    /// The catalogue must outlive it.
    explicit KnownKeys(const Catalogue &catalogue);

    /// The keys of messages like this one, at whatever depth. Null: any key may stand there.
    const QSet<QByteArray> *of(const MessageView &message) const;
    /// What the value of a key may be in an event or a request. Null: not known.
    const Parameter *parameter(const MessageView &message, const MessageMember &member) const;
    /// Whether the catalogue lists what stands inside the object of that key.
    static bool isDescribed(QByteArrayView key);

private:
    void addEvents(const Catalogue &catalogue);
    void addCommand(const Command &command);

    QHash<QByteArray, QSet<QByteArray>> m_events; ///< by group
    QHash<QByteArray, QSet<QByteArray>> m_requests; ///< by command
    QHash<QByteArray, QSet<QByteArray>> m_responses;
    QSet<QByteArray> m_anyEvent; ///< of an event whose type is a number
    QHash<QByteArray, const Parameter *> m_parameters; ///< those whose values have a rule, by name
    QHash<QByteArray, QHash<QByteArray, const Parameter *>> m_ofCommand; ///< likewise, of one command
};

} // namespace console
