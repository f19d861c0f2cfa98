#pragma once

#include "lib/log/recordedtext.h"
#include "lib/log/recordingfacts.h"
#include "lib/protocol/messagebatch.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

namespace console {

/// What is known of a recording that is being read; a value.
struct OpenedRecording
{
    QString file;
    QString problem; ///< a sentence: nothing of it can be read
    RecordingFacts facts;
    bool isOurs = false; ///< else another program wrote it
    double progress = 0; ///< 0 to 1
    bool isComplete = false; ///< all that can be read was read
    quint64 leftOut = 0; ///< bytes of the file that could not be read, so far
    quint64 missingRows = 0; ///< rows of the session that are not in the file, so far
    bool isWhole = true; ///< nothing is left out or missing, though its end may not have been written
    QStringList remarks; ///< sentences: what is not as it should be; complete with the reading
};

/// Reads a recording in the pool, piece by piece, as fast as its owner takes them: rows numbered from 1, with
/// their text and where to find it again. GUI thread.
class RecordingLoader : public QObject
{
    Q_OBJECT
public:
    explicit RecordingLoader(const QString &file, QObject *parent = nullptr);
    ~RecordingLoader() override; ///< waits until a piece is read

    void start(); ///< changed() and loaded() follow
    const OpenedRecording &opened() const { return m_opened; }

signals:
    void changed(); ///< opened() did
    void loaded(const console::BatchList &batches, const console::TextPlaces &places);

private:
    class Source;
    struct Piece;
    void readNext();
    void keep(const std::shared_ptr<const Piece> &piece);
    void take();

    OpenedRecording m_opened;
    std::shared_ptr<Source> m_source; ///< in the pool's hands while a piece is read
    std::shared_ptr<const Piece> m_piece; ///< read, not taken yet
    /// Takes pieces one by one: what the pool posts while one is taken would be taken before anything is
    /// painted.
    QTimer m_taker;
    QThreadPool m_pool;
};

} // namespace console
