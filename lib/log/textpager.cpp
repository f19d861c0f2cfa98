#include "lib/log/textpager.h"

namespace console {

TextPager::TextPager(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1); // one disk; and what was asked for first comes first
}

TextPager::~TextPager()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void TextPager::ask(const SegmentSnapshot &segment)
{
    if (m_asked.contains(segment.first()))
        return;
    m_asked.insert(segment.first());
    m_pool.start([this, segment] {
        const RowsText read = segment.text();
        QMetaObject::invokeMethod(
            this,
            [this, first = segment.first(), read] {
                m_asked.remove(first);
                emit arrived(first, read);
            },
            Qt::QueuedConnection);
    });
}

} // namespace console

#include "moc_textpager.cpp"
