#include "lib/protocol/messageshape.h"

#include <cstring>

namespace console {

namespace {

const char *behind(JsonToken type, const char *at, const char *end)
{
    return type == JsonToken::Number ? behindNumber(at, end) : behindPlainString(at, end);
}

} // namespace

bool MessageShape::canLearn(QByteArrayView text, const std::vector<Scalar> &scalars)
{
    return text.size() <= maximumSize && scalars.size() <= maximumScalars;
}

void MessageShape::learn(QByteArrayView text, const std::vector<Scalar> &scalars)
{
    m_scalars = scalars;
    m_learnt.truncate(0);
    m_pieces.clear();
    qsizetype at = 0;
    for (const Scalar &scalar : scalars) {
        addPiece(text.sliced(at, scalar.span.start - at));
        at = scalar.span.end();
    }
    addPiece(text.sliced(at));
}

void MessageShape::addPiece(QByteArrayView piece)
{
    m_learnt.append(piece);
    m_pieces.push_back(piece.size());
}

bool MessageShape::fits(QByteArrayView text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    const char *learnt = m_learnt.constData();
    auto scalar = m_scalars.begin();
    for (const qsizetype piece : m_pieces) {
        if (end - at < piece || std::memcmp(at, learnt, size_t(piece)) != 0)
            return false;
        at += piece;
        learnt += piece;
        if (scalar == m_scalars.end())
            return at == end;
        const char *const next = behind(scalar->type, at, end);
        if (!next)
            return false;
        scalar->span = {at - text.data(), next - at};
        at = next;
        ++scalar;
    }
    return false; // nothing was learnt
}

} // namespace console
