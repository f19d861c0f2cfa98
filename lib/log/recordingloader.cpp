#include "lib/log/recordingloader.h"

#include "lib/log/consecutiverows.h"
#include "lib/log/recordingfindings.h"

#include <utility>

namespace console {

namespace {

/// Bytes of text in a piece, if one part does not have more: what the GUI thread takes in a few milliseconds.
constexpr qsizetype pieceSize = 1024 * 1024;

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
        for (qsizetype size = 0; size < pieceSize && !m_opened.isComplete;) {
            const BatchPointer batch = m_reader->next();
            m_opened.isComplete = !batch;
            if (!batch)
                break;
            size += batch->text.size();
            add(piece, m_numbers.renumbered(batch));
        }
        m_opened.progress = m_opened.isComplete ? 1 : m_reader->progress();
        m_opened.leftOut = m_reader->findings().leftOut;
        m_opened.missingRows = m_reader->findings().missingNumbers;
        if (m_opened.isComplete)
            m_opened.remarks = findingSentences(m_reader->findings());
        m_opened.isWhole = m_reader->findings().leftOut == 0 && m_reader->findings().missingNumbers == 0;
    }

    void add(Piece &piece, const BatchPointer &batch)
    {
        piece.batches.append(batch);
        if (const std::optional<RecordingPart> part = m_reader->part())
            piece.places.push_back({m_file, *part, batch->first, batch->rows.size()});
    }

    OpenedRecording m_opened;
    std::optional<RecordingReader> m_reader;
    std::shared_ptr<const RecordedFile> m_file;
    ConsecutiveRows m_numbers;
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
