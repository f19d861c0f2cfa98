#pragma once

#include "lib/log/recordedtext.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace console {

/// 16 384 rows and their bytes, or 256 MiB of text. No row is added or changed once it is sealed; its text
/// may then be given up where a recording holds it, and come back. All but the rows is the log's alone.
struct Segment : std::enable_shared_from_this<Segment>
{
    static constexpr size_t maximumRows = 16'384;
    static constexpr qsizetype maximumText = 256 * 1024 * 1024;

    MessageId first;
    std::vector<MessageRecord> rows; ///< `end` counts from the start of `text`
    QByteArray text;
    bool sealed = false;
    bool hasText = true; ///< else it is in the recording
    TextPlaces places; ///< where rows of it are recorded
    quint64 recorded = 0; ///< how many of the rows these hold
    quint64 lastUse = 0; ///< when text was last asked for; greater: later
    QString problem; ///< a sentence: why the text could not be read back

    QByteArrayView textOf(size_t row) const; ///< @pre hasText
    quint32 sizeOf(size_t row) const { return rows[row].end - startOf(row); } ///< bytes
    quint32 startOf(size_t row) const { return row == 0 ? 0 : rows[row - 1].end; }
    MessageId end() const { return first + rows.size(); }
    bool isRecorded() const { return sealed && recorded == rows.size(); }
};

/// A segment as it was at some moment, for any thread: what the log does later does not change it.
class SegmentSnapshot
{
public:
    explicit SegmentSnapshot(std::shared_ptr<const Segment> segment)
        : m_segment(std::move(segment)), m_text(m_segment->text), m_places(m_segment->places),
          m_hasText(m_segment->hasText)
    {
    }

    MessageId first() const { return m_segment->first; }
    MessageId end() const { return m_segment->end(); }
    const std::vector<MessageRecord> &rows() const { return m_segment->rows; }
    bool hasText() const { return m_hasText; }
    /// All bytes of the rows. Waits for the disk where they are in the recording: not for the GUI thread.
    RowsText text() const
    {
        return m_hasText ? RowsText{m_text, {}} : readText(m_places, m_segment->first, m_segment->rows);
    }

private:
    std::shared_ptr<const Segment> m_segment; ///< nothing but its rows may be looked at
    QByteArray m_text;
    TextPlaces m_places;
    bool m_hasText;
};

} // namespace console
