#pragma once

#include "lib/log/segment.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>

namespace console {

/// Reads text of a log back from the recording, a segment at a time, on a thread of its own. GUI thread.
class TextPager : public QObject
{
    Q_OBJECT
public:
    explicit TextPager(QObject *parent = nullptr);
    ~TextPager() override; ///< waits for what is being read

    /// arrived() follows; nothing happens where it was asked for already.
    void ask(const SegmentSnapshot &segment);

signals:
    void arrived(console::MessageId first, const console::RowsText &read);

private:
    QSet<MessageId> m_asked; ///< first rows of the segments that are being read
    QThreadPool m_pool;
};

} // namespace console
