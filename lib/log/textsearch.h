#pragma once

#include "lib/log/messagelog.h"

#include <QObject>

namespace console {

/// Does the raw text, or the unescaped text where the row holds \u, contain `needle`? ASCII case does not matter.
bool containsText(QByteArrayView text, bool hasUnicodeEscapes, QByteArrayView needle);

/// Finds rows by text in the thread pool, segment by segment, newest first; a new search makes older results void.
/// GUI thread. Only rows that the caller's predicate let through need be given.
class TextSearch : public QObject
{
    Q_OBJECT
public:
    explicit TextSearch(QObject *parent = nullptr);
    ~TextSearch() override;

    /// Starts over: searches the rows of the segments; found() arrives in any order of segments, finished() last.
    void start(const QString &needle, std::vector<std::shared_ptr<const Segment>> segments);
    /// Continues the current search on a batch just appended.
    void continueOn(const BatchPointer &batch);
    void cancel();
    bool isActive() const { return !m_needle.isEmpty(); }

signals:
    /// Ascending numbers within one call; [from, to) is the stretch they come from.
    void found(MessageId from, MessageId to, const std::vector<MessageId> &hits);
    void finished(); ///< all that start() was given has been searched

private:
    quint64 m_generation = 0;
    int m_pending = 0;
    QByteArray m_needle;
};

} // namespace console
