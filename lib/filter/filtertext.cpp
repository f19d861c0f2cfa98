#include "lib/filter/filtertext.h"

#include "lib/filter/filterpattern.h"
#include "lib/filter/jsonpath.h"
#include "lib/log/textneedle.h"
#include "lib/protocol/classify.h"

namespace console {

const QByteArray &FilterText::unescapedText()
{
    if (!m_unescaped)
        m_unescaped = unescaped(m_raw);
    return *m_unescaped;
}

bool FilterText::contains(const TextNeedle &needle)
{
    if (needle.indexIn(m_raw) >= 0)
        return true;
    return m_record.has(MessageFlag::UnicodeEscapes) && needle.indexIn(unescapedText()) >= 0;
}

bool FilterText::contains(const FilterPattern &pattern)
{
    if (pattern.isFoundIn(m_raw))
        return true;
    return m_record.has(MessageFlag::UnicodeEscapes) && pattern.isFoundIn(unescapedText());
}

bool FilterText::canHoldJson() const
{
    return m_record.kind != MessageKind::Note && m_record.kind != MessageKind::Malformed;
}

QByteArray FilterText::status() const
{
    static const JsonPath path({"Status"});
    const std::optional<JsonPath::Scalar> found = path.find(m_raw);
    if (!found)
        return {};
    return found->type == JsonToken::String ? decodedString(found->token) : found->token.toByteArray();
}

const FilterText::Strings &FilterText::strings()
{
    if (!m_strings) {
        Classifier classifier;
        const Classification found =
            m_record.isOutgoing() ? classifier.sent(m_raw) : classifier.received(m_raw);
        m_strings = {found.name.toByteArray(), found.room.toByteArray(), found.participant.toByteArray()};
    }
    return *m_strings;
}

QByteArray FilterText::name()
{
    return strings().name;
}

QByteArray FilterText::room()
{
    return strings().room;
}

QByteArray FilterText::participant()
{
    return strings().participant;
}

} // namespace console
