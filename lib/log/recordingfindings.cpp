#include "lib/log/recordingfindings.h"

using namespace Qt::StringLiterals;

namespace console {

QStringList findingSentences(const RecordingReader::Findings &findings)
{
    QStringList sentences = findings.reasons;
    if (findings.leftOut > 0)
        sentences += u"%1 bytes of the file are left out."_s.arg(findings.leftOut);
    if (findings.missingNumbers > 0)
        sentences += u"%1 rows of the session are not in the file."_s.arg(findings.missingNumbers);
    if (findings.movedTimes > 0)
        sentences +=
            u"%1 messages are older than the one before them and have its time."_s.arg(findings.movedTimes);
    return sentences;
}

} // namespace console
