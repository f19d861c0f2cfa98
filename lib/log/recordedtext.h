#pragma once

#include "lib/log/recordingpart.h"
#include "lib/protocol/messagerecord.h"

#include <QMetaType>

#include <memory>
#include <optional>
#include <vector>

namespace console {

/// A recording, held open: what is in it can be read as long as this lives, also after its name is gone.
/// Any thread, several at once.
class RecordedFile
{
public:
    /// Null where the file cannot be opened.
    static std::shared_ptr<const RecordedFile> open(const QString &path);
    ~RecordedFile();
    Q_DISABLE_COPY_MOVE(RecordedFile)

    /// Exactly these bytes, or nothing. Waits for the disk.
    std::optional<QByteArray> read(quint64 offset, quint64 length) const;

private:
    explicit RecordedFile(int descriptor) : m_descriptor(descriptor) { }

    int m_descriptor;
};

/// Where the text of consecutive rows rests; a value.
struct TextPlace
{
    std::shared_ptr<const RecordedFile> file;
    RecordingPart part; ///< its messages are these rows, in the same order
    MessageId first;
    quint64 rows = 0;

    MessageId end() const { return first + rows; }
};
using TextPlaces = std::vector<TextPlace>;

/// The bytes of rows one after the other, or a sentence that says why they cannot be read.
struct RowsText
{
    QByteArray text;
    QString problem;
};

/// Reads rows back. Waits for the disk.
/// @param places  in the order of their rows; together they hold all of these
/// @param rows  numbered from `first` on; their ends count from the start of the text
RowsText readText(const TextPlaces &places, MessageId first, const std::vector<MessageRecord> &rows);

} // namespace console

Q_DECLARE_METATYPE(console::TextPlaces)
