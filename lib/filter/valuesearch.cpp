#include "lib/filter/valuesearch.h"

#include "lib/protocol/jsontext.h"

#include <algorithm>

namespace console {

namespace {

/// Looks through segments, one direction, until a row has the value or somebody wants something else.
class Walk
{
public:
    Walk(const JsonPath &path, const QByteArray &json, std::shared_ptr<const std::atomic<quint64>> generation)
        : m_path(path), m_json(json), m_current(std::move(generation)), m_generation(*m_current)
    {
    }

    bool isVoid() const { return *m_current != m_generation; }

    MessageId run(MessageId from, int direction, std::vector<SegmentSnapshot> segments)
    {
        m_wanted = m_path.find(m_json);
        if (!m_wanted)
            return {};
        if (direction < 0)
            std::reverse(segments.begin(), segments.end());
        for (const SegmentSnapshot &segment : segments) {
            const MessageId found = direction > 0 ? firstIn(segment, from) : lastIn(segment, from);
            if (found || isVoid())
                return found;
        }
        return {};
    }

private:
    MessageId firstIn(const SegmentSnapshot &segment, MessageId after)
    {
        const QByteArray text = segment.text().text;
        size_t row = after < segment.first() ? 0 : size_t(after.value - segment.first().value) + 1;
        for (; row < segment.rows().size() && !isVoid(); ++row)
            if (has(segment, text, row))
                return segment.first() + row;
        return {};
    }

    MessageId lastIn(const SegmentSnapshot &segment, MessageId before)
    {
        const QByteArray text = segment.text().text;
        if (before <= segment.first())
            return {};
        size_t row = std::min(size_t(before.value - segment.first().value), segment.rows().size());
        while (row-- > 0 && !isVoid())
            if (has(segment, text, row))
                return segment.first() + row;
        return {};
    }

    bool has(const SegmentSnapshot &segment, QByteArrayView text, size_t row) const
    {
        const quint32 start = row == 0 ? 0 : segment.rows()[row - 1].end;
        const quint32 end = segment.rows()[row].end;
        if (text.size() < qsizetype(end)) // it cannot be read: whoever looks at such a row is told
            return false;
        const std::optional<JsonPath::Scalar> value = m_path.find(text.sliced(start, end - start));
        return value && isSameValue(*value, *m_wanted);
    }

    JsonPath m_path;
    QByteArray m_json;
    std::optional<JsonPath::Scalar> m_wanted; ///< in m_json
    std::shared_ptr<const std::atomic<quint64>> m_current;
    quint64 m_generation;
};

} // namespace

bool isSameValue(const JsonPath::Scalar &a, const JsonPath::Scalar &b)
{
    if (a.type != b.type)
        return false;
    if (a.token == b.token)
        return true;
    if (a.type == JsonToken::Number)
        return canonicalNumber(a.token) == canonicalNumber(b.token);
    return a.type == JsonToken::String && decodedString(a.token) == decodedString(b.token);
}

ValueSearch::ValueSearch(QObject *parent)
    : QObject(parent), m_generation(std::make_shared<std::atomic<quint64>>(0))
{
    m_pool.setMaxThreadCount(1);
}

ValueSearch::~ValueSearch()
{
    cancel();
    m_pool.waitForDone();
}

void ValueSearch::cancel()
{
    ++*m_generation;
    m_pool.clear();
}

void ValueSearch::start(const JsonPath &path, const QByteArray &json, MessageId from, int direction,
    const std::vector<SegmentSnapshot> &segments)
{
    cancel();
    const quint64 generation = *m_generation;
    m_pool.start(
        [this, walk = Walk(path, json, m_generation), from, direction, segments, generation]() mutable {
            const MessageId found = walk.isVoid() ? MessageId() : walk.run(from, direction, segments);
            QMetaObject::invokeMethod(
                this,
                [this, generation, found] {
                    if (generation == *m_generation)
                        emit finished(found);
                },
                Qt::QueuedConnection);
        });
}

} // namespace console

#include "moc_valuesearch.cpp"
