#pragma once

#include "lib/filter/jsonpath.h"
#include "lib/log/segment.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace console {

/// Are two values, as they were sent, the same? Numbers compare by exact decimal value, strings by what they
/// spell.
bool isSameValue(const JsonPath::Scalar &a, const JsonPath::Scalar &b);

/// Finds the nearest message that has the same value at the same place of its JSON, in the pool; a new search
/// makes the one before void. GUI thread.
class ValueSearch : public QObject
{
    Q_OBJECT
public:
    explicit ValueSearch(QObject *parent = nullptr);
    ~ValueSearch() override; ///< waits until the pool has noticed, at most as long as one segment is read

    /// @param json  a message that has the value; it alone is never found
    /// @param from  its number: the search goes from there to the first segment (-1) or the last (+1)
    /// @param segments  those on that side of it, itself included
    void start(const JsonPath &path, const QByteArray &json, MessageId from, int direction,
        const std::vector<SegmentSnapshot> &segments);
    void cancel();

signals:
    void finished(MessageId message); ///< none: there is no such message

private:
    std::shared_ptr<std::atomic<quint64>> m_generation; ///< read by the pool: older work gives up
    QThreadPool m_pool;
};

} // namespace console
