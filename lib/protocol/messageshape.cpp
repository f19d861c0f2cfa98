#include "lib/protocol/messageshape.h"

#include <cstring>

namespace console {

namespace {

const char *behind(JsonToken type, const char *at, const char *end)
{
    return type == JsonToken::Number ? behindNumber(at, end) : behindPlainString(at, end);
}

bool standsAt(const char *at, const char *end, QByteArrayView piece)
{
    return end - at >= piece.size() && std::memcmp(at, piece.data(), size_t(piece.size())) == 0;
}

} // namespace

bool MessageShape::canLearn(QByteArrayView text, const std::vector<Scalar> &scalars)
{
    return text.size() <= maximumSize && scalars.size() <= maximumScalars;
}

void MessageShape::learn(QByteArrayView text, const std::vector<Scalar> &scalars)
{
    m_learnt.truncate(0);
    m_learnt.append(text);
    m_learntScalars = scalars;
    m_scalars = scalars;
}

bool MessageShape::fits(QByteArrayView text)
{
    const QByteArrayView known(m_learnt);
    const char *at = text.data();
    const char *const end = at + text.size();
    qsizetype passed = 0; // of what is known
    for (size_t i = 0; i < m_learntScalars.size(); ++i) {
        const Scalar &learnt = m_learntScalars[i];
        const QByteArrayView before = known.sliced(passed, learnt.span.start - passed);
        if (!standsAt(at, end, before))
            return false;
        const char *const scalar = at + before.size();
        at = behind(learnt.type, scalar, end);
        if (!at)
            return false;
        m_scalars[i].span = {scalar - text.data(), at - scalar};
        passed = learnt.span.end();
    }
    const QByteArrayView rest = known.sliced(passed);
    return !known.isEmpty() && end - at == rest.size() && standsAt(at, end, rest);
}

} // namespace console
