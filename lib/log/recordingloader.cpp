#include "lib/log/recordingloader.h"

#include "lib/log/batchslices.h"
#include "lib/log/consecutiverows.h"
#include "lib/log/recordingfindings.h"

#include <utility>

namespace console {

namespace {

/// Bytes of rows and text in a piece, if one slice does not have more: what the GUI thread takes in a few
/// milliseconds.
constexpr quint64 pieceSize = 1024 * 1024;

quint64 sizeOf(const MessageBatch &batch)
{
    return batch.rows.size() * sizeof(MessageRecord) + quint64(batch.text.size());
}

} // namespace

struct RecordingLoader::Piece
{
    OpenedRecording opened;
    BatchList batches;
    TextPlaces places;
};

/// The file as it is read: one thread at a time.
class RecordingLoader::Source
{
public:
    explicit Source(const QString &file) { m_opened.file = file; }

    Piece next()
    {
        Piece piece;
        if (!m_reader)
            open();
        if (m_opened.problem.isEmpty())
            read(piece);
        piece.opened = m_opened;
        return piece;
    }

private:
    void open()
    {
        m_reader.emplace(m_opened.file);
        m_file = RecordedFile::open(m_opened.file);
        m_opened.problem = m_reader->problem();
        m_opened.facts = m_reader->outline().facts;
        m_opened.isOurs = m_reader->outline().isOurs;
    }

    void read(Piece &piece)
    {
        for (quint64 size = 0; size < pieceSize && !m_opened.isComplete;) {
            const BatchPointer slice = nextSlice();
            m_opened.isComplete = !slice;
            if (!slice)
                break;
            size += sizeOf(*slice);
            piece.batches.append(slice);
            addPlace(piece, *slice);
        }
        m_opened.progress = m_opened.isComplete ? 1 : m_reader->progress();
        m_opened.leftOut = m_reader->findings().leftOut;
        m_opened.missingRows = m_reader->findings().missingNumbers;
        if (m_opened.isComplete)
            m_opened.remarks = findingSentences(m_reader->findings());
        m_opened.isWhole = m_reader->findings().leftOut == 0 && m_reader->findings().missingNumbers == 0;
    }

    /// Null at the end of the file.
    BatchPointer nextSlice()
    {
        if (m_slices.isAtEnd()) {
            const BatchPointer batch = m_reader->next();
            if (!batch)
                return nullptr;
            m_slices = BatchSlices(m_numbers.renumbered(batch));
            m_partRows = 0;
        }
        return m_slices.next();
    }

    /// A place tells of all rows of its part, so it goes with the last of them.
    void addPlace(Piece &piece, const MessageBatch &slice)
    {
        m_partRows += slice.rows.size();
        const std::optional<RecordingPart> part = m_slices.isAtEnd() ? m_reader->part() : std::nullopt;
        if (part)
            piece.places.push_back(
                {m_file, *part, MessageId(slice.first.value + slice.rows.size() - m_partRows), m_partRows});
    }

    OpenedRecording m_opened;
    std::optional<RecordingReader> m_reader;
    std::shared_ptr<const RecordedFile> m_file;
    ConsecutiveRows m_numbers;
    BatchSlices m_slices; ///< of the part read last
    quint64 m_partRows = 0; ///< of it, handed over
};

RecordingLoader::RecordingLoader(const QString &file, QObject *parent)
    : QObject(parent), m_source(std::make_shared<Source>(file))
{
    m_opened.file = file;
    m_pool.setMaxThreadCount(1);
    m_taker.setSingleShot(true);
    connect(&m_taker, &QTimer::timeout, this, &RecordingLoader::take);
}

RecordingLoader::~RecordingLoader()
{
    m_pool.waitForDone();
}

void RecordingLoader::start()
{
    readNext();
}

void RecordingLoader::readNext()
{
    m_pool.start([this, source = m_source] {
        const auto piece = std::make_shared<const Piece>(source->next());
        QMetaObject::invokeMethod(
            this, [this, piece] { keep(piece); }, Qt::QueuedConnection);
    });
}

void RecordingLoader::keep(const std::shared_ptr<const Piece> &piece)
{
    m_piece = piece;
    m_taker.start();
}

void RecordingLoader::take()
{
    const std::shared_ptr<const Piece> piece = std::exchange(m_piece, nullptr);
    m_opened = piece->opened;
    if (m_opened.problem.isEmpty() && !m_opened.isComplete)
        readNext(); // while the rows are taken here
    if (!piece->batches.isEmpty())
        emit loaded(piece->batches, piece->places);
    emit changed();
}

} // namespace console

#include "moc_recordingloader.cpp"
