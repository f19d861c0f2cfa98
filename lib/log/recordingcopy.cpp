#include "lib/log/recordingcopy.h"

#include "lib/log/recordingwriter.h"

namespace console {

bool copyRecording(RecordingReader &from, QIODevice &to)
{
    RecordingWriter writer(&to);
    // No time passes: what is not live gains nothing from chunks that end early.
    const RecordingWriter::Time now{};
    bool isWritten = writer.begin(from.outline().facts);
    while (isWritten) {
        const BatchPointer batch = from.next();
        if (!batch)
            return writer.end();
        isWritten = writer.append(*batch, now);
    }
    return false;
}

} // namespace console
