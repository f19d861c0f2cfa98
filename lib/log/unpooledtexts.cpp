#include "lib/log/unpooledtexts.h"

#include "lib/protocol/classify.h"

#include <algorithm>

namespace console {

namespace {

QByteArray start(QByteArrayView text)
{
    return text.first(std::min(text.size(), UnpooledTexts::maximumLength)).toByteArray();
}

UnpooledTexts::Texts readTexts(bool sent, QByteArrayView text)
{
    Classifier classifier;
    const Classification found = sent ? classifier.sent(text) : classifier.received(text);
    return {start(found.name), start(found.room), start(found.participant)};
}

} // namespace

UnpooledTexts::Texts UnpooledTexts::textsOf(MessageId id, bool sent, QByteArrayView text)
{
    if (const Texts *known = m_texts.object(id.value))
        return *known;
    const Texts texts = readTexts(sent, text);
    // Small rows cost their share of the store too, which bounds their number.
    m_texts.insert(id.value, new Texts(texts), std::max(texts.size(), maximumMemory / maximumRows));
    return texts;
}

} // namespace console
